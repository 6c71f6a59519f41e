import { describe, expect, it } from 'vitest';
import { RuleReason, type RuleDecision } from '../../contract/areas/payments.ts';
import { ANSWERED_REASONS } from '../../main/domain/policy/evaluate.ts';
import { approvalExceptions } from '../../main/domain/payments/approving/approval-exceptions.ts';
import { buildContent, buildPayment } from '../fakes/payment-builder.ts';

type Code = RuleReason['code'];

const ROUTINE: readonly Code[] = [
  'over-payment-limit',
  'class-own',
  'class-tax',
  'class-salary',
  'statement-unread',
  'no-rules',
  'rules-not-signed',
  'rules-expired',
];

function exceptions(
  codes: readonly Code[],
  {
    amountMinor = 1_000_00,
    paidMinor = [1_000_00],
    payee = {},
    purpose = 'Оплата по счёту',
    limitMinor = 500_00,
    kind = 'needs-approval',
  }: {
    readonly amountMinor?: number;
    readonly paidMinor?: readonly number[];
    readonly payee?: Partial<ReturnType<typeof buildContent>['payee']>;
    readonly purpose?: string;
    readonly limitMinor?: number;
    readonly kind?: RuleDecision['kind'];
  } = {},
) {
  const content = buildContent({ amountMinor });
  const payment = buildPayment({
    status: 'submitted',
    content: { ...content, purpose, payee: { ...content.payee, ...payee } },
  });
  const paid = paidMinor.map((minor) => buildPayment({ content: buildContent({ amountMinor: minor }) }));
  const reasons = codes.map((code) => ({ code, limitMinor, usedMinor: 0 }));
  return approvalExceptions(payment, { decision: { kind, approvalsNeeded: 1, reasons }, paid });
}

describe('a payment that may be approved together with others', () => {
  it.each(ROUTINE)('is one that needs an approval because of %s', (code) => {
    expect(exceptions([code])).toEqual([]);
  });

  it('is one of a company that wants to sign everything', () => {
    const all = ['over-payment-limit', 'over-day-limit', 'over-month-limit', 'over-payee-day-limit'] as const;

    expect(exceptions(all, { limitMinor: 0 })).toEqual([]);
  });
});

describe('a payment that is read by itself', () => {
  const others = RuleReason.shape.code.options.filter(
    (code) => !ROUTINE.includes(code) && !(ANSWERED_REASONS as readonly string[]).includes(code),
  );

  it.each(others)('is one with a reason that is not known to be harmless: %s', (code) => {
    expect(exceptions([code])).toEqual(['over-limit']);
  });

  it.each(ANSWERED_REASONS)('is one with the warning %s', (code) => {
    expect(exceptions(['over-payment-limit', code])).toEqual([code]);
  });

  it('is one to a payee that was never paid, or not on this account, whether or not the rules mind', () => {
    expect(exceptions(['over-payment-limit'], { paidMinor: [] })).toEqual(['new-payee']);
    expect(exceptions(['over-payment-limit'], { payee: { accountNumber: '40702810900000005555' } })).toEqual([
      'changed-payee-account',
    ]);
    expect(exceptions(['over-payment-limit'], { payee: { bik: '044525225' } })).toEqual([
      'changed-payee-account',
    ]);
  });

  it('is one of more than twice the largest sum that the payee has had', () => {
    const paidMinor = [1_000_00, 3_000_00, 10];

    expect(exceptions(['over-payment-limit'], { paidMinor, amountMinor: 5_999_99 })).toEqual([]);
    expect(exceptions(['over-payment-limit'], { paidMinor, amountMinor: 6_000_00 })).toEqual([]);
    expect(exceptions(['over-payment-limit'], { paidMinor, amountMinor: 6_000_01 })).toEqual(['large']);
  });

  it('is one with a whole word of Latin letters that reads as a Russian one, in each text that is read', () => {
    expect(exceptions(['over-payment-limit'], { payee: { name: 'ООО «COCHA»' } })).toEqual(['look-alike']);
    expect(exceptions(['over-payment-limit'], { payee: { bankName: 'АО «COPT»' } })).toEqual(['look-alike']);
    expect(exceptions(['over-payment-limit'], { payee: { name: 'ООО «Apple Rus»' } })).toEqual([]);
    expect(exceptions(['over-payment-limit'], { purpose: 'За товар «COK», НДС нет' })).toEqual([
      'look-alike',
    ]);
  });

  it('is one that the rules have come to refuse', () => {
    expect(exceptions(['over-day-cap'], { kind: 'refuse' })).toEqual(['against-rules']);
  });
});
