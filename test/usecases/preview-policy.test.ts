import { describe, expect, it } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import { PREVIEW_DAYS, PREVIEW_NAMED, type PolicyRules } from '../../contract/areas/policy.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { previewPolicy } from '../../main/domain/payments/approving/preview-policy.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
} from '../fakes/vault-world.ts';

const limit = (approvalAboveMinor: number, refuseAboveMinor: number | null = null) => ({
  approvalAboveMinor,
  refuseAboveMinor,
});

async function company(rules: PolicyRules) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const send = async (fields: Partial<DraftFields>, daysLater = 0): Promise<Payment> => {
    world.clock.pass(daysLater * DAY_MS + 1);
    const approved = await approvedNew(world, day, fields);
    return pay(day.parts, world.people.accountant, seenOf(approved));
  };
  return { world, day, send, preview: (other: PolicyRules) => previewPolicy(day.parts, COMPANY, other) };
}

/** Payments that differ in payee, account, sum and day; no two are alike. */
const LIFE: readonly (readonly [Partial<DraftFields>, number])[] = [
  [{ amountText: '400' }, 0],
  [{ amountText: '700' }, 0],
  [{ amountText: '250', payeeInn: '7707083893', payeeAccount: '40702810300000000007' }, 0],
  [{ amountText: '600' }, 1],
  [{ amountText: '90', payeeAccount: '40817810600000000003', executionOrder: '3' }, 0],
  [{ amountText: '1200', payeeInn: '7707083893', payeeAccount: '40702810300000000007' }, 12],
  [{ amountText: '400', purpose: 'Второй раз. НДС не облагается' }, 3],
  [{ amountText: '91', payeeAccount: '40817810600000000003', executionOrder: '3' }, 20],
];

describe('the preview of rules', () => {
  it.each<[string, PolicyRules]>([
    ['strict', STRICT_RULES],
    ['by day', { ...FREE_RULES, day: limit(1000_00) }],
    ['by month', { ...FREE_RULES, month: limit(1500_00), newPayeeNeedsApproval: true }],
    ['by payee', { ...FREE_RULES, payeeDay: limit(1000_00) }],
    ['by class', { ...FREE_RULES, classes: { own: 'as-others', tax: 'as-others', salary: 'always-ask' } }],
  ])('says of sent payments what the rules said when they were prepared (%s)', async (_name, rules) => {
    const { send, preview } = await company(rules);
    const sent: Payment[] = [];
    for (const [fields, daysLater] of LIFE) sent.push(await send(fields, daysLater));

    const { named } = preview({ ...FREE_RULES, payment: limit(0), tiers: [{ aboveMinor: 0, approvals: 2 }] });

    const told = new Map(named.map(({ paymentId, before }) => [paymentId, before]));
    expect(sent.map(({ paymentId }) => told.get(paymentId)?.reasons)).toEqual(
      sent.map(({ reasons }) => reasons),
    );
  });

  it('names nothing under the rules in force', async () => {
    const { send, preview } = await company(STRICT_RULES);
    for (const [fields, daysLater] of LIFE) await send(fields, daysLater);

    expect(preview(STRICT_RULES)).toEqual({
      payments: LIFE.length,
      counts: { refused: 0, asked: 0, more: 0, freed: 0 },
      named: [],
    });
  });

  it.each<[string, PolicyRules, PolicyRules, object]>([
    ['asks about', FREE_RULES, { ...FREE_RULES, payment: limit(500_00) }, { asked: 2 }],
    ['refuses', FREE_RULES, { ...FREE_RULES, payment: limit(0, 500_00) }, { refused: 2, asked: 1 }],
    ['frees', STRICT_RULES, { ...FREE_RULES, payment: limit(500_00) }, { freed: 1 }],
    [
      'asks more people about',
      STRICT_RULES,
      { ...STRICT_RULES, tiers: [{ aboveMinor: 1100_00, approvals: 2 }] },
      { more: 2 },
    ],
  ])('%s', async (_name, before, after, counts) => {
    const { send, preview } = await company(before);
    await send({ amountText: '400' });
    await send({ amountText: '800' });
    await send({ amountText: '1200' });

    expect(preview(after).counts).toEqual({ refused: 0, asked: 0, more: 0, freed: 0, ...counts });
  });

  it('looks back ninety days, to the millisecond, and knows what was paid before', async () => {
    const { world, send, preview } = await company(FREE_RULES);
    await send({ amountText: '400' });
    const other = { ...FREE_RULES, newPayeeNeedsApproval: true, payment: limit(399_99) };
    world.clock.pass(PREVIEW_DAYS * DAY_MS);
    const atTheEdge = preview(other);
    world.clock.pass(1);
    const after = preview(other);
    await send({ amountText: '300' });

    expect([atTheEdge.counts.asked, after.payments]).toEqual([1, 0]);
    expect(preview(other).counts.asked).toBe(0);
  });

  it('leaves out what was never sent, and names the latest first, so many and no more', async () => {
    const { world, day, send, preview } = await company(FREE_RULES);
    for (let index = 0; index <= PREVIEW_NAMED; index += 1) await send({ amountText: `${100 + index}` });
    submitNew(world, day, { amountText: '5' });

    const { payments, counts, named } = preview(STRICT_RULES);

    expect([payments, counts.asked, named.length]).toEqual([
      PREVIEW_NAMED + 1,
      PREVIEW_NAMED + 1,
      PREVIEW_NAMED,
    ]);
    expect(named.at(0)?.amountMinor).toBe((100 + PREVIEW_NAMED) * 100);
  });

  it('changes nothing, and refuses rules that contradict themselves', async () => {
    const { day, preview } = await company(STRICT_RULES);
    const before = JSON.stringify(day.parts.policies.versions(COMPANY));

    expect(await codeOf(() => preview({ ...STRICT_RULES, day: limit(2, 1) }))).toBe('policy-invalid');
    preview(FREE_RULES);
    expect(JSON.stringify(day.parts.policies.versions(COMPANY))).toBe(before);
  });
});
