import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { THE_APP } from '../../main/domain/audit/entry.ts';
import { expireStale } from '../../main/domain/payments/draft/cancel.ts';
import { returnUnapproved } from '../../main/domain/payments/approving/return-unapproved.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { previewPayment } from '../../main/domain/payments/payment-view.ts';
import { copyPayment } from '../../main/domain/payments/draft/save-draft.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { reconcile } from '../../main/domain/payments/sending/reconcile.ts';
import { PowerCut } from '../fakes/power-switch.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  PAYING,
  type Workday,
} from '../fakes/vault-world.ts';

async function sent(plan: 'accept' | 'lost' | 'lost-answer' | 'late') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const payment = await approvedNew(world, day);
  world.bank.sendPlans = [plan === 'late' ? { kind: plan, ms: DAY_MS } : { kind: plan }];
  const paid = await pay(day.parts, world.people.accountant, seenOf(payment));
  return { world, day, payment: paid };
}

function statusOf({ parts }: Workday, { paymentId }: Payment) {
  return parts.payments.get(paymentId)?.status;
}

function numbered(number: number) {
  return { purpose: `Счёт ${number}. НДС не облагается` };
}

/** Requests that nobody answers, and the moment at which the last of them ends. */
async function manyRequests(count: number) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const requests = Array.from({ length: count }, (_, number) => submitNew(world, day, numbered(number)));
  return { world, day, requests, end: requests.at(-1)?.expiresAt ?? '' };
}

/** What has been written so far: transactions, lines of the journal, states of the payments. */
function standOf({ parts, stores: { ledger } }: Workday) {
  const statuses = new Set(parts.payments.list(COMPANY, null).map(({ status }) => status));
  return {
    transactions: ledger.state.current().counter,
    lines: ledger.journal.head().seq,
    statuses: [...statuses],
  };
}

function questions({ bank }: VaultWorld): number {
  return bank.calls.filter((call) => call === 'paymentState').length;
}

describe('reconcile', () => {
  it.each([
    [119_999, 'unknown', 1],
    [120_000, 'in-progress', 2],
    [120_001, 'in-progress', 2],
  ])(
    'believes «I do not know this id» after the settling time only (%i ms)',
    async (ms, status, attempts) => {
      const { world, day, payment } = await sent('lost');
      world.clock.pass(ms);

      await reconcile(day.parts, payment.paymentId);

      expect(statusOf(day, payment)).toBe(status);
      expect(world.bank.attempts).toHaveLength(attempts);
      expect(new Set(world.bank.attempts.map(({ body }) => body)).size).toBe(1);
    },
  );

  it('never sends an accepted payment again, whatever the bank forgets', async () => {
    const { world, day, payment } = await sent('accept');
    world.bank.made.clear();
    world.clock.pass(3_600_000);

    await reconcile(day.parts, payment.paymentId);

    expect(statusOf(day, payment)).toBe('in-progress');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('stays with a payment whose second sending was refused: the bank alone says what became of the first', async () => {
    const { world, day, payment } = await sent('late');
    world.bank.sendPlans = [{ kind: 'refuse' }];
    world.clock.pass(120_000);
    const afterRefusal = await reconcile(day.parts, payment.paymentId);
    const tooEarly = await reconcile(day.parts, payment.paymentId);
    world.clock.pass(120_000);

    const after = await reconcile(day.parts, payment.paymentId);
    const copy = copyPayment(day.parts, world.people.accountant, payment.paymentId);
    const { paymentId, companyId, fields } = copy;
    const warned = previewPayment(day.parts, { companyId, paymentId, makers: [], fields });

    expect([afterRefusal.status, tooEarly.status, after.status]).toEqual(['unknown', 'unknown', 'unknown']);
    expect(world.bank.attempts).toHaveLength(2);
    expect(world.bank.made.size).toBe(0);
    expect(warned.duplicates.map((one) => one.paymentId)).toEqual([payment.paymentId]);

    // The first sending was late, not lost.
    world.bank.deliverEverything();
    world.clock.pass(3_600_000);
    expect((await reconcile(day.parts, payment.paymentId)).status).toBe('executed');
  });

  it.each([
    [-1, 'unknown'],
    [0, 'expired'],
    [1, 'expired'],
  ])(
    'gives up %i ms from three days after the first sending, and still warns of a copy',
    async (ms, status) => {
      const { world, day, payment } = await sent('lost');
      world.bank.sendPlans = [{ kind: 'refuse' }];
      world.clock.pass(120_000);
      await reconcile(day.parts, payment.paymentId);
      world.clock.set(addMs(payment.sentAt ?? '', 3 * DAY_MS + ms));

      const after = await reconcile(day.parts, payment.paymentId);
      const { paymentId, companyId, fields } = copyPayment(
        day.parts,
        world.people.accountant,
        payment.paymentId,
      );
      const { duplicates } = previewPayment(day.parts, { companyId, paymentId, makers: [], fields });

      expect(after.status).toBe(status);
      expect(duplicates).toHaveLength(1);
    },
  );

  it('finds the first sending although the second was refused', async () => {
    const { world, day, payment } = await sent('lost-answer');
    world.bank.askPlans = ['blind'];
    world.bank.sendPlans = [{ kind: 'refuse' }];
    world.clock.pass(120_000);
    await reconcile(day.parts, payment.paymentId);

    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.status).toBe('executed');
    expect(world.bank.made.size).toBe(1);
  });

  it('keeps a payment unknown when its second sending did not leave, and sends it later', async () => {
    const { world, day, payment } = await sent('lost');
    world.bank.sendPlans = [{ kind: 'not-sent' }];
    world.clock.pass(120_000);
    const after = await reconcile(day.parts, payment.paymentId);
    world.clock.pass(120_000);

    const later = await reconcile(day.parts, payment.paymentId);

    expect([after.status, later.status]).toEqual(['unknown', 'in-progress']);
    expect(world.bank.made.size).toBe(1);
  });

  it('lets a payment that the bank never heard of die with its request', async () => {
    const { world, day, payment } = await sent('lost');
    world.clock.set(payment.expiresAt ?? '');

    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.status).toBe('expired');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('follows a payment past the end of its request when the bank has it', async () => {
    const { world, day, payment } = await sent('lost-answer');
    world.clock.set(payment.expiresAt ?? '');

    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.status).toBe('executed');
  });

  it('leaves the payment as it is when the bank cannot be asked', async () => {
    const { world, day, payment } = await sent('lost');
    world.bank.askPlans = ['fail'];
    world.clock.pass(60_000);

    const code = await codeOf(() => reconcile(day.parts, payment.paymentId));

    expect(code).toBe('bank-down');
    expect(day.parts.payments.get(payment.paymentId)).toEqual(payment);
  });

  it('refuses to send bytes that are not those of the intention', async () => {
    const { world, payment } = await sent('lost');
    const { ledger } = world.start().stores;
    const intention = ledger.intentions.get(payment.paymentId);
    if (intention === undefined) throw new Error('no intention');
    const forged = { ...intention, body: intention.body.replace('044525974', '044525225') };
    ledger.commit(() => ledger.intentions.upsert(forged), null);
    world.clock.pass(120_000);

    const day = world.start();
    const code = await codeOf(() => reconcile(day.parts, payment.paymentId));

    expect(code).toBe('store-corrupt');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('asks with the token that sent, and with another one when that is dead', async () => {
    const { world, day, payment } = await sent('accept');
    const other = await world.addToken(day, 'token-another' as typeof PAYING, {
      accesses: ['payments'],
      certificateId: day.parts.tokens.get(PAYING)?.certificateId ?? null,
    });
    await reconcile(day.parts, payment.paymentId).catch(() => undefined);
    const used = world.bank.seenCredentials.at(-1)?.tokenId;
    const paying = day.parts.tokens.get(PAYING);
    if (paying !== null) day.parts.tokens.save({ ...paying, status: 'dead' }, null);
    const again = await sentAgain(world, day);
    await reconcile(day.parts, again.paymentId);

    expect(used).toBe(PAYING);
    expect(world.bank.seenCredentials.at(-1)?.tokenId).toBe(other.tokenId);
  });
});

async function sentAgain(world: VaultWorld, day: Workday): Promise<Payment> {
  const payment = submitNew(world, day, { purpose: 'Ещё один. НДС не облагается' });
  return pay(day.parts, world.people.accountant, seenOf(payment));
}

describe('the follower', () => {
  it('asks in growing pauses, from two seconds to a minute', async () => {
    const { world, day } = await sent('accept');
    world.bank.ending = { status: 'EXECUTED', afterQuestions: 1000 };
    const at: number[] = [];
    for (let second = 0, before = 0; second <= 260; second += 1, world.clock.pass(1000)) {
      await day.follower.tick();
      if (questions(world) > before) at.push(second);
      before = questions(world);
    }

    expect(at).toEqual([2, 7, 17, 37, 67, 127, 187, 247]);
  });

  it('asks one question a tick, and forgets no payment however many there are', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const payments: Payment[] = [];
    for (let number = 0; number < 80; number += 1) {
      const payment = submitNew(world, day, { purpose: `Счёт ${number}. НДС не облагается` });
      payments.push(await pay(day.parts, world.people.accountant, seenOf(payment)));
    }
    world.bank.ending = { status: 'EXECUTED', afterQuestions: 1000 };
    const asked = new Set<string>();
    const paymentState = world.bank.paymentState.bind(world.bank);
    world.bank.paymentState = (credentials, id) => {
      asked.add(id);
      return paymentState(credentials, id);
    };

    for (let second = 0; second < 400; second += 1) {
      world.clock.pass(1000);
      const before = questions(world);
      await day.follower.tick();
      expect(questions(world) - before).toBeLessThanOrEqual(1);
    }

    expect(asked.size).toBe(payments.length);
  });

  it('goes on asking when the clock of the computer is moved back ten days', async () => {
    const { world, day, payment } = await sent('accept');
    await day.follower.tick();
    world.clock.set('2026-11-06T09:00:00.000Z');

    for (let second = 0; second < 70; second += 1, world.clock.pass(1000)) await day.follower.tick();

    expect(statusOf(day, payment)).toBe('executed');
  });

  it('goes on with the others when one payment cannot be asked about', async () => {
    const { world, day, payment } = await sent('accept');
    const second = await sentAgain(world, day);
    world.bank.askPlans = ['fail', 'truth'];

    for (let tick = 0; tick < 5; tick += 1, world.clock.pass(1000)) await day.follower.tick();

    expect([statusOf(day, payment), statusOf(day, second)].sort()).toEqual(['executed', 'in-progress']);
  });

  it('refreshes the balances when a payment was executed', async () => {
    const { world, day, payment } = await sent('accept');
    const refreshed: string[] = [];
    Object.assign(day.parts, { refreshBalances: (companyId: string) => refreshed.push(companyId) });
    world.clock.pass(2000);
    await day.follower.tick();
    world.clock.pass(2000);
    await day.follower.tick();

    expect(statusOf(day, payment)).toBe('executed');
    expect(refreshed).toEqual([payment.companyId]);
  });

  it('ends requests that nobody answered, at the very millisecond and not before', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const submitted = submitNew(world, day);
    world.clock.set(submitted.expiresAt ?? '');
    world.clock.pass(-1);
    await day.follower.tick();
    const before = statusOf(day, submitted);
    world.clock.pass(1);
    await day.follower.tick();

    expect([before, statusOf(day, submitted)]).toEqual(['submitted', 'expired']);
  });

  it('puts a payment back among those to be approved when its approval has died, and not a moment before', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...STRICT_RULES, approvalHours: 5 } });
    const approved = await approvedNew(world, day);
    world.clock.pass(5 * 3_600_000 - 1);
    await day.follower.tick();
    const before = statusOf(day, approved);
    world.clock.pass(1);
    await day.follower.tick();

    expect([before, statusOf(day, approved)]).toEqual(['approved', 'submitted']);
    expect(day.parts.payments.get(approved.paymentId)?.steps.at(-1)?.kind).toBe('payment-approval-void');
  });

  it('ends 500 requests that nobody answered in one transaction, each with its line of the journal', async () => {
    const { world, day, requests, end } = await manyRequests(500);
    const before = standOf(day);
    world.clock.set(end);
    expireStale(day.parts, THE_APP);

    expect(standOf(day)).toEqual({
      transactions: before.transactions + 1,
      lines: before.lines + 500,
      statuses: ['expired'],
    });
    expect(standOf(world.start())).toEqual(standOf(day));
    const told = world.told.filter(({ name }) => name === 'payments.changed').slice(-500);
    expect(told.map(({ payload }) => payload)).toEqual(requests.map(({ paymentId }) => ({ paymentId })));
  });

  it('has ended all of many requests or none when the app dies on the way', async () => {
    const { world, day, end } = await manyRequests(20);
    const before = standOf(day);
    world.clock.set(end);
    const ended = { transactions: before.transactions + 1, lines: before.lines + 20, statuses: ['expired'] };

    for (let cutAt = 1; cutAt <= 40; cutAt += 1) {
      const dying = world.start({ cutAt });
      const published = world.told.length;
      expect(() => expireStale(dying.parts, THE_APP)).toThrow(PowerCut);
      expect(standOf(world.start())).toEqual(before);
      expect(world.told.length).toBe(published);
    }
    expireStale(world.start().parts, THE_APP);
    expect(standOf(world.start())).toEqual(ended);
  });

  it('puts many payments back whose approvals have died in one transaction', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...STRICT_RULES, approvalHours: 5 } });
    for (let number = 0; number < 20; number += 1) await approvedNew(world, day, numbered(number));
    const before = standOf(day);
    world.clock.pass(5 * 3_600_000);
    returnUnapproved(day.parts, THE_APP, 'has-died');

    expect(standOf(day)).toEqual({
      transactions: before.transactions + 1,
      lines: before.lines + 20,
      statuses: ['submitted'],
    });
  });

  it('ticks every second until it is stopped', async () => {
    const { world, day } = await sent('accept');
    day.follower.start();
    for (let second = 0; second < 5; second += 1) {
      world.clock.pass(1000);
      day.timers.pass(1000);
      // Others forget secrets, and write uses down, a minute later.
      await expect.poll(() => day.timers.countWithin(1000)).toBe(1);
    }
    const asked = questions(world);
    day.follower.stop();
    world.clock.pass(600_000);
    day.timers.pass(600_000);

    expect(asked).toBeGreaterThan(0);
    expect(questions(world)).toBe(asked);
    expect(day.timers.count).toBe(0);
  });

  it('names the next question of an open payment, and none of a bank draft whose answer was lost', async () => {
    const { world, day, payment } = await sent('accept');
    const draft = submitNew(world, day, { route: 'bank-draft' });
    world.bank.sendPlans = [{ kind: 'lost' }];
    const lost = await pay(day.parts, world.people.accountant, seenOf(draft));

    expect(day.follower.nextQuestionAt(payment)).toBe('2026-11-16T09:00:02.000Z');
    expect(day.follower.nextQuestionAt(lost)).toBeNull();
  });
});
