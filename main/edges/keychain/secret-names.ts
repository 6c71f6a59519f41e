import type { SecretName } from '../../ports/keychain-ports.ts';

/**
 * Ids that may follow `token:` and the like. No slash, so that a name can never be taken for one of its own parts
 * (`parts.ts`); no control or non-ASCII characters, so that every platform's keychain keeps it as it is.
 */
const SECRET_NAME =
  /^(store-key|store-key-next|store-key-restored|checkpoint|workplace-key|backup-passphrase|(store-key-before|token|certificate-key|person-key|member-key|opening-key|sealing-key):[A-Za-z0-9._-]{1,100})$/;
const PROFILE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Tells whether `text` may name a keychain item of ours. */
export function isSecretName(text: string): text is SecretName {
  return SECRET_NAME.test(text);
}

/** Returns `name` itself. Errors: throws for a malformed name, which only a bug can bring here. */
export function checkedSecretName(name: SecretName): SecretName {
  if (!isSecretName(name)) throw new Error('not the name of a keychain item');
  return name;
}

/**
 * Returns the keychain "service" under which the items of one profile lie, so that two profiles, or two tests, never
 * meet. Errors: throws when the id holds anything but letters, digits, `.`, `_` and `-`, or is longer than 64.
 */
export function serviceName(profileId: string): string {
  if (!PROFILE_ID.test(profileId))
    throw new Error('the profile id cannot be part of a keychain service name');
  return `Klyuchnik ${profileId}`;
}
