import type { DraftFields } from '../../contract/areas/payments.ts';
import type { Actor } from '../../main/domain/audit/entry.ts';
import { approvePayment, rejectPayment } from '../../main/domain/payments/approving/approve.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { importOrders, judgeOrders } from '../../main/domain/payments/draft/import-orders.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { approveAndPay } from '../../main/domain/payments/sending/approve-and-pay.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { askBank, settleBankDraft } from '../../main/domain/payments/sending/reconcile.ts';
import { COMPANY, draftFields, passphraseOf, seenOf } from '../fakes/vault-world.ts';
import type { Office } from './office.ts';

/** What is paid every month, the same each time. */
export const RENT = draftFields({
  purpose: 'Аренда офиса по договору 12-А. НДС не облагается',
  amountText: '7000,00',
});

/** What a person in the office can do; each does nothing where there is nothing to do it with. */
export const OFFICE_ACTS = {
  type,
  'type-and-submit': typeAndSubmit,
  submit,
  edit,
  cancel,
  copy,
  approve,
  'approve-twice': approveTwice,
  reject,
  pay: payOne,
  'pay-twice': payTwice,
  'pay-and-die': payAndDie,
  'approve-and-pay': approveAndPayOne,
  'send-all': sendAll,
  'go-on': goOn,
  pause,
  leave,
  ask,
  'look-for-draft': lookForDraft,
  import: importFile,
} as const satisfies Readonly<Record<string, (office: Office) => void>>;

/** Payments of the office in one of these states, any of them. */
function some(office: Office, ...states: readonly Payment['status'][]): Payment | null {
  const found = office.payments.filter(({ status }) => states.includes(status));
  return found.length === 0 ? null : office.dice.pick(found);
}

function nameOf({ paymentId, status }: Payment): string {
  return `${paymentId} (${status})`;
}

/** A purpose that no other payment of this seed has, so that its debits can be counted without asking the app. */
function newPurpose(office: Office): string {
  return `Оплата по счёту ${office.nextInvoice()}. НДС не облагается`;
}

function someFields(office: Office): DraftFields {
  const { dice } = office;
  return draftFields({
    purpose: newPurpose(office),
    amountText: `${dice.between(100, 9_000)},${dice.between(10, 99)}`,
    route: dice.percent(85) ? 'direct' : 'bank-draft',
  });
}

/** A new order, or one like another that is there. */
export function type(office: Office, fields: DraftFields | null = null): void {
  const twin = office.dice.percent(15) ? some(office, 'draft', 'approved', 'unknown', 'executed') : null;
  const isAgain = twin !== null && twin.fields.purpose !== RENT.purpose;
  const typed = fields ?? (isAgain ? { ...twin.fields, documentNumber: '' } : someFields(office));
  office.attempt(
    `the accountant types «${typed.purpose}», ${typed.amountText}, ${typed.route}`,
    ({ parts }) =>
      saveDraft(parts, office.people.accountant, { companyId: COMPANY, seen: null, fields: typed }),
  );
}

/** The usual way: he types it and sends it on. */
function typeAndSubmit(office: Office): void {
  const { accountant } = office.people;
  const fields = someFields(office);
  office.attempt(
    `the accountant types and submits «${fields.purpose}», ${fields.amountText}`,
    ({ parts }) => {
      const draft = saveDraft(parts, accountant, { companyId: COMPANY, seen: null, fields });
      return submitPayment(parts, accountant, seenOf(draft));
    },
  );
}

export function submit(office: Office, draft = some(office, 'draft')): void {
  if (draft === null) return;
  office.attempt(`the accountant submits ${nameOf(draft)}`, ({ parts }) =>
    submitPayment(parts, office.people.accountant, seenOf(draft)),
  );
}

function edit(office: Office): void {
  const payment = some(office, 'draft', 'submitted', 'approved');
  if (payment !== null) change(office, payment, { ...payment.fields, purpose: newPurpose(office) });
}

/** Whatever is changed is a draft again. */
export function change(office: Office, payment: Payment, fields: DraftFields): void {
  office.attempt(`the accountant changes ${nameOf(payment)}`, ({ parts }) =>
    saveDraft(parts, office.people.accountant, { companyId: COMPANY, seen: seenOf(payment), fields }),
  );
}

function cancel(office: Office): void {
  const payment = some(office, 'draft', 'submitted', 'approved', 'unknown', 'in-progress');
  if (payment === null) return;
  office.attempt(`the accountant cancels ${nameOf(payment)}`, ({ parts }) =>
    cancelPayment(parts, office.people.accountant, seenOf(payment)),
  );
}

function copy(office: Office): void {
  const payment = some(office, 'failed', 'expired', 'cancelled', 'unknown', 'executed', 'in-progress');
  if (payment === null) return;
  office.attempt(`the accountant copies ${nameOf(payment)}`, ({ parts }) =>
    copyPayment(parts, office.people.accountant, payment.paymentId),
  );
}

function read(office: Office, payment: Payment, director: Actor) {
  office.world.prompt.answer(passphraseOf(director.name));
  return { seen: seenOf(payment), reason: 'сверил со счётом и позвонил получателю' };
}

export function approve(office: Office, payment = some(office, 'submitted')): void {
  if (payment === null) return;
  const { director } = office.people;
  office.world.prompt.forget();
  office.attempt(`the director approves ${nameOf(payment)}`, ({ parts }) =>
    approvePayment(parts, director, read(office, payment, director)),
  );
}

/** Both directors at once, the first of them with a double click. */
function approveTwice(office: Office): void {
  const payment = some(office, 'submitted');
  if (payment === null) return;
  const { director } = office.people;
  office.world.prompt.forget();
  for (const time of ['', ' once more'])
    office.attempt(`the director approves ${nameOf(payment)}${time}`, ({ parts }) =>
      approvePayment(parts, director, read(office, payment, director)),
    );
}

function reject(office: Office): void {
  const payment = some(office, 'submitted');
  if (payment === null) return;
  office.attempt(`the director rejects ${nameOf(payment)}`, ({ parts }) =>
    rejectPayment(parts, office.people.director, { seen: seenOf(payment), reason: 'не наш счёт' }),
  );
}

export function payOne(office: Office, payment = some(office, 'approved')): void {
  if (payment === null) return;
  const { accountant, director } = office.people;
  const actor = office.dice.percent(70) ? accountant : director;
  office.attempt(`${actor.role} pays ${nameOf(payment)}`, ({ parts }) => pay(parts, actor, seenOf(payment)));
}

/** A double click, or two windows: the second does not wait for the first. */
function payTwice(office: Office): void {
  const payment = some(office, 'approved');
  if (payment === null) return;
  const { accountant, director } = office.people;
  for (const actor of [accountant, director])
    office.attempt(`${actor.role} pays ${nameOf(payment)} at once`, ({ parts }) =>
      pay(parts, actor, seenOf(payment)),
    );
}

/** Somewhere between «Pay» and its end the program is killed. */
function payAndDie(office: Office): void {
  payOne(office);
  office.dieIn(office.dice.between(0, 1_500));
}

function approveAndPayOne(office: Office): void {
  const payment = some(office, 'submitted');
  if (payment === null) return;
  const { director } = office.people;
  office.world.prompt.forget();
  office.attempt(`the director approves and pays ${nameOf(payment)}`, async ({ parts }) => {
    const { error } = await approveAndPay(parts, director, read(office, payment, director));
    if (error !== null) throw error;
  });
}

function sendAll(office: Office): void {
  const approved = office.payments.filter(({ status }) => status === 'approved');
  if (approved.length === 0) return;
  office.attempt(`the accountant sends all ${approved.length}`, () =>
    office.run.start(office.people.accountant, COMPANY, approved.map(seenOf)),
  );
}

function goOn(office: Office): void {
  if (office.run.view(COMPANY) === null) return;
  office.attempt('the accountant goes on sending', () =>
    office.run.resume(office.people.accountant, COMPANY),
  );
}

function pause(office: Office): void {
  if (office.run.view(COMPANY)?.state !== 'running') return;
  office.attempt('the accountant pauses the sending', () => office.run.pause(COMPANY));
}

function leave(office: Office): void {
  if (office.run.view(COMPANY) === null) return;
  office.attempt('the accountant leaves the sending', () => office.run.dismiss(COMPANY));
}

function ask(office: Office): void {
  const payment = some(office, 'unknown', 'in-progress', 'handed-over');
  if (payment === null) return;
  office.attempt(`the accountant asks the bank about ${nameOf(payment)}`, ({ parts }) =>
    askBank(parts, payment.paymentId),
  );
}

/** He looks into online banking for a draft whose answer was lost, and says truly what is there. */
function lookForDraft(office: Office): void {
  const silent = office.payments.filter(
    ({ status, fields, documentId }) =>
      fields.route === 'bank-draft' &&
      documentId === null &&
      (status === 'unknown' || status === 'handed-over'),
  );
  if (silent.length === 0) return;
  const payment = office.dice.pick(silent);
  const { drafts, payments } = office.bank.state;
  const mine = drafts.filter(({ purpose }) => purpose === payment.content?.purpose);
  const isExecuted = mine.some(({ documentId }) =>
    payments.some(({ id, status }) => id === documentId && status === 'EXECUTED'),
  );
  if (payment.status === 'handed-over' && !isExecuted) return;
  const finding = payment.status === 'handed-over' ? 'signed' : mine.length > 0 ? 'found' : 'not-found';
  office.attempt(`the accountant looks for the draft ${nameOf(payment)}: ${finding}`, ({ parts }) =>
    settleBankDraft(parts, office.people.accountant, seenOf(payment), finding),
  );
}

/** The same file may come again and again. */
export function importFile(office: Office): void {
  const { accountant } = office.people;
  office.attempt('the accountant imports the file of 1C', ({ parts, stores }) => {
    const vault = { ...parts, audit: stores.audit };
    const orders = judgeOrders(vault, COMPANY, office.orders).map(({ order }) => order.index);
    const file = {
      companyId: COMPANY,
      fileName: '1c_to_kl.txt',
      file: office.orders,
      route: 'direct',
    } as const;
    return importOrders(vault, accountant, { ...file, orders });
  });
}
