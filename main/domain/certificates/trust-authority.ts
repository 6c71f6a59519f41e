import type { TrustedEnvironment } from '../../../contract/areas/trust.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import { proveDirector, type AddPersonParts } from '../people/add-person.ts';
import type { Person } from '../people/person.ts';
import type { SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { PeopleStore } from '../people/people-ports.ts';
import {
  trustedNow,
  type Authority,
  type AuthorityStore,
  type BankTrust,
  type ReadRoot,
} from './authority.ts';

export interface TrustAuthorityParts extends Pick<AddPersonParts, 'personKeys' | 'prompt'> {
  readonly authorities: AuthorityStore;
  readonly people: PeopleStore;
  readonly trust: BankTrust;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Environments that a root can be added for. */
export const TRUSTED_ENVIRONMENTS: readonly TrustedEnvironment[] = ['production', 'sandbox'];

/**
 * Trusts a root for the bank's hosts of one environment. The state root is known by its fingerprint; any other one
 * could read and answer for the bank, so a director of a real company confirms it with his passphrase.
 * Errors: `authority-duplicate`, `director-required` (there is no director), `passphrase-wrong`, `cancelled-by-person`,
 * `store-*`.
 * Effects: the record, a journal line, and at once the calls to the bank.
 */
export async function trustAuthority(
  parts: TrustAuthorityParts,
  actor: Actor,
  { environment, root }: { readonly environment: TrustedEnvironment; readonly root: ReadRoot },
): Promise<Authority> {
  assertNew(parts, environment, root);
  if (!root.isStateRoot)
    await confirmByDirector(parts, [
      { label: 'authority', text: root.subject },
      { label: 'fingerprint', text: root.sha256 },
    ]);
  assertNew(parts, environment, root);
  const { authorities, clock, ids } = parts;
  const at = clock.now();
  const added: Authority = {
    ...root,
    authorityId: ids.newId(),
    environment,
    addedAt: at,
    addedBy: actor.name,
    removedAt: null,
    seen: null,
  };
  authorities.save(added, entryOf('authority-trusted', at, actor, added));
  applyAuthorities(parts);
  return added;
}

/**
 * Takes a root back. Errors: `not-found`, `store-*`. Effects: the record keeps the removal, a journal line, and at once
 * the calls to the bank.
 */
export function removeAuthority(
  parts: Pick<TrustAuthorityParts, 'authorities' | 'trust' | 'clock'>,
  actor: Actor,
  authorityId: string,
): void {
  const authority = parts.authorities.list().find((one) => one.authorityId === authorityId);
  if (authority === undefined || authority.removedAt !== null)
    throw new AppError('not-found', { what: 'authority' });
  const at = parts.clock.now();
  parts.authorities.save({ ...authority, removedAt: at }, entryOf('authority-removed', at, actor, authority));
  applyAuthorities(parts);
}

/** Tells the bank's client which added roots are trusted now; also after the vault was opened. */
export function applyAuthorities({
  authorities,
  trust,
}: Pick<TrustAuthorityParts, 'authorities' | 'trust'>): void {
  const all = authorities.list();
  for (const environment of TRUSTED_ENVIRONMENTS) {
    const pems = trustedNow(all, environment).map(({ pem }) => pem);
    trust.setAdded(environment, pems.length === 0 ? null : pems.join('\n'));
  }
}

/** After the vault was closed nothing of it is trusted any more. */
export function forgetAuthorities(trust: BankTrust): void {
  for (const environment of TRUSTED_ENVIRONMENTS) trust.setAdded(environment, null);
}

function assertNew(
  { authorities }: TrustAuthorityParts,
  environment: TrustedEnvironment,
  root: ReadRoot,
): void {
  if (trustedNow(authorities.list(), environment).some(({ sha256 }) => sha256 === root.sha256))
    throw new AppError('authority-duplicate');
}

/**
 * Has a director of real companies confirm an authority with his passphrase; gives him back.
 * Errors: `director-required` (there is none), `passphrase-wrong`, `cancelled-by-person`, `keychain-*`.
 */
export async function confirmByDirector(
  parts: Pick<TrustAuthorityParts, 'personKeys' | 'prompt' | 'people'>,
  facts: SecretQuestion['facts'],
): Promise<Person> {
  const director = parts.people.list().find(({ role, isTraining }) => role === 'director' && !isTraining);
  if (director === undefined) throw new AppError('director-required');
  await proveDirector(parts, director, facts);
  return director;
}

function entryOf(
  kind: 'authority-trusted' | 'authority-removed',
  at: string,
  actor: Actor,
  { subject, environment, sha256, notAfter }: Authority,
) {
  const details = { environment, fingerprint: sha256, until: notAfter };
  return journalEntry(kind, { at, actor, companyId: null, subject, details });
}
