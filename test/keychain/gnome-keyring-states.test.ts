// @not-on-windows: needs gnome-keyring, which can be locked; the Credential Manager cannot
import { readFile, rm } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Keychain } from '../../main/ports/keychain-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import { KeyringBench } from './keyring-bench.ts';
import { HandTimers } from './hand-timers.ts';

const COLLECTION = '/org/freedesktop/secrets/collection/login';

async function textOf(keychain: Keychain): Promise<string> {
  const read = await keychain.read('store-key');
  return read.state === 'ok' ? read.secret.revealText() : read.state;
}

/** Every call of the port and how it ended. */
async function statesOf(keychain: Keychain) {
  return {
    health: (await keychain.health()).state,
    readThere: (await keychain.read('store-key')).state,
    readNotThere: (await keychain.read('token:never-written')).state,
    write: (await keychain.write('store-key', Secret.fromText('new'))).state,
    remove: (await keychain.remove('store-key')).state,
    removeNotThere: (await keychain.remove('token:never-written')).state,
  };
}

function allOf(state: string) {
  return {
    health: state,
    readThere: state,
    readNotThere: state,
    write: state,
    remove: state,
    removeNotThere: state,
  };
}

describe('a locked gnome-keyring that cannot ask', () => {
  let bench: KeyringBench;

  beforeAll(async () => {
    bench = await KeyringBench.start('unlocked');
  });

  afterEach(() => bench.session.keyring?.unlock());
  afterAll(() => bench.stop());

  it('is locked to every call, and has the old value when it is unlocked again', async () => {
    const keychain = bench.open('locked');
    await keychain.write('store-key', Secret.fromText('old'));

    await bench.session.keyring?.lock();
    expect(await statesOf(keychain)).toEqual(allOf('locked'));

    await bench.session.keyring?.unlock();
    expect(await textOf(keychain)).toBe('old');
    expect((await keychain.read('token:never-written')).state).toBe('absent');
  });

  it('is locked, not absent, when the record of the canary was lost', async () => {
    const keychain = bench.open('forgotten');
    await keychain.write('store-key', Secret.fromText('old'));
    await rm(bench.recordPath('forgotten'));

    await bench.session.keyring?.lock();

    expect((await keychain.read('store-key')).state).toBe('locked');
    expect((await keychain.health()).state).toBe('locked');
  });

  it('is locked on first use, and ready as soon as it is unlocked', async () => {
    const keychain = bench.open('first-use');
    await bench.session.keyring?.lock();
    expect(await statesOf(keychain)).toEqual(allOf('locked'));

    await bench.session.keyring?.unlock();

    expect(await textOf(keychain)).toBe('absent');
    expect(JSON.parse(await readFile(bench.recordPath('first-use'), 'utf8'))).toEqual({
      canary: true,
      backend: 'gnome-keyring',
    });
  });
});

describe('a session without a keychain', () => {
  let bench: KeyringBench;

  beforeAll(async () => {
    bench = await KeyringBench.start('none');
  });

  afterAll(() => bench.stop());

  it('is unavailable to every call when no service owns the name on the bus', async () => {
    expect(await statesOf(bench.open('no-service'))).toEqual(allOf('unavailable'));
  });

  it('is unavailable to every call when there is no bus', async () => {
    const env = { ...bench.session.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

    expect(await statesOf(bench.open('no-bus', { env }))).toEqual(allOf('unavailable'));
  });

  it('is unavailable to every call when nothing names a bus', async () => {
    const { PATH, HOME } = bench.session.env;

    expect(await statesOf(bench.open('no-address', { env: { PATH, HOME } }))).toEqual(allOf('unavailable'));
  });
});

describe('a gnome-keyring that other programs change', () => {
  let bench: KeyringBench;
  let keychain: Keychain;
  let service: string;
  let profiles = 0;

  beforeAll(async () => {
    bench = await KeyringBench.start('unlocked');
  });

  beforeEach(() => {
    profiles += 1;
    service = `Klyuchnik other-${String(profiles)}`;
    keychain = bench.open(`other-${String(profiles)}`);
  });

  afterAll(() => bench.stop());

  it('is corrupt for an item written over, and well again when it is written anew', async () => {
    await keychain.write('store-key', Secret.fromText('mine'));
    await bench.run(
      'secret-tool',
      ['store', '--label=x', 'service', service, 'account', 'store-key'],
      'EVIL',
    );
    expect(await textOf(keychain)).toBe('corrupt');

    expect((await keychain.write('store-key', Secret.fromText('mine'))).state).toBe('ok');

    expect(await textOf(keychain)).toBe('mine');
  });

  it('is corrupt in health when the canary was written over, and items are still read', async () => {
    await keychain.write('store-key', Secret.fromText('mine'));
    await bench.run('secret-tool', ['store', '--label=x', 'service', service, 'account', 'canary'], 'EVIL');

    expect((await keychain.health()).state).toBe('corrupt');
    expect(await textOf(keychain)).toBe('mine');
  });

  it('never says absent when it was emptied, until something is written again', async () => {
    await keychain.write('store-key', Secret.fromText('mine'));
    await bench.run('secret-tool', ['clear', 'service', service]);

    expect(await textOf(keychain)).toBe('locked');
    expect((await keychain.health()).state).toBe('corrupt');
    expect((await keychain.write('token:again', Secret.fromText('typed anew'))).state).toBe('ok');
    expect(await textOf(keychain)).toBe('absent');
    expect((await keychain.health()).state).toBe('ok');
  });

  it('keeps to itself: another profile sees nothing of it', async () => {
    await keychain.write('store-key', Secret.fromText('mine'));

    expect(await textOf(bench.open('somebody-else'))).toBe('absent');
  });
});

describe('a gnome-keyring whose daemon or collection goes away', () => {
  let bench: KeyringBench;

  beforeEach(async () => {
    bench = await KeyringBench.start('unlocked');
  });

  afterEach(() => bench.stop());

  it('is unavailable to writes and never absent to reads when the collection was deleted', async () => {
    const keychain = bench.open('deleted');
    await keychain.write('store-key', Secret.fromText('old'));
    const method = 'org.freedesktop.Secret.Collection.Delete';
    const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', COLLECTION, method];
    await bench.run('dbus-send', to);

    expect(await statesOf(keychain)).toEqual({
      ...allOf('unavailable'),
      readThere: 'locked',
      readNotThere: 'locked',
    });
  });

  it('is unavailable when the daemon died', async () => {
    const keychain = bench.open('died');
    await keychain.write('store-key', Secret.fromText('old'));
    await bench.session.keyring?.daemon.stop();

    expect(await statesOf(keychain)).toEqual(allOf('unavailable'));
  });
});

describe('a keyring prompt that nobody answers', () => {
  let bench: KeyringBench;
  let timers: HandTimers;
  let keychain: Keychain;
  let heard: boolean[];

  beforeAll(async () => {
    bench = await KeyringBench.start('prompting');
  });

  beforeEach(async () => {
    await bench.session.keyring?.unlock();
    timers = new HandTimers();
    heard = [];
    keychain = bench.open('prompted', { after: timers.after });
    await keychain.write('store-key', Secret.fromText('old'));
    keychain.onWaiting((waiting) => heard.push(waiting));
    await bench.session.keyring?.lock();
  });

  afterAll(() => bench.stop());

  it('hangs one call and nothing else; the person hears of it and can give up', async () => {
    const calls = Array.from({ length: 6 }, () => keychain.read('store-key'));
    await promptIsShown();
    timers.pass(5_000);

    // Six hung calls in this process would block its thread pool of four, and with it every file (security.md F3).
    expect((await readFile(import.meta.filename, 'utf8')).length).toBeGreaterThan(0);
    expect(heard).toEqual([true]);

    keychain.cancelPending();
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ state: 'denied' })));
    expect(heard).toEqual([true, false]);
  });

  it('is a timeout at the deadline, and the next call works when the person has unlocked meanwhile', async () => {
    const call = keychain.read('store-key');
    await promptIsShown();
    timers.pass(120_000);

    expect(await call).toEqual({ state: 'timeout' });
    await bench.session.keyring?.unlock();
    expect(await textOf(keychain)).toBe('old');
  });

  it('ends as locked when the vault is locked meanwhile', async () => {
    const call = keychain.write('store-key', Secret.fromText('new'));
    await promptIsShown();
    await keychain.lock();

    expect(await call).toEqual({ state: 'locked' });
    await bench.session.keyring?.unlock();
    expect(await textOf(keychain)).toBe('old');
  });

  it('gives up the hung call and answers the next one when the keyring was unlocked meanwhile', async () => {
    const call = keychain.read('store-key');
    await promptIsShown();
    await bench.session.keyring?.unlock();
    keychain.cancelPending();

    expect(await call).toEqual({ state: 'denied' });
    expect(await textOf(keychain)).toBe('old');
  });

  /** Waits until the keyring has a prompt object on the bus: then the call hangs in the native code. */
  async function promptIsShown(): Promise<void> {
    const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];
    const ask = [...to, '/org/freedesktop/secrets/prompt', 'org.freedesktop.DBus.Introspectable.Introspect'];
    await expect.poll(() => bench.run('dbus-send', ask)).toMatch(/node name="[a-z]?\d/);
  }
});

describe('a crash of the native code', () => {
  let bench: KeyringBench;

  beforeAll(async () => {
    bench = await KeyringBench.start('unlocked', './crashing-process.ts');
  });

  afterAll(() => bench.stop());

  it('costs the call that made it, and the next one finds a new process', async () => {
    const keychain = bench.open('crash');
    await keychain.write('store-key', Secret.fromText('old'));
    await bench.session.keyring?.lock();

    expect(await keychain.read('store-key')).toEqual({ state: 'unavailable' });
    await bench.session.keyring?.unlock();
    expect(await textOf(keychain)).toBe('old');
  });
});
