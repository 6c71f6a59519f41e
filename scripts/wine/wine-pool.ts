import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from 'vitest/node';
import { framed, readFrames } from './frames.ts';
import { LINUX_PROGRAMS, portOf, serveLinuxPrograms } from './linux-program.ts';
import type { Wine } from './wine.ts';

const WORKER = path.join(import.meta.dirname, 'wine-worker.ts');

/**
 * Makes Vitest on Linux run its files of tests in Node for Windows under Wine: what finds, chooses and reports tests
 * stays here, so that no bundler has to run there. Source: Vitest 4.1, «Custom Pool».
 */
export function winePool(wine: Wine, logDir: string): PoolRunnerInitializer {
  return { name: 'wine', createPoolWorker: (options) => new WineWorker(wine, logDir, options) };
}

class WineWorker implements PoolWorker {
  readonly name = 'wine';
  readonly #wine: Wine;
  readonly #logDir: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #events = new EventEmitter();
  #running: { readonly child: ChildProcess; readonly socket: Socket; readonly programs: Server } | null =
    null;

  constructor(wine: Wine, logDir: string, options: PoolOptions) {
    this.#wine = wine;
    this.#logDir = logDir;
    this.#env = { ...options.env, ...wine.env };
  }

  async start(): Promise<void> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    const programs = await serveLinuxPrograms(this.#wine.prefix);
    await mkdir(this.#logDir, { recursive: true });
    // A file: Node under Wine cannot write to a pipe of Linux.
    const log = await open(path.join(this.#logDir, `wine-${port}.log`), 'w');
    const args = [this.#wine.node, '--disable-warning=ExperimentalWarning', WORKER, String(port)];
    const env = { ...this.#env, [LINUX_PROGRAMS]: String(portOf(programs)) };
    const child = spawn('wine', args, { env, stdio: ['ignore', log.fd, log.fd] });
    await log.close();
    const ended = once(child, 'exit').then(([code]: unknown[]) => {
      throw new Error(`Node for Windows ended with ${String(code)}, see ${this.#logDir}`);
    });
    const [socket] = (await Promise.race([once(server, 'connection'), ended])) as [Socket];
    ended.catch(() => this.#events.emit('exit'));
    server.close();
    socket.on('error', (error) => this.#events.emit('error', error));
    readFrames(socket, (message) => this.#events.emit('message', message));
    this.#running = { child, socket, programs };
  }

  async stop(): Promise<void> {
    if (this.#running === null) return;
    const { child, socket, programs } = this.#running;
    programs.close();
    this.#running = null;
    socket.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  send(message: unknown): void {
    this.#running?.socket.write(framed(serialize(message)));
  }

  deserialize(data: unknown): unknown {
    return Buffer.isBuffer(data) ? deserialize(data) : data;
  }

  on(event: string, listener: (argument: unknown) => void): void {
    this.#events.on(event, listener);
  }

  off(event: string, listener: (argument: unknown) => void): void {
    this.#events.off(event, listener);
  }
}
