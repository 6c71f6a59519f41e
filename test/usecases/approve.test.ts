import { describe, expect, it } from 'vitest';
import { addMs } from '../../contract/values/dates.ts';
import { approvalQueue, paymentDetails } from '../../main/domain/payments/payment-view.ts';
import {
  approvalObstacle,
  approvePayment,
  rejectPayment,
} from '../../main/domain/payments/approving/approve.ts';
import { judgeApprovals } from '../../main/domain/payments/approving/judge-approvals.ts';
import { returnUnapproved } from '../../main/domain/payments/approving/return-unapproved.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { rulesInForce, trustedPolicy } from '../../main/domain/payments/approving/judge.ts';
import type { Approval } from '../../main/domain/payments/approving/approval.ts';
import { THE_APP } from '../../main/domain/audit/entry.ts';
import { actorOf } from '../../main/domain/people/person.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approveAs,
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
  FREE_RULES,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

async function waiting(rules = STRICT_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  return { world, day, payment: submitNew(world, day), ...world.people };
}

function current({ parts }: Workday, { paymentId }: Payment): Payment {
  const payment = parts.payments.get(paymentId);
  if (payment === null) throw new Error('lost');
  return payment;
}

/** A payment whose approval has died is back at «to approve». */
function back(day: Workday, payment: Payment): Payment {
  returnUnapproved(day.parts, THE_APP, 'has-died');
  return current(day, payment);
}

describe('an approval', () => {
  it('is given by a director with his passphrase', async () => {
    const { world, day, payment, director } = await waiting();

    const approved = await approveAs(world, day, { actor: director, payment });

    expect(approved.status).toBe('approved');
    expect(day.parts.approvals.list(payment.paymentId)).toMatchObject([
      { personId: director.personId, verdict: 'approved', answered: ['new-payee'] },
    ]);
  });

  it('shows what it is about in the window of the passphrase', async () => {
    const { world, day, payment, director } = await waiting();
    await approveAs(world, day, { actor: director, payment });

    expect(world.prompt.questions).toEqual([
      {
        kind: 'passphrase',
        subject: 'Борис',
        facts: [
          { label: 'amount', text: '1\u00a0500,50\u00a0₽' },
          { label: 'payee', text: 'ООО «Поставщик», ИНН 9999000006' },
          { label: 'payee-account', text: '40802810700000000002' },
          { label: 'purpose', text: 'Оплата по счёту 17. НДС не облагается' },
        ],
        minLength: 1,
      },
    ]);
  });

  it('is told to the windows, as a rejection is', async () => {
    const { world, day, payment, director } = await waiting();
    const other = submitNew(world, day, { purpose: 'Другое. НДС не облагается' });
    world.told.length = 0;

    await approveAs(world, day, { actor: director, payment });
    await rejectPayment(day.parts, director, { seen: seenOf(other), reason: 'не наш счёт' });

    expect(world.told).toEqual(
      [payment, other].map(({ paymentId }) => ({ name: 'payments.changed', payload: { paymentId } })),
    );
  });

  it('whose signature does not hold lets nothing out', async () => {
    const { world, day, payment, director } = await waiting();
    world.personKeys.signAll = (_, __, texts) => Promise.resolve(texts.map(() => 'AAAA'));

    const after = await approveAs(world, day, { actor: director, payment });

    expect(after.status).toBe('submitted');
    expect(judgeApprovals(day.parts, after).standing).toMatchObject({
      answers: [{ flaw: 'signature' }],
      isEnough: false,
    });
  });

  it('stays valid in the history of a payment that went out, whatever the rules have come to', async () => {
    const { world, day, payment, director, accountant } = await waiting();
    const approved = await approveAs(world, day, { actor: director, payment });
    const shown = (one: Payment) => paymentDetails(day.parts, day.follower, accountant, one).approvals;
    await world.setRules(day, { ...STRICT_RULES, requestHours: 71 });
    expect(shown(approved)).toMatchObject([{ personName: 'Борис', isVoid: true }]);
    await world.setRules(day, STRICT_RULES);
    const again = await approveAs(world, day, { actor: director, payment: back(day, approved) });

    const paid = await pay(day.parts, accountant, seenOf(again));
    await world.setRules(day, { ...STRICT_RULES, requestHours: 70 });

    expect(shown(paid).every(({ isVoid }) => !isVoid)).toBe(true);
  });

  it('asks again after a wrong passphrase, and every answer is wiped', async () => {
    const { world, day, payment, director } = await waiting();
    world.prompt.answer('не та', 'и это не та', passphraseOf('Борис'));

    const approved = await approvePayment(day.parts, director, { seen: seenOf(payment), reason: 'да' });

    expect(approved.status).toBe('approved');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong', 'passphrase-wrong']);
    expect(world.prompt.secrets.every(({ isWiped }) => isWiped)).toBe(true);
  });

  it('does not cover a warning that came up while the passphrase was typed', async () => {
    const { world, day, payment, director } = await waiting();
    world.prompt.whileOpen = () => {
      if (world.prompt.secrets.length === 0) submitNew(world, day);
    };
    world.prompt.answer(passphraseOf('Борис'));

    const code = await codeOf(() =>
      approvePayment(day.parts, director, { seen: seenOf(payment), reason: 'новый, проверил' }),
    );

    expect(code).toBe('stale-revision');
    expect(day.parts.approvals.list(payment.paymentId)).toEqual([]);
  });

  it('leaves nothing behind when the window is closed', async () => {
    const { day, payment, director } = await waiting();

    const code = await codeOf(() =>
      approvePayment(day.parts, director, { seen: seenOf(payment), reason: 'да' }),
    );

    expect(code).toBe('cancelled-by-person');
    expect(current(day, payment)).toEqual(payment);
    expect(day.parts.approvals.list(payment.paymentId)).toEqual([]);
  });

  it('is not given with the passphrase of another director', async () => {
    const { world, day, payment, director } = await waiting();
    world.prompt.answer(passphraseOf('Вера'));

    const code = await codeOf(() =>
      approvePayment(day.parts, director, { seen: seenOf(payment), reason: 'да' }),
    );

    expect(code).toBe('cancelled-by-person');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
  });

  it('is not for the accountant, who is not even asked', async () => {
    const { world, day, payment, accountant } = await waiting();

    const code = await codeOf(() =>
      approvePayment(day.parts, accountant, { seen: seenOf(payment), reason: 'да' }),
    );

    expect(code).toBe('approval-own-payment');
    expect(world.prompt.questions).toEqual([]);
  });

  it('is not for another accountant who says that he is a director', async () => {
    const { world, day, payment } = await waiting();
    const other = await world.addPerson(day, 'Глеб', { role: 'accountant' });
    const liar = { ...actorOf(other), role: 'director' as const };

    expect(await codeOf(() => approvePayment(day.parts, liar, { seen: seenOf(payment), reason: 'да' }))).toBe(
      'not-entitled',
    );
    expect(await codeOf(() => rejectPayment(day.parts, liar, { seen: seenOf(payment), reason: 'нет' }))).toBe(
      'not-entitled',
    );
  });

  it('is not for the director who prepared the payment, nor for one who edited it last', async () => {
    const { world, day, payment, director, secondDirector, accountant } = await waiting();
    const own = submitNew(world, day, { purpose: 'Своё. НДС не облагается' }, director);
    const edit = { companyId: COMPANY, seen: seenOf(payment), fields: payment.fields };
    const edited = submitPayment(day.parts, accountant, seenOf(saveDraft(day.parts, director, edit)));
    const approve = (actor: typeof director, of: Payment) =>
      codeOf(() => approveAs(world, day, { actor, payment: of }));

    expect(await approve(director, own)).toBe('approval-own-payment');
    expect(await approve(director, edited)).toBe('approval-own-payment');
    expect((await approveAs(world, day, { actor: secondDirector, payment: own })).status).toBe('approved');
  });

  it('is not for a director of the training company in a real one, nor the other way round', async () => {
    const { world, day, payment } = await waiting();
    const training = await world.addPerson(day, 'Учебный', { role: 'director', isTraining: true });
    const other = new VaultWorld();
    const otherDay = await other.furnish({ rules: null, environment: 'training' });
    const real = await other.addPerson(otherDay, 'Настоящий', { role: 'director' });
    const inTraining = submitNew(other, otherDay);

    expect(await codeOf(() => approveAs(world, day, { actor: actorOf(training), payment }))).toBe(
      'not-entitled',
    );
    expect(
      await codeOf(() => approveAs(other, otherDay, { actor: actorOf(real), payment: inTraining })),
    ).toBe('not-entitled');
  });

  it('needs as many different directors as the rules say', async () => {
    const { world, day, payment, director, secondDirector } = await waiting({
      ...STRICT_RULES,
      approvalsNeeded: 2,
    });

    const once = await approveAs(world, day, { actor: director, payment });
    const again = await codeOf(() => approveAs(world, day, { actor: director, payment: once }));
    world.prompt.forget();
    const both = await approveAs(world, day, { actor: secondDirector, payment: once });

    expect([once.status, again, both.status]).toEqual(['submitted', 'approval-given', 'approved']);
    expect(approvalObstacle(day.parts, director, once)).toBe('already-approved');
  });

  it('says that there are not enough directors, and lets nobody pay', async () => {
    const { world, day, director, secondDirector } = await waiting({ ...STRICT_RULES, approvalsNeeded: 2 });
    const own = submitNew(world, day, { purpose: 'Своё. НДС не облагается' }, director);

    const once = await approveAs(world, day, { actor: secondDirector, payment: own });

    expect(own.reasons.map(({ code }) => code)).toContain('no-approver');
    expect(await codeOf(() => approveAs(world, day, { actor: director, payment: once }))).toBe(
      'approval-own-payment',
    );
    expect(await codeOf(() => pay(day.parts, director, seenOf(once)))).toBe('payment-state');
  });

  it('needs a reason when there is a warning, and none when there is not', async () => {
    const rules = { ...FREE_RULES, payment: { approvalAboveMinor: 0, refuseAboveMinor: null } };
    const { world, day, payment, director, accountant } = await waiting(rules);
    const plain = await approveAs(world, day, { actor: director, payment, reason: '' });
    await pay(day.parts, accountant, seenOf(plain));
    const changed = submitNew(world, day, { payeeAccount: '40817810600000000003' });

    const code = await codeOf(() =>
      approveAs(world, day, { actor: director, payment: changed, reason: '  ' }),
    );

    expect(plain.status).toBe('approved');
    expect(code).toBe('approval-needs-answers');
  });

  it.each([
    [
      'an edit',
      (world: VaultWorld, day: Workday, payment: Payment) => {
        const edit = { companyId: COMPANY, seen: seenOf(payment), fields: draftFields({ amountText: '1' }) };
        saveDraft(day.parts, world.people.accountant, edit);
      },
    ],
    [
      'a new submission of other content',
      (world: VaultWorld, day: Workday, payment: Payment) => {
        const fields = { ...payment.fields, amountText: '1' };
        const edit = { companyId: COMPANY, seen: seenOf(payment), fields };
        submitPayment(
          day.parts,
          world.people.accountant,
          seenOf(saveDraft(day.parts, world.people.accountant, edit)),
        );
      },
    ],
  ])('is lost when %s comes while the key is being opened', async (_name, change) => {
    const { world, day, payment, director } = await waiting();
    world.personKeys.whileSigning = () => {
      change(world, day, payment);
      return Promise.resolve();
    };

    const code = await codeOf(() => approveAs(world, day, { actor: director, payment }));

    expect(code).toBe('stale-revision');
    expect(day.parts.approvals.list(payment.paymentId)).toEqual([]);
  });

  it('does not count when the rules change while the key is being opened', async () => {
    const { world, day, payment, director } = await waiting();
    world.personKeys.whileSigning = async () => {
      world.personKeys.whileSigning = () => Promise.resolve();
      await world.setRules(day, { ...STRICT_RULES, requestHours: 24 });
    };

    const after = await approveAs(world, day, { actor: director, payment });

    expect(after.status).toBe('submitted');
  });

  it('does not count when a warning comes up while the key is being opened', async () => {
    const { world, day, payment, director } = await waiting();
    world.personKeys.whileSigning = () => {
      submitNew(world, day);
      return Promise.resolve();
    };

    const after = await approveAs(world, day, { actor: director, payment });

    expect(after.status).toBe('submitted');
  });

  it.each([
    ['a moment before the request dies', -1, 'given'],
    ['at its end', 0, 'payment-state'],
    ['later', 1, 'payment-state'],
  ])('%s is %d ms from it: %s', async (_, ms, code) => {
    const { world, day, payment, director } = await waiting();
    world.clock.set(addMs(payment.expiresAt ?? '', ms));
    const approve = async () => {
      await approveAs(world, day, { actor: director, payment });
      throw Object.assign(new Error(), { code: 'given' });
    };
    expect(await codeOf(approve)).toBe(code);
  });

  it('is all or nothing when the disk fails', async () => {
    const { world, payment, director } = await waiting();
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });

    const code = await codeOf(() => approveAs(world, day, { actor: director, payment }));

    expect(code).toBe('store-full');
    expect(world.start().parts.approvals.list(payment.paymentId)).toEqual([]);
    expect(current(world.start(), payment)).toEqual(payment);
  });
});

describe('an approval of an earlier submission', () => {
  it('does not count after an edit, even when the same content is submitted again', async () => {
    const { world, day, payment, accountant, director, secondDirector } = await waiting({
      ...STRICT_RULES,
      approvalsNeeded: 2,
    });
    const once = await approveAs(world, day, { actor: director, payment });
    world.clock.pass(1);
    const edit = { companyId: COMPANY, seen: seenOf(once), fields: payment.fields };
    const again = submitPayment(day.parts, accountant, seenOf(saveDraft(day.parts, accountant, edit)));

    const after = await approveAs(world, day, { actor: secondDirector, payment: again });

    expect(again.contentHash).toBe(payment.contentHash);
    expect(after.status).toBe('submitted');
  });
});

describe('a rejection', () => {
  it('in a company of one computer needs no signature and has none', async () => {
    const { day, payment, director } = await waiting();

    await rejectPayment(day.parts, director, { seen: seenOf(payment), reason: 'не наш счёт' });

    expect(day.parts.approvals.list(payment.paymentId)).toMatchObject([
      { verdict: 'rejected', reason: 'не наш счёт', signature: null, envelope: null },
    ]);
  });

  it('ends the payment, and no approval brings it back', async () => {
    const { world, day, payment, director, secondDirector } = await waiting();

    const rejected = await rejectPayment(day.parts, director, {
      seen: seenOf(payment),
      reason: 'не наш счёт',
    });

    expect(rejected.status).toBe('refused');
    expect(await codeOf(() => approveAs(world, day, { actor: secondDirector, payment: rejected }))).toBe(
      'payment-state',
    );
  });
});

describe('a director who has approved', () => {
  it('may still reject while another approval is missing', async () => {
    const { world, day, payment, director } = await waiting({ ...STRICT_RULES, approvalsNeeded: 2 });
    const once = await approveAs(world, day, { actor: director, payment });

    expect(
      (await rejectPayment(day.parts, director, { seen: seenOf(once), reason: 'передумал' })).status,
    ).toBe('refused');
  });

  it('is asked once more when his approval has died, and not a moment before', async () => {
    const { world, day, payment, director } = await waiting({
      ...STRICT_RULES,
      approvalsNeeded: 2,
      approvalHours: 5,
    });
    const once = await approveAs(world, day, { actor: director, payment });

    world.clock.pass(5 * 3_600_000 - 1);
    expect(approvalObstacle(day.parts, director, once)).toBe('already-approved');
    world.clock.pass(1);
    expect(approvalObstacle(day.parts, director, once)).toBeNull();
  });
});

describe('a payment that waits for two', () => {
  it('says how many approvals count, whose, and who can give the rest', async () => {
    const { world, day, payment, director } = await waiting({
      ...STRICT_RULES,
      tiers: [{ aboveMinor: 1500_49, approvals: 2 }],
    });
    const shown = (one: Payment) => paymentDetails(day.parts, day.follower, director, one).signatures;

    const before = shown(payment);
    const once = await approveAs(world, day, { actor: director, payment });
    const between = shown(once);
    const both = await approveAs(world, day, { actor: world.people.secondDirector, payment: once });

    expect(before).toEqual({ needed: 2, approvedBy: [], missingFrom: ['Борис', 'Вера'] });
    expect(between).toEqual({ needed: 2, approvedBy: ['Борис'], missingFrom: ['Вера'] });
    expect(shown(both)).toBeNull();
  });
});

describe('the queue of the director', () => {
  it('still shows the others when the rules have come to refuse one of them', async () => {
    const { world, day, payment, director } = await waiting();
    submitNew(world, day, { amountText: '100', purpose: 'Малый. НДС не облагается' });
    const limit = { approvalAboveMinor: 0, refuseAboveMinor: 1000_00 };
    await world.setRules(day, { ...STRICT_RULES, payment: limit });

    const queue = approvalQueue(day.parts, day.follower, director, COMPANY);

    expect(queue).toHaveLength(2);
    const refused = queue.find(({ details }) => details.payment.paymentId === payment.paymentId);
    expect(refused?.reasons.map(({ code }) => code)).toContain('over-payment-cap');
    expect(await codeOf(() => approveAs(world, day, { actor: director, payment }))).toBe(
      'payment-refused-by-rules',
    );
  });
});

describe('a record that was forged with the right seal', () => {
  const forgeries: readonly (readonly [string, (approval: Approval) => Approval])[] = [
    ['content hash', (approval) => ({ ...approval, contentHash: 'f'.repeat(64) })],
    ['expiry', (approval) => ({ ...approval, expiresAt: '2030-01-01T00:00:00.000Z' })],
    ['moment', (approval) => ({ ...approval, at: '2026-11-16T08:00:00.000Z' })],
    ['answers', (approval) => ({ ...approval, answered: [...approval.answered, 'possible-duplicate'] })],
    ['reason', (approval) => ({ ...approval, reason: 'другая причина' })],
    ['version of the rules', (approval) => ({ ...approval, policyVersion: 0 })],
    ['verdict', (approval) => ({ ...approval, verdict: 'rejected' })],
    ['missing signature', (approval) => ({ ...approval, signature: null })],
    ['cut signature', (approval) => ({ ...approval, signature: approval.signature?.slice(4) ?? null })],
  ];

  it.each(forgeries)('(%s) does not let the payment out', async (_name, forge) => {
    const { world, day, payment, director, accountant } = await waiting();
    const approved = await approveAs(world, day, { actor: director, payment });
    const { ledger } = day.stores;
    const [approval] = day.parts.approvals.list(payment.paymentId);
    if (approval === undefined) throw new Error('no approval');
    ledger.commit(() => ledger.approvals.upsert(forge(approval)), null);

    await codeOf(() => pay(world.start().parts, accountant, seenOf(approved)));

    expect(world.bank.attempts).toEqual([]);
    expect(current(world.start(), payment).status).toBe('submitted');
  });

  it('(approval by another person) does not let the payment out', async () => {
    const { world, day, payment, director, secondDirector, accountant } = await waiting();
    const approved = await approveAs(world, day, { actor: director, payment });
    const { ledger } = day.stores;
    const [approval] = day.parts.approvals.list(payment.paymentId);
    if (approval === undefined || secondDirector.personId === null) throw new Error('no approval');
    const forged = { ...approval, personId: secondDirector.personId };
    ledger.commit(() => ledger.approvals.upsert(forged), null);

    await codeOf(() => pay(world.start().parts, accountant, seenOf(approved)));

    expect(world.bank.attempts).toEqual([]);
  });

  it('(an approval moved from another payment) does not let the payment out', async () => {
    const { world, day, payment, director, accountant } = await waiting();
    const other = submitNew(world, day, { purpose: 'Другой. НДС не облагается' });
    await approveAs(world, day, { actor: director, payment });
    const { ledger } = day.stores;
    const [approval] = day.parts.approvals.list(payment.paymentId);
    if (approval === undefined) throw new Error('no approval');
    const moved = { ...approval, paymentId: other.paymentId, contentHash: other.contentHash ?? '' };
    ledger.commit(() => ledger.approvals.upsert(moved), null);
    const forced = day.parts.payments.save({ ...other, status: 'approved' }, null);

    await codeOf(() => pay(world.start().parts, accountant, seenOf(forced)));

    expect(world.bank.attempts).toEqual([]);
  });

  it('(a payment with another sum) does not go out under the old approval', async () => {
    const { world, day, payment, director, accountant } = await waiting();
    const approved = await approveAs(world, day, { actor: director, payment });
    if (approved.content === null) throw new Error('no content');
    const content = { ...approved.content, amountMinor: 9_999_999_99 };
    const forged = day.parts.payments.save({ ...approved, content }, null);

    await codeOf(() => pay(world.start().parts, accountant, seenOf(forged)));

    expect(world.bank.attempts).toEqual([]);
  });

  it('(a payment under another author) does not let the director approve his own', async () => {
    const { world, day, director, accountant } = await waiting();
    const own = submitNew(world, day, { purpose: 'Своё. НДС не облагается' }, director);
    if (accountant.personId === null) throw new Error('nobody');
    const approvedAsIf = day.parts.payments.save({ ...own, preparedBy: accountant.personId }, null);
    const approved = await approveAs(world, day, { actor: director, payment: approvedAsIf });
    if (director.personId === null) throw new Error('nobody');
    const backAgain = day.parts.payments.save({ ...approved, preparedBy: director.personId }, null);

    await codeOf(() => pay(world.start().parts, accountant, seenOf(backAgain)));

    expect(world.bank.attempts).toEqual([]);
  });

  it.each([
    ['rules', { rules: FREE_RULES }],
    ['version', { version: 7 }],
    ['signature', { signature: null }],
    ['author', { changedBy: null }],
  ])('(rules with another %s) leaves the strictest rules in force', async (_name, change) => {
    const { day, world } = await waiting();
    const { ledger } = day.stores;
    const policy = day.parts.policies.newest(COMPANY);
    if (policy === null) throw new Error('no rules');
    ledger.commit(() => ledger.policies.upsert({ ...policy, ...change }), null);

    const next = world.start();
    const trusted = trustedPolicy(next.parts, COMPANY);

    expect(trusted.rules).toEqual(STRICT_RULES);
    expect(rulesInForce(next.parts, COMPANY).state).toBe('not-signed');
    expect(submitNew(world, next, { purpose: 'Ещё. НДС не облагается' }).status).toBe('submitted');
  });

  it('(rules signed by an accountant with a key) leaves the strictest rules in force', async () => {
    const { day, world } = await waiting();
    const { ledger } = day.stores;
    const [director] = day.parts.people.list().filter(({ role }) => role === 'director');
    if (director === undefined) throw new Error('nobody');
    ledger.commit(() => ledger.people.upsert({ ...director, role: 'accountant' }), null);

    expect(trustedPolicy(world.start().parts, COMPANY).version).toBe(0);
    expect(world.people.director.name).toBe(director.name);
  });
});

describe('approvals over a restart', () => {
  it('still count after the vault was opened anew', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const approved = await approvedNew(world, day);

    const next = world.start();
    const paid = await pay(next.parts, world.people.accountant, seenOf(approved));

    expect(paid.status).toBe('in-progress');
  });
});
