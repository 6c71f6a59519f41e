import { createHash, pbkdf2, scrypt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AppError } from '../../ports/app-error.ts';

/**
 * Most rounds that one derivation may ask for. Source: own choice, over three times what OWASP's password storage cheat
 * sheet of 2023 asks for (600,000 of PBKDF2 with SHA-256) and the most that Firefox writes; a hostile file could ask
 * for four thousand million.
 */
export const MAX_ROUNDS = 2_000_000;

/** Most rounds for all pieces of the files together. Units: rounds. Source: own choice; some seconds of work. */
const MAX_ROUNDS_IN_ALL = 12_000_000;

/** Units: bytes. Source: own choice; OpenSSL writes scrypt with N=16384, r=8, which takes 16 MiB. */
const MAX_SCRYPT_BYTES = 64 * 1024 * 1024;

/** Rounds of PKCS#12 before the window gets its turn. Source: own choice; some milliseconds. */
const ROUNDS_AT_ONCE = 4_000;

const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify<Buffer, Buffer, number, object, Buffer>(scrypt);

/** Counts the work that files ask for. Errors: `certificate-costly`, before any of it is done. */
export class WorkBudget {
  #left = MAX_ROUNDS_IN_ALL;

  spend(rounds: number): void {
    if (rounds < 1 || rounds > MAX_ROUNDS || rounds > this.#left) throw new AppError('certificate-costly');
    this.#left -= rounds;
  }
}

export interface Pbkdf2Params {
  readonly salt: Buffer;
  readonly rounds: number;
  readonly hash: string;
  /** Units: bytes. */
  readonly length: number;
}

/** PBKDF2 beside the main thread. Source: RFC 8018 §5.2. Errors: `certificate-costly`. */
export async function deriveByPbkdf2(
  budget: WorkBudget,
  password: Buffer,
  params: Pbkdf2Params,
): Promise<Buffer> {
  budget.spend(params.rounds);
  return pbkdf2Async(password, params.salt, params.rounds, params.length, params.hash);
}

export interface ScryptParams {
  readonly salt: Buffer;
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Units: bytes. */
  readonly length: number;
}

/** scrypt beside the main thread. Source: RFC 7914 §7. Errors: `certificate-costly`. */
export async function deriveByScrypt(
  budget: WorkBudget,
  password: Buffer,
  params: ScryptParams,
): Promise<Buffer> {
  const { cost, blockSize, parallelization, salt, length } = params;
  const isSane = cost >= 2 && Number.isInteger(Math.log2(cost)) && blockSize >= 1 && parallelization >= 1;
  if (!isSane || 128 * cost * blockSize > MAX_SCRYPT_BYTES) throw new AppError('certificate-costly');
  // A block of scrypt costs about as much as twenty rounds of PBKDF2.
  budget.spend(Math.min(cost * blockSize * parallelization * 2, MAX_ROUNDS + 1));
  const maxmem = 2 * MAX_SCRYPT_BYTES;
  return scryptAsync(password, salt, length, { N: cost, r: blockSize, p: parallelization, maxmem });
}

/** PBKDF1. Source: RFC 8018 §5.1. Errors: `certificate-costly`. */
export function deriveByPbkdf1(
  budget: WorkBudget,
  password: Buffer,
  { salt, rounds, hash, length }: Pbkdf2Params,
): Buffer {
  budget.spend(rounds);
  let digest = createHash(hash).update(password).update(salt).digest();
  for (let round = 1; round < rounds; round += 1) digest = createHash(hash).update(digest).digest();
  return digest.subarray(0, length);
}

export interface Pkcs12Params extends Pbkdf2Params {
  /** What the bytes are for. Source: RFC 7292 §B.3. */
  readonly purpose: 'key' | 'iv' | 'mac';
}

const PURPOSES = { key: 1, iv: 2, mac: 3 } as const;

/**
 * The derivation of PKCS#12, in turns with the window. `password` is the wide form with its zero.
 * Source: RFC 7292 §B.2. Errors: `certificate-costly`.
 */
export async function deriveByPkcs12(
  budget: WorkBudget,
  password: Buffer,
  params: Pkcs12Params,
): Promise<Buffer> {
  budget.spend(params.rounds);
  const { hash, length } = params;
  const blockLength = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(blockLength, PURPOSES[params.purpose]);
  const input = Buffer.concat([fill(params.salt, blockLength), fill(password, blockLength)]);
  const parts: Buffer[] = [];
  for (let made = 0; made < length; made += parts.at(-1)?.length ?? length) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let round = 1; round < params.rounds; round += 1) {
      digest = createHash(hash).update(digest).digest();
      if (round % ROUNDS_AT_ONCE === 0) await setImmediate();
    }
    parts.push(digest);
    addTo(input, fill(digest, blockLength, blockLength), blockLength);
  }
  input.fill(0);
  return Buffer.concat(parts).subarray(0, length);
}

/** Repeats the value up to whole blocks, or to `atLeast` bytes; nothing stays nothing. */
function fill(value: Buffer, blockLength: number, atLeast = value.length): Buffer {
  if (value.length === 0) return Buffer.alloc(0);
  return Buffer.alloc(Math.ceil(atLeast / blockLength) * blockLength, value);
}

/** Adds block + 1 to every block of the input, as big-endian numbers that overflow silently. */
function addTo(input: Buffer, block: Buffer, blockLength: number): void {
  for (let start = 0; start < input.length; start += blockLength) {
    let carry = 1;
    for (let index = blockLength - 1; index >= 0; index -= 1) {
      const sum = (input[start + index] ?? 0) + (block[index] ?? 0) + carry;
      input[start + index] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
