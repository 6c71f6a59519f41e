import type { ErrorCode } from '../../contract/error-codes.ts';
import { AppError } from './app-error.ts';
import type { Keychain, KeychainProblem, KeychainRead, KeychainWrite, SecretName } from './keychain-ports.ts';
import type { Secret } from './secret.ts';

/** The error that tells a person about a keychain in this state. */
export function keychainError(state: KeychainProblem): AppError {
  const codes: Readonly<Record<KeychainProblem, ErrorCode>> = {
    locked: 'keychain-locked',
    denied: 'keychain-denied',
    unavailable: 'keychain-unavailable',
    timeout: 'keychain-timeout',
    corrupt: 'keychain-corrupt',
  };
  return new AppError(codes[state]);
}

/** Returns a secret that the ledger says is there. Errors: `secret-missing`, `keychain-*`. The caller wipes it. */
export async function readSecret(keychain: Keychain, name: SecretName): Promise<Secret> {
  return secretOf(await keychain.read(name));
}

/** Returns the secret of an answer of the keychain. Errors: `secret-missing`, `keychain-*`. */
export function secretOf(read: KeychainRead): Secret {
  if (read.state === 'ok') return read.secret;
  if (read.state === 'absent') throw new AppError('secret-missing');
  throw keychainError(read.state);
}

/** Writes a secret and wipes it. Errors: `keychain-*`. */
export async function writeSecret(
  keychain: Pick<Keychain, 'write'>,
  name: SecretName,
  secret: Secret,
): Promise<void> {
  try {
    assertWritten(await keychain.write(name, secret));
  } finally {
    secret.wipe();
  }
}

/** Refuses to go on after a write that failed. Errors: `keychain-*`. */
export function assertWritten(write: KeychainWrite): void {
  if (write.state !== 'ok') throw keychainError(write.state);
}
