import type { Digests } from '../../ports/ports.ts';
import { isCanonical } from './canonical.ts';
import { hasBoundedShape } from './json-shape.ts';
import { isPublicKey, SIGNATURE, type PublicKey } from './keys.ts';

/**
 * The largest file that is looked at. Units: UTF-16 units of the text. Own choice: ten times what the fullest envelope
 * needs.
 */
export const MAX_SIGNED_LENGTH = 65_536;

/** What reading signed texts needs of the world. */
export interface SigningParts {
  readonly digests: Digests;
  /** Checks an Ed25519 signature; never throws. */
  readonly verify: (publicKey: string, text: string, signature: string) => boolean;
}

/** Why a file is not a signed text that may be read. Nothing in it is shown or used then. */
export type SignedFlaw = 'too-large' | 'not-signed-text' | 'newer-version' | 'signature' | 'not-canonical';

export interface KeySignature {
  readonly key: PublicKey;
  /** Ed25519 over the signed text, base64. */
  readonly signature: string;
}

/** A text whose signatures hold. Who the signers are, and whether they may, is the reader's question. */
export interface SignedText {
  readonly json: unknown;
  /** SHA-256 of the signed text: its name everywhere. */
  readonly hash: string;
  readonly signers: readonly PublicKey[];
}

/** Returns the text that is signed: the name of its form and the canonical JSON, a line each. */
export function signedText({ digests }: SigningParts, form: string, value: unknown): string {
  return `${form}\n${digests.canonical(value)}\n`;
}

/** Makes the file: the signed text, then a line a signature, in the order of the keys. */
export function signedFile(signed: string, signatures: readonly KeySignature[]): string {
  const lines = signatures.map(({ key, signature }) => `${key} ${signature}\n`).sort();
  return `${signed}${lines.join('')}`;
}

/**
 * Puts the signatures of two files of one signed text together; the others are left out. Both were read before, by
 * `readSigned`. `mayStay`: whose signatures say anything, so that nobody pads the file with others.
 */
export function withSignatures(file: string, other: string, mayStay: (key: PublicKey) => boolean): string {
  const [first = '', body = '', ...own] = file.split('\n');
  const more = other.split('\n').slice(2);
  const all = [...own, ...more].flatMap((line) => toSignature(line) ?? []).filter(({ key }) => mayStay(key));
  const byKey = new Map(all.reverse().map((one) => [one.key, one]));
  return signedFile(`${first}\n${body}\n`, [...byKey.values()]);
}

/**
 * Reads a signed text: form, then every signature, and only then what it says, which must be in its one canonical
 * spelling.
 * Source: docs/format/envelope.md; RFC 8785: a text equal to its canonical form has no repeated key.
 */
export function readSigned(
  parts: SigningParts,
  form: string,
  file: string,
  maxSigners: number,
): ({ readonly ok: true } & SignedText) | { readonly ok: false; readonly flaw: SignedFlaw } {
  const split = splitFile(form, file, maxSigners);
  if (typeof split === 'string') return { ok: false, flaw: split };
  const { signed, body, signatures } = split;
  if (!signatures.every(({ key, signature }) => parts.verify(key, signed, signature))) {
    return { ok: false, flaw: 'signature' };
  }
  if (!hasBoundedShape(body)) return { ok: false, flaw: 'too-large' };
  const json = canonicalJson(body);
  if (json === undefined) return { ok: false, flaw: 'not-canonical' };
  return { ok: true, json, hash: parts.digests.sha256(signed), signers: signatures.map(({ key }) => key) };
}

interface SplitFile {
  readonly signed: string;
  readonly body: string;
  readonly signatures: readonly KeySignature[];
}

/** Takes the lines apart; nothing in them is trusted yet. */
function splitFile(form: string, file: string, maxSigners: number): SplitFile | SignedFlaw {
  if (file.length > MAX_SIGNED_LENGTH) return 'too-large';
  const [first = '', body = '', ...rest] = file.split('\n');
  if (first !== form) return isOtherVersion(first, form) ? 'newer-version' : 'not-signed-text';
  const end = rest.pop();
  const signatures = rest.flatMap((line) => toSignature(line) ?? []);
  const isWhole = end === '' && body !== '' && signatures.length === rest.length;
  const isOrdered = signatures.every(({ key }, at) => at === 0 || (signatures[at - 1]?.key ?? '') < key);
  if (!isWhole || !isOrdered || signatures.length < 1 || signatures.length > maxSigners)
    return 'not-signed-text';
  return { signed: `${first}\n${body}\n`, body, signatures };
}

/** Forms end in `-v` and a number. */
function isOtherVersion(line: string, form: string): boolean {
  return /^[a-z-]{1,40}-v\d{1,9}$/.test(line) && line.startsWith(form.replace(/\d+$/, ''));
}

function toSignature(line: string): KeySignature | null {
  const [key = '', signature = '', ...more] = line.split(' ');
  return more.length === 0 && isPublicKey(key) && SIGNATURE.test(signature) ? { key, signature } : null;
}

function canonicalJson(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body);
    return isCanonical(body, json) ? json : undefined;
  } catch {
    return undefined; // not JSON
  }
}
