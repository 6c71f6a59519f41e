import type { ErrorCode } from '../../../contract/error-codes.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Secret } from '../../ports/secret.ts';
import { newVaultKey, openSealed, parseVaultFile, sealVault, vaultKeyFor } from './vault-seal.ts';

/**
 * Seals `plain` under a passphrase, in the form of vault-seal.ts (Argon2id, AES-256-GCM). The caller zeroes `plain`.
 */
export async function sealUnder(passphrase: Secret, plain: Uint8Array): Promise<string> {
  const vaultKey = await withBytes(passphrase, newVaultKey);
  try {
    return sealVault(vaultKey, plain);
  } finally {
    vaultKey.key.fill(0);
  }
}

/**
 * Opens what `sealUnder` made; the caller zeroes the bytes. Errors: `passphrase-wrong`; `damaged` for a text that is
 * not whole or not of this form.
 */
export async function openUnder(passphrase: Secret, sealed: string, damaged: ErrorCode): Promise<Uint8Array> {
  const file = parseVaultFile(sealed);
  if (file === undefined) throw new AppError(damaged);
  const vaultKey = await withBytes(passphrase, (bytes) => vaultKeyFor(file, bytes));
  if (vaultKey === undefined) throw new AppError('passphrase-wrong');
  const plain = openSealed(vaultKey, file);
  vaultKey.key.fill(0);
  if (plain === undefined) throw new AppError(damaged);
  return plain;
}

/** Uses the bytes of a secret and zeroes the copy. */
export async function withBytes<T>(secret: Secret, use: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  const bytes = secret.revealBytes();
  try {
    return await use(bytes);
  } finally {
    bytes.fill(0);
  }
}
