import { createHash } from 'node:crypto';
import { AppError } from '../../ports/app-error.ts';
import { decrypt, keyLength, ivLength, type Cipher } from './decrypt.ts';
import type { Opening } from './open-encrypted.ts';

/** One block of a PEM text: its label, its headers, its bytes. */
export interface PemBlock {
  readonly label: string;
  /** `DEK-Info` of the older encryption, else `null`. */
  readonly locked: { readonly cipher: string; readonly iv: Buffer } | null;
  readonly bytes: Buffer;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^]*?)-----END \1-----/g;

/**
 * Line ends that settings files, JSON, pages and shells write in place of the real ones. Source:
 * https://github.com/box/box-node-sdk/issues/259, https://github.com/coollabsio/coolify/issues/6384.
 */
const WRITTEN_LINE_ENDS = /\\+(?:r|n|u000[ad])|&#(?:10|13|x0?[ad]);|<br ?\/?>/gi;

/** A text that begins a PEM, packed in base64 once more, as CI variables keep it. */
const PACKED = /LS0tLS1CRUdJTi[A-Za-z0-9+/\s]+={0,2}/g;

/** Says of what a text that names it is the beginning, whatever became of its dashes and lines. */
const NAMED_KEY = /BEGIN[^A-Za-z]{1,6}(?:[A-Z0-9]+[^A-Za-z]{1,6}){0,3}PRIVATE[^A-Za-z]{1,6}KEY/;

/** Tells whether a text says that a private key is in it, read or not. */
export function namesPrivateKey(text: string): boolean {
  return NAMED_KEY.test(text) || unpacked(text).some((inner) => NAMED_KEY.test(inner));
}

function unpacked(text: string): readonly string[] {
  return (text.match(PACKED) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'));
}

/**
 * Most blocks that are looked at. Source: own choice; a chain with its key has fewer than ten, a bundle of roots some
 * hundred.
 */
const MAX_BLOCKS = 400;

/**
 * Returns the blocks of a text, whatever stands around them and whatever became of their line ends; those whose body is
 * not base64 are left out. Source: RFC 7468, RFC 1421.
 */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const whole = [text, ...unpacked(text)].join('\n');
  for (const [, label = '', inner = ''] of whole.matchAll(BLOCK)) {
    const block = blockOf(label, inner);
    if (block !== null) blocks.push(block);
    if (blocks.length >= MAX_BLOCKS) break;
  }
  return blocks;
}

function blockOf(label: string, inner: string): PemBlock | null {
  const lines = inner
    .replace(WRITTEN_LINE_ENDS, '\n')
    .replace(/\\+\//g, '/')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[\s>"']+|[\s"'\\]+$/g, ''));
  const headers = lines.filter((line) => line.includes(':'));
  const body = lines
    .filter((line) => !line.includes(':'))
    .join('')
    .replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return null;
  const info = headers
    .map((line) => /^DEK-Info:\s*([A-Z0-9-]+),([0-9A-F]+)$/i.exec(line))
    .find((one) => one !== null);
  const locked =
    info === undefined || info === null
      ? null
      : { cipher: (info[1] ?? '').toUpperCase(), iv: Buffer.from(info[2] ?? '', 'hex') };
  return { label, locked, bytes: Buffer.from(body, 'base64') };
}

/** Ciphers that OpenSSL names in `DEK-Info`. Source: openssl-rsa(1), «-aes128 … -des3». */
const CIPHERS: Readonly<Record<string, Cipher>> = {
  'AES-128-CBC': { kind: 'aes', bits: 128 },
  'AES-192-CBC': { kind: 'aes', bits: 192 },
  'AES-256-CBC': { kind: 'aes', bits: 256 },
  'DES-EDE3-CBC': { kind: '3des' },
  'DES-CBC': { kind: 'des' },
  'RC2-CBC': { kind: 'rc2', bits: 128 },
};

/**
 * Unlocks a block of the older encryption; `null` when no form of the passphrase gives what `isRight` expects.
 * Source: EVP_BytesToKey(3) with MD5, one round, the first eight bytes of the vector as salt. Errors:
 * `certificate-cipher`.
 */
export function openPem(
  { forms }: Opening,
  { locked, bytes }: PemBlock,
  isRight: (opened: Buffer) => boolean,
): Buffer | null {
  if (locked === null) return bytes;
  const cipher = CIPHERS[locked.cipher];
  if (cipher === undefined) throw new AppError('certificate-cipher', { cipher: locked.cipher.slice(0, 40) });
  if (locked.iv.length !== ivLength(cipher)) throw new AppError('key-unreadable');
  for (const { bytes: password } of forms) {
    const key = keyOf(password, locked.iv.subarray(0, 8), keyLength(cipher));
    const opened = decrypt(cipher, key, locked.iv, bytes);
    key.fill(0);
    if (opened !== null && isRight(opened)) return opened;
  }
  return null;
}

function keyOf(password: Buffer, salt: Buffer, length: number): Buffer {
  let made = Buffer.alloc(0);
  let digest = Buffer.alloc(0);
  while (made.length < length) {
    digest = createHash('md5').update(digest).update(password).update(salt).digest();
    made = Buffer.concat([made, digest]);
  }
  return made.subarray(0, length);
}
