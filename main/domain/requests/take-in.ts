import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { admissionFlaw } from '../envelopes/admit.ts';
import { readEnvelope, type OpenedEnvelope } from '../envelopes/envelope-file.ts';
import { documentsIn } from '../organizations/carry-documents.ts';
import { readKnown } from '../organizations/chain.ts';
import type { EnvelopeRecord } from '../organizations/organization.ts';
import { signing } from '../organizations/organization-vault.ts';
import { requestOf, requestsOf } from '../organizations/organizations.ts';
import { takeAllNewKeys } from '../organizations/new-keys.ts';
import { takeInDocuments, type TouchedByTakeInDocuments } from '../organizations/take-in-documents.ts';
import { stampIn } from '../payments/company-time.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { envelopeParts } from '../payments/approving/unsigned-envelope.ts';
import { noteWitnesses, type TouchedByWitness } from './own-witnesses.ts';
import { moveOn, type TouchedByMoveOn } from './move-on.ts';

export type TouchedByTakeIn = TouchedByMoveOn &
  TouchedByWitness &
  TouchedByTakeInDocuments &
  Pick<PaymentVault, 'memberKeys' | 'words'>;

/** What came of files that were taken in. */
export interface TakenIn {
  /** New envelopes of others, by what they are. */
  readonly requests: number;
  readonly answers: number;
  readonly outcomes: number;
  /** People and rules that count now and did not before, or wait for signatures. */
  readonly documents: number;
  /** Files that said nothing new. */
  readonly known: number;
  /** Files of which nothing was used: damaged, for others, of others, forged. */
  readonly unfit: number;
  /** Digests of the documents among the files, known or new. */
  readonly seen: readonly string[];
}

export const NOTHING_TAKEN: TakenIn = {
  requests: 0,
  answers: 0,
  outcomes: 0,
  documents: 0,
  known: 0,
  unfit: 0,
  seen: [],
};

/** Adds what came of two lots of files. */
export function added(a: TakenIn, b: TakenIn): TakenIn {
  return {
    requests: a.requests + b.requests,
    answers: a.answers + b.answers,
    outcomes: a.outcomes + b.outcomes,
    documents: a.documents + b.documents,
    known: a.known + b.known,
    unfit: a.unfit + b.unfit,
    seen: [...a.seen, ...b.seen],
  };
}

/** First line of what may travel open: whoever hands it over by hand need not encrypt it. */
const SIGNED_FORM = /^klyuchnik-[a-z]{1,20}-v\d{1,4}\n/;

/**
 * Takes in files of any origin: opens those that are encrypted to people of this computer, checks what they say, keeps
 * what holds, and brings the payments to where it says they are. The same files give the same result in any order, any
 * number of times, however late.
 *
 * Errors: `keychain-*`, `store-*`: then nothing, or a part, is kept, and the same files may be given again. Files that
 * do not fit are a number and a line in the log, never an error. No money moves.
 */
export async function takeIn(vault: TouchedByTakeIn, files: readonly Uint8Array[]): Promise<TakenIn> {
  const texts = await opened(vault, files);
  const taken: Mutable = { ...NOTHING_TAKEN };
  const refuse = (reason: string) => {
    taken.unfit += 1;
    vault.log.warn('file-does-not-fit', { reason });
  };
  const envelopes: OpenedFile[] = [];
  const documents: string[] = [];
  for (const text of texts) {
    if (text === null) refuse('not-for-us');
    else if (text.startsWith('klyuchnik-envelope-')) {
      const read = readEnvelope(envelopeParts(vault), text);
      if (read.ok) envelopes.push({ ...read, file: text });
      else refuse(read.flaw);
    } else {
      for (const document of documentsIn(text) ?? [text]) {
        const known = readKnown(signing(vault), document);
        if (typeof known === 'string') refuse(known);
        else documents.push(document);
      }
    }
  }
  noteWitnesses(vault, envelopes);
  takeDocuments(vault, documents, taken);
  if (documents.length > 0) await takeAllNewKeys(vault);
  for (const { companyId } of vault.organizationRecords.list())
    keepEnvelopes(vault, companyId, envelopes, taken);
  const organizations = new Set(vault.organizationRecords.list().map(({ organization }) => organization));
  for (const { envelope } of envelopes)
    if (!organizations.has(envelope.organization)) refuse('other-organization');
  return { ...taken, seen: documents.map((document) => vault.digests.sha256(document)) };
}

type Mutable = { -readonly [K in keyof TakenIn]: TakenIn[K] };
type OpenedFile = OpenedEnvelope & { readonly file: string };

/** Opens files with the keys of the people of this computer; `null` for those that are for others. */
async function opened(
  { people, memberKeys }: Pick<PaymentVault, 'people' | 'memberKeys'>,
  files: readonly Uint8Array[],
): Promise<readonly (string | null)[]> {
  const texts: (string | null)[] = files.map(openText);
  for (const { personId } of people.list().filter(({ openingKey }) => openingKey !== null)) {
    const left = texts.flatMap((text, index) => (text === null ? [index] : []));
    if (left.length === 0) break;
    const read = await openedBy(
      memberKeys,
      personId,
      left.map((index) => files[index] ?? new Uint8Array()),
    );
    for (const [at, text] of read.entries()) texts[left[at] ?? 0] = text;
  }
  return texts;
}

/** One person whose key is gone must not keep the others from their files. Errors: those of a shut keychain. */
async function openedBy(
  memberKeys: PaymentVault['memberKeys'],
  personId: Parameters<PaymentVault['memberKeys']['open']>[0],
  files: readonly Uint8Array[],
): Promise<readonly (string | null)[]> {
  try {
    return await memberKeys.openAll(personId, files);
  } catch (error) {
    if (error instanceof AppError && error.code === 'secret-missing') return files.map(() => null);
    throw error;
  }
}

function openText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return SIGNED_FORM.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** Documents before envelopes: who may say what is read from them. */
function takeDocuments(vault: TouchedByTakeIn, documents: readonly string[], taken: Mutable): void {
  if (documents.length === 0) return;
  let changed = 0;
  for (const { companyId } of vault.organizationRecords.list()) {
    const { counting, proposed } = takeInDocuments(vault, companyId, documents);
    changed += counting + proposed;
    // New people or rules make other approvals count.
    if (counting > 0) moveOn(vault, companyId, null);
  }
  taken.documents += changed;
  taken.known += Math.max(0, documents.length - changed);
}

function keepEnvelopes(
  vault: TouchedByMoveOn,
  companyId: CompanyId,
  all: readonly OpenedFile[],
  taken: Mutable,
): void {
  const admission = vault.organizations.admission(companyId);
  if (admission === null) return;
  const receivedAt = stampIn(vault, companyId);
  const records: EnvelopeRecord[] = [];
  for (const one of all) {
    if (one.envelope.organization !== admission.organization) continue;
    const flaw = admissionFlaw(one.envelope, admission);
    if (flaw !== null) {
      taken.unfit += 1;
      vault.log.warn('file-does-not-fit', { reason: flaw });
    } else records.push(recordOf(companyId, one, receivedAt));
  }
  const fresh = vault.envelopes.add(records, null);
  taken.known += records.length - fresh.length;
  for (const { kind } of fresh) taken[COUNTED[kind]] += 1;
  if (fresh.length > 0)
    moveOn(
      vault,
      companyId,
      new Set(fresh.flatMap(({ requestHash, requests }) => [requestHash, ...requests])),
    );
}

const COUNTED = {
  request: 'requests',
  approval: 'answers',
  'approved-list': 'answers',
  rejection: 'answers',
  outcome: 'outcomes',
} as const satisfies Readonly<Record<EnvelopeRecord['kind'], keyof TakenIn>>;

function recordOf(companyId: CompanyId, one: OpenedFile, receivedAt: string): EnvelopeRecord {
  const { envelope, hash, file } = one;
  return {
    hash,
    companyId,
    kind: envelope.kind,
    requestHash: requestOf(one),
    requests: requestsOf(one),
    author: envelope.author,
    counter: envelope.counter,
    file,
    receivedAt,
    isOwn: false,
    deliveredAt: null,
  };
}
