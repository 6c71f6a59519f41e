import { amountToDecimal } from '../../../../contract/values/money.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { SecretQuestion } from '../../../ports/secret-prompt-ports.ts';
import type { Actor } from '../../audit/entry.ts';
import { approvedList, type ApprovedList } from '../../envelopes/approved-list.ts';
import { MAX_SIGNED_LENGTH } from '../../envelopes/signed-text.ts';
import { shownToken } from '../../tokens/ask-to-open.ts';
import { allOrNone } from '../all-or-none.ts';
import { authorizeSends, sealedFor } from '../open-for-send.ts';
import { contentOf, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { listedPayment, listText, rulesOfList } from './approval.ts';
import {
  approvedNow,
  assertNoNewWarning,
  keepAnswer,
  readyToApprove,
  type ApprovedNow,
  type Ready,
  type ReadPayment,
  type TouchedByApprove,
} from './approve.ts';
import { policyHashOf } from './answers.ts';
import { headOf, ownRecord, unsignedEnvelope, type UnsignedEnvelope } from './unsigned-envelope.ts';

export type TouchedByApproveList = TouchedByApprove & Pick<PaymentVault, 'fingerprints'>;

/** What became of payments that were approved as one list. */
export interface ApprovedTogether {
  readonly approved: readonly Payment[];
  /** Words of the list's digest, for the phone. */
  readonly words: readonly string[];
}

/** Words of a digest that are read aloud. Source: as of a payment, docs/adr/0038. */
const WORDS = 6;

/** A list that may be approved now, with what is signed. */
interface ReadyList {
  readonly ready: readonly Ready[];
  readonly digest: string;
  readonly totalMinor: number;
  /** The text that is signed once. */
  readonly signed: string;
  /** The envelope that says it in an organization; `null` in a company that works on this computer alone. */
  readonly statement: UnsignedEnvelope | null;
}

/**
 * Approves several payments as one list: what is signed, once, is the digest of the list, and the approval of each
 * payment is proven from it. The whole list is approved as it was read, or nothing of it.
 *
 * Errors: those of `approvePayment`, of whichever payment; `bad-request` for one payment alone, or named twice;
 * `approval-list-twice` for two payments that are one order; `approval-list-large` when the answers do not fit into
 * one signed file; `stale-revision` when the list became another
 * one while the passphrase was typed. Nothing is approved then, and no money moves.
 * Effects: an approval, the payment and a journal line for each of them: all or none. Then the token that is sealed to
 * this director is opened for one send of each.
 */
export async function approveList(
  vault: TouchedByApproveList,
  actor: Actor,
  reads: readonly ReadPayment[],
): Promise<ApprovedTogether> {
  const before = readyList(vault, actor, reads);
  return vault.prompt.ask(questionOf(vault, actor, before), async (passphrase) => {
    // The passphrase window took its time: everything is read and judged again, and has to be the list that was read.
    const now = readyList(vault, actor, reads);
    for (const [at, one] of now.ready.entries()) assertNoNewWarning(before.ready[at] ?? one, one);
    if (now.digest !== before.digest) throw stale(now);
    const personId = now.ready[0]?.unsigned.personId;
    if (personId === undefined) throw new AppError('not-entitled');
    const signature = await vault.personKeys.sign(personId, passphrase, now.signed);
    const approved = recordList(vault, actor, now, signature);
    await authorizeSends(vault, actor, approved, passphrase);
    return { approved, words: wordsOf(vault, now) };
  });
}

/** Reads and judges every payment anew, and makes the list of them. Errors: those of `approveList`. */
function readyList(vault: TouchedByApprove, actor: Actor, reads: readonly ReadPayment[]): ReadyList {
  const names = new Set(reads.map(({ seen }) => seen.paymentId));
  if (names.size < 2 || names.size < reads.length) throw new AppError('bad-request', { call: 'approval' });
  const each = reads.map((read) => readyToApprove(vault, actor, read));
  const contents = new Set(each.map(({ payment }) => payment.contentHash));
  if (contents.size < each.length) throw new AppError('approval-list-twice');
  const ready = withOneLife(each);
  const totalMinor = ready.reduce((sum, { payment }) => sum + contentOf(payment).amountMinor, 0);
  return {
    totalMinor,
    ...((ready[0]?.statement ?? null) === null ? listHere(vault, ready) : listForOthers(vault, ready)),
  };
}

/** One signature has one beginning and one end: no approval outlives its own request. */
function withOneLife(each: readonly Ready[]): readonly Ready[] {
  const [first] = each;
  const companies = new Set(each.map(({ payment }) => payment.companyId));
  if (first === undefined || companies.size > 1) throw new AppError('bad-request', { call: 'approval' });
  const at = each.reduce(
    (latest, { unsigned }) => (unsigned.at > latest ? unsigned.at : latest),
    first.unsigned.at,
  );
  const expiresAt = each.reduce(
    (soonest, { unsigned }) => (unsigned.expiresAt < soonest ? unsigned.expiresAt : soonest),
    first.unsigned.expiresAt,
  );
  if (expiresAt <= at) throw new AppError('payment-state', { from: 'expired', to: 'approved' });
  return each.map((one) => ({ ...one, unsigned: { ...one.unsigned, at, expiresAt } }));
}

/** The list of a company that works on this computer alone. */
function listHere(
  { digests }: Pick<PaymentVault, 'digests'>,
  ready: readonly Ready[],
): Omit<ReadyList, 'totalMinor'> {
  const [first] = ready;
  if (first === undefined) throw new AppError('bad-request', { call: 'approval' });
  const listed = ready.map(({ unsigned, payment }) =>
    listedPayment(digests, unsigned, payment, contentOf(payment).amountMinor),
  );
  const list = approvedList(digests, rulesOfList(first.unsigned), listed);
  return {
    ready: ready.map((one, at) => ({
      ...one,
      unsigned: { ...one.unsigned, list: proofOf(list, listed[at]?.request) },
    })),
    digest: list.digest,
    signed: digests.canonical(listText(first.unsigned, list.digest)),
    statement: null,
  };
}

function proofOf({ head, payments }: ApprovedList, request: string | undefined): Ready['unsigned']['list'] {
  const { count, totals, root } = head;
  const path = payments.find(({ payment }) => payment.request === request)?.path ?? [];
  return { count, totals: totals.map((one) => ({ ...one })), root, path: path.map((step) => ({ ...step })) };
}

/** The list of an organization: one envelope for all of it. */
function listForOthers(vault: TouchedByApprove, ready: readonly Ready[]): Omit<ReadyList, 'totalMinor'> {
  const approvals = ready.flatMap(({ statement, payment }) => {
    const envelope = statement?.envelope;
    if (envelope?.kind !== 'approval') throw new AppError('request-unsigned');
    const { paymentId, requestHash, warnings, reason } = envelope;
    const amount = amountToDecimal(contentOf(payment).amountMinor);
    return [{ author: envelope.author, said: { paymentId, requestHash, amount, warnings, reason } }];
  });
  const [first] = ready;
  const [known] = approvals;
  const organization = first === undefined ? null : vault.organizations.of(first.payment.companyId);
  if (first === undefined || known === undefined || organization === null)
    throw new AppError('request-unsigned');
  const { companyId } = first.payment;
  const payments = approvals.map(({ said }) => said).sort((a, b) => (a.paymentId < b.paymentId ? -1 : 1));
  const { head, digest } = approvedList(
    vault.digests,
    policyHashOf(organization),
    payments.map(({ paymentId, requestHash, ...said }) => ({
      ...said,
      content: paymentId,
      request: requestHash,
    })),
  );
  const { at: issuedAt, expiresAt } = first.unsigned;
  const totals = head.totals.map(({ amount }) => ({ currency: 'RUB' as const, amount }));
  const statement = unsignedEnvelope(vault, companyId, {
    ...headOf(vault, { companyId, author: known.author, issuedAt, expiresAt }),
    kind: 'approved-list',
    list: { count: head.count, totals, digest },
    payments,
  });
  if (statement.signed.length > MAX_SIGNED_LENGTH - SIGNATURE_LENGTH)
    throw new AppError('approval-list-large', { count: payments.length });
  return { ready, digest, signed: statement.signed, statement };
}

/** A key, a space, a signature, a line feed; and some. Source: docs/format/envelope.md. */
const SIGNATURE_LENGTH = 256;

/** Effects: everything or nothing. */
function recordList(
  vault: TouchedByApprove,
  actor: Actor,
  { ready, statement }: ReadyList,
  signature: string,
): readonly Payment[] {
  // All are judged before the first is written: what is written of one says something of the others.
  const all = ready.map((one) => approvedNow(vault, actor, one, signature));
  const saved: Payment[] = [];
  allOrNone(vault, (within) => {
    for (const [at, one] of all.entries()) saved.push(keepListed(within, one, { at, statement, signature }));
  });
  return saved;
}

interface Kept {
  readonly at: number;
  readonly statement: UnsignedEnvelope | null;
  readonly signature: string;
}

/** The envelope of a list is kept with its first payment; here every payment keeps its own approval. */
function keepListed(
  vault: TouchedByApprove,
  { ready, payment, entry }: ApprovedNow,
  { at, statement, signature }: Kept,
): Payment {
  if (statement === null) return keepAnswer(vault, payment, { ready, signature, entry });
  const saved =
    at === 0
      ? vault.payments.saveWithEnvelope(payment, ownRecord(vault, statement, signature), entry)
      : vault.payments.save(payment, entry);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  return saved;
}

function stale({ ready }: ReadyList): AppError {
  return new AppError('stale-revision', { now: ready[0]?.payment.revision ?? 0 });
}

function wordsOf(
  { fingerprints }: Pick<PaymentVault, 'fingerprints'>,
  { digest }: ReadyList,
): readonly string[] {
  return fingerprints.words(digest, WORDS);
}

/** How many payees of a list the passphrase's window names. Own choice: what fits beside the total. */
const PAYEES_NAMED = 3;

function questionOf(vault: TouchedByApproveList, actor: Actor, list: ReadyList): SecretQuestion {
  const { ready, totalMinor } = list;
  const payees = [...new Set(ready.map(({ payment }) => contentOf(payment).payee.name))];
  const named = payees.slice(0, PAYEES_NAMED).join('; ');
  const [sealed] = ready.flatMap(({ payment }) => sealedFor(vault, payment, actor.personId) ?? []);
  const opened =
    sealed === undefined ? [] : [{ label: 'opens-token' as const, text: shownToken(sealed.token) }];
  return {
    kind: 'passphrase',
    subject: actor.name,
    facts: [
      { label: 'amount', text: vault.words.inDigits(totalMinor) },
      { label: 'payments', text: String(ready.length) },
      { label: 'payee', text: payees.length > PAYEES_NAMED ? `${named}; …` : named },
      { label: 'list-words', text: wordsOf(vault, list).join(' ') },
      ...opened,
    ],
    minLength: 1,
  };
}
