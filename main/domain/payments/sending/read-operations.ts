import type { Instant } from '../../../../contract/values/dates.ts';
import { AppError } from '../../../ports/app-error.ts';
import type {
  BankOperation,
  BankStatementPage,
  ReadOutcome,
  StatementQuery,
} from '../../../ports/bank-ports.ts';
import type { OfAccount } from '../../statements/statement-record.ts';
import { problemInfo } from '../../tokens/bank-caller.ts';
import { statementNeedOf } from '../need.ts';
import type { PaymentVault } from '../payment-vault.ts';

export type TouchedByReadOperations = Pick<PaymentVault, 'caller' | 'bank'>;

/**
 * How far back the statement is searched around a payment. Own choice: a month and a day covers monthly bills paid
 * twice.
 */
export const STATEMENT_DAYS = 32;
/** The largest page there is. Source: tapi.md §5.3. */
const PAGE_LIMIT = 5000;

/**
 * Reads every page of a period: what lies behind the last page that was read would be missed. Errors:
 * `bank-unreadable` (the statement turns in a circle), and every failure of the reads themselves. Effects: one or more
 * reading calls.
 */
export async function readOperations(
  vault: TouchedByReadOperations,
  { companyId, accountNumber }: OfAccount,
  period: { readonly from: Instant; readonly to: Instant },
): Promise<readonly BankOperation[]> {
  const need = statementNeedOf(companyId);
  const found: BankOperation[] = [];
  const seen = new Set<string | null>();
  let cursor: string | null = null;
  do {
    if (seen.has(cursor)) throw new AppError('bank-unreadable');
    seen.add(cursor);
    const query: StatementQuery = { accountNumber, ...period, cursor, limit: PAGE_LIMIT };
    const answer: BankStatementPage = answered(
      await vault.caller.read(need, (credentials) => vault.bank.statementPage(credentials, query)),
    );
    found.push(...answer.operations);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Returns the value of a reading call. Errors: the bank's problem as an error. */
export function answered<T>(outcome: ReadOutcome<T>): T {
  if (outcome.kind === 'answered') return outcome.value;
  const { code, details } = problemInfo(outcome.problem);
  throw new AppError(code, details);
}
