import { createHash, generateKeyPairSync, sign, verify, createPublicKey, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFile,
  checkRelease,
  CLOCK_SLACK_MS,
  type KnownReleases,
} from '../../main/domain/updates/check-release.ts';
import { compareVersions, type Release, type SignedText } from '../../main/domain/updates/release.ts';

const ISSUED_AT = Date.UTC(2026, 10, 30, 9);
const DAY_MS = 86_400_000;
const EXPIRES_AT = ISSUED_AT + 90 * DAY_MS;

const sha512 = (text: string) => createHash('sha512').update(text).digest('hex');
const FILE = { name: 'klyuchnik_0.2.0_amd64.deb', size: 5, sha512: sha512('bytes') };

const RELEASE: Release = {
  kind: 'klyuchnik-release',
  v: 1,
  sequence: 7,
  version: '0.2.0',
  minimumVersion: '0.1.0',
  issuedAt: ISSUED_AT,
  expiresAt: EXPIRES_AT,
  files: [FILE],
};

/** Keys are made at the start, each with the hand that signs by it. */
function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: spki(publicKey),
    signs: (value: unknown) =>
      signText(typeof value === 'string' ? value : JSON.stringify(value), privateKey),
  };
}
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');
const signText = (text: string, key: KeyObject): SignedText => ({
  text,
  signature: sign(null, Buffer.from(text), key).toString('base64'),
});
const verifies = (key: string, text: string, signature: string): boolean =>
  verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
    Buffer.from(signature, 'base64'),
  );

const signing = newKey();
const offline = newKey();
const stranger = newKey();

interface Story {
  readonly signed?: unknown;
  readonly known?: KnownReleases | null;
  readonly installedVersion?: string | null;
  readonly now?: number;
}

function check({ signed, known = null, installedVersion = '0.1.0', now = ISSUED_AT + DAY_MS }: Story = {}) {
  return checkRelease({
    signed: signed ?? { release: signing.signs(RELEASE) },
    pinned: { signing: signing.key, offline: offline.key },
    known,
    installedVersion,
    now,
    verify: verifies,
  });
}

const refusalOf = (story: Story) => check(story).refusal;
const signedWith = (change: Partial<Release>) => ({ release: signing.signs({ ...RELEASE, ...change }) });
const keyChange = (number: number, key: string, by = offline) =>
  by.signs({ kind: 'klyuchnik-release-key', v: 1, number, key });

describe('a signed list of a release', () => {
  it('counts when the pinned key signed it', () => {
    expect(check().release).toEqual(RELEASE);
    expect(check().refusal).toBeNull();
  });

  it('does not count by a strange key, by the offline key, or after a change of one sign', () => {
    expect(refusalOf({ signed: { release: stranger.signs(RELEASE) } })).toBe('wrong-key');
    expect(refusalOf({ signed: { release: offline.signs(RELEASE) } })).toBe('wrong-key');
    const { text, signature } = signing.signs(RELEASE);
    const changed = text.replace('"size":5', '"size":6');
    expect(changed).not.toBe(text);
    expect(refusalOf({ signed: { release: { text: changed, signature } } })).toBe('wrong-key');
  });

  it.each([
    ['nothing', null],
    ['a text', 'release'],
    ['no signature', { release: { text: JSON.stringify(RELEASE) } }],
    ['a signature of another length', { release: { text: '{}', signature: 'AAAA' } }],
    ['a field more', { ...signedWith({}), note: '' }],
    ['no JSON inside', { release: signing.signs('no JSON') }],
    ['a file elsewhere', signedWith({ files: [{ ...FILE, name: '../klyuchnik.deb' }] })],
    ['a file twice', signedWith({ files: [FILE, FILE] })],
    ['an empty file', signedWith({ files: [{ ...FILE, size: 0 }] })],
    ['no files', signedWith({ files: [] })],
    ['a version that is none', signedWith({ version: '0.2' })],
    ['a minimum above the version', signedWith({ minimumVersion: '0.2.1' })],
    ['an end before the beginning', signedWith({ expiresAt: ISSUED_AT })],
    ['the number 0', signedWith({ sequence: 0 })],
    ['another kind', { release: signing.signs({ ...RELEASE, kind: 'klyuchnik-policy' }) }],
  ])('does not count with %s', (_, signed) => {
    expect(refusalOf({ signed: signed ?? 0 })).toBe('malformed');
  });

  it('ends at its last moment', () => {
    expect(refusalOf({ now: EXPIRES_AT - 1 })).toBeNull();
    expect(refusalOf({ now: EXPIRES_AT })).toBe('expired');
    expect(refusalOf({ now: EXPIRES_AT + 1 })).toBe('expired');
  });

  it('is not believed by a clock that stands before it, within a day', () => {
    expect(refusalOf({ now: ISSUED_AT - CLOCK_SLACK_MS })).toBeNull();
    expect(refusalOf({ now: ISSUED_AT - CLOCK_SLACK_MS - 1 })).toBe('clock-behind');
  });

  it('is not revived by a clock that was set back: a later list was seen', () => {
    const later = check({
      signed: signedWith({ sequence: 8, issuedAt: EXPIRES_AT, expiresAt: EXPIRES_AT + DAY_MS }),
      now: EXPIRES_AT,
    });
    expect(later.refusal).toBeNull();

    expect(refusalOf({ signed: signedWith({ sequence: 9 }), known: later.known })).toBe('clock-behind');
  });

  it('never leads to an older version, nor to the same', () => {
    expect(refusalOf({ installedVersion: '0.1.9' })).toBeNull();
    expect(refusalOf({ installedVersion: '0.2.0' })).toBe('installed');
    expect(refusalOf({ installedVersion: '0.2.1' })).toBe('older');
    expect(refusalOf({ installedVersion: '0.10.0' })).toBe('older');
  });

  it('leaves out a version that is too old for it', () => {
    const signed = signedWith({ minimumVersion: '0.1.5' });

    expect(refusalOf({ signed, installedVersion: '0.1.4' })).toBe('step-needed');
    expect(refusalOf({ signed, installedVersion: '0.1.5' })).toBeNull();
    expect(refusalOf({ signed, installedVersion: null })).toBeNull();
  });

  it('is not taken again after a later one, and the same as often as it comes', () => {
    const { known } = check();

    expect(refusalOf({ known })).toBeNull();
    expect(refusalOf({ known, signed: signedWith({ sequence: 6 }) })).toBe('replayed');
    expect(refusalOf({ known, signed: signedWith({ sequence: 8 }) })).toBeNull();
    // Another list with the same number: the makers never give one twice.
    expect(refusalOf({ known, signed: signedWith({ version: '0.3.0' }) })).toBe('replayed');
  });

  it('is remembered when it is refused for its age or version, and not when it is strange', () => {
    const { known } = check({ installedVersion: '9.0.0' });
    expect(known.sequence).toBe(7);

    expect(refusalOf({ known, signed: signedWith({ sequence: 6 }) })).toBe('replayed');
    expect(check({ known, signed: { release: stranger.signs({ ...RELEASE, sequence: 99 }) } }).known).toEqual(
      known,
    );
  });
});

describe('a change of the key', () => {
  const next = newKey();
  const change = keyChange(1, next.key);
  const byNext = (sequence: number) => ({ release: next.signs({ ...RELEASE, sequence }), keyChange: change });

  it('is made by the offline key, and ends the former one', () => {
    const first = check({ signed: byNext(7) });
    expect(first.refusal).toBeNull();

    expect(refusalOf({ known: first.known, signed: signedWith({ sequence: 8 }) })).toBe('wrong-key');
    // The change need not come along again.
    const later = { release: next.signs({ ...RELEASE, sequence: 8 }) };
    expect(refusalOf({ known: first.known, signed: later })).toBeNull();
  });

  it('is made by nobody else', () => {
    for (const by of [signing, stranger, next]) {
      const signed = { release: next.signs(RELEASE), keyChange: keyChange(1, next.key, by) };
      expect(refusalOf({ signed })).toBe('wrong-key');
    }
  });

  it('does not bring an earlier key back', () => {
    const last = newKey();
    const signed = { release: last.signs(RELEASE), keyChange: keyChange(2, last.key) };
    const { known } = check({ signed });

    expect(refusalOf({ known, signed: byNext(8) })).toBe('wrong-key');
    const other = { release: next.signs({ ...RELEASE, sequence: 8 }), keyChange: keyChange(2, next.key) };
    expect(refusalOf({ known, signed: other })).toBe('wrong-key');
  });
});

describe('a file of a release', () => {
  it.each([
    [{}, null],
    [{ size: 4 }, 'cut'],
    [{ size: 6 }, 'too-long'],
    [{ sha512: sha512('other') }, 'swapped'],
    [{ name: 'klyuchnik_0.2.0_arm64.deb' }, 'unknown-file'],
  ])('with %j is refused as %j', (change, refusal) => {
    expect(checkFile(RELEASE, { ...FILE, ...change })).toBe(refusal);
  });
});

it('orders versions by their numbers', () => {
  const part = fc.integer({ min: 0, max: 999_999 });
  fc.assert(
    fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (left, right) => {
      // Each number fills its own six digits.
      const weight = (parts: readonly number[]) =>
        BigInt(parts.map((one) => String(one).padStart(6, '0')).join(''));
      const [one, two] = [weight(left), weight(right)];
      const expected = one < two ? -1 : one > two ? 1 : 0;
      expect(Math.sign(compareVersions(left.join('.'), right.join('.')))).toBe(expected);
    }),
  );
});
