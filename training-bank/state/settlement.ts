import { randomUUID } from 'node:crypto';
import type { Operation, Payment } from './bank-state.ts';
import type { BankWorld } from './bank-world.ts';
import { brokenLimit } from '../api/payment-limits.ts';
import { companyParty } from './prepared-company.ts';

/**
 * Carries out every payment whose time has come by the bank's clock, oldest first.
 * Called before each look at the bank's memory, so that no timer is needed and a moved clock is enough.
 * Effects: balances, operations, payment states. Calling twice changes nothing more.
 * Source: tapi.md §5.4 (`dueDate`: retried until then; without it one try), §10.3.
 */
export function settleDuePayments(world: BankWorld): void {
  const nowMs = world.now().getTime();
  const due = world.state.payments
    .filter((payment) => payment.status === 'IN_PROGRESS' && Date.parse(payment.settleAt) <= nowMs)
    .filter((payment) => !isHeld(world, payment))
    .sort((one, other) => Date.parse(one.settleAt) - Date.parse(other.settleAt));
  for (const payment of due) tryPayment(world, payment);
}

/** Carries out the payments in progress at once, whatever their time. */
export function settleNow(world: BankWorld): void {
  const now = world.now().toISOString();
  for (const payment of world.state.payments) {
    if (payment.status === 'IN_PROGRESS' && payment.settleAt > now) payment.settleAt = now;
  }
  settleDuePayments(world);
}

function isHeld({ state }: BankWorld, { source, id }: Payment): boolean {
  return source === 'draft' && state.drafts.some((draft) => draft.documentId === id && draft.heldAt !== null);
}

function tryPayment(world: BankWorld, payment: Payment): void {
  const nowMs = world.now().getTime();
  const dueMs = payment.dueDate === null ? null : Date.parse(payment.dueDate);
  const isLate = payment.hasBeenTried && dueMs !== null && nowMs > dueMs;
  const at = payment.hasBeenTried ? new Date(nowMs).toISOString() : payment.settleAt;
  const refusal = refusalOf(world, payment, at);
  if (refusal === null && !isLate) {
    execute(world, payment, at);
    return;
  }
  payment.hasBeenTried = true;
  if (dueMs !== null && nowMs <= dueMs) return;
  payment.status = 'FAILED';
  payment.errorMessage = refusal ?? 'Срок исполнения платежа истёк';
}

function refusalOf(world: BankWorld, payment: Payment, at: string): string | null {
  const account = world.state.accounts.find((candidate) => candidate.number === payment.accountNumber);
  if (account === undefined) return 'Счёт не найден';
  if (account.balanceKopecks < payment.amountKopecks) return 'Недостаточно средств на счёте';
  return brokenLimit(world.state, payment, at, 'executed');
}

function execute(world: BankWorld, payment: Payment, at: string): void {
  payment.status = 'EXECUTED';
  payment.executedAt = at;
  const ownReceiver = world.state.accounts.some((account) => account.number === payment.to.account);
  book(world, {
    ...operationOf(payment, at),
    accountNumber: payment.accountNumber,
    direction: 'Debit',
    category: ownReceiver ? 'selfTransferOuter' : payment.tax === null ? 'contragentOutcome' : 'budget',
    party: payment.to,
  });
  if (!ownReceiver) return;
  book(world, {
    ...operationOf(payment, at),
    accountNumber: payment.to.account,
    direction: 'Credit',
    category: 'selfTransferInner',
    party: companyParty(payment.accountNumber, world.state.company.kpp),
  });
}

/** Adds an operation and moves the balance with it, so that the statement always adds up. */
export function book(world: BankWorld, operation: Operation): void {
  const account = world.state.accounts.find((candidate) => candidate.number === operation.accountNumber);
  if (account === undefined) return;
  account.balanceKopecks +=
    operation.direction === 'Credit' ? operation.amountKopecks : -operation.amountKopecks;
  world.state.operations.push(operation);
}

function operationOf(
  payment: Payment,
  at: string,
): Omit<Operation, 'accountNumber' | 'direction' | 'category' | 'party'> {
  return {
    operationId: randomUUID(),
    at,
    amountKopecks: payment.amountKopecks,
    documentNumber: payment.documentNumber,
    payVo: 'payment-order',
    vo: '01',
    priority: payment.executionOrder,
    purpose: payment.purpose,
    tax: payment.tax,
  };
}
