import type { ApprovalException } from '../../../../contract/areas/approvals.ts';
import type { RuleReason } from '../../../../contract/areas/payments.ts';
import { lookAlikes } from '../../../../contract/values/plain-text.ts';
import { payeeStanding } from '../payment-facts.ts';
import { contentOf, type Payment } from '../payment.ts';
import { warningsOf } from './approval.ts';
import type { Judgement } from './judge.ts';

/** How many times the largest payment to a payee a sum may be and still be usual. Own choice. */
const USUAL_TIMES = 2;

/**
 * Reasons that ask for a signature and are no surprise: the sum of one payment, its class, the state of the rules, no
 * view of the statement. Each other one (sums of a day or a month, a higher tier, whatever the rules learn to say)
 * makes a payment be read by itself.
 */
const ROUTINE: readonly RuleReason['code'][] = [
  'over-payment-limit',
  'class-own',
  'class-tax',
  'class-salary',
  'statement-unread',
  'no-rules',
  'rules-not-signed',
  'rules-expired',
];

/**
 * Says why a payment is read by itself; empty for one that may be approved together with others. A limit of nothing is
 * no limit but the wish to sign everything, so going over it is no surprise.
 */
export function approvalExceptions(
  payment: Payment,
  { decision, paid }: Pick<Judgement, 'decision' | 'paid'>,
): readonly ApprovalException[] {
  const { payee, amountMinor, purpose } = contentOf(payment);
  const { kind, reasons } = decision;
  const warnings = warningsOf(reasons);
  const standing = payeeStanding(paid, payee);
  const largest = Math.max(0, ...paid.map((other) => contentOf(other).amountMinor));
  const surprises = reasons.filter(
    ({ code, limitMinor }) => !ROUTINE.includes(code) && !isIn(warnings, code) && limitMinor !== 0,
  );
  const found: readonly (readonly [ApprovalException, boolean])[] = [
    ['against-rules', kind === 'refuse'],
    ['new-payee', standing === 'new' || isIn(warnings, 'new-payee')],
    ['changed-payee-account', standing === 'changed-account' || isIn(warnings, 'changed-payee-account')],
    ['possible-duplicate', isIn(warnings, 'possible-duplicate')],
    ['over-limit', kind !== 'refuse' && surprises.length > 0],
    ['look-alike', [payee.name, payee.bankName ?? '', purpose].some((text) => lookAlikes(text).length > 0)],
    ['large', standing === 'known' && amountMinor > USUAL_TIMES * largest],
  ];
  return found.flatMap(([exception, is]) => (is ? [exception] : []));
}

function isIn(warnings: readonly string[], code: string): boolean {
  return warnings.includes(code);
}
