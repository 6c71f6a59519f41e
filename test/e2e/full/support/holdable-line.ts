import { once } from 'node:events';
import net from 'node:net';

/**
 * The wire to a server, with a switch: while it is held, connections are taken and nothing goes through, as when a
 * cable is pulled at the far end. Knows nothing of TLS.
 */
export class HoldableLine {
  readonly #server: net.Server;
  readonly #port: number;
  readonly #held = new Set<net.Socket>();
  readonly #open = new Set<net.Socket>();
  #isHeld = false;

  private constructor(port: number) {
    this.#port = port;
    this.#server = net.createServer((caller) => this.#take(caller));
  }

  /** Opens a line to a port of this computer. */
  static async to(port: number): Promise<HoldableLine> {
    const line = new HoldableLine(port);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the line is closed');
    return address.port;
  }

  /** Connections that have been taken while the line was held and still wait. */
  get waiting(): number {
    return this.#held.size;
  }

  /** From now on nothing goes through: neither on new connections nor on those that stand. */
  hold(): void {
    this.#isHeld = true;
    for (const socket of this.#open) socket.destroy();
  }

  /** Lets new connections through; those that were held are gone. */
  release(): void {
    this.#isHeld = false;
    for (const socket of this.#held) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of [...this.#held, ...this.#open]) socket.destroy();
    await closed;
  }

  #take(caller: net.Socket): void {
    caller.on('error', () => undefined); // a caller that was killed
    if (this.#isHeld) {
      keep(this.#held, caller);
      caller.resume();
      return;
    }
    const server = net.connect(this.#port, '127.0.0.1');
    server.on('error', () => caller.destroy());
    keep(this.#open, caller);
    keep(this.#open, server);
    caller.pipe(server).pipe(caller);
    caller.on('close', () => server.destroy());
    server.on('close', () => caller.destroy());
  }
}

function keep(sockets: Set<net.Socket>, socket: net.Socket): void {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
}
