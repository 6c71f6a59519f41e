import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { validDirectors, type Member, type People } from '../envelopes/documents.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { Card } from './cards.ts';
import { changePeople, type ChangeBase, type TouchedByChangeDocuments } from './change-documents.ts';
import type { OrganizationVault } from './organization-vault.ts';
import type { KnownOrganization } from './organizations.ts';
import type { TakenDocuments } from './take-in-documents.ts';

type TouchedByChangeMembers = TouchedByChangeDocuments & Pick<OrganizationVault, 'envelopes'>;

/** Who comes, in whose place, or who goes. */
export type MemberChange =
  | { readonly kind: 'add'; readonly card: Card }
  /** The same person with other keys: after a rotation, a forgotten passphrase, a lost computer, or in another role. */
  | { readonly kind: 'replace'; readonly card: Card; readonly key: PublicKey }
  | { readonly kind: 'end'; readonly key: PublicKey };

/**
 * Adds a member, exchanges his keys, or ends them, as the director who acts. The words of the card were compared
 * before: nothing here can tell whose it is. A key ends with the last number that is known of it, so that whatever
 * somebody signs with it later counts for nothing.
 *
 * Errors: those of `changePeople`, and `organization-member-known`, `not-found`, `organization-directors`.
 * Effects: as `changePeople`.
 */
export async function changeMember(
  vault: TouchedByChangeMembers,
  actor: Actor,
  { base, change }: { readonly base: ChangeBase; readonly change: MemberChange },
): Promise<TakenDocuments> {
  const known = vault.organizations.of(base.companyId);
  if (known === null) throw new AppError('organization-unknown');
  const members = changedMembers(vault, known, change);
  assertDirectors({ ...known.people.document, members });
  return changePeople(vault, actor, { base, change: { members } });
}

/** Returns the members after a change. Errors: `organization-member-known`, `not-found`. */
export function changedMembers(
  vault: Pick<OrganizationVault, 'envelopes'>,
  known: KnownOrganization,
  change: MemberChange,
): Member[] {
  const { members } = known.people.document;
  const kept =
    change.kind === 'add'
      ? members
      : members.map((one) => (one.key === change.key ? ended(vault, known, one) : one));
  if (
    change.kind !== 'add' &&
    !members.some(({ key, validThrough }) => key === change.key && validThrough === null)
  )
    throw new AppError('not-found', { what: 'member' });
  return change.kind === 'end' ? [...kept] : withCard(kept, change.card);
}

/** Refuses people of whom too few could sign the next change. Errors: `organization-directors`. */
export function assertDirectors(people: People): void {
  const directors = validDirectors(people).length;
  if (directors < people.changesNeed) {
    throw new AppError('organization-directors', { needed: people.changesNeed, directors });
  }
}

function withCard(members: readonly Member[], card: Card): Member[] {
  const { key, openingKey, outcomeKey, name, role } = card;
  const isKnown = members.some(
    (one) =>
      one.key === key || one.openingKey === openingKey || (one.name === name && one.validThrough === null),
  );
  if (isKnown) throw new AppError('organization-member-known');
  const outcome = outcomeKey === undefined ? {} : { outcomeKey };
  return [...members, { key, openingKey, ...outcome, name, role, validThrough: null }];
}

function ended(
  { envelopes }: Pick<OrganizationVault, 'envelopes'>,
  { record }: KnownOrganization,
  member: Member,
): Member {
  const keys = [member.key, ...(member.outcomeKey === undefined ? [] : [member.outcomeKey])];
  const own = envelopes.list(record.companyId).filter(({ author }) => keys.includes(author));
  return { ...member, validThrough: own.reduce((last, { counter }) => Math.max(last, counter), 0) };
}
