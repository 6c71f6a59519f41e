import { errorAnswer, emptyAnswer, jsonAnswer, unprocessable, type Answer } from './answers.ts';
import type { BankState, Payment } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { bankDay } from '../state/bank-day.ts';
import { brokenLimit } from './payment-limits.ts';
import { bankRequisites } from '../state/prepared-company.ts';
import type { PayBody } from './request-shapes.ts';
import { sha256Hex } from './token-checks.ts';

/** A payment may wait for money or a limit this long. Source: tapi.md §5.4 (`dueDate`, ≤ 30 days ahead). */
const longestDueMs = 30 * 86_400_000;

/**
 * Takes a payment order. A repeated `id` is answered like the first call and moves nothing.
 * Effects: one new payment at most. Source: tapi.md §5.4, §10.4.
 */
export function acceptPayment(world: BankWorld, body: PayBody): Answer {
  const { settings, state } = world;
  const bodySha256 = sha256Hex(JSON.stringify(body));
  const earlier = findApiPayment(state, body.id);
  if (earlier !== undefined) {
    state.duplicatePayRequests += 1;
    const isOther = earlier.bodySha256 !== bodySha256;
    if (isOther && settings.sameIdOtherBody === 'refuse-422') {
      return unprocessable('Платёж с таким id уже создан с другими данными');
    }
    return emptyAnswer(settings.paySuccessStatus);
  }
  const payment = paymentOf(world, body, bodySha256);
  const refusal = accountRefusal(state, payment.accountNumber) ?? dueDateRefusal(world, payment);
  if (refusal !== null) return unprocessable(refusal);
  if (settings.limitRefusal === 'unprocessable-422' && payment.dueDate === null) {
    const broken = brokenLimit(state, payment, payment.settleAt, 'executed-and-in-progress');
    if (broken !== null) return unprocessable(broken);
  }
  state.payments.push(payment);
  return emptyAnswer(settings.paySuccessStatus);
}

/** Answers the state of a payment made through the API. Source: tapi.md §5.5. */
export function answerPaymentStatus(world: BankWorld, id: string): Answer {
  const payment = findApiPayment(world.state, id);
  if (payment === undefined) {
    const status = world.settings.unknownPaymentStatus;
    return errorAnswer(status, status === 404 ? 'NOT_FOUND' : 'UNPROCESSABLE', 'Платёж не найден');
  }
  return jsonAnswer(200, {
    status: payment.status,
    ...(payment.errorMessage === null ? {} : { errorMessage: payment.errorMessage }),
    ...(payment.meta === null ? {} : { meta: payment.meta }),
  });
}

/** The payment that a program made under its own `id`. */
export function findApiPayment(state: BankState, id: string): Payment | undefined {
  return state.payments.find((payment) => payment.source === 'api' && payment.id === id);
}

/** Says why money cannot leave an account at all, or null. Account statuses: tapi.md §5.2. */
export function accountRefusal(state: BankState, accountNumber: string): string | null {
  const account = state.accounts.find((candidate) => candidate.number === accountNumber);
  if (account === undefined) return 'Счёт не найден';
  return account.status === 'NORM' ? null : 'Операции по счёту ограничены';
}

/** The number of the next document of the company's day, for orders that came without one (tapi.md §5.4). */
export function nextDocumentNumber(state: BankState, now: Date): string {
  const today = bankDay(now.toISOString());
  return String(1 + state.payments.filter((payment) => bankDay(payment.acceptedAt) === today).length);
}

function dueDateRefusal(world: BankWorld, payment: Payment): string | null {
  if (payment.dueDate === null) return null;
  const aheadMs = Date.parse(payment.dueDate) - world.now().getTime();
  return aheadMs > 0 && aheadMs <= longestDueMs
    ? null
    : 'dueDate должна быть не позже 30 дней от текущей даты';
}

function paymentOf(world: BankWorld, body: PayBody, bodySha256: string): Payment {
  const now = world.now();
  const { bankName, corrAccount } = bankRequisites;
  return {
    id: body.id,
    source: 'api',
    bodySha256,
    accountNumber: body.from.accountNumber,
    to: {
      account: body.to.accountNumber,
      inn: body.to.inn,
      kpp: body.to.kpp ?? '0',
      name: body.to.name,
      bik: body.to.bik,
      bankName: body.to.bankName ?? (body.to.bik === bankRequisites.bankBic ? bankName : ''),
      corrAccount: body.to.corrAccountNumber ?? (body.to.bik === bankRequisites.bankBic ? corrAccount : ''),
    },
    purpose: body.purpose,
    amountKopecks: body.amount,
    documentNumber:
      body.documentNumber === undefined ? nextDocumentNumber(world.state, now) : String(body.documentNumber),
    executionOrder: body.executionOrder ?? 5,
    tax: taxOf(body),
    meta: body.meta ?? null,
    status: 'IN_PROGRESS',
    errorMessage: null,
    acceptedAt: now.toISOString(),
    settleAt: new Date(now.getTime() + world.settleAfterMs).toISOString(),
    dueDate: body.dueDate === undefined ? null : new Date(body.dueDate).toISOString(),
    hasBeenTried: false,
    executedAt: null,
  };
}

function taxOf(body: PayBody): Payment['tax'] {
  if (body.tax === undefined) return null;
  const { thirdParty: _thirdParty, ...fields } = body.tax;
  return { ...fields, uin: body.uin ?? '0' };
}
