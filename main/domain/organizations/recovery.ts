import { AppError } from '../../ports/app-error.ts';
import type { Secret } from '../../ports/secret.ts';
import type { Actor } from '../audit/entry.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import { signedFile } from '../envelopes/signed-text.ts';
import { askNewPassphrase, PASSPHRASE_MIN } from '../people/new-passphrase.ts';
import { changeFacts } from '../policy/change-policy.ts';
import {
  assertNoFork,
  changePeople,
  directorHere,
  nextPeopleText,
  type ChangeBase,
  type TouchedByChangeDocuments,
} from './change-documents.ts';
import { changedMembers, type MemberChange } from './change-members.ts';
import { flawOn, readKnown } from './chain.ts';
import { peopleLines } from './decision-lines.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import { takeInDocuments, type TakenDocuments } from './take-in-documents.ts';

/** A key that lies in a file of its own, outside of every computer. */
export interface RecoveryFiles {
  /**
   * Makes a key and its file, encrypted under the passphrase; the ordinary `age` opens it. The key is kept nowhere
   * else.
   */
  make(passphrase: Secret): Promise<{ readonly publicKey: PublicKey; readonly file: Uint8Array }>;
  /** Signs a text with the key of a file. Errors: `recovery-wrong` (no such file), `passphrase-wrong`. */
  sign(
    file: Uint8Array,
    passphrase: Secret,
    text: string,
  ): Promise<{ readonly publicKey: PublicKey; readonly signature: string }>;
}

export type TouchedByRecovery = TouchedByChangeDocuments &
  Pick<OrganizationVault, 'envelopes'> & { readonly recoveryFiles: RecoveryFiles };

/**
 * Makes a recovery file and names its key in the next people document; an older file counts for nothing from then on.
 * The file is handed out first, so that no key is named that nobody has.
 *
 * Errors: those of `changePeople`; `cancelled-by-person` also when `save` says that the file was not kept.
 * Effects: as `changePeople`, and what `save` does.
 */
export async function makeRecovery(
  vault: TouchedByRecovery,
  actor: Actor,
  { base, save }: { readonly base: ChangeBase; readonly save: (file: Uint8Array) => Promise<boolean> },
): Promise<TakenDocuments> {
  const { known } = directorHere(vault, actor, base.companyId);
  const facts = [{ label: 'organization', text: known.people.document.name } as const];
  const question = {
    kind: 'new-recovery-passphrase' as const,
    subject: '',
    facts,
    minLength: PASSPHRASE_MIN,
  };
  const { publicKey, file } = await askNewPassphrase(vault.prompt, question, (passphrase) =>
    vault.recoveryFiles.make(passphrase),
  );
  if (!(await save(file))) throw new AppError('cancelled-by-person');
  return changePeople(vault, actor, { base, change: { recoveryKey: publicKey } });
}

/** Whose lost key is replaced, by which card, with which file. */
export interface Recovery {
  readonly base: ChangeBase;
  readonly change: Extract<MemberChange, { kind: 'replace' }>;
  readonly file: Uint8Array;
}

/**
 * Replaces the lost key of a member with the recovery file, when no director can sign any more. Anybody of this
 * computer may do it: the file and its passphrase are the right to it, and a paper witness knows who took them.
 *
 * Errors: `organization-unknown`, `organization-forked`, `recovery-wrong`, `passphrase-wrong`, `organization-change`,
 * `organization-member-known`, `not-found`, `cancelled-by-person`.
 * Effects: a people document that counts at once, and a journal line. Approvals of payments that wait are void.
 */
export async function recoverMember(
  vault: TouchedByRecovery,
  actor: Actor,
  { base, change, file }: Recovery,
): Promise<TakenDocuments> {
  const known = vault.organizations.of(base.companyId);
  if (known === null) throw new AppError('organization-unknown');
  assertNoFork(known);
  const { document: before, hash } = known.people;
  if (hash !== base.peopleHash) throw new AppError('organization-change');
  const members = changedMembers(vault, known, change);
  const text = nextPeopleText(vault, known, { members });
  const facts = [
    { label: 'person', text: change.card.name } as const,
    ...changeFacts(peopleLines(before, { ...before, members })),
  ];
  const question = { kind: 'recovery-passphrase' as const, subject: '', facts, minLength: 1 };
  const { publicKey, signature } = await vault.prompt.ask(question, (passphrase) =>
    vault.recoveryFiles.sign(file, passphrase, text),
  );
  if (publicKey !== before.recoveryKey) throw new AppError('recovery-wrong');
  const signed = signedFile(text, [{ key: publicKey, signature }]);
  const document = readKnown(signing(vault), signed);
  const flaw = typeof document === 'string' ? document : flawOn(known.head, known.chain.root, document);
  if (flaw !== null) throw new AppError('organization-change', { flaw });
  return takeInDocuments(vault, base.companyId, [signed], { actor, kind: 'organization-document-signed' });
}
