import { describe, expect, it } from 'vitest';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';
import type { KeychainRead, SecretName } from '../../main/ports/keychain-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { keychainSuite } from '../ports/keychain-suite.ts';

const TOKEN = 'token:one';
const KEY = 'certificate-key:one';
const MINUTE_MS = 60_000;

/** Counts what is asked of the keychain, and keeps what it handed out in sight. */
class CountedKeychain extends MemoryKeychain {
  readonly asked: SecretName[] = [];

  override read(name: SecretName): Promise<KeychainRead> {
    this.asked.push(name);
    return super.read(name);
  }
}

async function opened(...names: readonly SecretName[]) {
  const keychain = new CountedKeychain();
  for (const name of names) await keychain.write(name, Secret.fromText(`text of ${name}`));
  const timers = new FakeTimers();
  return { keychain, timers, recent: new RecentSecrets(keychain, timers) };
}

async function textOf(reading: Promise<KeychainRead>): Promise<string> {
  const read = await reading;
  if (read.state !== 'ok') return read.state;
  const text = read.secret.revealText();
  read.secret.wipe(); // as every call does
  return text;
}

keychainSuite(
  'recent secrets over a keychain',
  () => {
    const keychain = new RecentSecrets(new MemoryKeychain(), new FakeTimers());
    const reopen = () => Promise.resolve(keychain);
    return Promise.resolve({ keychain, reopen, stop: () => Promise.resolve() });
  },
  { histories: 30 },
);

describe('a secret that calls use', () => {
  it('is read from the keychain once in a minute, whatever a call does with its copy', async () => {
    const { keychain, timers, recent } = await opened(TOKEN);
    for (let call = 0; call < 3; call += 1)
      expect(await textOf(recent.readForCall(TOKEN))).toBe('text of token:one');
    timers.pass(MINUTE_MS - 1);
    expect(await textOf(recent.readForCall(TOKEN))).toBe('text of token:one');
    expect(keychain.asked).toEqual([TOKEN]);
  });

  it('is gone a minute after it was read, however often it was used since', async () => {
    const { keychain, timers, recent } = await opened(TOKEN);
    await textOf(recent.readForCall(TOKEN));
    timers.pass(MINUTE_MS - 1);
    await textOf(recent.readForCall(TOKEN));
    timers.pass(1);
    expect(timers.count).toBe(0);
    keychain.overwrite(TOKEN, 'another');
    expect(await textOf(recent.readForCall(TOKEN))).toBe('another');
    expect(keychain.asked).toEqual([TOKEN, TOKEN]);
  });

  it('is kept for calls alone: whoever reads otherwise asks the keychain', async () => {
    const { keychain, recent } = await opened(TOKEN);
    await textOf(recent.readForCall(TOKEN));
    keychain.overwrite(TOKEN, 'another');
    expect(await textOf(recent.read(TOKEN))).toBe('another');
    const { keychain: untouched, recent: other } = await opened(TOKEN);
    await textOf(other.read(TOKEN));
    await textOf(other.readForCall(TOKEN));
    expect(untouched.asked).toEqual([TOKEN, TOKEN]);
  });

  it.each([
    ['written', (recent: RecentSecrets) => recent.write(TOKEN, Secret.fromText('new')), 'new'],
    ['removed', (recent: RecentSecrets) => recent.remove(TOKEN), 'absent'],
  ])('is forgotten when its item is %s, and no other one is', async (_, change, later) => {
    const { keychain, timers, recent } = await opened(TOKEN, KEY);
    await textOf(recent.readForCall(TOKEN));
    await textOf(recent.readForCall(KEY));
    await change(recent);
    expect(timers.count).toBe(1);
    expect(await textOf(recent.readForCall(TOKEN))).toBe(later);
    await textOf(recent.readForCall(KEY));
    expect(keychain.asked.filter((name) => name === KEY)).toEqual([KEY]);
  });

  it('is forgotten at the lock, with every other one', async () => {
    const { keychain, timers, recent } = await opened(TOKEN, KEY);
    await textOf(recent.readForCall(TOKEN));
    await textOf(recent.readForCall(KEY));
    await recent.lock();
    expect(timers.count).toBe(0);
    await textOf(recent.readForCall(TOKEN));
    expect(keychain.asked).toEqual([TOKEN, KEY, TOKEN]);
  });

  it('is forgotten when somebody says so', async () => {
    const { timers, recent } = await opened(TOKEN);
    await textOf(recent.readForCall(TOKEN));
    recent.forget(TOKEN);
    expect(timers.count).toBe(0);
  });

  it.each([
    ['forgets it', (recent: RecentSecrets) => Promise.resolve(recent.forget(TOKEN))],
    ['writes it', (recent: RecentSecrets) => recent.write(TOKEN, Secret.fromText('new'))],
    ['removes it', (recent: RecentSecrets) => recent.remove(TOKEN)],
    ['locks', (recent: RecentSecrets) => recent.lock()],
  ])('is not kept by a reading during which somebody %s', async (_, act) => {
    const { timers, recent } = await opened(TOKEN);
    const reading = textOf(recent.readForCall(TOKEN));
    const acting = act(recent);
    await Promise.all([reading, acting]);
    expect(timers.count).toBe(0);
  });

  it('is kept though another item changes meanwhile', async () => {
    const { timers, recent } = await opened(TOKEN);
    await Promise.all([textOf(recent.readForCall(TOKEN)), recent.write('checkpoint', Secret.fromText('x'))]);
    expect(timers.count).toBe(1);
  });

  it('is kept once, though two calls read it at the same time', async () => {
    const { timers, recent } = await opened(TOKEN);
    const both = await Promise.all([1, 2].map(() => textOf(recent.readForCall(TOKEN))));
    expect(both).toEqual(['text of token:one', 'text of token:one']);
    expect(timers.count).toBe(1);
  });

  it('is not kept when the keychain did not give it', async () => {
    const { keychain, timers, recent } = await opened(TOKEN);
    keychain.failWith('locked');
    expect(await textOf(recent.readForCall(TOKEN))).toBe('locked');
    keychain.failWith(undefined);
    expect(await textOf(recent.readForCall('token:none'))).toBe('absent');
    expect(timers.count).toBe(0);
  });
});
