import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolicyRules } from '../../contract/areas/policy.ts';
import {
  limitsThatAlwaysAsk,
  policyDraft,
  policyProblems,
  policyRules,
  withTier,
} from '../../renderer/features/settings/policy/policy-draft.ts';
import { sampleRules } from '../fakes/sample-overview.ts';

const draft = policyDraft(sampleRules);

function withPayment(approval: string, refuse: string) {
  return { ...draft, limits: { ...draft.limits, payment: { approval, refuse } } };
}

describe('thresholds of zero', () => {
  const always = (approvals: readonly string[]) => {
    const [payment, payeeDay, day, month] = approvals.map((approval) => ({ approval, refuse: '' }));
    if (payment === undefined || payeeDay === undefined || day === undefined || month === undefined)
      return null;
    return limitsThatAlwaysAsk({ ...draft, limits: { payment, payeeDay, day, month } });
  };

  it.each([
    [
      ['50 000', '0', '0,00', '0'],
      ['payeeDay', 'day', 'month'],
    ],
    [['50 000', '50 000', '100 000', '0'], ['month']],
    [['0', '0', '0', '0'], []],
    [['50 000', '0,01', '1', '1'], []],
    [['много', '0', '', '0'], []],
  ] as const)('%o leave these asking always: %o', (typed, names) => {
    expect(always(typed)).toEqual(names);
  });
});

describe('tiers', () => {
  const tiers = (...lines: readonly (readonly [string, number | string])[]) =>
    policyProblems({
      ...draft,
      approvalsNeeded: 1,
      tiers: lines.map(([above, approvals], id) => ({ id, above, approvals })),
    });

  it.each([
    [['500 000', 2], ['500 000,01', 3], []],
    [['500 000', 2], ['500 000', 3], ['tier.1.above']],
    [['500 000', 2], ['499 999,99', 3], ['tier.1.above']],
    [['500 000', 2], ['600 000', 2], ['tier.1.approvals']],
    [['500 000', 1], ['600 000', 2], ['tier.0.approvals']],
    [['500 000', 2], ['600 000', 5], []],
    [['500 000', 2], ['600 000', 6], ['tier.1.approvals']],
    [
      ['', 2],
      ['много', 3],
      ['tier.0.above', 'tier.1.above'],
    ],
  ] as const)('%o and %o have these wrong fields: %o', (first, second, wrong) => {
    expect([...tiers(first, second).keys()]).toEqual(wrong);
  });

  it('begin with one approval more than the last', () => {
    const none = { ...draft, approvalsNeeded: 2, tiers: [] };

    expect(withTier(none).tiers).toEqual([{ id: 0, above: '', approvals: 3 }]);
    expect(withTier(withTier(none)).tiers.at(-1)).toEqual({ id: 1, above: '', approvals: 4 });
    expect(withTier({ ...none, approvalsNeeded: 5 }).tiers.at(-1)?.approvals).toBe(5);
  });
});

describe('policyRules', () => {
  it('gives back every set of rules that was turned into texts', () => {
    const minor = fc.integer({ min: 0, max: 1_000_000_000_000 });
    const limit = fc.tuple(minor, fc.option(minor)).map(([approvalAboveMinor, extra]) => ({
      approvalAboveMinor,
      refuseAboveMinor: extra === null ? null : approvalAboveMinor + extra,
    }));
    fc.assert(
      fc.property(limit, limit, (payment, month) => {
        const rules = { ...sampleRules, payment, month };
        expect(policyRules(policyDraft(rules))).toEqual(PolicyRules.parse(rules));
      }),
    );
  });

  it.each([
    ['50 000,00', '49 999,99', 'ceiling'],
    ['50 000,00', '50 000,00', undefined],
    ['50 000,00', '50 000,01', undefined],
    ['0', '', undefined],
    ['0', '0', undefined],
  ])('takes a threshold of %s under a ceiling of «%s»: %s', (approval, refuse, problem) => {
    expect(policyProblems(withPayment(approval, refuse)).get('payment.refuse')).toBe(problem);
  });

  it.each(['', 'много', '1,234', '-5', '12345678901234'])('refuses «%s» as a threshold', (text) => {
    expect(policyProblems(withPayment(text, '')).get('payment.approval')).toBe('amount');
    expect(policyRules(withPayment(text, ''))).toBeNull();
  });

  it.each([
    [0, true],
    [1, false],
    [720, false],
    [721, true],
    ['', true],
  ])('takes %s hours as wrong: %s', (requestHours, isWrong) => {
    expect(policyProblems({ ...draft, requestHours }).has('requestHours')).toBe(isWrong);
    expect(policyProblems({ ...draft, approvalHours: requestHours }).has('approvalHours')).toBe(
      isWrong && requestHours !== '',
    );
  });
});
