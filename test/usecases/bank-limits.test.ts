import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverLimit, leftOfLimit } from '../../contract/areas/limits.ts';
import type { USUAL_BANK_LIMITS } from '../../contract/t-bank/limits.ts';
import { limitsView } from '../../main/domain/payments/approving/limits-view.ts';
import { previewPayment } from '../../main/domain/payments/payment-view.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { limitsUsed } from '../../main/domain/payments/payment-facts.ts';
import { limitsOn } from '../../main/domain/policy/limits.ts';
import { brokenLimit } from '../../training-bank/api/payment-limits.ts';
import type { BankState, Payment as BankPayment } from '../../training-bank/state/bank-state.ts';
import { buildContent, buildPayment } from '../fakes/payment-builder.ts';
import {
  codeOf,
  COMPANY,
  draftFields,
  errorOf,
  FREE_RULES,
  seenOf,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

/** The bank's limits, as a director typed them: what is left, and what is refused before the bank does. */

const NONE = { paymentMinor: null, dayMinor: null, monthMinor: null, payeeDayPayments: null };
const typed = (tApi: Partial<typeof USUAL_BANK_LIMITS.tApi>) => ({
  ...FREE_RULES,
  bankLimits: { tApi: { ...NONE, ...tApi }, eds: NONE },
});

let purposes = 0;
function submitted(world: VaultWorld, day: Workday, fields: Parameters<typeof submitNew>[2]) {
  purposes += 1;
  return submitNew(world, day, { purpose: `Счёт ${purposes}. НДС не облагается`, ...fields });
}

async function paid(world: VaultWorld, day: Workday, fields: Parameters<typeof submitNew>[2]) {
  return pay(day.parts, world.people.accountant, seenOf(submitted(world, day, fields)));
}

const leftOf = (day: Workday, owner: 't-api' | 'eds', span: 'day' | 'month') => {
  const row = limitsView(day.parts, COMPANY, null).rows.find(
    (one) => one.owner === owner && one.span === span,
  );
  return row === undefined ? null : leftOfLimit(row);
};

describe("the bank's limits that nobody typed", () => {
  it('are the usual ones, are told, and stop nothing', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    expect(leftOf(day, 't-api', 'day')).toBe(100_000_00);

    const payment = await paid(world, day, { amountText: '100000,01' });

    expect(payment.status).toBe('in-progress');
    expect([leftOf(day, 't-api', 'day'), leftOf(day, 't-api', 'month')]).toEqual([0, 899_999_99]);
    const rows = limitsView(day.parts, COMPANY, null).rows.filter(({ owner }) => owner !== 'rules');
    expect(rows.map(({ effect, isDefault }) => [effect, isDefault])).toEqual([
      ['warns', true],
      ['warns', true],
    ]);
  });

  it('warn beside the form of a payment above them', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const over = (amountText: string) =>
      previewPayment(day.parts, {
        companyId: COMPANY,
        paymentId: null,
        makers: [],
        fields: draftFields({ amountText, documentNumber: '99' }),
      })
        .limits.rows.filter(isOverLimit)
        .map(({ owner, span }) => `${owner} ${span}`);

    expect(over('100000,00')).toEqual([]);
    expect(over('100000,01')).toEqual(['t-api payment', 't-api day']);
  });
});

describe("the bank's limit of a day that a director typed", () => {
  it.each([
    ['599,99', null],
    ['600,00', null],
    ['600,01', 'payment-refused-by-rules'],
  ])(
    'with 400,00 of 1 000,00 gone lets %s pass or not (%s), before anything is sent',
    async (amountText, code) => {
      const world = new VaultWorld();
      const day = await world.furnish({ rules: typed({ dayMinor: 1000_00 }) });
      // Both were let through when nothing had gone yet; the last look judges again.
      const second = submitted(world, day, { amountText });
      await paid(world, day, { amountText: '400' });

      const paying = pay(day.parts, world.people.accountant, seenOf(second));
      const outcome = code === null ? (await paying, null) : await codeOf(() => paying);

      expect(outcome).toBe(code);
      expect(world.bank.attempts).toHaveLength(code === null ? 2 : 1);
      expect(day.parts.payments.get(second.paymentId)?.status).toBe(
        code === null ? 'in-progress' : 'approved',
      );
    },
  );

  it('names the limit that is in the way', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: typed({ dayMinor: 1000_00 }) });
    const second = submitted(world, day, { amountText: '600,01' });
    await paid(world, day, { amountText: '400' });

    const error = await errorOf(() => pay(day.parts, world.people.accountant, seenOf(second)));

    expect(error?.details).toMatchObject({ reason: 'over-t-api-day' });
  });

  it('begins anew at midnight in Moscow, and the month on the first of January', async () => {
    const world = new VaultWorld();
    world.clock.set('2026-12-31T20:59:00.000Z');
    const day = await world.furnish({ rules: typed({ dayMinor: 1000_00, monthMinor: 1500_00 }) });
    await paid(world, day, { amountText: '1000' });
    expect([leftOf(day, 't-api', 'day'), leftOf(day, 't-api', 'month')]).toEqual([0, 500_00]);

    world.clock.set('2026-12-31T20:59:59.999Z');
    expect(leftOf(day, 't-api', 'day')).toBe(0);
    world.clock.set('2026-12-31T21:00:00.000Z');

    expect([leftOf(day, 't-api', 'day'), leftOf(day, 't-api', 'month')]).toEqual([1000_00, 1500_00]);
  });

  it('says what is left to the kopeck: so much passes, and not a kopeck more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400_00 }), { maxLength: 3 }), async (earlier) => {
        const world = new VaultWorld();
        const rules = typed({ dayMinor: 1500_00, monthMinor: 1400_00 });
        const day = await world.furnish({ rules });
        for (const minor of earlier) await paid(world, day, { amountText: (minor / 100).toFixed(2) });
        const { rows } = limitsView(day.parts, COMPANY, null);
        const left = Math.min(...rows.filter(({ effect }) => effect === 'refuses').map(leftOfLimit));
        const decided = (minor: number) =>
          previewPayment(day.parts, {
            companyId: COMPANY,
            paymentId: null,
            makers: [],
            fields: draftFields({
              amountText: (minor / 100).toFixed(2),
              purpose: 'Ещё. НДС не облагается',
              documentNumber: '99',
            }),
          }).decision?.kind;

        expect([decided(left) === 'refuse', decided(left + 1) === 'refuse']).toEqual([false, true]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the bank's limit of payments to one payee", () => {
  it('lets the third of a day pass and refuses the fourth, and a draft instead', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: typed({ payeeDayPayments: 3 }) });
    for (const amountText of ['1', '2', '3']) {
      expect((await paid(world, day, { amountText })).status).toBe('in-progress');
    }
    const refusal = await errorOf(async () => submitted(world, day, { amountText: '4' }));
    expect(refusal?.details).toMatchObject({ reason: 'over-t-api-payee-day' });
    expect(submitted(world, day, { amountText: '4', route: 'bank-draft' }).status).toBe('approved');
  });
});

describe('the training bank and the vault', () => {
  const INNS = ['7707083893', '7727406020', '0'];
  const ACCOUNTS = ['40702810500000000011', '40817810600000000003'];
  const anyPayment = fc.record({
    amountMinor: fc.integer({ min: 1, max: 600 }),
    inn: fc.constantFrom(...INNS),
    accountNumber: fc.constantFrom(...ACCOUNTS),
    at: fc.constantFrom(
      '2026-11-30T20:59:59.999Z',
      '2026-12-30T21:00:00.000Z',
      '2026-12-31T20:59:59.999Z',
      '2026-12-31T21:00:00.000Z',
    ),
    route: fc.constantFrom('direct' as const, 'bank-draft' as const),
  });
  const sums = fc.option(fc.integer({ min: 0, max: 1000 }));
  const anySet = fc.record({
    paymentMinor: sums,
    dayMinor: sums,
    monthMinor: sums,
    payeeDayPayments: fc.option(fc.nat(3)),
  });
  const asTheirs = (set: typeof USUAL_BANK_LIMITS.tApi) => ({
    perPaymentKopecks: set.paymentMinor,
    perDayKopecks: set.dayMinor,
    perMonthKopecks: set.monthMinor,
    perCounterpartyPerDay: set.payeeDayPayments,
  });

  it('say the same of every payment, once the same limits are typed', () => {
    fc.assert(
      fc.property(
        fc.array(anyPayment, { maxLength: 6 }),
        anyPayment,
        fc.record({ tApi: anySet, eds: anySet }),
        (earlier, next, bankLimits) => {
          const now = '2026-12-31T21:00:00.000Z';
          const contentOf = ({ inn, accountNumber, amountMinor, route }: typeof next) =>
            buildContent({
              amountMinor,
              route,
              payee: { ...buildContent().payee, inn, accountNumber },
            });
          const ours = earlier.map((one) =>
            buildPayment({
              content: contentOf(one),
              fields: draftFields({ route: one.route }),
              sentAt: one.at,
              steps: [{ at: one.at, kind: 'payment-executed', who: 'Klyuchnik', details: {} }],
            }),
          );
          const direct = { ...next, route: 'direct' as const };
          const content = contentOf(direct);
          const used = limitsUsed(ours, now, { payee: content.payee, except: null });
          const isRefused = limitsOn(
            { ...FREE_RULES, bankLimits },
            {
              amountMinor: next.amountMinor,
              route: 'direct',
              usedDayMinor: used.dayMinor,
              usedMonthMinor: used.monthMinor,
              usedPayeeDayMinor: used.payeeDayMinor,
              usedPayeeDayPayments: used.payeeDayPayments,
              usedWithDrafts: used.withDrafts,
              classes: [],
              rulesState: 'signed',
            },
          ).some((limit) => limit.effect === 'refuses' && isOverLimit(limit));

          const theirs = earlier.map((one) => bankPayment(one, 'EXECUTED'));
          const asked = bankPayment({ ...direct, at: now }, 'IN_PROGRESS');
          const state = {
            payments: [...theirs, asked],
            limits: { tApi: asTheirs(bankLimits.tApi), eds: asTheirs(bankLimits.eds) },
          } as unknown as BankState; // what the limits look at
          expect(isRefused).toBe(brokenLimit(state, asked, now, 'executed') !== null);
        },
      ),
      { numRuns: 500 },
    );
  });

  function bankPayment(
    {
      amountMinor,
      inn,
      accountNumber,
      at,
      route,
    }: typeof anyPayment extends fc.Arbitrary<infer Told> ? Told : never,
    status: BankPayment['status'],
  ): BankPayment {
    return {
      source: route === 'direct' ? 'api' : 'draft',
      to: { inn, account: accountNumber },
      amountKopecks: amountMinor,
      status,
      settleAt: at,
      executedAt: status === 'EXECUTED' ? at : null,
    } as unknown as BankPayment; // what the limits look at
  }
});
