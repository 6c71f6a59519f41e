import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassRule, PolicyRules } from '../../contract/areas/policy.ts';
import { ruleLines, ruleLinesToSign } from '../../main/domain/policy/rule-lines.ts';
import { STRICT_RULES } from '../fakes/vault-world.ts';

const limit = (approvalAboveMinor: number, refuseAboveMinor: number | null = null) => ({
  approvalAboveMinor,
  refuseAboveMinor,
});
const RULES: PolicyRules = PolicyRules.parse({
  ...STRICT_RULES,
  payment: limit(0),
  payeeDay: limit(0),
  day: limit(0),
  month: limit(0),
  accounts: [],
  newPayeeNeedsApproval: true,
  approvalsNeeded: 1,
  requestHours: 72,
  approvalHours: null,
  callBackNeeded: false,
  bankLimits: null,
});
const ACCOUNT = '40702810500000000001';

describe('the lines of changed rules', () => {
  it.each<readonly [Partial<PolicyRules>, string]>([
    [{ payment: limit(5_000_000) }, 'Один платёж: подпись всегда → подпись выше 50\u00a0000,00\u00a0₽'],
    [
      { day: limit(0, 100_000_000) },
      'Все платежи за день: подпись всегда → подпись всегда, запрет выше 1\u00a0000\u00a0000,00\u00a0₽',
    ],
    [{ month: limit(1) }, 'Все платежи за месяц: подпись всегда → подпись выше 0,01\u00a0₽'],
    [{ payeeDay: limit(100) }, 'Одному получателю за день: подпись всегда → подпись выше 1,00\u00a0₽'],
    [{ accounts: [ACCOUNT] }, 'Счета: все → 4070 2810 5000 0000 0001'],
    [{ newPayeeNeedsApproval: false }, 'Новый получатель или счёт: через подпись → как остальные'],
    [{ approvalsNeeded: 2 }, 'Сколько подписей: 1 → 2'],
    [
      { tiers: [{ aboveMinor: 50_000_000, approvals: 3 }] },
      'Сколько подписей: 1 → 1, от 3 выше 500\u00a0000,00\u00a0₽',
    ],
    [
      { classes: { ...RULES.classes, tax: 'no-thresholds' } },
      'Налоги и казначейство: как остальные → пороги не спрашивают',
    ],
    [{ requestHours: 24 }, 'Заявка ждёт подписи: 72 ч → 24 ч'],
    [{ callBackNeeded: true }, 'Звонок новому получателю или на новый счёт: не обязателен → обязателен'],
    [{ approvalHours: 12 }, 'Подпись действует: сколько заявка → 12 ч'],
  ])('%j says «%s»', (change, line) => {
    expect(ruleLines(RULES, { ...RULES, ...change })).toEqual([line]);
  });

  it('have one for each kind of the limits of the bank', () => {
    const tApi = { paymentMinor: 100_00, dayMinor: 200_00, monthMinor: null, payeeDayPayments: 3 };
    const eds = { paymentMinor: null, dayMinor: null, monthMinor: 1, payeeDayPayments: null };

    expect(ruleLines(RULES, { ...RULES, bankLimits: { tApi, eds } })).toEqual([
      'Лимиты банка на платежи по T‑API: не вписаны → платёж 100,00\u00a0₽, день 200,00\u00a0₽, месяц нет, платежей одному получателю за день 3',
      'Лимиты банка на все платежи (лимиты ЭЦП): не вписаны → платёж нет, день нет, месяц 0,01\u00a0₽, платежей одному получателю за день нет',
    ]);
  });

  it('say everything where there were no rules', () => {
    expect(ruleLines(null, RULES)).toHaveLength(12);
    expect(ruleLines(null, RULES)[0]).toBe('Один платёж: правил не было → подпись всегда');
  });

  it('leave no difference out, whatever differs', () => {
    const sums = fc.nat(3);
    const bankSet = fc.record({
      paymentMinor: fc.option(sums),
      dayMinor: fc.option(sums),
      monthMinor: fc.option(sums),
      payeeDayPayments: fc.option(fc.nat(2)),
    });
    const limits = fc.record({ approvalAboveMinor: sums, refuseAboveMinor: fc.option(sums) });
    const rule = fc.constantFrom(...ClassRule.options);
    const rules = fc.record({
      payment: limits,
      day: limits,
      month: limits,
      payeeDay: limits,
      accounts: fc.subarray([ACCOUNT, ACCOUNT.replace('1', '2')]),
      newPayeeNeedsApproval: fc.boolean(),
      approvalsNeeded: fc.integer({ min: 1, max: 2 }),
      requestHours: fc.integer({ min: 1, max: 3 }),
      tiers: fc.array(fc.record({ aboveMinor: sums, approvals: fc.integer({ min: 2, max: 3 }) }), {
        maxLength: 2,
      }),
      classes: fc.record({ own: rule, tax: rule, salary: rule }),
      approvalHours: fc.option(fc.integer({ min: 1, max: 2 })),
      callBackNeeded: fc.boolean(),
      bankLimits: fc.option(fc.record({ tApi: bankSet, eds: bankSet })),
    });
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        const isSame = JSON.stringify(before) === JSON.stringify(after);
        expect(ruleLines(before, after).length === 0).toBe(isSame);
      }),
    );
  });

  it('say that only the end moves where nothing else does', () => {
    expect(ruleLinesToSign(RULES, RULES)).toEqual(['Правила те же, их срок начнётся заново']);
  });
});
