import type { DuplicateView } from '../../../../contract/areas/payments.ts';
import { isRoubleAccount } from '../../../../contract/values/currencies.ts';
import { addMs, DAY_MS } from '../../../../contract/values/dates.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { BankOperation } from '../../../ports/bank-ports.ts';
import type { BankNeed } from '../../tokens/bank-caller.ts';
import { stampIn } from '../company-time.ts';
import { contentKey, duplicateKey } from '../payment-content.ts';
import { contentOf, type Payment } from '../payment.ts';
import { statementNeedOf } from '../need.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { answered, readOperations, STATEMENT_DAYS, type TouchedByReadOperations } from './read-operations.ts';

type TouchedByLastLook = TouchedByReadOperations &
  Pick<PaymentVault, 'organizations' | 'companies' | 'times'>;

/**
 * What the bank showed just before a send. `isStatementRead`: `false` where no token of the vault may read the
 * statement by itself.
 */
export interface LastLook {
  readonly inStatement: readonly DuplicateView[];
  readonly isStatementRead: boolean;
}

/**
 * Looks at the bank once more before anything is sent: is there money, is the account there, was the same already paid
 * from elsewhere. What no token of the vault may read by itself is left out, and said to be: a sealed one is not opened
 * for that.
 *
 * Errors: `payment-no-money`, `payment-account-missing`, `bank-unreadable` (the statement turns in a circle), and every
 * failure of the reads themselves. Nothing was sent then.
 * Effects: two or more reading calls.
 */
export async function lastLook(vault: TouchedByLastLook, payment: Payment): Promise<LastLook> {
  const { companyId } = payment;
  const accountsNeed: BankNeed = { companyId, access: 'accounts', withCertificate: false };
  if (payment.fields.route === 'direct' && vault.caller.canRead(accountsNeed)) {
    await assertMoney(vault, payment, accountsNeed);
  }
  const statementNeed = statementNeedOf(companyId);
  if (!vault.caller.canRead(statementNeed)) return { inStatement: [], isStatementRead: false };
  return { inStatement: await findInStatement(vault, payment), isStatementRead: true };
}

async function assertMoney(
  vault: Pick<PaymentVault, 'caller' | 'bank'>,
  payment: Payment,
  need: BankNeed,
): Promise<void> {
  const content = contentOf(payment);
  const accounts = answered(await vault.caller.read(need, (credentials) => vault.bank.accounts(credentials)));
  const account = accounts.find(
    (one) => one.accountNumber === content.fromAccountNumber && isRoubleAccount(one),
  );
  if (account === undefined)
    throw new AppError('payment-account-missing', { account: content.fromAccountNumber });
  const { availableMinor } = account;
  if (availableMinor < content.amountMinor) {
    throw new AppError('payment-no-money', { availableMinor, amountMinor: content.amountMinor });
  }
}

async function findInStatement(
  vault: TouchedByLastLook,
  payment: Payment,
): Promise<readonly DuplicateView[]> {
  const { companyId } = payment;
  const content = contentOf(payment);
  const wanted = contentKey(content);
  const now = stampIn(vault, companyId);
  const period = { from: addMs(now, -STATEMENT_DAYS * DAY_MS), to: addMs(now, DAY_MS) };
  const account = { companyId, accountNumber: content.fromAccountNumber };
  const operations = await readOperations(vault, account, period);
  return operations
    .filter((operation) => isSame(operation, wanted))
    .map(({ at, documentNumber, amountMinor }) => ({
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
