import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { standingText, orderMark } from '../../main/domain/payments/printing/order-mark.ts';
import { changesIn, operationOf, saysHeld } from '../../main/domain/payments/draft-in-bank.ts';
import { limitsView } from '../../main/domain/payments/approving/limits-view.ts';
import { paymentFinder } from '../../main/domain/payments/in-statement.ts';
import { hasReachedPayee } from '../../main/domain/payments/payment-facts.ts';
import { paymentDetails } from '../../main/domain/payments/payment-view.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { reconcile } from '../../main/domain/payments/sending/reconcile.ts';
import type { BankOperation } from '../../main/ports/bank-ports.ts';
import { bankOperation } from '../fakes/bank-operation.ts';
import { buildContent } from '../fakes/payment-builder.ts';
import { COMPANY, FREE_RULES, seenOf, submitNew, VaultWorld, type Workday } from '../fakes/vault-world.ts';

/** What becomes of a draft for signature in online banking, as far as the bank lets us see it. */

const OTHER_ACCOUNT = '40702810500000000009';

async function laid(rules = FREE_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const payment = await pay(
    day.parts,
    world.people.accountant,
    seenOf(submitNew(world, day, { route: 'bank-draft', documentNumber: '17' })),
  );
  expect(payment.status).toBe('handed-over');
  return { world, day, payment };
}

/** The bank says a word of the draft, and is asked. */
async function told(
  { world, day, payment }: Awaited<ReturnType<typeof laid>>,
  word: string,
): Promise<Payment> {
  for (const draft of world.bank.drafts) draft.status = word;
  return reconcile(day.parts, payment.paymentId);
}

const executed = (world: VaultWorld, change: Partial<BankOperation> = {}) => {
  world.bank.statement = [bankOperation({ at: world.clock.now(), documentNumber: '17', ...change })];
};

const shown = (world: VaultWorld, day: Workday, payment: Payment) =>
  paymentDetails(day.parts, day.follower, world.people.accountant, payment);

describe('a draft that the bank holds', () => {
  it('is told as such, in the journal too, and no more once the bank lets it go', async () => {
    const { world, day, payment } = await laid();

    const held = await told({ world, day, payment }, 'HELD');

    expect([held.status, held.inBank?.kind, held.bankMessage]).toEqual(['handed-over', 'held', 'HELD']);
    expect(held.steps.at(-1)?.kind).toBe('bank-draft-held');
    expect(shown(world, day, held).payment.mark).toBe('held');
    const again = await told({ world, day, payment }, 'HELD');
    expect(again.revision).toBe(held.revision);

    const free = await told({ world, day, payment }, 'DRAFT');
    expect([free.inBank, shown(world, day, free).payment.mark]).toEqual([null, null]);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('is told by words that say so, and by no others', () => {
    expect(['HELD', 'ON_HOLD', 'DRAFT', 'IN_PROGRESS', 'EXECUTED', '', null].map(saysHeld)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a draft before it is executed', () => {
  it('shows nothing of its content, and the screen says so', async () => {
    const { world, day, payment } = await laid();
    expect(shown(world, day, payment).inBank).toEqual({ state: 'not-visible', at: null, changes: [] });
  });
});

describe('an executed draft', () => {
  it('is held against the statement, and the same when it is there', async () => {
    const { world, day, payment } = await laid();
    const before = await told({ world, day, payment }, 'EXECUTED');
    expect([before.status, shown(world, day, before).inBank?.state]).toEqual(['executed', 'looking']);

    executed(world);
    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.inBank).toMatchObject({ kind: 'same', changes: [] });
    expect(hasReachedPayee(after)).toBe(true);
    const asked = world.bank.statementQueries.length;
    await reconcile(day.parts, payment.paymentId);
    expect(world.bank.statementQueries).toHaveLength(asked);
  });

  it('with another sum is told as changed, old and new, and the new one counts', async () => {
    const { world, day, payment } = await laid();
    await told({ world, day, payment }, 'EXECUTED');
    executed(world, { amountMinor: 9000_00 });

    const after = await reconcile(day.parts, payment.paymentId);

    const changes = [{ field: 'amount', was: '150050', is: '900000' }];
    expect(after.inBank).toMatchObject({ kind: 'changed', changes });
    expect(after.steps.at(-1)).toMatchObject({
      kind: 'bank-draft-changed',
      details: { amountMinor: 9000_00 },
    });
    expect(shown(world, day, after)).toMatchObject({ payment: { mark: 'changed' }, inBank: { changes } });
    expect(hasReachedPayee(after)).toBe(true);
    const [operation] = world.bank.statement;
    const stored = { key: 'k', ...(operation ?? bankOperation()) };
    expect(paymentFinder([after])(stored)).toBe(after.paymentId);
    expect(orderMark(after, { environment: 'production' }).title).toBe('ИСПОЛНЕНО ИНАЧЕ');
    expect(standingText(after)).toContain('иначе');
  });

  it('with another payee makes nobody known', async () => {
    const { world, day, payment } = await laid();
    await told({ world, day, payment }, 'EXECUTED');
    executed(world, { counterpartyAccount: OTHER_ACCOUNT, counterpartyInn: '7707083893' });

    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.inBank?.changes.map(({ field }) => field)).toEqual(['payee-account', 'payee-inn']);
    expect(hasReachedPayee(after)).toBe(false);
  });

  it('counts in the limits for all payments as it was executed', async () => {
    const none = { paymentMinor: null, dayMinor: null, monthMinor: null, payeeDayPayments: null };
    const bankLimits = { tApi: none, eds: { ...none, dayMinor: 10_000_00 } };
    const { world, day, payment } = await laid({ ...FREE_RULES, bankLimits });
    await told({ world, day, payment }, 'EXECUTED');
    executed(world, { amountMinor: 9000_00 });
    await reconcile(day.parts, payment.paymentId);

    expect(limitsView(day.parts, COMPANY, null).rows.filter(({ owner }) => owner === 'eds')).toMatchObject([
      { span: 'day', used: 9000_00, limit: 10_000_00 },
    ]);
  });

  it.each([
    [5 * DAY_MS - 1, 'looking', null],
    [5 * DAY_MS, 'not-found', 'not-found'],
  ])('that is not in the statement %i ms later is %s', async (later, state, kind) => {
    const { world, day, payment } = await laid();
    await told({ world, day, payment }, 'EXECUTED');
    world.clock.set(addMs(world.clock.now(), later));

    const after = await reconcile(day.parts, payment.paymentId);

    expect([after.inBank?.kind ?? null, shown(world, day, after).inBank?.state]).toEqual([kind, state]);
  });

  it('is not asked about for ever: where nobody looked in time, the screen says so', async () => {
    const { world, day, payment } = await laid();
    const after = await told({ world, day, payment }, 'EXECUTED');
    world.clock.set(addMs(world.clock.now(), 7 * DAY_MS));
    expect(shown(world, day, after).inBank?.state).toBe('not-visible');
    expect(day.follower.nextQuestionAt(after)).toBeNull();
  });

  it('stays as it is where the statement cannot be read, and is asked about later', async () => {
    const { world, day, payment } = await laid();
    await told({ world, day, payment }, 'EXECUTED');
    world.bank.statementProblem = {
      code: 'bank-down',
      httpStatus: 500,
      errorId: null,
      message: null,
      requestId: 'r',
    };
    await expect(reconcile(day.parts, payment.paymentId)).rejects.toMatchObject({ code: 'bank-down' });
    expect(day.parts.payments.get(payment.paymentId)?.inBank).toBeNull();
  });

  it('is looked for by the follower, without haste', async () => {
    const { world, day, payment } = await laid();
    await told({ world, day, payment }, 'EXECUTED');
    const queries = () => world.bank.statementQueries.length;
    const before = queries();
    const passed: number[] = [];
    for (const ms of [0, 2000, 599_999, 1]) {
      if (ms === 1) executed(world, { amountMinor: 1 });
      world.clock.pass(ms);
      await day.follower.tick();
      passed.push(queries() - before);
    }

    expect(passed).toEqual([0, 1, 1, 2]);
    expect(day.parts.payments.get(payment.paymentId)?.inBank?.kind).toBe('changed');
  });
});

describe('the operation of a draft', () => {
  const content = buildContent({ route: 'bank-draft' });
  const found = (operations: readonly BankOperation[], others: readonly string[] = []) =>
    operationOf(content, operations, new Set(others));
  const same = bankOperation({ documentNumber: '17' });

  it.each<[string, Partial<BankOperation>, boolean]>([
    ['the same', {}, true],
    ['another sum', { amountMinor: 1 }, true],
    ['another account', { counterpartyAccount: OTHER_ACCOUNT }, true],
    [
      'another sum and account, the same purpose',
      { amountMinor: 1, counterpartyAccount: OTHER_ACCOUNT },
      true,
    ],
    [
      'nothing but the number',
      { amountMinor: 1, counterpartyAccount: OTHER_ACCOUNT, purpose: 'Иное' },
      false,
    ],
    ['another number', { documentNumber: '18' }, false],
    ['money that came in', { direction: 'in' }, false],
  ])('with %s is it: %s', (_name, change, is) => {
    expect(found([bankOperation({ documentNumber: '17', ...change })]) !== null).toBe(is);
  });

  it('is nobody knows which, when two are equally near', () => {
    const one = bankOperation({ documentNumber: '17', amountMinor: 1 });
    const two = bankOperation({ documentNumber: '17', amountMinor: 2 });
    expect(found([one, two])).toBeNull();
    expect(found([one, same, two])).toBe(same);
  });

  it('is none that another payment was executed by', () => {
    const other = bankOperation({ documentNumber: '17', amountMinor: 1 });
    expect(found([other], [`17 1 ${content.payee.accountNumber}`])).toBeNull();
  });

  it('differs in what the bank tells, not in what it leaves out or writes in its own way', () => {
    const told = bankOperation({
      counterpartyInn: '',
      counterpartyBik: '',
      counterpartyName: 'ИНАЧЕ НАПИСАНО',
      purpose: same.purpose.toUpperCase(),
    });
    expect(changesIn(content, told)).toEqual([]);
    expect(changesIn(content, { ...told, purpose: 'За другое' })).toEqual([
      { field: 'purpose', was: content.purpose, is: 'За другое' },
    ]);
  });
});
