import { flawedPart } from '../../../../contract/values/plain-text.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';
import type { Approval } from './approval.ts';
import { headOf, unsignedEnvelope, type UnsignedEnvelope } from './unsigned-envelope.ts';

type TouchedByUnsignedAnswer = Pick<
  PaymentVault,
  'organizations' | 'envelopes' | 'tokens' | 'personKeys' | 'digests' | 'words' | 'clock' | 'checkpoints'
>;

/** What an answer says, before it is signed. */
export type UnsignedAnswer = Omit<Approval, 'signature'>;

/**
 * Makes the envelope of an answer to a payment of an organization; `null` in a company that works on this computer
 * alone.
 * Errors: `request-unsigned`, `not-a-member`, `text-not-plain` (the reason has characters that two people could read in
 * two ways).
 */
export function unsignedAnswer(
  vault: TouchedByUnsignedAnswer,
  payment: Payment,
  answer: UnsignedAnswer,
): UnsignedEnvelope | null {
  const { companyId, request, contentHash } = payment;
  if (vault.organizations.of(companyId) === null) return null;
  if (request === null || contentHash === null) throw new AppError('request-unsigned');
  const member = vault.organizations
    .members(companyId)
    .find(({ personId, isHere }) => isHere && personId === answer.personId);
  if (member === undefined) throw new AppError('not-a-member', { person: answer.personName });
  const reason = plainReason(answer.reason);
  const head = headOf(vault, {
    companyId,
    author: member.key,
    issuedAt: answer.at,
    expiresAt: answer.expiresAt,
  });
  const subject = { ...head, paymentId: contentHash, requestHash: request.requestHash, reason };
  return answer.verdict === 'approved'
    ? unsignedEnvelope(vault, companyId, { ...subject, kind: 'approval', warnings: [...answer.answered] })
    : unsignedEnvelope(vault, companyId, { ...subject, kind: 'rejection' });
}

/** Errors: `text-not-plain`. */
function plainReason(typed: string): string {
  const reason = typed.trim().normalize('NFC').replace(/\s+/g, ' ');
  const part = flawedPart(reason);
  if (part !== null) throw new AppError('text-not-plain', { part });
  return reason;
}
