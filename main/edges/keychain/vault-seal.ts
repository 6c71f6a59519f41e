import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

import * as z from 'zod';

/**
 * Argon2id with 64 MiB, 3 passes, 4 lanes: the second recommended option. Source: RFC 9106 §4. A file that asks for
 * less is refused, as is one that asks for so much that opening it would stop the machine (the caps are ours).
 */
const KDF = { memoryKiB: 65_536, passes: 3, lanes: 4 } as const;
/** Units: bytes. Source: RFC 9106 §3.1 (salt of 16), FIPS 197 (AES-256), NIST SP 800-38D §5.2.1 (IV 12, tag 16). */
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64 = z.string().regex(/^[A-Za-z0-9_-]*$/);

const headerSchema = z.strictObject({
  format: z.literal('klyuchnik-passphrase-vault'),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: z.int().min(KDF.memoryKiB).max(1_048_576),
    passes: z.int().min(KDF.passes).max(16),
    lanes: z.int().min(KDF.lanes).max(16),
    salt: base64.length(22),
  }),
  /** Shows a wrong passphrase for what it is, before anything is opened; tells nothing about the key. */
  verifier: base64.length(43),
});

const vaultFileSchema = z.strictObject({
  ...headerSchema.shape,
  /** SHA-256 of the header: tells a damaged header from a wrong passphrase. Authenticity comes from the seal. */
  headerSha256: base64.length(43),
  nonce: base64.length(16),
  sealed: base64,
});

export type VaultHeader = z.infer<typeof headerSchema>;
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** The key of one vault file and the header that it was derived under. Whoever holds it zeroes `key`. */
export interface VaultKey {
  readonly header: VaultHeader;
  readonly key: Uint8Array;
}

/** Makes a new header and key from a passphrase. The caller zeroes `passphrase`. Units: takes about 0.4 s. */
export async function newVaultKey(passphrase: Uint8Array): Promise<VaultKey> {
  const kdf = { name: 'argon2id', ...KDF, salt: randomBytes(SALT_BYTES).toString('base64url') } as const;
  const { key, verifier } = await derive(passphrase, kdf);
  return { key, header: { format: 'klyuchnik-passphrase-vault', version: 1, kdf, verifier } };
}

/** Derives the key of an existing file; `undefined` when the passphrase is wrong. The caller zeroes `passphrase`. */
export async function vaultKeyFor(file: VaultFile, passphrase: Uint8Array): Promise<VaultKey | undefined> {
  const { key, verifier } = await derive(passphrase, file.kdf);
  if (timingSafeEqual(Buffer.from(verifier), Buffer.from(file.verifier)))
    return { key, header: headerOf(file) };
  key.fill(0);
  return undefined;
}

/** Parses a vault file; `undefined` when it is damaged, foreign, or asks for a weaker derivation. Never throws. */
export function parseVaultFile(text: string): VaultFile | undefined {
  try {
    const file = vaultFileSchema.safeParse(JSON.parse(text)).data;
    return file && headerSha256(headerOf(file)) === file.headerSha256 ? file : undefined;
  } catch {
    return undefined; // not JSON
  }
}

/** Seals `plain` with AES-256-GCM under a fresh nonce; the whole header is authenticated with it. */
export function sealVault({ header, key }: VaultKey, plain: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(headerBytes(header));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const file: VaultFile = {
    ...header,
    headerSha256: headerSha256(header),
    nonce: nonce.toString('base64url'),
    sealed: sealed.toString('base64url'),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Opens what `sealVault` made; `undefined` when one bit differs, or it was made under another header or key. */
export function openSealed({ header, key }: VaultKey, file: VaultFile): Uint8Array | undefined {
  if (headerSha256(header) !== file.headerSha256) return undefined;
  const sealed = Buffer.from(file.sealed, 'base64url');
  if (sealed.length < TAG_BYTES) return undefined;
  const nonce = Buffer.from(file.nonce, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(headerBytes(headerOf(file))).setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined; // the tag does not fit: damaged or altered
  }
}

async function derive(passphrase: Uint8Array, kdf: VaultHeader['kdf']) {
  // Loaded at the first passphrase: most starts never need it.
  const { argon2id } = await import('hash-wasm');
  const master = await argon2id({
    password: passphrase,
    salt: Buffer.from(kdf.salt, 'base64url'),
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  const key = new Uint8Array(hkdfSync('sha256', master, '', 'klyuchnik-passphrase-vault key', KEY_BYTES));
  const verifier = hkdfSync('sha256', master, '', 'klyuchnik-passphrase-vault verifier', KEY_BYTES);
  master.fill(0);
  return { key, verifier: Buffer.from(verifier).toString('base64url') };
}

function headerOf(file: VaultFile): VaultHeader {
  const { format, version, kdf, verifier } = file;
  return { format, version, kdf, verifier };
}

/** The header in one fixed order of keys, whatever order the file had. */
function headerBytes({ format, version, kdf, verifier }: VaultHeader): Buffer {
  const { name, memoryKiB, passes, lanes, salt } = kdf;
  return Buffer.from(JSON.stringify([format, version, name, memoryKiB, passes, lanes, salt, verifier]));
}

function headerSha256(header: VaultHeader): string {
  return createHash('sha256').update(headerBytes(header)).digest('base64url');
}
