import { addMs, msBetween } from '../../../../contract/values/dates.ts';
import { ApprovalId } from '../../../../contract/values/ids.ts';
import { speaksFor } from '../../envelopes/admit.ts';
import type { ApprovalEnvelope, RejectionEnvelope } from '../../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../../envelopes/envelope-file.ts';
import type { KnownMember, KnownOrganization } from '../../organizations/organizations.ts';
import { signedAt, type Bounds } from '../../time/foreign-stamp.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';
import { isMaker, type Approval } from './approval.ts';

type Answer = OpenedEnvelope & { readonly envelope: ApprovalEnvelope | RejectionEnvelope };

/** Stands for rules or people that are not those of today: no version has this number. */
const OTHER_RULES = -1;

/**
 * Returns every yes and no to a payment, the earliest first: those given in the records of this computer, and those
 * that signed envelopes carry. The second are worked out from the envelopes each time, so that the order and the number
 * of their arrivals change nothing.
 */
export function answersTo(
  vault: Pick<PaymentVault, 'approvals' | 'organizations' | 'envelopes'>,
  payment: Payment,
): readonly Approval[] {
  const given = vault.approvals.list(payment.paymentId);
  const known = vault.organizations.of(payment.companyId);
  if (payment.request === null || known === null) return given;
  const members = vault.organizations.members(payment.companyId);
  const carried = vault.organizations
    .about(payment.companyId, payment.request.requestHash)
    .filter(isAnswer)
    .flatMap((answer) => {
      const bounds = boundsOf(vault, payment, answer.hash);
      return members
        .filter(({ key }) => key === answer.envelope.author)
        .map((author) => approvalOf(payment, answer, { author, known, ...bounds }));
    });
  // Two answers of the same moment stand in the same order on every computer.
  const all = [...given, ...carried];
  return all.sort((a, b) => (`${a.at} ${a.approvalId}` > `${b.at} ${b.approvalId}` ? 1 : -1));
}

/**
 * Tells whether a payment may make its payee a known one: one of a request only when a director who did not make it has
 * said yes to it at some time. The word of the sender alone proves nothing.
 */
export function isVouched({ organizations }: Pick<PaymentVault, 'organizations'>, payment: Payment): boolean {
  const { companyId, request } = payment;
  if (request === null) return true;
  const makers = organizations.members(companyId).filter(({ personId }) => isMaker(payment, personId));
  return organizations
    .about(companyId, request.requestHash)
    .some(
      ({ envelope }) => envelope.kind === 'approval' && !makers.some(({ key }) => key === envelope.author),
    );
}

/** Tells whether an approval is what a counting envelope of this person says. */
export function isCarried(
  vault: Pick<PaymentVault, 'organizations'>,
  payment: Payment,
  approval: Approval,
): boolean {
  if (payment.request === null || approval.envelope === null) return false;
  return vault.organizations
    .about(payment.companyId, payment.request.requestHash)
    .some(({ hash }) => hash === approval.envelope);
}

/** Returns the maker of a request when he has taken it back, else `null`. */
export function withdrawalOf(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  { companyId, preparedBy, request }: Pick<Payment, 'companyId' | 'preparedBy' | 'request'>,
): KnownMember | null {
  if (request === null) return null;
  const maker = organizations.members(companyId).find(({ personId }) => personId === preparedBy);
  if (maker === undefined) return null;
  const isTakenBack = organizations
    .about(companyId, request.requestHash)
    .some(
      ({ envelope }) =>
        envelope.kind === 'outcome' && envelope.status === 'cancelled' && speaksFor(maker, envelope),
    );
  return isTakenBack ? maker : null;
}

/** Between which moments, by the time of this computer, an answer to a payment was signed. */
export function boundsOf(
  { envelopes }: Pick<PaymentVault, 'envelopes'>,
  { request, submittedAt }: Pick<Payment, 'request' | 'submittedAt'>,
  answerHash: string,
): Bounds {
  const asked = envelopes.get(request?.requestHash ?? '')?.receivedAt ?? null;
  const notBefore =
    asked !== null && submittedAt !== null
      ? signedAt(submittedAt, { receivedAt: asked, notBefore: null })
      : null;
  return { receivedAt: envelopes.get(answerHash)?.receivedAt ?? '', notBefore };
}

function isAnswer(one: OpenedEnvelope): one is Answer {
  return one.envelope.kind === 'approval' || one.envelope.kind === 'rejection';
}

function approvalOf(
  { paymentId, companyId }: Payment,
  { envelope, hash }: Answer,
  { author, known, ...bounds }: Bounds & { readonly author: KnownMember; readonly known: KnownOrganization },
): Approval {
  const at = signedAt(envelope.issuedAt, bounds);
  const isOfToday = envelope.peopleHash === known.people.hash && envelope.policyHash === policyHashOf(known);
  return {
    approvalId: ApprovalId.parse(hash),
    paymentId,
    companyId,
    personId: author.personId,
    personName: author.name,
    verdict: envelope.kind === 'approval' ? 'approved' : 'rejected',
    reason: envelope.reason,
    contentHash: envelope.paymentId,
    policyVersion: isOfToday ? (known.policy?.document.version ?? 0) : OTHER_RULES,
    answered: envelope.kind === 'approval' ? envelope.warnings : [],
    at,
    expiresAt: addMs(envelope.expiresAt, msBetween(envelope.issuedAt, at)),
    signature: null,
    list: null,
    envelope: hash,
  };
}

/**
 * The hash by which envelopes name the rules; the people's stands in where no rules were signed yet: the strictest ones
 * hold then.
 */
export function policyHashOf({ policy, people }: KnownOrganization): string {
  return policy?.hash ?? people.hash;
}
