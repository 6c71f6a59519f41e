import { z } from 'zod';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { validMembers, type Member } from '../envelopes/documents.ts';
import { isCanonical } from '../envelopes/canonical.ts';
import { hasBoundedShape } from '../envelopes/json-shape.ts';
import { proveDirector } from '../people/add-person.ts';
import type { Person } from '../people/person.ts';
import { grow, readKnown, type Chain } from './chain.ts';
import { signing, type OrganizationVault } from './organization-vault.ts';
import {
  documentsToSend,
  takeInDocuments,
  type TakenDocuments,
  type TouchedByTakeInDocuments,
} from './take-in-documents.ts';

export type TouchedByCarryDocuments = TouchedByTakeInDocuments & Pick<OrganizationVault, 'prompt'>;

const FORM = 'klyuchnik-documents-v1';

/** Documents of an organization in one file. It is not signed: every document in it is. */
const Bundle = z.strictObject({
  v: z.literal(1),
  kind: z.literal('documents'),
  documents: z.array(z.string()).min(1).max(1_000),
});

/**
 * Returns all documents of an organization as one file, encrypted to every member: whoever joins begins with it,
 * whoever was away catches up.
 * Errors: `organization-unknown`.
 */
export async function documentsFile(
  vault: Pick<OrganizationVault, 'organizations' | 'organizationRecords' | 'memberKeys' | 'digests'>,
  companyId: CompanyId,
): Promise<Uint8Array> {
  const known = vault.organizations.of(companyId);
  if (known === null) throw new AppError('organization-unknown');
  const documents = documentsToSend(vault, companyId).map(({ file }) => file);
  const readers = vault.organizations.documentReaders(companyId).map(({ openingKey }) => openingKey);
  const body = vault.digests.canonical({ v: 1, kind: 'documents', documents });
  return vault.memberKeys.seal(`${FORM}\n${body}\n`, readers);
}

/**
 * Opens a file of documents as somebody of this computer. Errors: `organization-file` for anything else; `keychain-*`.
 */
export async function openDocuments(
  { people, memberKeys }: Pick<OrganizationVault, 'people' | 'memberKeys'>,
  bytes: Uint8Array,
): Promise<readonly string[]> {
  for (const { personId, openingKey } of people.list()) {
    if (openingKey === null) continue;
    const text = await memberKeys.open(personId, bytes);
    const documents = text === null ? null : documentsIn(text);
    if (documents !== null) return documents;
  }
  throw new AppError('organization-file');
}

/** Returns the documents of an opened file, or `null` when it is another file. */
export function documentsIn(text: string): readonly string[] | null {
  const [form, body = '', end, ...more] = text.split('\n');
  if (form !== FORM || end !== '' || more.length > 0 || !hasBoundedShape(body)) return null;
  try {
    const json: unknown = JSON.parse(body);
    const bundle = Bundle.safeParse(json);
    return bundle.success && isCanonical(body, json) ? bundle.data.documents : null;
  } catch {
    return null; // not JSON
  }
}

/** An organization as a file shows it to somebody who does not belong to it yet. Nothing of it is kept. */
export interface Invitation {
  readonly chain: Chain;
  readonly files: readonly string[];
  /** The people of this computer whom it names. */
  readonly here: readonly Person[];
}

/**
 * Reads what an organization looks like, before a person compared its words.
 * Errors: `organization-documents` (nothing in it holds), `organization-not-member` (it names nobody of this computer).
 */
export function readInvitation(
  vault: Pick<OrganizationVault, 'people' | 'personKeys' | 'digests'>,
  files: readonly string[],
): Invitation {
  const documents = files.flatMap((file) => {
    const known = readKnown(signing(vault), file);
    return typeof known === 'string' ? [] : known;
  });
  const first = documents.find((one) => one.kind === 'people' && one.signed.document.version === 1);
  const chain = grow(first?.signed.hash ?? '', documents).chain;
  const members = membersOf(chain);
  if (members.length === 0) throw new AppError('organization-documents');
  const here = vault.people.list().filter(({ publicKey }) => members.some(({ key }) => key === publicKey));
  if (here.length === 0) throw new AppError('organization-not-member');
  return { chain, files, here };
}

/** Members whose keys are valid. */
export function membersOf({ people }: Chain): readonly Member[] {
  return validMembers(people.at(-1)?.document.members ?? []);
}

/**
 * Joins this computer to an organization whose words a person compared. Every director of this computer whom it names
 * proves himself first, so that nobody else brings an organization here in which his key counts. The company is added
 * where it is not known yet.
 *
 * Errors: those of `readInvitation` and `takeInDocuments`, `passphrase-wrong`, `cancelled-by-person`. No money moves.
 */
export async function joinOrganization(
  vault: TouchedByCarryDocuments,
  actor: Actor,
  { chain, files, here }: Invitation,
): Promise<TakenDocuments> {
  const name = chain.people.at(-1)?.document.name ?? '';
  for (const person of here.filter(({ role }) => role === 'director')) {
    await proveDirector(vault, person, [{ label: 'organization', text: name }]);
  }
  const proven = here.map(({ personId }) => personId);
  return takeInDocuments(vault, null, files, { actor, trustedRoot: chain.root, proven });
}

/**
 * Rounds of the digest before its words are read: sixteen bits more for whoever looks for documents with the same
 * words. Own choice: a tenth of a second.
 */
const WORD_ROUNDS = 65_536;

/** How many words two people compare. Source: issue 4; six of 256 are 48 bits, with the rounds 64. */
const WORDS = 6;

/** Returns the words that two people compare aloud for a hash. The same on every computer. */
export function comparedWords(
  { digests, fingerprints }: Pick<OrganizationVault, 'digests' | 'fingerprints'>,
  hash: string,
): readonly string[] {
  let digest = hash;
  for (let round = 0; round < WORD_ROUNDS; round += 1) digest = digests.sha256(digest);
  return fingerprints.words(digest, WORDS);
}

/** Returns the hash whose words say which documents count: the same where everybody has the same people and rules. */
export function standHash(
  { digests }: Pick<OrganizationVault, 'digests'>,
  { people, policies, root }: Chain,
): string {
  const [last, rules] = [people.at(-1)?.hash ?? null, policies.at(-1)?.hash ?? null];
  return digests.sha256(digests.canonical({ organization: root, people: last, policy: rules }));
}
