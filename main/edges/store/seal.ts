import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { Secret } from '../../ports/secret.ts';
import { StoreError } from './store-error.ts';

/** A plain column's value; integers must be safe. */
export type ColumnValue = string | number | null;

/** What a sealed record is bound to: put under another id, another table or beside another column it does not open. */
export type SealContext = {
  readonly table: string;
  readonly id: string;
  readonly columns: Readonly<Record<string, ColumnValue>>;
};

/**
 * Keys derived from the key of the local records; none shows its bytes when printed. All tables of a store share one
 * such object, whose keys change when the store gets a new one (reseal-store.ts).
 */
export type StoreKeys = {
  sealing: KeyObject;
  /** For hashes in plain columns. */
  fingerprints: KeyObject;
  /** For fingerprints of secrets, which lie inside the seals; outlives a change of the store's key. */
  secretFingerprints: KeyObject;
  /** For the sum over all rows (store-state.ts). */
  state: KeyObject;
};

/** Length of the store key and of each key derived from it. Units: bytes. Source: AES-256 (FIPS 197), HMAC-SHA256. */
export const STORE_KEY_BYTES = 32;

/** First byte of a sealed record; a later form gets another number. */
const VERSION = 1;
/**
 * Units: bytes. Source: NIST SP 800-38D §5.2.1.1 and §8.2; random nonces are safe for 2^32 records under one key
 * (§8.3).
 */
const NONCE_BYTES = 12;
/** Own choice: 6 KiB of the system's random bytes. */
const NONCES_AT_ONCE = 512;
/** Units: bytes. Source: NIST SP 800-38D §5.2.1.2. */
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/**
 * Derives the sealing and the fingerprint key from the store key.
 * Errors: throws a RangeError unless it has 32 bytes. Source: RFC 5869 (HKDF-SHA256, no salt: the store key is random).
 */
export function deriveStoreKeys(storeKey: Secret): StoreKeys {
  const bytes = storeKey.revealBytes();
  try {
    if (bytes.byteLength !== STORE_KEY_BYTES) throw new RangeError('a store key has 32 bytes');
    const fingerprints = deriveKey(bytes, 'klyuchnik/store/fingerprints/1');
    return {
      sealing: deriveKey(bytes, 'klyuchnik/store/sealing/1'),
      fingerprints,
      secretFingerprints: fingerprints,
      state: deriveKey(bytes, 'klyuchnik/store/state/1'),
    };
  } finally {
    bytes.fill(0);
  }
}

/** Seals `bytes` with AES-256-GCM, bound to `context`. Gives version, random nonce, ciphertext and tag in one piece. */
export function seal(keys: StoreKeys, context: SealContext, bytes: Uint8Array): Uint8Array {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', keys.sealing, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(encodeContext(context));
  const sealed = Buffer.allocUnsafe(HEAD_BYTES + bytes.byteLength + TAG_BYTES);
  sealed[0] = VERSION;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(bytes), HEAD_BYTES);
  cipher.final(); // GCM gives no bytes here
  sealed.set(cipher.getAuthTag(), HEAD_BYTES + bytes.byteLength);
  return sealed;
}

/** Random bytes not handed out yet: asking the system for twelve at a time costs more than the sealing itself. */
const pool = { bytes: Buffer.alloc(NONCE_BYTES * NONCES_AT_ONCE), next: NONCES_AT_ONCE };

/** Returns random bytes that nobody had before. */
function freshNonce(): Uint8Array {
  if (pool.next === NONCES_AT_ONCE) {
    randomFillSync(pool.bytes);
    pool.next = 0;
  }
  const start = pool.next * NONCE_BYTES;
  pool.next += 1;
  return pool.bytes.subarray(start, start + NONCE_BYTES);
}

/** Opens what `seal` made. Errors: `store-corrupt` with table and id when anything differs from what was sealed. */
export function unseal(keys: StoreKeys, context: SealContext, sealed: Uint8Array): Uint8Array {
  const { table, id } = context;
  if (sealed[0] !== VERSION || sealed.byteLength < HEAD_BYTES + TAG_BYTES) {
    throw new StoreError('store-corrupt', { table, id });
  }
  const bodyEnd = sealed.byteLength - TAG_BYTES;
  const nonce = sealed.subarray(1, HEAD_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keys.sealing, nonce, { authTagLength: TAG_BYTES });
  try {
    decipher.setAAD(encodeContext(context));
    decipher.setAuthTag(sealed.subarray(bodyEnd));
    const bytes = decipher.update(sealed.subarray(HEAD_BYTES, bodyEnd));
    decipher.final(); // throws unless the tag fits; GCM gives no bytes here
    return bytes;
  } catch (error) {
    throw new StoreError('store-corrupt', { table, id, cause: error });
  }
}

/**
 * Returns a keyed hash of `text`, to find equal values without keeping them in plain (duplicates of a payment).
 * Units: 64 hex digits. `purpose` keeps hashes of different things apart. Source: RFC 2104, HMAC-SHA256.
 */
export function fingerprint(
  { fingerprints }: Pick<StoreKeys, 'fingerprints'>,
  purpose: string,
  text: string,
): string {
  return createHmac('sha256', fingerprints)
    .update(encodeText(purpose) + encodeText(text), 'utf8')
    .digest('hex');
}

function deriveKey(storeKey: Uint8Array, info: string): KeyObject {
  const derived = new Uint8Array(hkdfSync('sha256', storeKey, new Uint8Array(0), info, STORE_KEY_BYTES));
  const key = createSecretKey(derived);
  derived.fill(0);
  return key;
}

/** Every part carries its length and every value its type, so that two contexts never give the same bytes. */
function encodeContext({ table, id, columns }: SealContext): Buffer {
  let encoded = encodeText('klyuchnik row 1') + encodeText(table) + encodeText(id);
  for (const name of Object.keys(columns).sort())
    encoded += encodeText(name) + encodeValue(columns[name] ?? null);
  return Buffer.from(encoded, 'utf8');
}

function encodeValue(value: ColumnValue): string {
  if (value === null) return encodeText('n');
  if (typeof value === 'string') return encodeText(`t${value}`);
  if (!Number.isSafeInteger(value)) throw new TypeError('a plain column holds safe integers only');
  return encodeText(`i${value}`);
}

/** Units: the length counts UTF-16 units, which UTF-8 keeps apart as long as the text has no lone surrogate. */
function encodeText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be bound');
  return `${text.length}:${text}`;
}
