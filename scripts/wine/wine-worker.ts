import { connect, Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { framed, readFrames } from './frames.ts';

/**
 * Runs files of tests in a Node for Windows, told by Vitest on Linux over a loopback connection: Node's own channel
 * between processes does not pass Wine's border. The port is the only argument.
 */
// Wine 8 lacks the socket options of keep-alive probes: libuv's call fails, and the connection with it ("connect
// UNKNOWN"). Windows 10 has them. Source: libuv, src/win/tcp.c, uv__tcp_keepalive.
Socket.prototype.setKeepAlive = function noProbes() {
  return this;
};

const exit = process.exit.bind(process);
const socket = connect(Number(process.argv[2]), '127.0.0.1');
const listeners = new Set<(message: unknown) => void>();
readFrames(socket, (frame) => {
  const message: unknown = deserialize(frame);
  for (const listener of listeners) listener(message);
});
socket.on('close', () => exit(0));

init({
  post: (message) => void socket.write(framed(serialize(message))),
  on: (listener) => void listeners.add(listener),
  off: (listener) => void listeners.delete(listener),
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});
