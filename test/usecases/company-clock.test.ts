import { describe, expect, it } from 'vitest';
import { addMs, moscowDayStart } from '../../contract/values/dates.ts';
import { hearTime } from '../../main/domain/payments/company-time.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { reconcile } from '../../main/domain/payments/sending/reconcile.ts';
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
  type Workday,
} from '../fakes/vault-world.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMIT = { approvalAboveMinor: 1_000_00, refuseAboveMinor: 1_000_00 };

function now(day: Workday, { paymentId }: Payment): Payment {
  const payment = day.parts.payments.get(paymentId);
  if (payment === null) throw new Error('the payment is lost');
  return payment;
}

describe('a company of one computer whose clock is set back', () => {
  it.each([
    ['a second before its end', -SECOND_MS, 'approved'],
    ['at its end', 0, 'submitted'],
    ['a second after it', SECOND_MS, 'submitted'],
  ])('does not revive an approval: the app lived %s', async (_, ms, status) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...STRICT_RULES, approvalHours: 2 } });
    const payment = await approvedNew(world, day);
    world.clock.pass(2 * HOUR_MS + ms);
    await day.follower.tick();
    world.clock.turn(-DAY_MS);
    await day.follower.tick();
    expect(now(day, payment).status).toBe(status);

    const next = world.start();
    await next.follower.tick();
    expect(now(next, payment).status).toBe(status);
  });

  it('does not revive it either when no bank was ever asked and the payment was looked at by nobody but the clock', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...STRICT_RULES, approvalHours: 2 } });
    world.bank.tellTime = () => undefined;
    const payment = await approvedNew(world, day);
    world.clock.pass(3 * HOUR_MS);
    day.parts.times.judged('production');
    world.clock.turn(-3 * HOUR_MS);
    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(payment)));
    expect(code).toBe('payment-changed-since-approval');
    expect(world.bank.attempts).toEqual([]);
  });

  it('does not revive a request', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const payment = await approvedNew(world, day);
    world.clock.pass(72 * HOUR_MS);
    world.clock.turn(-72 * HOUR_MS);
    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(payment)));
    expect(code).toBe('payment-state');
    expect(world.bank.attempts).toEqual([]);
  });

  it('asks the bank for the time before it pays where no token may read anything', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const payment = await approvedNew(world, day);
    world.bank.calls.length = 0;
    await hearTime(day.parts, COMPANY);
    expect(world.bank.calls).toEqual(['askTime']);
    await hearTime(day.parts, COMPANY);
    expect(world.bank.calls).toEqual(['askTime']);
    expect((await pay(day.parts, world.people.accountant, seenOf(payment))).sentAt).toBe(world.clock.truth);
  });
});

describe('a payment that left by a clock that stood ahead, and whose request was lost', () => {
  it.each([
    ['a minute', MINUTE_MS],
    ['two minutes', 2 * MINUTE_MS],
    ['forty days', 40 * DAY_MS],
  ])('leaves once more when the clock is put right: it was %s ahead', async (_, ms) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.sendPlans = [{ kind: 'lost' }];
    world.clock.turn(ms);
    const payment = submitNew(world, day);
    const sent = await pay(day.parts, world.people.accountant, seenOf(payment));
    expect(sent.status).toBe('unknown');

    world.clock.putRight();
    world.clock.pass(4 * MINUTE_MS);
    await reconcile(day.parts, payment.paymentId);
    expect(now(day, payment).status).toBe('in-progress');
    expect(world.bank.attempts).toHaveLength(2);
    expect(world.bank.made.size).toBe(1);
  });

  it('is given up as others are where a copy was paid meanwhile, whenever that clock said that its request ends', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.sendPlans = [{ kind: 'lost' }];
    world.clock.turn(40 * DAY_MS);
    const payment = submitNew(world, day);
    await pay(day.parts, world.people.accountant, seenOf(payment));
    world.clock.putRight();
    const copied = await approvedNew(world, day);
    await pay(day.parts, world.people.accountant, seenOf(copied));
    expect(now(day, copied).status).toBe('in-progress');

    const requestMs = FREE_RULES.requestHours * HOUR_MS;
    world.clock.pass(requestMs - SECOND_MS);
    await reconcile(day.parts, payment.paymentId);
    expect(now(day, payment).status).toBe('unknown');
    world.clock.pass(SECOND_MS);
    await reconcile(day.parts, payment.paymentId);
    expect(now(day, payment).status).toBe('expired');
    expect(world.bank.attempts).toHaveLength(2);
  });

  it('waits for what may still be on its way when the clock was a little ahead', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.sendPlans = [{ kind: 'lost' }];
    world.clock.turn(MINUTE_MS);
    const payment = submitNew(world, day);
    await pay(day.parts, world.people.accountant, seenOf(payment));

    world.clock.putRight();
    world.clock.pass(30 * SECOND_MS);
    await reconcile(day.parts, payment.paymentId);
    expect(now(day, payment).status).toBe('unknown');
    expect(world.bank.attempts).toHaveLength(1);
  });
});

describe.each(['day', 'month', 'payeeDay'] as const)('the limit of a %s', (kind) => {
  const rules = { ...FREE_RULES, [kind]: LIMIT };

  async function spent(amountText: string): Promise<{ readonly world: VaultWorld; readonly day: Workday }> {
    const world = new VaultWorld();
    world.clock.reset(addMs(moscowDayStart('2026-11-17'), 12 * HOUR_MS));
    const day = await world.furnish({ rules });
    const one = submitNew(world, day, { amountText });
    await pay(day.parts, world.people.accountant, seenOf(one));
    await day.follower.tick();
    return { world, day };
  }

  const once = (world: VaultWorld, day: Workday, amountText: string): Promise<string> =>
    codeOf(async () => {
      const purpose = `Ещё ${amountText}. НДС не облагается`;
      const payment = submitNew(world, day, { amountText, purpose });
      await pay(day.parts, world.people.accountant, seenOf(payment));
    }).catch(() => 'paid');

  it.each([
    ['set forward by a day', DAY_MS],
    ['set forward by forty days', 40 * DAY_MS],
    ['set back by a day', -DAY_MS],
    ['set back by forty days', -40 * DAY_MS],
    ['left as it is', 0],
  ])('is no fresh one with the clock %s: a kopeck below, at, above', async (_, ms) => {
    for (const [amount, code] of [
      ['399,99', 'paid'],
      ['400', 'paid'],
      ['400,01', 'payment-refused-by-rules'],
    ] as const) {
      const { world, day } = await spent('600');
      world.clock.turn(ms);
      expect(await once(world, day, amount)).toBe(code);
      const restarted = await spent('600');
      restarted.world.clock.turn(ms);
      const next = restarted.world.start();
      expect(await once(restarted.world, next, amount)).toBe(code);
    }
  });

  it('is a fresh one as soon as the bank’s day is over, whatever the clock says', async () => {
    const { world, day } = await spent('1000');
    const monthOrDayMs = kind === 'month' ? 14 * DAY_MS : DAY_MS;
    world.clock.pass(monthOrDayMs - 12 * HOUR_MS);
    world.clock.turn(-3 * DAY_MS);
    await hearTime(day.parts, COMPANY);
    expect(await once(world, day, '1000')).toBe('paid');
  });
});

describe('a clock set forward where no bank was ever heard', () => {
  it('gives no fresh day until an hour was lived with it', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    day.parts.times.spending('production');
    const before = world.clock.truth;
    world.clock.turn(DAY_MS);
    expect(day.parts.times.spending('production')).toBe(before);
    world.clock.pass(HOUR_MS - SECOND_MS);
    expect(day.parts.times.spending('production')).toBe(world.clock.truth);
  });
});
