import type { ApprovalException, ApprovalRisk } from '../../../../contract/areas/approvals.ts';
import { contentOf, type Payment } from '../payment.ts';

/** To whom the money goes is the first question. */
const OF_PAYEE: readonly ApprovalException[] = ['new-payee', 'changed-payee-account'];

/**
 * Returns the group in which a payment stands in a list: the first that fits, the riskiest first. What is exceptional
 * about it was found by the rules before (`approvalExceptions`); nothing is judged anew.
 */
export function approvalRisk(payment: Payment, exceptions: readonly ApprovalException[]): ApprovalRisk {
  if (exceptions.some((one) => OF_PAYEE.includes(one))) return 'payee';
  if (exceptions.some((one) => one !== 'large')) return 'rules';
  if (exceptions.includes('large')) return 'large';
  return contentOf(payment).tax === undefined ? 'ordinary' : 'budget';
}
