import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Keychain } from '../../main/ports/keychain-ports.ts';
import { canaryFile, type CanaryRecord } from '../../main/edges/keychain/canary-file.ts';
import type { ChildLink } from '../../main/edges/keychain/child-link.ts';
import { createKeychain } from '../../main/edges/keychain/keychain-client.ts';
import { Secret } from '../../main/ports/secret.ts';
import { HandTimers } from './hand-timers.ts';
import { OWNER_ONLY } from '../fakes/platform.ts';

type Message = { readonly id: number; readonly op: string; readonly bytes?: Uint8Array };

/** A keychain process whose every word is written by the test. */
class ScriptedChild implements ChildLink {
  readonly received: Message[] = [];
  isKilled = false;
  #onMessage: (message: unknown) => void = () => {};
  #onExit: () => void = () => {};

  send(message: unknown): void {
    this.received.push(structuredClone(message) as Message); // as the pipe does
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }

  onExit(listener: () => void): void {
    this.#onExit = listener;
  }

  kill(): void {
    this.isKilled = true;
    this.exit();
  }

  exit(): void {
    this.#onExit();
  }

  say(message: unknown): void {
    this.#onMessage(message);
  }

  answer(state: string, bytes?: Uint8Array): void {
    this.say({ id: this.received.at(-1)?.id, state, ...(bytes ? { bytes } : {}) });
  }
}

describe('the keychain client', () => {
  let children: ScriptedChild[];
  let timers: HandTimers;
  let record: CanaryRecord & { known: boolean };
  let keychain: Keychain;

  beforeEach(() => {
    children = [];
    timers = new HandTimers();
    record = {
      known: false,
      isKnown: () => record.known,
      markKnown: () => {
        record.known = true;
      },
    };
    keychain = open(() => {
      const child = new ScriptedChild();
      children.push(child);
      return child;
    });
  });

  function open(spawnKeychainProcess: () => ChildLink): Keychain {
    const profile = { profileId: 'p', platform: 'win32', canaryRecord: record } as const;
    return createKeychain({ ...profile, after: timers.after, spawnKeychainProcess });
  }

  function child(): ScriptedChild {
    const last = children.at(-1);
    if (!last) throw new Error('no process was started');
    return last;
  }

  it('starts no process before the first call, and one for all calls', async () => {
    expect(children).toHaveLength(0);

    for (const state of ['absent', 'ok']) {
      const call = keychain.remove('store-key');
      child().answer(state);
      expect(await call).toEqual({ state: 'ok' });
    }

    expect(children).toHaveLength(1);
  });

  it('sends the next call only after the answer to the one before', async () => {
    const calls = [keychain.read('store-key'), keychain.read('token:a')];
    expect(child().received).toHaveLength(1);

    child().answer('absent');
    await calls[0];

    expect(child().received.map(({ id }) => id)).toEqual([1, 2]);
    child().answer('locked');
    expect(await Promise.all(calls)).toEqual([{ state: 'absent' }, { state: 'locked' }]);
  });

  it.each([
    ['at 4,999 ms nobody is told', 4_999, [], false],
    ['at 5,000 ms the person is told', 5_000, [true], false],
    ['at 119,999 ms the call still waits', 119_999, [true], false],
    ['at 120,000 ms the call is given up', 120_000, [true, false], true],
  ])('waits: %s', (_, ms, expected, isKilled) => {
    const heard: boolean[] = [];
    keychain.onWaiting((waiting) => heard.push(waiting));
    void keychain.read('store-key');

    timers.pass(ms);

    expect(heard).toEqual(expected);
    expect(child().isKilled).toBe(isKilled);
  });

  it('counts the time of each call from its own start', () => {
    const heard: boolean[] = [];
    keychain.onWaiting((waiting) => heard.push(waiting));
    void keychain.read('store-key');
    void keychain.read('token:a');

    timers.pass(4_999);
    child().answer('absent');
    timers.pass(4_999);

    expect(heard).toEqual([]);
    expect(timers.count).toBe(2);
  });

  it('tells nothing to a listener that left', () => {
    const heard: boolean[] = [];
    keychain.onWaiting((waiting) => heard.push(waiting))();
    void keychain.read('store-key');

    timers.pass(5_000);

    expect(heard).toEqual([]);
  });

  it('is a timeout at the deadline, and does the call behind it in a new process', async () => {
    const calls = [keychain.read('store-key'), keychain.read('token:a')];
    timers.pass(120_000);

    expect(await calls[0]).toEqual({ state: 'timeout' });
    expect(children).toHaveLength(2);
    child().answer('absent');
    expect(await calls[1]).toEqual({ state: 'absent' });
  });

  it('is unavailable when the process dies in a call, and does the call behind it in a new one', async () => {
    const calls = [keychain.read('store-key'), keychain.read('token:a')];
    child().exit();

    expect(await calls[0]).toEqual({ state: 'unavailable' });
    expect(children).toHaveLength(2);
    child().answer('absent');
    expect(await calls[1]).toEqual({ state: 'absent' });
  });

  it('starts a new process when the old one died between two calls', async () => {
    const first = keychain.read('store-key');
    child().answer('absent');
    await first;
    child().exit();
    await Promise.resolve();

    const second = keychain.read('store-key');
    child().answer('absent');

    expect(await second).toEqual({ state: 'absent' });
    expect(children).toHaveLength(2);
  });

  it('asks a new process once when the one that answered before says unavailable', async () => {
    const first = keychain.read('store-key');
    child().answer('absent');
    await first;

    const second = keychain.read('store-key');
    child().answer('unavailable');
    child().answer('unavailable');

    expect(await second).toEqual({ state: 'unavailable' });
    expect(children).toHaveLength(2);
  });

  it('is unavailable when no process can be started', async () => {
    const none = open(() => {
      throw new Error('no such file');
    });

    expect(await none.read('store-key')).toEqual({ state: 'unavailable' });
    expect((await none.health()).state).toBe('unavailable');
    expect(timers.count).toBe(0);
  });

  it.each([
    ['another id', { id: 99, state: 'ok' }],
    ['no known state', { id: 1, state: 'fine' }],
    ['a key too many', { id: 1, state: 'ok', password: 'x' }],
    ['bytes that are text', { id: 1, state: 'ok', bytes: 'x' }],
    ['nothing', undefined],
  ])('is unavailable, and ends the process, when an answer has %s', async (_, message) => {
    const call = keychain.read('store-key');
    child().say(message);

    expect(await call).toEqual({ state: 'unavailable' });
    expect(child().isKilled).toBe(true);
  });

  it('is corrupt when a process says ok to a read without a value', async () => {
    const call = keychain.read('store-key');
    child().answer('ok');

    expect(await call).toEqual({ state: 'corrupt' });
  });

  it('ignores what a process says after it was ended', async () => {
    const first = keychain.read('store-key');
    const old = child();
    keychain.cancelPending();
    expect(await first).toEqual({ state: 'denied' });

    const second = keychain.read('token:a');
    old.say({ id: 2, state: 'ok', bytes: Uint8Array.of(1) });
    child().answer('absent');

    expect(await second).toEqual({ state: 'absent' });
  });

  it('ends all pending calls as denied when the person gives up, and makes the next call', async () => {
    const calls = [keychain.read('store-key'), keychain.write('token:a', Secret.fromText('x'))];
    keychain.cancelPending();

    expect(await Promise.all(calls)).toEqual([{ state: 'denied' }, { state: 'denied' }]);
    expect(timers.count).toBe(0);
    const next = keychain.read('store-key');
    child().answer('absent');
    expect(await next).toEqual({ state: 'absent' });
  });

  it('leaves no process behind a lock, even one made in the same tick as a call', async () => {
    const call = keychain.read('store-key');
    await keychain.lock();

    expect(await call).toEqual({ state: 'locked' });
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
  });

  it('sends the limit of the platform and zeroes its own copy of a written value', async () => {
    const call = keychain.write('store-key', Secret.fromText('x'));
    child().answer('ok');
    await call;

    expect(child().received[0]).toMatchObject({ op: 'write', itemLimit: 2560, service: 'Klyuchnik p' });
  });

  it('zeroes the bytes of an answer after it made a secret of them', async () => {
    const bytes = new TextEncoder().encode('plain');
    const call = keychain.read('store-key');
    child().answer('ok', bytes);
    const read = await call;

    expect(read.state === 'ok' && read.secret.revealText()).toBe('plain');
    expect(Array.from(bytes)).toEqual([0, 0, 0, 0, 0]);
  });

  it.each(['ok', 'absent', 'corrupt'])('remembers the canary after the answer %s', async (state) => {
    const call = keychain.health();
    child().answer(state);
    await call;

    expect(record.known).toBe(true);
  });

  it.each(['locked', 'denied', 'unavailable', 'timeout'])('does not after %s', async (state) => {
    const call = keychain.health();
    child().answer(state);
    await call;

    expect(record.known).toBe(false);
  });

  it('works on when the record of the canary cannot be written', async () => {
    record.markKnown = () => {
      throw new Error('ENOSPC');
    };
    const call = keychain.read('store-key');
    child().answer('absent');

    expect(await call).toEqual({ state: 'absent' });
  });

  it.each(['', 'a/b', 'a b', '../x', 'я', 'x'.repeat(65)])('refuses the profile id %j', (profileId) => {
    const options = { profileId, platform: 'linux', canaryRecord: record } as const;

    expect(() => createKeychain({ ...options, spawnKeychainProcess: child })).toThrow('profile id');
  });
});

describe('the record of the canary', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'klyuchnik-canary-'));
  });

  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  it('is unknown without a file, known after it was marked, and readable by its owner only', async () => {
    const path = join(dir, 'profile', 'keychain.json');
    expect(canaryFile(path, 'x').isKnown()).toBe(false);

    canaryFile(path, 'x').markKnown();

    expect(canaryFile(path, 'x').isKnown()).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(OWNER_ONLY);
    expect(await readFile(path, 'utf8')).toBe('{"canary":true,"backend":"x"}\n');
  });

  it('is known when the file is damaged, or something else lies in its place', async () => {
    await writeFile(join(dir, 'damaged.json'), '{');
    await mkdir(join(dir, 'folder.json'));

    expect(canaryFile(join(dir, 'damaged.json'), 'x').isKnown()).toBe(true);
    expect(canaryFile(join(dir, 'folder.json'), 'x').isKnown()).toBe(true);
  });
});
