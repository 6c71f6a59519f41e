import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approveAs,
  COMPANY,
  codeOf,
  draftFields,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

/** What an accountant may try to get round the limits. */

const limit = (approvalAboveMinor: number) => ({ approvalAboveMinor, refuseAboveMinor: null });

/** Valid INNs made by the check rule of the tax service (order ММВ-7-6/435). */
function innOf(body: number): string {
  const digits = String(900_000_000 + body)
    .split('')
    .map(Number);
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const check = (digits.reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0) % 11) % 10;
  return `${digits.join('')}${check}`;
}

/** Prepares and pays as far as the rules let it go; returns the states. */
async function payEach(world: VaultWorld, day: Workday, each: readonly Parameters<typeof submitNew>[2][]) {
  const states: Payment['status'][] = [];
  for (const [index, fields] of each.entries()) {
    const purpose = `Счёт ${index + 1}. НДС не облагается`;
    const payment = submitNew(world, day, { purpose, ...fields });
    if (payment.status === 'approved') await pay(day.parts, world.people.accountant, seenOf(payment));
    states.push(day.parts.payments.get(payment.paymentId)?.status ?? 'draft');
  }
  return states;
}

describe('the sum of a day for one payee', () => {
  it('is not split among ten INNs that are typed beside one account', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, payeeDay: limit(2_000_00) } });
    const each = Array.from({ length: 10 }, (_, index) => ({
      payeeInn: innOf(index + 1),
      amountText: '1000',
    }));

    const states = await payEach(world, day, each);

    expect(states.filter((status) => status === 'in-progress')).toHaveLength(2);
    expect(world.bank.attempts).toHaveLength(2);
  });

  it.each([
    ['999,99', 'in-progress'],
    ['1000,00', 'in-progress'],
    ['1000,01', 'submitted'],
  ])('is held to the kopeck by the account (%s)', async (amountText, status) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, payeeDay: limit(2_000_00) } });

    const states = await payEach(world, day, [{ amountText: '1000' }, { amountText, payeeInn: innOf(7) }]);

    expect(states).toEqual(['in-progress', status]);
  });

  it('counts for the tiers too, whatever INN stands beside the account', async () => {
    const world = new VaultWorld();
    const rules = { ...FREE_RULES, tiers: [{ aboveMinor: 1_500_00, approvals: 2 }] };
    const day = await world.furnish({ rules });
    await payEach(world, day, [{ amountText: '1000' }]);

    const second = submitNew(world, day, { amountText: '1000', payeeInn: innOf(8) });

    expect([second.status, second.approvalsNeeded]).toEqual(['submitted', 2]);
  });

  it('never lets more than the limit out to one account without an approval, however it is split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ inn: fc.integer({ min: 1, max: 4 }), rubles: fc.integer({ min: 1, max: 1500 }) }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (parts) => {
          const world = new VaultWorld();
          const day = await world.furnish({ rules: { ...FREE_RULES, payeeDay: limit(2_000_00) } });
          await payEach(
            world,
            day,
            parts.map(({ inn, rubles }) => ({ payeeInn: innOf(inn), amountText: String(rubles) })),
          );
          const sent = world.bank.attempts.map(
            ({ body }) => (JSON.parse(body) as { amountMinor: number }).amountMinor,
          );
          expect(sent.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2_000_00);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('an account of wages', () => {
  const wages = { ...FREE_RULES.classes, salary: 'no-thresholds' as const };
  const person = { payeeInn: '500100732259', payeeKpp: '0', payeeAccount: '40817810600000000003' };

  it.each([
    ['5', 'submitted'],
    ['3', 'in-progress'],
  ])('is proven by an approved payment of wages alone (priority %s)', async (executionOrder, second) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, payment: limit(100_00), classes: wages } });
    const { accountant, director } = world.people;
    const first = submitNew(world, day, { ...person, executionOrder });
    expect(first.status).toBe('submitted');
    const approved = await approveAs(world, day, { actor: director, payment: first });
    await pay(day.parts, accountant, seenOf(approved));

    const states = await payEach(world, day, [{ ...person, executionOrder: '3', amountText: '900' }]);

    expect(states).toEqual([second]);
  });
});

describe('whoever has touched a draft', () => {
  it('may not approve it, however often others save it after him', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { accountant, director, secondDirector } = world.people;
    const fields = draftFields();
    const made = saveDraft(day.parts, director, { companyId: COMPANY, seen: null, fields });
    const changed = saveDraft(day.parts, secondDirector, {
      companyId: COMPANY,
      seen: seenOf(made),
      fields: { ...made.fields, amountText: '77' },
    });
    const saved = saveDraft(day.parts, accountant, {
      companyId: COMPANY,
      seen: seenOf(changed),
      fields: made.fields,
    });
    const payment = submitPayment(day.parts, accountant, seenOf(saved));

    for (const actor of [director, secondDirector])
      expect(await codeOf(() => approveAs(world, day, { actor, payment }))).toBe('approval-own-payment');
    expect(payment.otherMakers).toEqual([secondDirector.personId, director.personId]);
  });

  it('may approve a copy that somebody else made of it', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { accountant, director } = world.people;
    const made = saveDraft(day.parts, director, { companyId: COMPANY, seen: null, fields: draftFields() });
    const copy = copyPayment(day.parts, accountant, made.paymentId);
    const payment = submitPayment(day.parts, accountant, seenOf(copy));

    const approved = await approveAs(world, day, { actor: director, payment });

    expect(approved.status).toBe('approved');
  });
});
