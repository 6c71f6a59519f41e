import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalKind } from '../../contract/areas/audit.ts';
import { addMs, moscowDayStart } from '../../contract/values/dates.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { expireStale } from '../../main/domain/payments/draft/cancel.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { paidTo } from '../../main/domain/payments/payment-facts.ts';
import { contentOf, type Payment } from '../../main/domain/payments/payment.ts';
import { reconcile, recoverCutOff, settleBankDraft } from '../../main/domain/payments/sending/reconcile.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { THE_APP, type JournalEntry } from '../../main/domain/audit/entry.ts';
import type { SendPlan } from '../fakes/scripted-bank.ts';
import {
  approveAs,
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
  errorOf,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

async function ready(rules = STRICT_RULES, change: Parameters<typeof approvedNew>[2] = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const payment = await approvedNew(world, day, change);
  return { world, day, payment, accountant: world.people.accountant };
}

/** The latest line of this kind. */
function journal({ stores }: Workday, kind: JournalKind): JournalEntry | undefined {
  const lines = stores.audit.page({ companyId: COMPANY, before: null, limit: 20 });
  return lines.map(({ entry }) => entry).find((entry) => entry.kind === kind);
}

function now({ parts }: Workday, { paymentId }: Payment): Payment {
  const payment = parts.payments.get(paymentId);
  if (payment === null) throw new Error('the payment is lost');
  return payment;
}

describe('the intention', () => {
  it('lies on the disk, with the very bytes, before the first byte leaves', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'klyuchnik-pay-'));
    const file = join(folder, 'store', 'vault.sqlite');
    const world = new VaultWorld(openDatabase({ file }));
    onTestFinished(() => {
      world.db.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const day = await world.furnish({ rules: FREE_RULES });
    const payment = await approvedNew(world, day);
    const found: unknown[] = [];
    world.bank.beforeSend = ({ body }) => {
      const copy = join(folder, 'copy', 'vault.sqlite');
      mkdirSync(dirname(copy));
      for (const end of ['', '-wal', '-shm'])
        if (existsSync(file + end)) copyFileSync(file + end, copy + end);
      const db = openDatabase({ file: copy });
      const { payments } = world.start({}, db).parts;
      const kept = payments.intention(payment.paymentId);
      found.push(payments.get(payment.paymentId)?.status, kept?.state, kept?.body === body, kept?.attempt);
      db.close();
    };

    await pay(day.parts, world.people.accountant, seenOf(payment));

    expect(found).toEqual(['submitting', 'open', true, 1]);
  });

  it.each([
    ['store-full', false],
    ['store-io', false],
    ['store-io', true],
  ] as const)(
    'that fails with %s (kept: %s) lets nothing leave, and the payment stays in sight',
    async (code, isKept) => {
      const { world, payment, accountant } = await ready();
      const day = world.start({ commitFaults: [{ at: 3, code, isKept }] }); // after the notes of two reads

      const found = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

      expect(found).toBe(code);
      expect(world.bank.attempts).toEqual([]);
      expect(now(day, payment).status).toBe(isKept ? 'submitting' : 'approved');
      expect(now(world.start(), payment)).toEqual(now(day, payment));
    },
  );

  it('that the disk kept against its own word is asked about, and paid once', async () => {
    const { world, payment, accountant } = await ready();
    const day = world.start({ commitFaults: [{ at: 3, code: 'store-io', isKept: true }] });
    await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    recoverCutOff(day.parts);
    world.clock.pass(120_000);
    const after = await reconcile(day.parts, payment.paymentId);

    expect(after.status).toBe('in-progress');
    expect(world.bank.made.size).toBe(1);
  });
});

describe('an outcome', () => {
  it.each([
    ['accept', 'in-progress', 'accepted', 1],
    ['refuse', 'failed', 'refused', 0],
    ['not-sent', 'approved', 'not-sent', 0],
    ['lost-answer', 'unknown', 'unknown', 1],
    ['lost', 'unknown', 'unknown', 0],
  ] as const)('of kind %s becomes the state %s', async (kind, status, state, made) => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind }];

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid.status).toBe(status);
    expect(day.parts.payments.intention(payment.paymentId)?.state).toBe(state);
    expect(world.bank.made.size).toBe(made);
    expect(now(world.start(), payment)).toEqual(paid);
  });

  it.each<BankProblemCode>([
    'bank-rate',
    'bank-down',
    'bank-unreadable',
    'bank-timeout',
    'bank-connection-lost',
    'bank-redirect',
  ])('that is unknown because of %s stays unknown until the bank is asked', async (code) => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind: 'unknown', code, arrives: true }];

    const paid = await pay(day.parts, accountant, seenOf(payment));
    const after = await reconcile(day.parts, payment.paymentId);

    expect(paid.status).toBe('unknown');
    expect(paid.problem?.code).toBe(code);
    expect(after.status).toBe('executed');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('that cannot be written down is told as unknown, and found out after a restart', async () => {
    const { world, payment, accountant } = await ready();
    const day = world.start({ commitFaults: [{ at: 4, code: 'store-full', isKept: false }] });

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));
    const next = world.start();
    next.follower.start();
    const after = await reconcile(next.parts, payment.paymentId);

    expect(code).toBe('payment-outcome-unknown');
    expect(after.status).toBe('executed');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('that never came because of a bug of ours is looked for like any other', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind: 'throw' }];

    await expect(pay(day.parts, accountant, seenOf(payment))).rejects.toThrow(TypeError);
    recoverCutOff(day.parts);

    expect(now(day, payment).status).toBe('unknown');
    expect(day.parts.sending.size).toBe(0);
  });

  it('of a payment that did not leave lets it be paid again under the same approval, with the same id', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind: 'not-sent' }];
    const first = await pay(day.parts, accountant, seenOf(payment));

    const second = await pay(day.parts, accountant, seenOf(first));

    expect(first.sentAt).toBeNull();
    expect(second.status).toBe('in-progress');
    expect(new Set(world.bank.attempts.map(({ body }) => body)).size).toBe(1);
  });

  it('is not hidden by trouble with the record of the token', async () => {
    const { world, payment, accountant } = await ready();
    const day = world.start({ commitFaults: [{ at: 5, code: 'store-full', isKept: false }] });

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid.status).toBe('in-progress');
    expect(world.logged.map(({ event }) => event)).toEqual(['token-note-failed']);
  });
});

describe('what is written about a sending', () => {
  it('in the journal and in the history: that it was sent, by whom and what, and then how it ended', async () => {
    const { day, payment, accountant } = await ready();

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid.steps.map(({ kind, who }) => [kind, who])).toEqual([
      ['payment-prepared', 'Анна'],
      ['payment-submitted', 'Анна'],
      ['payment-approved', 'Борис'],
      ['payment-sending', 'Анна'],
      ['payment-accepted', THE_APP.name],
    ]);
    expect(journal(day, 'payment-sending')).toMatchObject({
      subject: '№ 1 · ООО «Поставщик»',
      details: { amountMinor: 1500_50, route: 'direct', bankPaymentId: paid.bankPaymentId },
    });
    expect(journal(day, 'payment-accepted')?.details).toEqual({ problem: null, message: null });
  });

  it('names the reason of the bank, in its own words, when it refused', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind: 'refuse' }];

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid).toMatchObject({
      status: 'failed',
      bankMessage: 'Нельзя',
      problem: { code: 'bank-refused' },
    });
    expect(journal(day, 'payment-refused-by-bank')?.details).toEqual({
      problem: 'bank-refused',
      message: 'Нельзя',
    });
  });

  it('says nothing in the name of the bank when it did not answer', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind: 'lost' }];

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid).toMatchObject({ bankMessage: null, problem: { code: 'bank-connection-lost' } });
  });

  it('tells the window before the first byte leaves, and again when the bank has answered', async () => {
    const { world, day, payment, accountant } = await ready();
    const { paymentId } = payment;
    world.told.length = 0;
    const before: unknown[] = [];
    world.bank.beforeSend = () => before.push(...world.told);

    await pay(day.parts, accountant, seenOf(payment));

    const change = { name: 'payments.changed', payload: { paymentId } };
    expect(before.filter((one) => isDeepStrictEqual(one, change))).toHaveLength(1);
    expect(world.told.filter((one) => isDeepStrictEqual(one, change))).toHaveLength(2);
  });

  it('is the order of this very payment, which the bank keeps beside it', async () => {
    const { world, day, payment, accountant } = await ready();

    const { bankPaymentId } = await pay(day.parts, accountant, seenOf(payment));

    const [sent] = world.bank.attempts;
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      id: bankPaymentId,
      meta: { order: payment.paymentId },
    });
    expect(day.parts.payments.intention(payment.paymentId)).toMatchObject({ bankPaymentId });
  });

  it('is a dated draft without an id of ours where the bank asks for the signature', async () => {
    const { world, day, payment, accountant } = await ready(STRICT_RULES, { route: 'bank-draft' });

    await pay(day.parts, accountant, seenOf(payment));

    const [sent] = world.bank.attempts;
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      date: '2026-11-16',
      purpose: payment.fields.purpose,
    });
    expect(JSON.parse(sent?.body ?? '')).not.toHaveProperty('id');
    expect(day.parts.payments.intention(payment.paymentId)?.bankPaymentId).toBe('');
  });
});

describe('a payment that may not go out says why', () => {
  it('a draft', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const { accountant } = world.people;
    const draft = saveDraft(day.parts, accountant, { companyId: COMPANY, seen: null, fields: draftFields() });

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(draft)))).toEqual({
      code: 'payment-state',
      details: { from: 'draft', to: 'submitting' },
    });
  });

  it('one that is being sent already', async () => {
    const { day, payment, accountant } = await ready();
    day.parts.sending.add(payment.paymentId);

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(payment)))).toEqual({
      code: 'payment-state',
      details: { from: 'submitting', to: 'submitting' },
    });
  });

  it('one whose request has died', async () => {
    const { world, day, payment, accountant } = await ready();
    world.clock.set(payment.expiresAt ?? '');

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(payment)))).toEqual({
      code: 'payment-state',
      details: { from: 'expired', to: 'submitting' },
    });
  });

  it('one over a ceiling', async () => {
    const { world, day, payment, accountant } = await ready();
    const lowered = { approvalAboveMinor: 0, refuseAboveMinor: 1500_49 };
    await world.setRules(day, { ...STRICT_RULES, payment: lowered });

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(payment)))).toEqual({
      code: 'payment-refused-by-rules',
      details: { reason: 'over-payment-cap' },
    });
  });

  it('one like another that waits', async () => {
    const { world, day, payment, accountant } = await ready(FREE_RULES);
    submitNew(world, day);

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(payment)))).toEqual({
      code: 'payment-needs-approval',
      details: { reason: 'possible-duplicate' },
    });
  });

  it('one whose approval is of older rules, under which nothing else asks', async () => {
    const { world, day, payment, accountant } = await ready();
    await world.setRules(day, FREE_RULES);

    expect(await errorOf(() => pay(day.parts, accountant, seenOf(payment)))).toMatchObject({
      code: 'payment-changed-since-approval',
    });
  });
});

describe('two at once', () => {
  it('a double click sends once', async () => {
    const { world, day, payment, accountant } = await ready();

    const results = await Promise.allSettled([
      pay(day.parts, accountant, seenOf(payment)),
      pay(day.parts, accountant, seenOf(payment)),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('a second click during the last look is refused at once, and leaves the first one marked as under way', async () => {
    const { world, day, payment, accountant } = await ready();
    const found: unknown[] = [];
    world.bank.whileReading = async () => {
      world.bank.whileReading = () => undefined;
      const reads = world.bank.calls.length;
      found.push(await codeOf(() => pay(day.parts, accountant, seenOf(payment))));
      found.push(day.parts.sending.has(payment.paymentId), world.bank.calls.length - reads);
    };

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(found).toEqual(['payment-state', true, 0]);
    expect(paid.status).toBe('in-progress');
    expect(day.parts.sending.size).toBe(0);
  });

  it.each(['accept', 'lost', 'throw'] as const)('leaves no secret behind after «%s»', async (kind) => {
    const { world, day, payment, accountant } = await ready();
    world.bank.sendPlans = [{ kind }];

    await pay(day.parts, accountant, seenOf(payment)).catch(() => undefined);

    const secrets = world.bank.seenCredentials.flatMap(({ token, certificate }) =>
      certificate === null ? [token] : [token, certificate.key],
    );
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.every(({ isWiped }) => isWiped)).toBe(true);
  });

  it('a second click after the first has ended finds another revision', async () => {
    const { day, payment, accountant, world } = await ready();
    await pay(day.parts, accountant, seenOf(payment));

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(code).toBe('stale-revision');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('of two payments for one free day limit only one leaves without an approval', async () => {
    const world = new VaultWorld();
    const rules = { ...FREE_RULES, day: { approvalAboveMinor: 2000_00, refuseAboveMinor: null } };
    const day = await world.furnish({ rules });
    const one = submitNew(world, day, { amountText: '1500' });
    const two = submitNew(world, day, { amountText: '1200' });
    expect([one.status, two.status]).toEqual(['approved', 'approved']);

    const results = await Promise.allSettled(
      [one, two].map((payment) => pay(day.parts, world.people.accountant, seenOf(payment))),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([now(day, one).status, now(day, two).status].sort()).toEqual(['in-progress', 'submitted']);
    expect(world.bank.made.size).toBe(1);
  });

  it('a question about a payment under way changes nothing and sends nothing', async () => {
    const { world, day, payment, accountant } = await ready();
    let release: () => void = () => undefined;
    world.bank.sendPlans = [{ kind: 'hang', until: new Promise((resolve) => (release = resolve)) }];
    const paying = pay(day.parts, accountant, seenOf(payment));
    await expect.poll(() => world.bank.attempts.length).toBe(1);

    const asked = await reconcile(day.parts, payment.paymentId);
    recoverCutOff(day.parts);
    world.clock.set('2026-12-31T00:00:00.000Z');
    expireStale(day.parts, THE_APP);
    const during = now(day, payment).status;
    const code = await codeOf(() => pay(day.parts, accountant, seenOf(asked)));
    release();
    const paid = await paying;

    expect(during).toBe('submitting');
    expect(code).toBe('payment-state');
    expect(paid.status).toBe('unknown');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('an edit during the last look stops the payment', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.whileReading = () => {
      world.bank.whileReading = () => undefined;
      const edit = { companyId: COMPANY, seen: seenOf(payment), fields: draftFields({ amountText: '9' }) };
      saveDraft(day.parts, accountant, edit);
    };

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(code).toBe('stale-revision');
    expect(now(day, payment).status).toBe('draft');
    expect(world.bank.attempts).toEqual([]);
  });

  it('a vault that was locked during the last look sends nothing', async () => {
    const { world, day, payment, accountant } = await ready();
    world.bank.whileReading = (call) => {
      if (call === 'statement') world.db.close();
    };

    await expect(pay(day.parts, accountant, seenOf(payment))).rejects.toThrow();

    expect(world.bank.attempts).toEqual([]);
  });
});

describe('between the approval and «Pay»', () => {
  it('a change of the rules voids the approval; a new one under the new rules pays', async () => {
    const { world, day, payment, accountant } = await ready();
    await world.setRules(day, { ...STRICT_RULES, requestHours: 48 });

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));
    const back = now(day, payment);
    const again = await approveAs(world, day, { actor: world.people.director, payment: back });
    const paid = await pay(day.parts, accountant, seenOf(again));

    expect([code, back.status, paid.status]).toEqual([
      'payment-changed-since-approval',
      'submitted',
      'in-progress',
    ]);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('an approval dies when the hours of the rules are over, not a millisecond before', async () => {
    const rules = { ...STRICT_RULES, approvalHours: 5 };
    const early = await ready(rules);
    const late = await ready(rules);
    early.world.clock.pass(5 * 3_600_000 - 1);
    late.world.clock.pass(5 * 3_600_000);

    expect((await pay(early.day.parts, early.accountant, seenOf(early.payment))).status).toBe('in-progress');
    expect(await codeOf(() => pay(late.day.parts, late.accountant, seenOf(late.payment)))).toBe(
      'payment-changed-since-approval',
    );
    expect(late.world.bank.attempts).toEqual([]);
  });

  it('a lowered ceiling refuses the payment and leaves it as it is', async () => {
    const { world, day, payment, accountant } = await ready();
    const payLimit = { approvalAboveMinor: 0, refuseAboveMinor: 1500_49 };
    await world.setRules(day, { ...STRICT_RULES, payment: payLimit });

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(code).toBe('payment-refused-by-rules');
    expect(now(day, payment)).toEqual(payment);
    expect(world.bank.attempts).toEqual([]);
  });

  it.each([
    [-1, 'in-progress'],
    [0, 'approved'],
    [1, 'approved'],
  ])('time passes: %i ms after the end of the request it is %s', async (ms, status) => {
    const { world, day, payment, accountant } = await ready();
    world.clock.set(payment.expiresAt ?? '');
    world.clock.pass(ms);

    await pay(day.parts, accountant, seenOf(payment)).catch((error: unknown) => error);

    expect(now(day, payment).status).toBe(status);
    expect(world.bank.attempts).toHaveLength(status === 'approved' ? 0 : 1);
  });

  it('a payment that needed no approval dies with its request as well', async () => {
    const { world, day, payment, accountant } = await ready(FREE_RULES);
    world.clock.set(payment.expiresAt ?? '');

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(code).toBe('payment-state');
    expect(world.bank.attempts).toEqual([]);
  });

  it('a clock moved back before the approval voids nothing: the bank says what time it is', async () => {
    const { world, day, payment, accountant } = await ready();
    world.clock.pass(-25 * 3_600_000);

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid.status).toBe('in-progress');
    expect(paid.sentAt).toBe(world.clock.truth);
  });

  it('the first payment to another account of the payee is asked about again', async () => {
    const { world, day, payment, accountant } = await ready(FREE_RULES);
    const other = submitNew(world, day, {
      payeeAccount: '40817810600000000003',
      purpose: 'Другое. НДС не облагается',
    });
    await pay(day.parts, accountant, seenOf(other));

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(code).toBe('payment-needs-approval');
    expect(now(day, payment).reasons.map((reason) => reason.code)).toEqual(['changed-payee-account']);
    expect(world.bank.made.size).toBe(1);
  });

  it('an edit after the approval needs a new submission and a new approval', async () => {
    const { day, payment, accountant } = await ready();
    const edit = { companyId: COMPANY, seen: seenOf(payment), fields: draftFields({ amountText: '9999' }) };
    const edited = saveDraft(day.parts, accountant, edit);

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(edited)));

    expect(code).toBe('payment-state');
    expect(edited).toMatchObject({ status: 'draft', content: null, contentHash: null });
  });

  it('a new Moscow day gives a new day limit, one millisecond before does not', async () => {
    const world = new VaultWorld();
    const rules = { ...FREE_RULES, day: { approvalAboveMinor: 2000_00, refuseAboveMinor: null } };
    const day = await world.furnish({ rules });
    const one = submitNew(world, day, { amountText: '2000' });
    const two = submitNew(world, day, { amountText: '2000,00', purpose: 'Второй. НДС не облагается' });
    await pay(day.parts, world.people.accountant, seenOf(one));
    world.clock.set(addMs(moscowDayStart('2026-11-17'), -1));

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(two)));
    world.clock.pass(1);
    const three = submitNew(world, day, { amountText: '2000', purpose: 'Третий. НДС не облагается' });
    const paid = await pay(day.parts, world.people.accountant, seenOf(three));

    expect(code).toBe('payment-needs-approval');
    expect(paid.status).toBe('in-progress');
  });
});

describe('a bank draft', () => {
  const drafts = { route: 'bank-draft' as const };

  it('is handed over without an approval of ours, with its document id', async () => {
    const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);

    const laid = await pay(day.parts, accountant, seenOf(payment));

    expect(laid).toMatchObject({ status: 'handed-over', documentId: 'document-1', bankPaymentId: null });
    expect(world.bank.drafts).toHaveLength(1);
  });

  it.each<SendPlan['kind']>(['lost', 'lost-answer'])(
    'whose answer was lost (%s) is never laid again by itself',
    async (kind) => {
      const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);
      world.bank.sendPlans = [{ kind } as SendPlan]; // both kinds carry nothing else
      const lost = await pay(day.parts, accountant, seenOf(payment));

      for (let minute = 0; minute < 60; minute += 1) {
        world.clock.pass(60_000);
        await day.follower.tick();
        await reconcile(day.parts, payment.paymentId);
      }

      expect(lost.status).toBe('unknown');
      expect(now(day, payment).status).toBe('unknown');
      expect(world.bank.attempts).toHaveLength(1);
    },
  );

  it.each([
    ['found', 'handed-over'],
    ['not-found', 'expired'],
  ] as const)('is settled by a person who looked (%s)', async (finding, status) => {
    const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);
    world.bank.sendPlans = [{ kind: 'lost' }];
    const lost = await pay(day.parts, accountant, seenOf(payment));

    const settled = settleBankDraft(day.parts, accountant, seenOf(lost), finding);

    expect(settled.status).toBe(status);
    expect(await codeOf(() => settleBankDraft(day.parts, accountant, seenOf(settled), finding))).toBe(
      'payment-state',
    );
  });

  it.each([
    ['signed', 'executed'],
    ['deleted', 'cancelled'],
  ] as const)(
    'that a person found ends by his word (%s), which makes no payee a known one',
    async (finding, status) => {
      const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);
      world.bank.sendPlans = [{ kind: 'lost' }];
      const lost = await pay(day.parts, accountant, seenOf(payment));
      expect(await codeOf(() => settleBankDraft(day.parts, accountant, seenOf(lost), finding))).toBe(
        'payment-state',
      );
      const found = settleBankDraft(day.parts, accountant, seenOf(lost), 'found');

      const ended = settleBankDraft(day.parts, accountant, seenOf(found), finding);

      expect(ended.status).toBe(status);
      const payee = contentOf(ended).payee;
      expect(paidTo(day.parts.payments.list(COMPANY, null), payee)).toEqual([]);
    },
  );

  it('whose number the bank told is asked about, not settled by anybody', async () => {
    const { day, payment, accountant } = await ready(STRICT_RULES, drafts);
    const laid = await pay(day.parts, accountant, seenOf(payment));
    expect(laid).toMatchObject({ status: 'handed-over', documentId: expect.any(String) });
    expect(await codeOf(() => settleBankDraft(day.parts, accountant, seenOf(laid), 'signed'))).toBe(
      'payment-state',
    );
  });

  it('that was cut off by a crash is unknown, not sent again', async () => {
    const { world, payment, accountant } = await ready(STRICT_RULES, drafts);
    const day = world.start({ commitFaults: [{ at: 3, code: 'store-full', isKept: false }] });
    await codeOf(() => pay(day.parts, accountant, seenOf(payment)));

    const next = world.start();
    next.follower.start();

    expect(now(next, payment).status).toBe('unknown');
    expect(world.bank.drafts).toHaveLength(1);
  });

  it('that did not leave may be laid again', async () => {
    const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);
    world.bank.sendPlans = [{ kind: 'not-sent' }];
    const first = await pay(day.parts, accountant, seenOf(payment));

    const second = await pay(day.parts, accountant, seenOf(first));

    expect([first.status, second.status]).toEqual(['approved', 'handed-over']);
    expect(world.bank.drafts).toHaveLength(1);
  });

  it('follows its document until it is executed, showing the words of the bank on the way', async () => {
    const { world, day, payment, accountant } = await ready(STRICT_RULES, drafts);
    await pay(day.parts, accountant, seenOf(payment));
    const [draft] = world.bank.drafts;

    const waiting = await reconcile(day.parts, payment.paymentId);
    if (draft !== undefined) draft.status = 'EXECUTED';
    const done = await reconcile(day.parts, payment.paymentId);

    expect(waiting).toMatchObject({ status: 'handed-over', bankMessage: 'CREATED' });
    expect(done.status).toBe('executed');
  });

  it('does not make a payee known whom no director has seen', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, newPayeeNeedsApproval: true } });
    const draft = submitNew(world, day, drafts);
    await pay(day.parts, world.people.accountant, seenOf(draft));

    const direct = submitNew(world, day, { purpose: 'Прямо. НДС не облагается' });

    expect(direct.status).toBe('submitted');
    expect(direct.reasons.map(({ code }) => code)).toEqual(['new-payee']);
  });
});

describe('the id at the bank', () => {
  it('is different for another payment of the same content, and fits the field', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const one = submitNew(world, day);
    const paid = await pay(day.parts, world.people.accountant, seenOf(one));
    const two = submitNew(world, day);
    const approved = await approveAs(world, day, { actor: world.people.director, payment: two });
    const again = await pay(day.parts, world.people.accountant, seenOf(approved));

    expect(paid.bankPaymentId).toMatch(/^kl-[0-9a-f]{40}$/);
    expect(again.bankPaymentId).not.toBe(paid.bankPaymentId);
  });

  it('of an unknown payment says not-found for a payment that does not exist here', async () => {
    const { day } = await ready();

    expect(await codeOf(() => reconcile(day.parts, PaymentId.parse('nowhere-0')))).toBe('not-found');
  });
});
