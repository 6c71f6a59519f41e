import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HANDSHAKE_GRACE_MS, untilServerAccepts } from '../../main/edges/tapi/connector.ts';
import { TestTimers } from './support/test-timers.ts';

class StandInSocket extends EventEmitter {
  isDestroyed = false;
  readonly protocol: string;

  constructor(protocol: string) {
    super();
    this.protocol = protocol;
  }

  getProtocol(): string {
    return this.protocol;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

function connecting(protocol: string) {
  const socket = new StandInSocket(protocol);
  const timers = new TestTimers();
  const results: string[] = [];
  // The wrapper asks a socket for its protocol and its events only.
  const inner = ((_options: unknown, callback: (error: null, given: StandInSocket) => void) =>
    callback(null, socket)) as unknown as Parameters<typeof untilServerAccepts>[0];
  const options = { hostname: 'bank', protocol: 'https:', port: '443' };
  untilServerAccepts(inner, timers)(options, (...[error]) => {
    results.push(error?.message ?? 'connected');
  });
  return { socket, timers, results };
}

describe('waiting for the server to accept the handshake', () => {
  it('does not wait in TLS 1.2, where the handshake has both ends', () => {
    expect(connecting('TLSv1.2').results).toEqual(['connected']);
  });

  it('does not wait where there is no encryption', () => {
    const results: unknown[] = [];
    const inner = ((_options: unknown, callback: (error: null, given: EventEmitter) => void) =>
      callback(null, new EventEmitter())) as unknown as Parameters<typeof untilServerAccepts>[0];
    const options = { hostname: 'bank', protocol: 'http:', port: '80' };
    untilServerAccepts(inner, new TestTimers())(options, (...[error]) => results.push(error));
    expect(results).toEqual([null]);
  });

  it('hands on the error of a connection that did not come about', () => {
    const failed = new Error('no such host');
    const results: unknown[] = [];
    const inner = ((_options: unknown, callback: (error: Error, given: null) => void) =>
      callback(failed, null)) as unknown as Parameters<typeof untilServerAccepts>[0];
    const options = { hostname: 'bank', protocol: 'https:', port: '443' };
    untilServerAccepts(inner, new TestTimers())(options, (...result) => results.push(...result));
    expect(results).toEqual([failed, null]);
  });

  it('connects once when tickets come', async () => {
    const { socket, results, timers } = connecting('TLSv1.3');

    expect(results).toEqual([]);
    socket.emit('session');
    socket.emit('session');
    await nextTurn();

    expect(results).toEqual(['connected']);
    expect(timers.pending()).toEqual([]);
    expect(socket.eventNames()).toEqual([]);
  });

  it('connects when a server without tickets stays silent for the whole grace', () => {
    const { results, timers } = connecting('TLSv1.3');

    timers.fire(HANDSHAKE_GRACE_MS);

    expect(results).toEqual(['connected']);
  });

  it('fails with the alert, and lets later errors of the dead socket pass', () => {
    const { socket, results } = connecting('TLSv1.3');

    socket.emit('error', new Error('alert'));
    socket.emit('close');
    socket.emit('error', new Error('reset'));

    expect(results).toEqual(['alert']);
    expect(socket.isDestroyed).toBe(true);
  });

  it('fails when the server closes, even between its ticket and our use of it', async () => {
    const { socket, results } = connecting('TLSv1.3');

    socket.emit('session');
    socket.emit('close');
    await nextTurn();

    expect(results).toEqual(['the server closed the connection during the handshake']);
  });
});
