import { describe, expect, it } from 'vitest';

import { answerRequest } from '../../main/edges/keychain/answer-request.ts';
import type { Items } from '../../main/edges/keychain/items.ts';
import { stateOfVendorError } from '../../main/edges/keychain/vendor-errors.ts';

const READ = { op: 'read', id: 1, service: 's', name: 'store-key', isCanaryKnown: true } as const;

/** A keychain that is closed by somebody after `openFor` looks, and then says `null` like keytar. */
class ClosingItems implements Items {
  looks = 0;
  readonly #openFor: number;
  readonly #kept: ReadonlyMap<string, string>;

  constructor(openFor: number, kept: Readonly<Record<string, string>>) {
    this.#openFor = openFor;
    this.#kept = new Map(Object.entries(kept));
  }

  get(account: string): Promise<string | null> {
    this.looks += 1;
    return Promise.resolve(this.looks > this.#openFor ? null : (this.#kept.get(account) ?? null));
  }

  set(): Promise<void> {
    return Promise.reject(new Error('Cannot create an item in a locked collection'));
  }

  remove(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

describe('a read', () => {
  it('looks once, so that the person sees one prompt, when the keychain is locked', async () => {
    const items = new ClosingItems(0, { canary: 'x' });

    expect(await answerRequest(READ, items)).toEqual({ id: 1, state: 'locked' });
    expect(items.looks).toBe(1);
  });

  it('is locked, not absent, when the keychain is closed between the canary and the item', async () => {
    expect(await answerRequest(READ, new ClosingItems(1, { canary: 'x', 'store-key': 'y' }))).toEqual({
      id: 1,
      state: 'locked',
    });
  });

  it('is absent when the canary is there before and after', async () => {
    expect(await answerRequest(READ, new ClosingItems(9, { canary: 'x' }))).toEqual({
      id: 1,
      state: 'absent',
    });
  });

  it('does not touch an item whose name is none of ours', async () => {
    const items = new ClosingItems(9, { canary: 'x' });

    expect((await answerRequest({ ...READ, name: 'canary' }, items)).state).toBe('unavailable');
    expect(items.looks).toBe(0);
  });
});

describe('an error of the vendor', () => {
  it.each([
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['Timeout was reached', 'timeout'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'unavailable'],
    ['Could not connect: No such file or directory', 'unavailable'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'unavailable'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'unavailable'],
    ['something new', 'unavailable'],
  ])('%s is %s', (text, state) => {
    expect(stateOfVendorError(new Error(text))).toBe(state);
  });

  it('is unavailable when it is no error at all', () => {
    expect(stateOfVendorError('locked')).toBe('unavailable');
  });
});
