import { describe, expect, it } from 'vitest';
import { SendingRun } from '../../main/domain/payments/sending/sending-run.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import type { SendPlan } from '../fakes/scripted-bank.ts';
import {
  bankAccount,
  codeOf,
  COMPANY,
  FREE_RULES,
  seenOf,
  submitNew,
  VaultWorld,
} from '../fakes/vault-world.ts';

/** A company with so many approved payments, and a run over them. */
async function bench(count: number, sends: readonly SendPlan[] = []) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  world.bank.sendPlans.push(...sends);
  const payments = Array.from({ length: count }, (_, at) =>
    submitNew(world, day, {
      purpose: `Счёт ${String(at + 1)}. НДС не облагается`,
      documentNumber: String(at + 1),
      amountText: String(100 + at),
    }),
  );
  const make = () => new SendingRun({ ...day.parts, orders: day.stores.sendingOrders });
  const statusOf = ({ paymentId }: Payment) => day.parts.payments.get(paymentId)?.status;
  const actor = world.people.accountant;
  return { world, day, payments, make, statusOf, actor, seen: payments.map(seenOf) };
}

describe('many payments', () => {
  it('go to the bank one after another, each once, and the run says when all are gone', async () => {
    const { world, payments, make, statusOf, actor, seen } = await bench(5);
    const run = make();

    run.start(actor, COMPANY, seen);
    expect(run.view(COMPANY)).toMatchObject({ total: 5, totalMinor: 510_00, state: 'running' });
    await run.settled();

    expect(payments.map(statusOf)).toEqual(Array.from({ length: 5 }, () => 'in-progress'));
    expect(world.bank.attempts.map(({ id }) => id)).toHaveLength(5);
    expect(new Set(world.bank.attempts.map(({ id }) => id)).size).toBe(5);
    expect(run.view(COMPANY)).toMatchObject({ total: 5, left: 0, failures: [], state: 'ended' });
    run.dismiss(COMPANY);
    expect(run.view(COMPANY)).toBeNull();
  });

  it('are not stopped by one that the bank refuses, and none is sent again by itself', async () => {
    const { world, payments, make, statusOf, actor, seen } = await bench(4, [
      { kind: 'accept' },
      { kind: 'refuse' },
      { kind: 'lost-answer' },
    ]);
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    expect(payments.map(statusOf)).toEqual(['in-progress', 'failed', 'unknown', 'in-progress']);
    expect(world.bank.attempts).toHaveLength(4);
    expect(run.view(COMPANY)).toMatchObject({ left: 0, state: 'ended' });
  });

  it('leave out one that was cancelled meanwhile', async () => {
    const { world, day, payments, make, statusOf, actor, seen } = await bench(3);
    const [, second] = payments;
    if (second === undefined) throw new Error('no payment');
    cancelPayment(day.parts, actor, seenOf(second));
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    expect(payments.map(statusOf)).toEqual(['in-progress', 'cancelled', 'in-progress']);
    expect(world.bank.attempts).toHaveLength(2);
  });

  it('wait for a person when three in a row may not have reached the bank, and go on by his word', async () => {
    const notSent = { kind: 'not-sent' } as const;
    const { world, payments, make, statusOf, actor, seen } = await bench(6, [notSent, notSent, notSent]);
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    expect(run.view(COMPANY)).toMatchObject({
      left: 6,
      state: 'paused',
      reason: { code: 'bank-unreachable' },
      failures: [{}, {}, {}],
    });
    expect(world.bank.attempts).toHaveLength(3);

    run.resume(actor, COMPANY);
    await run.settled();
    expect(payments.map(statusOf)).toEqual(Array.from({ length: 6 }, () => 'in-progress'));
    expect(world.bank.made.size).toBe(6);
  });

  it('stop after the payment under way when somebody pauses them', async () => {
    let arrive: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { world, payments, make, statusOf, actor, seen } = await bench(3, [{ kind: 'hang', until }]);
    const run = make();
    run.start(actor, COMPANY, seen);
    await expect.poll(() => world.bank.attempts.length).toBe(1);
    run.pause(COMPANY);
    expect(run.view(COMPANY)).toMatchObject({ state: 'pausing' });
    expect(await codeOf(() => Promise.resolve(run.dismiss(COMPANY)))).toBe('payment-state');
    arrive();
    await run.settled();

    expect(run.view(COMPANY)).toMatchObject({ left: 2, state: 'paused', reason: null });
    expect(payments.map(statusOf).slice(1)).toEqual(['approved', 'approved']);
  });

  it('are there after a restart, paused, and going on sends only what was not sent', async () => {
    let arrive: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { world, payments, make, statusOf, actor, seen } = await bench(4, [
      { kind: 'accept' },
      { kind: 'hang', until },
    ]);
    const first = make();
    first.start(actor, COMPANY, seen);
    await expect.poll(() => world.bank.attempts.length).toBe(2);
    // The app dies here: nobody waits for the second any more. It is no longer «approved».
    const again = make();

    expect(again.view(COMPANY)).toMatchObject({ total: 4, left: 2, state: 'paused' });
    first.pause(COMPANY);
    again.resume(actor, COMPANY);
    await again.settled();
    arrive();
    await first.settled();

    expect(payments.map(statusOf).slice(2)).toEqual(['in-progress', 'in-progress']);
    expect(world.bank.attempts.map(({ id }) => id)).toHaveLength(4);
    expect(new Set(world.bank.attempts.map(({ id }) => id)).size).toBe(4);
  });

  it('that the account cannot pay are told one by one, and never as a bank out of reach', async () => {
    const { world, make, actor, seen } = await bench(4);
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1_00)] };
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    expect(world.bank.attempts).toEqual([]);
    expect(run.view(COMPANY)).toMatchObject({ gone: 0, left: 4, state: 'paused', reason: null });
    expect(run.view(COMPANY)?.failures.map(({ error }) => error.code)).toEqual(
      Array.from({ length: 4 }, () => 'payment-no-money'),
    );
  });

  it('count as gone only where money may have left', async () => {
    const { day, payments, make, actor, seen } = await bench(3, [{ kind: 'refuse' }]);
    const [, second] = payments;
    if (second === undefined) throw new Error('no payment');
    cancelPayment(day.parts, actor, seenOf(second));
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    expect(run.view(COMPANY)).toMatchObject({ total: 3, gone: 1, left: 0, state: 'ended' });
  });

  it('are not taken over by a run whose last payment is under way', async () => {
    let arrive: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { world, payments, make, statusOf, actor, seen } = await bench(2, [{ kind: 'hang', until }]);
    const run = make();
    run.start(actor, COMPANY, seen.slice(0, 1));
    await expect.poll(() => world.bank.attempts.length).toBe(1);

    expect(await codeOf(() => Promise.resolve(run.start(actor, COMPANY, seen.slice(1))))).toBe(
      'payment-state',
    );
    arrive();
    await run.settled();
    expect(payments.map(statusOf)).toEqual(['unknown', 'approved']);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('of one company are neither gone on with, paused nor left by somebody in another one', async () => {
    const { world, make, actor, seen } = await bench(1, [{ kind: 'not-sent' }]);
    const other = CompanyId.parse('another-company');
    const run = make();
    run.start(actor, COMPANY, seen);
    await run.settled();

    for (const act of [() => run.resume(actor, other), () => run.pause(other), () => run.dismiss(other)])
      expect(await codeOf(() => Promise.resolve(act()))).toBe('not-found');
    await run.settled();
    expect(world.bank.attempts).toHaveLength(1);
    expect(run.view(COMPANY)).toMatchObject({ left: 1 });
  });

  it('are not mixed with others before they have ended', async () => {
    const { make, actor, seen } = await bench(2, [{ kind: 'not-sent' }, { kind: 'not-sent' }]);
    const run = make();
    run.start(actor, COMPANY, seen.slice(0, 1));
    await run.settled();

    expect(await codeOf(() => Promise.resolve(run.start(actor, COMPANY, seen.slice(1))))).toBe(
      'payment-state',
    );
    run.dismiss(COMPANY);
    run.start(actor, COMPANY, seen.slice(1));
    await run.settled();
    expect(run.view(COMPANY)).toMatchObject({ total: 1 });
  });
});
