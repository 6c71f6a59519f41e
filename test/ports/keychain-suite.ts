import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';

import type { Keychain, SecretName } from '../../main/ports/keychain-ports.ts';
import { Secret } from '../../main/ports/secret.ts';

/** One opened keychain, empty, used by one test only. */
export interface KeychainUnderTest {
  readonly keychain: Keychain;
  /** Opens it again after `lock`. */
  reopen(): Promise<Keychain>;
  stop(): Promise<void>;
}

export interface KeychainSuiteOptions {
  /** Random histories tried; each call to a real keychain costs milliseconds. */
  readonly histories: number;
}

/** What every `Keychain` promises, whatever it stands on. */
export function keychainSuite(
  kind: string,
  open: () => Promise<KeychainUnderTest>,
  options: KeychainSuiteOptions,
): void {
  describe(`the keychain port on ${kind}`, () => {
    let opened: KeychainUnderTest;
    let keychain: Keychain;

    beforeEach(async () => {
      opened = await open();
      keychain = opened.keychain;
    });

    afterEach(async () => {
      await opened.stop();
    });

    it('says absent for an item that was never written', async () => {
      expect(await keychain.read('store-key')).toEqual({ state: 'absent' });
    });

    it('is healthy and names its backend', async () => {
      const health = await keychain.health();

      expect(health.state).toBe('ok');
      expect(health.backend).not.toBe('');
    });

    it.each(values())('gives back $what', async ({ bytes }) => {
      const written = await keychain.write('token:one', Secret.fromBytes(bytes));

      expect(written).toEqual({ state: 'ok' });
      expect(await bytesOf(keychain, 'token:one')).toEqual(Array.from(bytes));
    });

    it.each([
      ['shorter', 6000, 10],
      ['longer', 10, 6000],
      ['about as long', 6000, 6001],
    ])('gives the new value when a %s one replaced it', async (_, before, after) => {
      await keychain.write('token:one', Secret.fromBytes(patterned(before)));
      await keychain.write('token:one', Secret.fromBytes(patterned(after).map((byte) => byte ^ 1)));

      const expected = Array.from(patterned(after).map((byte) => byte ^ 1));
      expect(await bytesOf(keychain, 'token:one')).toEqual(expected);
    });

    it('keeps items of different names apart', async () => {
      const names: SecretName[] = ['store-key', 'workplace-key', 'token:a', 'token:b', 'person-key:a'];
      for (const name of names) await keychain.write(name, Secret.fromText(name));
      await keychain.remove('token:b');

      expect(await textOf(keychain, 'token:a')).toBe('token:a');
      expect(await textOf(keychain, 'person-key:a')).toBe('person-key:a');
      expect(await keychain.read('token:b')).toEqual({ state: 'absent' });
      expect(await keychain.read('certificate-key:a')).toEqual({ state: 'absent' });
    });

    it('says absent after a removal, and ok to a second removal', async () => {
      await keychain.write('token:one', Secret.fromBytes(patterned(6000)));

      expect(await keychain.remove('token:one')).toEqual({ state: 'ok' });
      expect(await keychain.read('token:one')).toEqual({ state: 'absent' });
      expect(await keychain.remove('token:one')).toEqual({ state: 'ok' });
    });

    it('leaves the secret with its owner on both ways', async () => {
      const mine = Secret.fromText('kept');
      await keychain.write('store-key', mine);
      expect(mine.revealText()).toBe('kept');

      mine.wipe();
      const read = await keychain.read('store-key');
      if (read.state === 'ok') read.secret.wipe();

      expect(await textOf(keychain, 'store-key')).toBe('kept');
    });

    it('does calls in the order in which they were made', async () => {
      const texts = ['1', '2', '3', '4', '5'];
      const writes = texts.map((text) => keychain.write('store-key', Secret.fromText(text)));
      const last = textOf(keychain, 'store-key');
      const removed = keychain.remove('store-key');
      const absent = keychain.read('store-key');

      expect(await Promise.all(writes)).toEqual(texts.map(() => ({ state: 'ok' })));
      expect(await last).toBe('5');
      expect(await removed).toEqual({ state: 'ok' });
      expect(await absent).toEqual({ state: 'absent' });
    });

    it('still has what was written when it is opened again after a lock', async () => {
      await keychain.write('store-key', Secret.fromText('survives'));
      await keychain.lock();

      expect(await textOf(await opened.reopen(), 'store-key')).toBe('survives');
    });

    it('ends every call with a state when a lock comes in between', async () => {
      const calls = [
        keychain.write('store-key', Secret.fromText('x')),
        keychain.read('store-key'),
        keychain.remove('store-key'),
      ];
      await keychain.lock();

      for (const { state } of await Promise.all(calls)) expect(['ok', 'absent', 'locked']).toContain(state);
    });

    it('survives a cancel when nothing is pending', async () => {
      keychain.cancelPending();

      expect(await keychain.read('store-key')).toEqual({ state: 'absent' });
    });

    it.each(['canary', 'token:', 'token:a/part/0/0', 'token:ключ', 'store-key\n', ''])(
      'refuses the name %j',
      async (text) => {
        const name = text as SecretName; // what a bug, or plain JavaScript, could pass

        await expect(keychain.read(name)).rejects.toThrow();
        await expect(keychain.write(name, Secret.fromText('x'))).rejects.toThrow();
        await expect(keychain.remove(name)).rejects.toThrow();
      },
    );

    it('refuses to write a wiped secret', async () => {
      const wiped = Secret.fromText('x');
      wiped.wipe();

      await expect(keychain.write('store-key', wiped)).rejects.toThrow('wiped');
    });

    it('holds what a map would hold after any history', async () => {
      await fc.assert(
        fc.asyncProperty(history(), async (steps) => {
          const expected = new Map<SecretName, number[]>();
          for (const name of HISTORY_NAMES) await keychain.remove(name);
          for (const { name, bytes } of steps) {
            if (bytes) {
              await keychain.write(name, Secret.fromBytes(bytes));
              expected.set(name, Array.from(bytes));
            } else {
              await keychain.remove(name);
              expected.delete(name);
            }
          }
          for (const name of HISTORY_NAMES) expect(await bytesOf(keychain, name)).toEqual(expected.get(name));
        }),
        { numRuns: options.histories },
      );
    });
  });
}

const HISTORY_NAMES: readonly SecretName[] = ['token:a', 'token:a.b', 'store-key'];

function history() {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 4000 }).map(patterned));
  const step = fc.record({ name: fc.constantFrom(...HISTORY_NAMES), bytes: fc.option(bytes) });
  return fc.array(step, { minLength: 1, maxLength: 8 });
}

function values() {
  const text = (value: string) => new TextEncoder().encode(value);
  return [
    { what: 'a text', bytes: text('t.made-up-in-a-test') },
    { what: 'Cyrillic, line ends and quotes', bytes: text('ключ "один"\r\n\\ два\n') },
    { what: 'an empty value', bytes: new Uint8Array(0) },
    { what: 'zero bytes', bytes: new Uint8Array(32) },
    { what: 'bytes that are no text', bytes: Uint8Array.from([0xff, 0xfe, 0, 0x80, 0xc3, 0x28, 0]) },
    { what: 'every byte value', bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte) },
    { what: 'the size of an RSA-4096 key', bytes: patterned(3272) },
    { what: 'twenty thousand bytes', bytes: patterned(20_000) },
  ];
}

function patterned(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
}

async function bytesOf(keychain: Keychain, name: SecretName): Promise<number[] | undefined> {
  const read = await keychain.read(name);
  if (read.state === 'absent') return undefined;
  if (read.state !== 'ok') throw new Error(`read ended as ${read.state}`);
  return Array.from(read.secret.revealBytes());
}

async function textOf(keychain: Keychain, name: SecretName): Promise<string> {
  return new TextDecoder().decode(Uint8Array.from((await bytesOf(keychain, name)) ?? []));
}
