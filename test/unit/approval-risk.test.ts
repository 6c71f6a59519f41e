import { describe, expect, it } from 'vitest';
import { approvalRisk } from '../../main/domain/payments/approving/approval-risk.ts';
import { buildContent, buildPayment } from '../fakes/payment-builder.ts';

const ordinary = buildPayment();
const tax = buildPayment({
  content: buildContent({
    tax: {
      payerStatus: '01',
      kbk: '18201061201010000510',
      oktmo: '0',
      evidence: '0',
      period: '0',
      docNumber: '0',
      docDate: '0',
    },
  }),
});

describe('the group of a payment in a list', () => {
  it.each([
    [[], 'ordinary'],
    [['large'], 'large'],
    [['large', 'possible-duplicate'], 'rules'],
    [['over-limit'], 'rules'],
    [['look-alike'], 'rules'],
    [['against-rules', 'new-payee'], 'payee'],
    [['large', 'changed-payee-account'], 'payee'],
  ] as const)('of what was found (%j) is the riskiest: %s', (exceptions, risk) => {
    expect(approvalRisk(ordinary, exceptions)).toBe(risk);
  });

  it('is the budget’s for taxes without questions, and that of the question with one', () => {
    expect(approvalRisk(tax, [])).toBe('budget');
    expect(approvalRisk(tax, ['large'])).toBe('large');
    expect(approvalRisk(tax, ['new-payee'])).toBe('payee');
  });
});
