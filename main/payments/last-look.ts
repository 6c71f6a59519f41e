import type { DuplicateView } from '../../contract/areas/payments.ts';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { AppError } from '../app-error.ts';
import type { BankOperation, BankStatementPage, ReadOutcome, StatementQuery } from '../bank-ports.ts';
import { problemInfo, type BankNeed } from '../tokens/bank-caller.ts';
import { duplicateKey } from './payment-content.ts';
import { contentOf, type Payment } from './payment.ts';
import type { PaymentParts } from './payment-parts.ts';

/** How far back the statement is searched for the same payment. Own choice: a month and a day covers monthly bills paid twice. */
const STATEMENT_DAYS = 32;
/** Source: tapi.md §5.3, `limit` is at most 5000. */
const PAGE_LIMIT = 1000;
/** Own choice: five thousand operations of one account in a month are enough to look at before one payment. */
const MAX_PAGES = 5;

/** What the bank showed just before a send. */
export interface LastLook {
  readonly inStatement: readonly DuplicateView[];
}

/**
 * Looks at the bank once more before anything is sent: is there money, is the account there, was the same already paid from elsewhere.
 * What no token of the vault may read by itself is left out: a sealed one is not opened for that.
 *
 * Errors: `payment-no-money`, `payment-account-missing`, and every failure of the reads themselves. Nothing was sent then.
 * Effects: two or more reading calls.
 */
export async function lastLook(parts: PaymentParts, payment: Payment): Promise<LastLook> {
  const { companyId } = payment;
  const accountsNeed: BankNeed = { companyId, access: 'accounts', withCertificate: false };
  if (payment.fields.route === 'direct' && parts.caller.canRead(accountsNeed)) {
    await assertMoney(parts, payment, accountsNeed);
  }
  const statementNeed: BankNeed = { companyId, access: 'statement', withCertificate: false };
  const inStatement = parts.caller.canRead(statementNeed)
    ? await findInStatement(parts, payment, statementNeed)
    : [];
  return { inStatement };
}

async function assertMoney(parts: PaymentParts, payment: Payment, need: BankNeed): Promise<void> {
  const content = contentOf(payment);
  const accounts = answered(await parts.caller.read(need, (credentials) => parts.bank.accounts(credentials)));
  const account = accounts.find(({ accountNumber }) => accountNumber === content.fromAccountNumber);
  if (account === undefined)
    throw new AppError('payment-account-missing', { account: content.fromAccountNumber });
  const { availableMinor } = account;
  if (availableMinor < content.amountMinor) {
    throw new AppError('payment-no-money', { availableMinor, amountMinor: content.amountMinor });
  }
}

async function findInStatement(
  parts: PaymentParts,
  payment: Payment,
  need: BankNeed,
): Promise<readonly DuplicateView[]> {
  const content = contentOf(payment);
  const wanted = duplicateKey({ ...content, payeeAccount: content.payee.accountNumber });
  const now = parts.clock.now();
  const found: BankOperation[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query: StatementQuery = {
      accountNumber: content.fromAccountNumber,
      from: addMs(now, -STATEMENT_DAYS * DAY_MS),
      to: addMs(now, DAY_MS),
      cursor,
      limit: PAGE_LIMIT,
    };
    const answer: BankStatementPage = answered(
      await parts.caller.read(need, (credentials) => parts.bank.statementPage(credentials, query)),
    );
    found.push(...answer.operations.filter((operation) => isSame(operation, wanted)));
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return found.map(({ at, documentNumber, amountMinor }) => ({
    source: 'statement' as const,
    paymentId: null,
    at,
    documentNumber,
    amountMinor,
  }));
}

function isSame(operation: BankOperation, wanted: string): boolean {
  const { counterpartyAccount, direction } = operation;
  return direction === 'out' && duplicateKey({ ...operation, payeeAccount: counterpartyAccount }) === wanted;
}

/** Returns the value of a reading call. Errors: the bank's problem as an error. */
export function answered<T>(outcome: ReadOutcome<T>): T {
  if (outcome.kind === 'answered') return outcome.value;
  const { code, details } = problemInfo(outcome.problem);
  throw new AppError(code, details);
}
