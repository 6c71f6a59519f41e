import { beforeEach, describe, expect, it } from 'vitest';
import { approveList } from '../../main/domain/payments/approving/approve-list.ts';
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

const approveAll = (payments: readonly Payment[], reason = '') =>
  approveList(
    day.parts,
    world.people.director,
    payments.map((payment) => ({ seen: seenOf(payment), reason })),
  );

/** Why each approval of a payment does not count now; `null` where it does. */
function flawsOf(payment: Payment) {
  const setting = { ...approvalSetting(day.parts, payment, trustedPolicy(day.parts, COMPANY)), reasons: [] };
  return day.parts.approvals.list(payment.paymentId).map((approval) => approvalFlaw(approval, setting));
}

/** The accountant changes one of them: what was read is no longer what is there. */
function edit(payment: Payment): void {
  const fields = { ...payment.fields, amountText: '999,00' };
  saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: seenOf(payment), fields });
}

describe('payments approved as one list', () => {
  it('are asked about once, signed once, and each is proven from the list', async () => {
    world.prompt.answer(passphraseOf('Борис'));

    const { approved, words } = await approveAll(three);

    expect(approved.map(({ status }) => status)).toEqual(['approved', 'approved', 'approved']);
    expect(world.prompt.questions).toHaveLength(1);
    const given = three.flatMap((payment) => day.parts.approvals.list(payment.paymentId));
    expect(given).toHaveLength(3);
    expect(new Set(given.map(({ signature }) => signature)).size).toBe(1);
    expect(new Set(given.map(({ list }) => list?.root)).size).toBe(1);
    expect(given[0]?.list).toMatchObject({ count: 3, totals: [{ currency: 'RUB', amount: '600.00' }] });
    expect(words).toHaveLength(6);
    for (const payment of approved) expect(flawsOf(payment)).toEqual([null]);
  });

  it('show their number, total and words in the window of the passphrase', async () => {
    world.prompt.answer(passphraseOf('Борис'));

    const { words } = await approveAll(three);

    expect(world.prompt.questions[0]?.facts).toEqual([
      { label: 'amount', text: '600,00\u00a0₽' },
      { label: 'payments', text: '3' },
      { label: 'payee', text: 'ООО «Поставщик»' },
      { label: 'list-words', text: words.join(' ') },
    ]);
  });

  it('lose the one whose content is changed in a single sign, and only that one', async () => {
    world.prompt.answer(passphraseOf('Борис'));
    const { approved } = await approveAll(three);
    for (const [at, payment] of approved.entries()) {
      const { content } = payment;
      if (content === null) throw new Error('no content');
      const { payee } = content;
      const changes: readonly (typeof content)[] = [
        { ...content, amountMinor: content.amountMinor + 1 },
        { ...content, purpose: `${content.purpose}.` },
        { ...content, documentNumber: content.documentNumber + 1 },
        { ...content, fromAccountNumber: content.fromAccountNumber.replace(/.$/, '9') },
        { ...content, executionOrder: 3 },
        { ...content, route: 'bank-draft' },
        { ...content, payee: { ...payee, accountNumber: payee.accountNumber.replace(/.$/, '9') } },
        { ...content, payee: { ...payee, inn: payee.inn.replace(/.$/, '9') } },
        { ...content, payee: { ...payee, name: `${payee.name} ` } },
      ];
      for (const changed of changes) expect(flawsOf({ ...payment, content: changed })).toEqual(['signature']);
      for (const [other, one] of approved.entries()) if (other !== at) expect(flawsOf(one)).toEqual([null]);
    }
  });

  it('lend their approval to no payment outside the list, whatever is written into it', async () => {
    const outside = submitNew(world, day, { amountText: '700,00', purpose: 'Счёт 7. Без НДС' });
    world.prompt.answer(passphraseOf('Борис'));
    const { approved } = await approveAll(three);
    const [given] = day.parts.approvals.list(one(0).paymentId);
    if (given === undefined) throw new Error('no approval');
    const { paymentId, contentHash } = outside;
    const setting = {
      ...approvalSetting(day.parts, outside, trustedPolicy(day.parts, COMPANY)),
      reasons: [],
    };
    const moved = { ...given, paymentId, contentHash: contentHash ?? '' };
    expect(approvalFlaw(moved, setting)).toBe('signature');
    for (const other of approved)
      for (const { list } of day.parts.approvals.list(other.paymentId))
        expect(approvalFlaw({ ...moved, list }, setting)).toBe('signature');
    // A list of his own making has no signature of the director.
    expect(
      approvalFlaw({ ...moved, list: { count: 2, totals: [], root: 'a'.repeat(64), path: [] } }, setting),
    ).toBe('signature');
    expect(approvalFlaw({ ...moved, list: null }, setting)).toBe('signature');
  });

  it('hold no longer when anything of the signed list is changed', async () => {
    world.prompt.answer(passphraseOf('Борис'));
    const [payment] = (await approveAll(three)).approved;
    if (payment === undefined) throw new Error('none');
    const [given] = day.parts.approvals.list(payment.paymentId);
    if (given === undefined || given.list === null) throw new Error('no list');
    const { list } = given;
    const policy = trustedPolicy(day.parts, COMPANY);
    const setting = { ...approvalSetting(day.parts, payment, policy), reasons: [] };
    const forged = [
      { ...given, list: { ...list, count: 2 } },
      { ...given, list: { ...list, totals: [{ currency: 'RUB', amount: '600.01' }] } },
      { ...given, list: { ...list, path: list.path.slice(1) } },
      { ...given, list: null },
      { ...given, reason: 'другое' },
      { ...given, answered: ['new-payee' as const] },
      { ...given, expiresAt: '2027-01-01T00:00:00.000Z' },
    ];
    for (const one of forged) expect(approvalFlaw(one, setting)).toBe('signature');
    // Replayed after another submission of the same content.
    const later = { ...payment, submittedAt: '2026-11-17T00:00:00.000Z' };
    const again = { ...approvalSetting(day.parts, later, policy), reasons: [] };
    expect(approvalFlaw(given, again)).toBe('content-changed');
  });

  it.each([
    ['before the passphrase', () => edit(one(1))],
    ['while the passphrase is typed', () => undefined],
    ['while the key is opened', () => undefined],
  ])('are all left when one is changed %s', async (when, now) => {
    now();
    if (when.startsWith('while the p')) world.prompt.whileOpen = () => edit(one(0));
    if (when.startsWith('while the k')) world.personKeys.whileSigning = () => Promise.resolve(edit(one(2)));
    world.prompt.answer(passphraseOf('Борис'));

    expect(await codeOf(() => approveAll(three))).toBe('stale-revision');

    expect(three.flatMap(({ paymentId }) => day.parts.approvals.list(paymentId))).toEqual([]);
    expect(three.map(current).filter(({ status }) => status === 'approved')).toEqual([]);
  });

  it('want an answer for each payment with a warning', async () => {
    const twin = submitNew(world, day, { amountText: '100,00', purpose: 'Счёт 1. Без НДС' });
    expect(await codeOf(() => approveAll([...three, twin]))).toBe('approval-needs-answers');
    world.prompt.answer(passphraseOf('Борис'));

    const { approved } = await approveAll([...three, twin], 'второй счёт на ту же сумму');

    expect(approved).toHaveLength(4);
    expect(day.parts.approvals.list(twin.paymentId)).toMatchObject([
      { answered: ['possible-duplicate'], reason: 'второй счёт на ту же сумму' },
    ]);
  });

  it('are named once each, and are more than one', async () => {
    const first = one(0);
    expect(await codeOf(() => approveAll([first, first]))).toBe('bad-request');
    expect(await codeOf(() => approveAll([first]))).toBe('bad-request');
    expect(await codeOf(() => approveAll([]))).toBe('bad-request');
    expect(world.prompt.questions).toEqual([]);
  });

  it('are approved by nobody who made one of them', async () => {
    const { accountant } = world.people;
    const asAccountant = () =>
      approveList(
        day.parts,
        accountant,
        three.map((payment) => ({ seen: seenOf(payment), reason: '' })),
      );
    expect(await codeOf(asAccountant)).toBe('approval-own-payment');
    expect(world.prompt.questions).toEqual([]);
  });

  it('are asked about again after a wrong passphrase, and none is signed with it', async () => {
    world.prompt.answer('не та', passphraseOf('Вера'));

    expect(await codeOf(() => approveAll(three))).toBe('cancelled-by-person');

    expect(world.prompt.refusals).toEqual(['passphrase-wrong', 'passphrase-wrong']);
    expect(three.flatMap(({ paymentId }) => day.parts.approvals.list(paymentId))).toEqual([]);
  });
});
