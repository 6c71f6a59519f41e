import { z } from 'zod';
import { addMs, HOUR_MS, Instant, msBetween } from '../../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../../contract/values/money.ts';
import { ApprovalId, CompanyId, PaymentId, PersonId } from '../../../../contract/values/ids.ts';
import { RuleReason } from '../../../../contract/areas/payments.ts';
import type { Digests } from '../../../ports/ports.ts';
import { isListed, listDigest, type ListedPayment } from '../../envelopes/approved-list.ts';
import { Hash } from '../../envelopes/keys.ts';
import { CLOCK_TOLERANCE_MS } from '../../time/known-time.ts';
import type { Person } from '../../people/person.ts';
import type { Policy } from '../../policy/policy.ts';
import { ANSWERED_REASONS } from '../../policy/evaluate.ts';

/** The list that was signed, and the payment's place in it; see `approved-list.ts`. Sums in roubles. */
const ListProof = z.strictObject({
  count: z.int().min(2),
  totals: z.array(z.strictObject({ currency: z.string(), amount: z.string() })),
  root: Hash,
  path: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: Hash })).max(16),
});

/** A person's signed yes or no to one content of a payment under one version of the rules. */
export const Approval = z.strictObject({
  approvalId: ApprovalId,
  paymentId: PaymentId,
  companyId: CompanyId,
  personId: PersonId,
  personName: z.string(),
  verdict: z.enum(['approved', 'rejected']),
  reason: z.string(),
  contentHash: z.string(),
  policyVersion: z.int(),
  /** Warnings that were on the screen and answered. */
  answered: z.array(RuleReason.shape.code),
  at: Instant,
  expiresAt: Instant,
  /** Ed25519 over the canonical form of `approvalText`, base64. A rejection needs none. */
  signature: z.string().nullable(),
  /** What proves that the payment stands in the list that was signed; `null`: it was signed by itself. */
  list: ListProof.nullable().default(null),
  /** Hash of the signed envelope that says it; then the signature is the envelope's. */
  envelope: Hash.nullable().default(null),
});
export type Approval = z.infer<typeof Approval>;

/** What an approval is about: one content of one payment, and who prepared it. */
export interface ApprovalSubject {
  readonly paymentId: PaymentId;
  readonly content: unknown;
  readonly contentHash: string | null;
  readonly preparedBy: PersonId;
  /** Others who have made or changed what is paid. */
  readonly otherMakers: readonly PersonId[];
  /** An approval given before is of an earlier submission, even of the same content: an edit made it void. */
  readonly submittedAt: Instant | null;
}

/**
 * What the approver signs: the whole content in fixed fields, the rules it was judged by, and until when the approval
 * holds.
 */
export function approvalText(
  approval: Omit<Approval, 'signature' | 'envelope' | 'list'>,
  payment: Pick<ApprovalSubject, 'content'>,
): Readonly<Record<string, unknown>> {
  return {
    kind: 'klyuchnik-approval',
    v: 1,
    approvalId: approval.approvalId,
    paymentId: approval.paymentId,
    companyId: approval.companyId,
    personId: approval.personId,
    verdict: approval.verdict,
    reason: approval.reason,
    content: payment.content,
    contentHash: approval.contentHash,
    policyVersion: approval.policyVersion,
    answered: approval.answered,
    at: approval.at,
    expiresAt: approval.expiresAt,
  };
}

/** The rules by which a list was judged, as its digest names them in a company of one computer. */
export function rulesOfList({ policyVersion }: Pick<Approval, 'policyVersion'>): string {
  return `v${policyVersion}`;
}

/** What the approver of a list signs: the digest that says all of it, the rules, and until when it holds. */
export function listText(
  {
    companyId,
    personId,
    policyVersion,
    at,
    expiresAt,
  }: Pick<Approval, 'companyId' | 'personId' | 'policyVersion' | 'at' | 'expiresAt'>,
  digest: string,
): Readonly<Record<string, unknown>> {
  return {
    kind: 'klyuchnik-list-approval',
    v: 1,
    companyId,
    personId,
    list: digest,
    policyVersion,
    at,
    expiresAt,
  };
}

/** Returns an approved payment as its list knows it: what is paid is read from the content itself. */
export function listedPayment(
  digests: Digests,
  approval: Pick<Approval, 'answered' | 'reason'>,
  { paymentId, content, contentHash }: Pick<ApprovalSubject, 'paymentId' | 'content' | 'contentHash'>,
  amountMinor: number,
): ListedPayment {
  return {
    content: digests.sha256(digests.canonical({ contentHash, content })),
    request: paymentId,
    amount: amountToDecimal(amountMinor),
    warnings: approval.answered,
    reason: approval.reason,
  };
}

/**
 * Returns the text that the signature of an approval is over: its own, or that of its list. `null` where the payment
 * does not stand in that list as it is now.
 */
export function signedTextOf(
  digests: Digests,
  approval: Omit<Approval, 'signature' | 'envelope'>,
  payment: Pick<ApprovalSubject, 'paymentId' | 'content' | 'contentHash'>,
  amountMinor: number,
): string | null {
  const { list } = approval;
  if (list === null) return digests.canonical(approvalText(approval, payment));
  const { path, ...said } = list;
  if (!isListed(digests, said.root, listedPayment(digests, approval, payment, amountMinor), path))
    return null;
  return digests.canonical(
    listText(approval, listDigest(digests, { ...said, rules: rulesOfList(approval) })),
  );
}

/** What an approval is held against. `isSigned` verifies the signature with the person's public key. */
export interface ApprovalSetting {
  readonly payment: ApprovalSubject;
  /** Why the rules ask: an approval answers the warnings among them that were on the screen when it was given. */
  readonly reasons: readonly RuleReason[];
  readonly policy: Policy;
  readonly people: readonly Person[];
  readonly now: Instant;
  readonly isSigned: (approval: Approval, person: Person) => boolean;
}

/** Why an approval does not count, or `null` when it does. */
export type ApprovalFlaw =
  | 'content-changed'
  | 'rules-changed'
  | 'expired'
  | 'clock-ahead'
  | 'own-payment'
  | 'not-entitled'
  | 'signature'
  | 'warning-unread';

/** Tells whether the person has made or changed what is paid: he may not approve it. */
export function isMaker(
  { preparedBy, otherMakers }: Pick<ApprovalSubject, 'preparedBy' | 'otherMakers'>,
  personId: PersonId | null,
): boolean {
  return [preparedBy, ...otherMakers].some((maker) => maker === personId);
}

/** Says why an approval does not count now, or `null` when it does. */
export function approvalFlaw(approval: Approval, setting: ApprovalSetting): ApprovalFlaw | null {
  const { payment, policy, people, now, isSigned, reasons } = setting;
  if (approval.paymentId !== payment.paymentId || approval.contentHash !== payment.contentHash)
    return 'content-changed';
  if (payment.submittedAt === null) return 'content-changed';
  // An envelope names the very request that it answers; a record of this computer is told from one of an earlier
  // submission by the time.
  if (approval.envelope === null && approval.at < payment.submittedAt) return 'content-changed';
  if (approval.policyVersion !== policy.version) return 'rules-changed';
  if (now >= approvalEnd(approval, policy)) return 'expired';
  // Given by a clock that was ahead, on this computer: of an approval from another one the bounds are known
  // (`answers.ts`).
  if (msBetween(now, approval.at) > CLOCK_TOLERANCE_MS) return 'clock-ahead';
  if (isMaker(payment, approval.personId)) return 'own-payment';
  const person = people.find((known) => known.personId === approval.personId);
  if (person === undefined || person.role !== 'director') return 'not-entitled';
  if (!warningsOf(reasons).every((warning) => approval.answered.includes(warning))) return 'warning-unread';
  return isSigned(approval, person) ? null : 'signature';
}

/** Returns when an approval dies: with its request, or so many hours after it was given, as the rules say. */
export function approvalEnd({ at, expiresAt }: Approval, { rules }: Policy): Instant {
  if (rules.approvalHours === null) return expiresAt;
  const end = addMs(at, rules.approvalHours * HOUR_MS);
  return end < expiresAt ? end : expiresAt;
}

/**
 * Returns the approvals that count now, one a person. An approval covers any excess over the free limits, but of the
 * warnings only those that were on the screen when it was given: a person who approved before a warning came up
 * approves once more.
 */
export function countingApprovals(
  approvals: readonly Approval[],
  setting: ApprovalSetting,
): readonly Approval[] {
  const counting = approvals.filter(
    (approval) => approval.verdict === 'approved' && approvalFlaw(approval, setting) === null,
  );
  return counting.filter(
    (approval, index) => counting.findIndex((other) => other.personId === approval.personId) === index,
  );
}

/** Returns the reasons that an approver has to answer. */
export function warningsOf(reasons: readonly RuleReason[]): readonly (typeof ANSWERED_REASONS)[number][] {
  return ANSWERED_REASONS.filter((code) => reasons.some((known) => known.code === code));
}
