import { describe, expect, it } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { Actor } from '../../main/domain/audit/entry.ts';
import { approvePayment, rejectPayment } from '../../main/domain/payments/approving/approve.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approveAndPay,
  mayApproveAndPay,
  type ApprovedAndPaid,
} from '../../main/domain/payments/sending/approve-and-pay.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { bankOperation } from '../fakes/bank-operation.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';
import {
  approveAs,
  bankAccount,
  codeOf,
  COMPANY,
  draftFields,
  EVERYDAY,
  passphraseOf,
  PAYING,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

async function waiting(rules: PolicyRules = STRICT_RULES, fields: Partial<DraftFields> = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const payment = submitNew(world, day, fields);
  const { director, secondDirector, accountant } = world.people;
  const act = (actor: Actor = director, one: Payment = payment, at: Workday = day) => {
    world.prompt.answer(passphraseOf(actor.name));
    return approveAndPay(at.parts, actor, { seen: seenOf(one), reason: 'проверил по телефону' });
  };
  const may = (actor: Actor = director) => mayApproveAndPay(day.parts, actor, current(day, payment));
  return { world, day, payment, director, secondDirector, accountant, act, may };
}

function current({ parts }: Workday, { paymentId }: Payment): Payment {
  const payment = parts.payments.get(paymentId);
  if (payment === null) throw new Error('lost');
  return payment;
}

/** What the journal has of the payment, the latest last: by whom. */
function told({ stores }: Workday): string[] {
  return stores.audit
    .page({ companyId: COMPANY, before: null, limit: 50 })
    .map(({ entry }) => `${entry.kind} ${entry.who}`)
    .filter((line) => line.startsWith('payment-'))
    .reverse();
}

function codeIn({ error }: ApprovedAndPaid): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

describe('approving and sending by one act', () => {
  it('asks for one passphrase that says both, and leaves two records of the same person', async () => {
    const { world, day, payment, director, act } = await waiting();

    const { payment: paid, error } = await act();

    expect([paid.status, error]).toEqual(['in-progress', null]);
    expect(world.prompt.questions.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['passphrase-to-approve-and-send', 'Борис'],
    ]);
    expect(told(day).slice(-3)).toEqual([
      'payment-approved Борис',
      'payment-sending Борис',
      expect.stringMatching(/^payment-accepted /),
    ]);
    expect(day.parts.approvals.list(payment.paymentId)).toMatchObject([
      { personId: director.personId, verdict: 'approved', answered: ['new-payee'] },
    ]);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('keeps the passphrase no longer than the approval', async () => {
    const { world, act } = await waiting();
    const wiped: boolean[] = [];
    world.bank.whileReading = () => void wiped.push(...world.prompt.secrets.map(({ isWiped }) => isWiped));

    await act();

    expect(wiped.length).toBeGreaterThan(1);
    expect(wiped.every(Boolean)).toBe(true);
  });

  it('sends once, whoever presses what at the same time', async () => {
    const { world, day, payment, act } = await waiting();
    const codes: string[] = [];
    world.bank.whileReading = async () => {
      world.bank.whileReading = () => undefined;
      const now = seenOf(current(day, payment));
      codes.push(await codeOf(() => pay(day.parts, world.people.accountant, now)));
      codes.push(await codeOf(() => act()));
    };

    const { payment: paid } = await act();

    expect(codes).toEqual(['payment-state', 'stale-revision']);
    expect(await codeOf(() => act(world.people.director, payment))).toBe('stale-revision');
    expect(await codeOf(() => act(world.people.director, paid))).toBe('payment-sent-already');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('is followed as always when the bank’s answer is lost', async () => {
    const { world, day, payment, act } = await waiting();
    world.bank.sendPlans = [{ kind: 'lost-answer' }];
    day.follower.start();

    const { payment: sent, error } = await act();

    expect([sent.status, error]).toEqual(['unknown', null]);
    for (let tick = 0; tick < 20 && current(day, payment).status !== 'executed'; tick += 1) {
      world.clock.pass(15_000);
      await day.follower.tick();
    }
    expect(current(day, payment).status).toBe('executed');
    expect(world.bank.made.size).toBe(1);
  });

  it('says that the payment is ready again when the bank was not reached', async () => {
    const { world, act } = await waiting();
    world.bank.sendPlans = [{ kind: 'not-sent' }];

    const { payment, error } = await act();

    expect(error).toBeNull();
    expect(payment).toMatchObject({ status: 'approved', problem: { code: expect.any(String) as string } });
  });

  it('approved but cut off before the sending, can be paid later', async () => {
    const { world, payment, director, accountant, day, act } = await waiting();
    // How many steps there are is known from a whole run in a world of its own.
    const other = await waiting();
    const counted = other.world.start();
    await other.act(other.director, other.payment, counted);
    let cutBetween = 0;
    for (let cutAt = 1; cutAt <= counted.power.steps; cutAt += 1) {
      const one = submitNew(world, world.start(), { purpose: `Счёт ${String(cutAt)}. Без НДС` });
      const dying = world.start({ cutAt });
      await Promise.race([act(director, one, dying).catch(() => undefined), dying.power.off]);
      world.prompt.forget();
      const left = current(world.start(), one);
      if (left.status !== 'approved') continue;
      cutBetween += 1;
      const before = world.bank.attempts.length;
      expect((await pay(world.start().parts, accountant, seenOf(left))).status).toBe('in-progress');
      expect(world.bank.attempts).toHaveLength(before + 1);
    }
    expect(cutBetween).toBeGreaterThan(0);
    expect(current(day, payment).status).toBe('submitted');
  });
});

describe('it is offered', () => {
  it('to a director, for another’s payment', async () => {
    const { may, accountant } = await waiting();

    expect(may()).toBe(true);
    expect(may(accountant)).toBe(false);
  });

  it('to nobody who made or changed the payment: he may not approve it', async () => {
    const { world, day, director, secondDirector } = await waiting();
    const own = submitNew(world, day, { purpose: 'Свой. Без НДС' }, director);
    const made = saveDraft(day.parts, world.people.accountant, {
      companyId: COMPANY,
      seen: null,
      fields: draftFields({ purpose: 'Чужой. Без НДС' }),
    });
    const changed = saveDraft(day.parts, director, {
      companyId: COMPANY,
      seen: seenOf(made),
      fields: { ...made.fields, purpose: 'Поправленный. Без НДС' },
    });
    const mended = submitPayment(day.parts, world.people.accountant, seenOf(changed));

    for (const payment of [own, mended]) {
      world.prompt.answer(passphraseOf('Борис'));
      const read = { seen: seenOf(payment), reason: 'сам' };
      expect(mayApproveAndPay(day.parts, director, payment)).toBe(false);
      expect(mayApproveAndPay(day.parts, secondDirector, payment)).toBe(true);
      expect(await codeOf(() => approveAndPay(day.parts, director, read))).toBe('approval-own-payment');
    }
    expect(world.prompt.questions).toEqual([]);
    expect(world.bank.attempts).toEqual([]);
  });

  it('where two approvals are needed, to the second who gives one', async () => {
    const { world, day, payment, director, secondDirector, act, may } = await waiting({
      ...STRICT_RULES,
      approvalsNeeded: 2,
    });

    expect(may()).toBe(false);
    expect(await codeOf(() => act())).toBe('payment-needs-approval');
    expect([world.prompt.questions, day.parts.approvals.list(payment.paymentId)]).toEqual([[], []]);
    world.prompt.forget();
    const once = await approveAs(world, day, { actor: director, payment });
    expect([may(director), may(secondDirector)]).toEqual([false, true]);
    expect((await act(secondDirector, once)).payment.status).toBe('in-progress');
  });

  it.each([
    ['no token may pay', { access: 'payments' }, 'token-none-fits'],
    ['its certificate is over', { isExpired: true }, 'client-certificate-expired'],
    ['the token is frozen', { isFrozen: true }, 'token-frozen'],
  ] as const)('not while %s', async (_, trouble, code) => {
    const { world, day, payment, act, may } = await waiting();
    const token = day.parts.tokens.get(PAYING);
    if (token === null) throw new Error('no token');
    if ('access' in trouble) day.parts.tokens.save({ ...token, accesses: [] }, null);
    if ('isFrozen' in trouble) day.parts.tokens.save({ ...token, status: 'frozen' }, null);
    if ('isExpired' in trouble) {
      const certificateId = await world.addCertificate(day, 'certificate-old', {
        notAfter: '2026-11-01T00:00:00.000Z',
      });
      day.parts.tokens.save({ ...token, certificateId }, null);
    }

    expect(may()).toBe(false);
    expect(await codeOf(() => act())).toBe(code);
    expect([world.prompt.questions, day.parts.approvals.list(payment.paymentId)]).toEqual([[], []]);
  });

  it('not for a payment that waits no more, or was sent as another record', async () => {
    const { day, payment, director, may } = await waiting();
    cancelPayment(day.parts, director, seenOf(payment));

    expect(may()).toBe(false);
  });

  it.each([
    ['direct', 'in-progress'],
    ['bank-draft', 'handed-over'],
  ] as const)('at the computer that sends the payment of an organization (%s)', async (route, becomes) => {
    const folder = new MemoryFolder();
    const { maker, founder, seats } = await OrganizationWorld.found({ tokensAt: 'founder' });
    const asked = await ask(maker, { route });
    await folder.settle(seats);
    const there = paymentAt(founder, asked);
    founder.knows();

    expect(mayApproveAndPay(founder.parts, founder.actor, there)).toBe(true);
    const read = { seen: seenOf(there), reason: 'проверил' };
    const { payment } = await approveAndPay(founder.parts, founder.actor, read);
    await folder.settle(seats);

    expect(payment.status).toBe(becomes);
    expect(paymentAt(maker, asked).status).toBe(becomes);
    expect(founder.world.bank.attempts).toHaveLength(1);
  });

  it('not at a computer to which the payment does not belong, though a token there would fit', async () => {
    const folder = new MemoryFolder();
    const { maker, founder, seats } = await OrganizationWorld.found({ tokensAt: 'maker' });
    const asked = await ask(maker);
    await folder.settle(seats);
    await founder.world.addTokens(founder.day);
    const there = paymentAt(founder, asked);

    expect(mayApproveAndPay(founder.parts, founder.actor, there)).toBe(false);
    const read = { seen: seenOf(there), reason: 'проверил' };
    const code = await codeOf(() => approveAndPay(founder.parts, founder.actor, read));
    expect(code).toBe('payment-sent-elsewhere');
    expect((await approveAt(founder, asked)).status).toBe('approved');
    expect(founder.world.bank.attempts).toEqual([]);
  });
});

describe('what speaks against the sending after the approval leaves the approval', () => {
  it('a kopeck too little on the account', async () => {
    const { world, day, payment, director, act } = await waiting();
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1500_49)] };

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual(['payment-no-money', 'approved']);
    expect(day.parts.approvals.list(payment.paymentId)).toMatchObject([{ personId: director.personId }]);
    expect(world.bank.attempts).toEqual([]);
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1500_50)] };
    expect((await pay(day.parts, director, seenOf(outcome.payment))).status).toBe('in-progress');
  });

  it('the same payment in the bank’s statement: it waits to be read again', async () => {
    const { world, day, payment, act } = await waiting();
    world.bank.statement = [bankOperation()];

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual([
      'payment-changed-since-approval',
      'submitted',
    ]);
    expect(day.parts.approvals.list(payment.paymentId)).toHaveLength(1);
    expect(world.bank.attempts).toEqual([]);
  });

  it('rules that change while the bank is asked', async () => {
    const { world, day, act } = await waiting();
    world.bank.whileReading = async () => {
      world.bank.whileReading = () => undefined;
      await world.setRules(day, { ...STRICT_RULES, requestHours: 71 });
    };

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual([
      'payment-changed-since-approval',
      'submitted',
    ]);
    expect(world.bank.attempts).toEqual([]);
  });

  it('rules that come to want a second approval while the passphrase is typed', async () => {
    const { world, day, payment, act } = await waiting();
    world.prompt.whileOpen = () => world.setRules(day, { ...STRICT_RULES, approvalsNeeded: 2 });

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual(['payment-needs-approval', 'submitted']);
    expect(day.parts.approvals.list(payment.paymentId)).toHaveLength(1);
    expect(world.bank.attempts).toEqual([]);
  });

  it('a maker who cancels while the bank is asked', async () => {
    const { world, day, payment, accountant, act } = await waiting();
    world.bank.whileReading = () => {
      world.bank.whileReading = () => undefined;
      cancelPayment(day.parts, accountant, seenOf(current(day, payment)));
    };

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual(['stale-revision', 'cancelled']);
    expect(world.bank.attempts).toEqual([]);
  });

  it('a token that is lost meanwhile', async () => {
    const { world, day, act } = await waiting();
    world.personKeys.whileSigning = async () => {
      const token = day.parts.tokens.get(PAYING);
      if (token !== null) day.parts.tokens.save({ ...token, status: 'frozen' }, null);
    };

    const outcome = await act();

    expect([codeIn(outcome), outcome.payment.status]).toEqual(['token-frozen', 'approved']);
    expect(world.bank.calls).toEqual([]);
  });
});

describe('before the approval nothing is left behind', () => {
  it('when the passphrase window is closed', async () => {
    const { world, day, payment, director } = await waiting();

    const read = { seen: seenOf(payment), reason: 'да' };
    expect(await codeOf(() => approveAndPay(day.parts, director, read))).toBe('cancelled-by-person');

    expect(current(day, payment)).toEqual(payment);
    expect(world.bank.calls).toEqual([]);
  });

  it('when another director rejects while the passphrase is typed', async () => {
    const { world, day, payment, secondDirector, act } = await waiting();
    world.prompt.whileOpen = async () => {
      world.prompt.whileOpen = () => undefined;
      await rejectPayment(day.parts, secondDirector, { seen: seenOf(payment), reason: 'не наш счёт' });
    };

    expect(await codeOf(() => act())).toBe('stale-revision');
    expect(current(day, payment).status).toBe('refused');
    expect(world.bank.attempts).toEqual([]);
  });

  it('and a plain approval sends nothing', async () => {
    const { world, day, payment, director } = await waiting();
    world.prompt.answer(passphraseOf('Борис'));

    await approvePayment(day.parts, director, { seen: seenOf(payment), reason: 'да' });

    expect(world.prompt.questions[0]?.kind).toBe('passphrase');
    expect([world.bank.calls, world.bank.attempts]).toEqual([[], []]);
    expect(day.parts.tokens.get(EVERYDAY)?.lastSighting).toBeNull();
  });
});
