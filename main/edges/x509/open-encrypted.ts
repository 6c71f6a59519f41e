import { AppError } from '../../ports/app-error.ts';
import { decrypt, ivLength, keyLength, type Cipher } from './decrypt.ts';
import { bytesOf, childrenOf, integerOf, isOctets, oidOf, refuseGost, type Asn1 } from './der.ts';
import {
  deriveByPbkdf1,
  deriveByPbkdf2,
  deriveByPkcs12,
  deriveByScrypt,
  type WorkBudget,
} from './derive-key.ts';
import type { PassphraseForm } from './passphrases.ts';

/** Source: RFC 8018 §A.4. */
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
/** Source: RFC 7914 §7.1. */
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

/** Pseudo-random functions of PBKDF2. Source: RFC 8018 §B.1.2. */
const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Source: RFC 8018 §B.2, RFC 3565 §4.1. */
const CIPHERS: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.2': { kind: 'aes', bits: 128 },
  '2.16.840.1.101.3.4.1.22': { kind: 'aes', bits: 192 },
  '2.16.840.1.101.3.4.1.42': { kind: 'aes', bits: 256 },
  '1.2.840.113549.3.7': { kind: '3des' },
  '1.3.14.3.2.7': { kind: 'des' },
};

/** Source: RFC 8018 §A.3; MD2 is in no runtime any more. */
const PBES1: Readonly<Record<string, { readonly hash: string; readonly cipher: Cipher }>> = {
  '1.2.840.113549.1.5.3': { hash: 'md5', cipher: { kind: 'des' } },
  '1.2.840.113549.1.5.6': { hash: 'md5', cipher: { kind: 'rc2', bits: 64 } },
  '1.2.840.113549.1.5.10': { hash: 'sha1', cipher: { kind: 'des' } },
  '1.2.840.113549.1.5.11': { hash: 'sha1', cipher: { kind: 'rc2', bits: 64 } },
};

/** Source: RFC 7292 §C. `keyBytes`: 3DES with two keys repeats the first. */
const PKCS12: Readonly<Record<string, { readonly cipher: Cipher; readonly keyBytes?: number }>> = {
  '1.2.840.113549.1.12.1.3': { cipher: { kind: '3des' } },
  '1.2.840.113549.1.12.1.4': { cipher: { kind: '3des' }, keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { cipher: { kind: 'rc2', bits: 128 } },
  '1.2.840.113549.1.12.1.6': { cipher: { kind: 'rc2', bits: 40 } },
};

/**
 * What opens a locked piece: the forms of one passphrase, the way that worked last first, and the work that may be
 * done.
 */
export interface Opening {
  readonly budget: WorkBudget;
  readonly forms: readonly PassphraseForm[];
}

/**
 * Unlocks a piece that an AlgorithmIdentifier says how to unlock. `null`: no form of the passphrase gives what
 * `isRight` expects.
 * Errors: `certificate-gost`, `certificate-cipher`, `certificate-costly`.
 */
export async function openEncrypted(
  { budget, forms }: Opening,
  algorithm: Asn1,
  locked: Buffer,
  isRight: (opened: Buffer) => boolean,
): Promise<Buffer | null> {
  for (const form of forms) {
    const { cipher, key, iv } = await keyFor(budget, algorithm, form);
    const opened = decrypt(cipher, key, iv, locked);
    key.fill(0);
    if (opened !== null && isRight(opened)) return opened;
    opened?.fill(0);
  }
  return null;
}

interface CipherKey {
  readonly cipher: Cipher;
  readonly key: Buffer;
  readonly iv: Buffer;
}

async function keyFor(budget: WorkBudget, algorithm: Asn1, form: PassphraseForm): Promise<CipherKey> {
  const [name, parameters] = childrenOf(algorithm);
  const oid = oidOf(name);
  refuseGost(oid);
  if (oid === PBES2) return keyByPbes2(budget, childrenOf(parameters), form.bytes);
  const [salt, rounds] = childrenOf(parameters);
  const params = { salt: bytesOf(salt), rounds: integerOf(rounds) ?? 0 };
  const older = PBES1[oid];
  if (older !== undefined) return keyByPbes1(budget, older, params, form.bytes);
  const container = PKCS12[oid];
  if (container !== undefined) return keyByPkcs12(budget, container, params, form.wide);
  throw new AppError('certificate-cipher', { oid });
}

async function keyByPbes2(budget: WorkBudget, parts: readonly Asn1[], password: Buffer): Promise<CipherKey> {
  const [derivation, scheme] = parts.map(childrenOf);
  const { cipher, iv } = schemeOf(scheme ?? []);
  const key = await derived(budget, { derivation: derivation ?? [], length: keyLength(cipher) }, password);
  return { cipher, key, iv };
}

/** Derives `length` bytes as the parts of a KeyDerivationFunc say. Errors: as of `openEncrypted`. */
export async function derived(
  budget: WorkBudget,
  { derivation, length }: { readonly derivation: readonly Asn1[]; readonly length: number },
  password: Buffer,
): Promise<Buffer> {
  const oid = oidOf(derivation[0]);
  refuseGost(oid);
  const parameters = childrenOf(derivation[1]);
  const salt = bytesOf(parameters[0]);
  if (oid === SCRYPT) {
    const [cost, blockSize, parallelization] = parameters.slice(1, 4).map((one) => integerOf(one) ?? 0);
    const params = {
      salt,
      cost: cost ?? 0,
      blockSize: blockSize ?? 0,
      parallelization: parallelization ?? 0,
    };
    return deriveByScrypt(budget, password, { ...params, length });
  }
  if (oid !== PBKDF2 || !isOctets(parameters[0])) throw new AppError('certificate-cipher', { oid });
  const named = parameters.map((one) => oidOf(childrenOf(one)[0])).find((found) => found !== '');
  if (named !== undefined) refuseGost(named);
  // Without a name it is HMAC with SHA-1. Source: RFC 8018 §A.2.
  const hash = named === undefined ? 'sha1' : HMACS[named];
  if (hash === undefined) throw new AppError('certificate-cipher', { oid: named ?? '' });
  return deriveByPbkdf2(budget, password, { salt, rounds: integerOf(parameters[1]) ?? 0, hash, length });
}

/** The hash of an HMAC by its identifier; also for PBMAC1. Errors: `certificate-cipher`, `certificate-gost`. */
export function hmacOf(oid: string): string {
  refuseGost(oid);
  const hash = HMACS[oid];
  if (hash === undefined) throw new AppError('certificate-cipher', { oid });
  return hash;
}

function schemeOf([name, parameter]: readonly Asn1[]): { readonly cipher: Cipher; readonly iv: Buffer } {
  const oid = oidOf(name);
  refuseGost(oid);
  const cipher = CIPHERS[oid];
  if (cipher === undefined || !isOctets(parameter)) throw new AppError('certificate-cipher', { oid });
  return { cipher, iv: bytesOf(parameter) };
}

interface Salted {
  readonly salt: Buffer;
  readonly rounds: number;
}

/** Eight bytes of key, eight of initial vector. Source: RFC 8018 §6.1.2. */
function keyByPbes1(
  budget: WorkBudget,
  { hash, cipher }: { readonly hash: string; readonly cipher: Cipher },
  salted: Salted,
  password: Buffer,
): CipherKey {
  const both = deriveByPbkdf1(budget, password, { ...salted, hash, length: 16 });
  return { cipher, key: both.subarray(0, 8), iv: both.subarray(8, 16) };
}

/** Source: RFC 7292 §C and §B.2; all of its ciphers go with SHA-1. */
async function keyByPkcs12(
  budget: WorkBudget,
  { cipher, keyBytes }: { readonly cipher: Cipher; readonly keyBytes?: number },
  salted: Salted,
  wide: Buffer,
): Promise<CipherKey> {
  const length = keyBytes ?? keyLength(cipher);
  const made = await deriveByPkcs12(budget, wide, { ...salted, hash: 'sha1', purpose: 'key', length });
  const iv = await deriveByPkcs12(budget, wide, {
    ...salted,
    hash: 'sha1',
    purpose: 'iv',
    length: ivLength(cipher),
  });
  const key = keyBytes === undefined ? made : Buffer.concat([made, made.subarray(0, 8)]);
  return { cipher, key, iv };
}
