import { format, inspect } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../main/ports/secret.ts';

describe('a secret', () => {
  it('gives back the text or the bytes it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        expect(Secret.fromText(text).revealText()).toBe(text);
        expect(Secret.fromBytes(bytes).revealBytes()).toEqual(bytes);
      }),
    );
  });

  it('gives a copy that each is wiped by itself, and none once it was wiped', () => {
    const secret = Secret.fromText('made-up');
    const copy = secret.copy();
    secret.wipe();
    expect(copy.revealText()).toBe('made-up');
    const third = copy.copy();
    third.wipe();
    expect(copy.revealText()).toBe('made-up');
    expect(() => secret.copy()).toThrow();
  });

  it('keeps a byte order mark, which is part of the text', () => {
    expect(Secret.fromText('\uFEFFx').revealText()).toBe('\uFEFFx');
  });

  it('refuses to give bytes as text when they are none', () => {
    expect(() => Secret.fromBytes(Uint8Array.of(0xff)).revealText()).toThrow();
  });

  it('shows [secret] in text, JSON, inspection and templates, at any depth', () => {
    const secret = Secret.fromText('made-up');
    const shown = [
      String(secret),
      `${secret.toString()}`,
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true, depth: 9 }),
      inspect({ a: [{ secret }] }, { depth: 9 }),
      format('%s %o %O %j', secret, secret, secret, secret),
    ];

    for (const text of shown) {
      expect(text).toContain('[secret]');
      expect(text).not.toContain('made-up');
      expect(text).not.toContain('109, 97'); // its first two bytes
    }
  });

  it('gives no byte to a spread, a listing of its keys or a structured clone', () => {
    const secret = Secret.fromText('made-up');

    expect({ ...secret }).toEqual({});
    expect(Reflect.ownKeys(secret)).toEqual([]);
    expect(structuredClone(secret)).toEqual({});
  });

  it('has its own copy of the bytes, and gives copies', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const secret = Secret.fromBytes(bytes);
    bytes.fill(9);
    secret.revealBytes().fill(9);

    expect(Array.from(secret.revealBytes())).toEqual([1, 2, 3]);
  });

  it('throws at every reveal after a wipe, and may be wiped twice', () => {
    const secret = Secret.fromText('made-up');
    expect([secret.byteLength, secret.isWiped]).toEqual([7, false]);

    secret.wipe();
    secret.wipe();

    expect([secret.byteLength, secret.isWiped]).toEqual([0, true]);
    expect(() => secret.revealText()).toThrow('wiped');
    expect(() => secret.revealBytes()).toThrow('wiped');
    expect(String(secret)).toBe('[secret]');
  });
});
