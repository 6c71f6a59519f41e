import { beforeEach, describe, expect, it } from 'vitest';
import { approvePayments } from '../../main/domain/payments/approving/approve-many.ts';
import { trustedPolicy, approvalSetting } from '../../main/domain/payments/approving/judge.ts';
import { approvalFlaw } from '../../main/domain/payments/approving/approval.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import {
  codeOf,
  COMPANY,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

/** Every payment is asked about, and a new payee is no warning. */
const ROUTINE_RULES = { ...STRICT_RULES, newPayeeNeedsApproval: false };

let world: VaultWorld;
let day: Workday;
let three: readonly Payment[];

beforeEach(async () => {
  world = new VaultWorld();
  day = await world.furnish({ rules: ROUTINE_RULES });
  three = ['1', '2', '3'].map((number) =>
    submitNew(world, day, { amountText: `${number}00,00`, purpose: `Счёт ${number}. Без НДС` }),
  );
});

function current({ paymentId }: Payment): Payment {
  const payment = day.parts.payments.get(paymentId);
  if (payment === null) throw new Error('lost');
  return payment;
}

function one(index: number): Payment {
  const payment = three[index];
  if (payment === undefined) throw new Error('no such payment');
  return payment;
}

const approveAll = (payments: readonly Payment[]) =>
  approvePayments(day.parts, world.people.director, payments.map(seenOf));

/** The accountant changes one of them: what was read is no longer what is there. */
function edit(payment: Payment): void {
  const fields = { ...payment.fields, amountText: '999,00' };
  saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: seenOf(payment), fields });
}

describe('payments approved together', () => {
  it('are asked about once and signed one by one', async () => {
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll(three);

    expect(failed).toEqual([]);
    expect(approved.map(({ status }) => status)).toEqual(['approved', 'approved', 'approved']);
    expect(world.prompt.questions).toHaveLength(1);
    const given = three.map((payment) => day.parts.approvals.list(payment.paymentId));
    expect(given.map((list) => list.length)).toEqual([1, 1, 1]);
    expect(new Set(given.flat().map(({ signature }) => signature)).size).toBe(3);
    for (const [index, payment] of approved.entries()) {
      const policy = trustedPolicy(day.parts, COMPANY);
      const setting = { ...approvalSetting(day.parts, payment, policy), reasons: [] };
      expect(given[index]?.map((approval) => approvalFlaw(approval, setting))).toEqual([null]);
    }
  });

  it('show their number and total in the window of the passphrase', async () => {
    world.prompt.answer(passphraseOf('Борис'));

    await approveAll(three);

    expect(world.prompt.questions[0]?.facts).toEqual([
      { label: 'amount', text: '600,00\u00a0₽' },
      { label: 'payments', text: '3' },
      { label: 'payee', text: 'ООО «Поставщик»' },
    ]);
  });

  it('stand when one of them was changed before the passphrase, and only they are in the total', async () => {
    edit(one(1));
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll(three);

    expect(approved.map(({ paymentId }) => paymentId)).toEqual([one(0).paymentId, one(2).paymentId]);
    expect(failed).toMatchObject([
      { seen: { paymentId: one(1).paymentId }, error: { code: 'stale-revision' } },
    ]);
    expect(world.prompt.questions[0]?.facts[0]?.text).toBe('400,00\u00a0₽');
  });

  it('stand when one of them was changed while the passphrase was typed', async () => {
    world.prompt.whileOpen = () => edit(one(0));
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll(three);

    expect(approved).toHaveLength(2);
    expect(failed).toMatchObject([{ error: { code: 'stale-revision' } }]);
    expect(current(one(0)).status).toBe('draft');
  });

  it('stand when one of them was changed while the key was opened', async () => {
    world.personKeys.whileSigning = () => Promise.resolve(edit(one(2)));
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll(three);

    expect(approved).toHaveLength(2);
    expect(failed).toMatchObject([
      { seen: { paymentId: one(2).paymentId }, error: { code: 'stale-revision' } },
    ]);
    expect(day.parts.approvals.list(one(2).paymentId)).toEqual([]);
  });

  it('hold no payment with a warning', async () => {
    const twin = submitNew(world, day, { amountText: '100,00', purpose: 'Счёт 1. Без НДС' });
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll([...three, twin]);

    expect(approved.map(({ paymentId }) => paymentId)).toEqual([one(1).paymentId, one(2).paymentId]);
    expect(failed.map(({ error }) => error)).toMatchObject([
      { code: 'approval-needs-answers' },
      { code: 'approval-needs-answers' },
    ]);
  });

  it('are signed once each, however often one is named', async () => {
    const first = one(0);
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, failed } = await approveAll([first, first]);

    expect(approved).toHaveLength(1);
    expect(failed).toMatchObject([{ error: { code: 'stale-revision' } }]);
    expect(day.parts.approvals.list(first.paymentId)).toHaveLength(1);
  });

  it('are not asked about when none may be approved', async () => {
    const { director, accountant } = world.people;
    const asAccountant = () => approvePayments(day.parts, accountant, three.map(seenOf));
    expect(await codeOf(asAccountant)).toBe('approval-own-payment');
    expect(await codeOf(() => approvePayments(day.parts, director, []))).toBe('not-found');
    expect(world.prompt.questions).toEqual([]);
  });

  it('are asked about again after a wrong passphrase, and none is signed with it', async () => {
    world.prompt.answer('не та', passphraseOf('Вера'));

    expect(await codeOf(() => approveAll(three))).toBe('cancelled-by-person');

    expect(world.prompt.refusals).toEqual(['passphrase-wrong', 'passphrase-wrong']);
    expect(three.flatMap(({ paymentId }) => day.parts.approvals.list(paymentId))).toEqual([]);
  });
});
