import type { StatementPage } from '../../../contract/areas/accounts.ts';
import { addMs, DAY_MS, moscowDayStart, type LocalDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import { problemInfo, type BankCaller } from '../tokens/bank-caller.ts';

/** Operations asked for at once. Own choice: a screenful many times over; the bank allows 5000 (tapi.md §5.3). */
const PAGE_LIMIT = 200;

export interface StatementRequest {
  readonly companyId: CompanyId;
  readonly accountNumber: string;
  /** Moscow days, both inclusive. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly cursor: string | null;
}

/**
 * Reads one page of an account's statement.
 * Errors: the bank's problems, `token-none-fits`, `keychain-*`. Effects: one reading call. No money moves.
 */
export async function readStatement(
  { bank, caller }: { readonly bank: Bank; readonly caller: BankCaller },
  request: StatementRequest,
): Promise<StatementPage> {
  const { companyId, accountNumber, cursor } = request;
  const query = {
    accountNumber,
    from: moscowDayStart(request.from),
    to: addMs(moscowDayStart(request.to), DAY_MS),
    cursor,
    limit: PAGE_LIMIT,
  };
  const need = { companyId, access: 'statement', withCertificate: false } as const;
  const outcome = await caller.read(need, (credentials) => bank.statementPage(credentials, query));
  if (outcome.kind === 'failed') {
    const { code, details } = problemInfo(outcome.problem);
    throw new AppError(code, details);
  }
  const { operations, balances, nextCursor } = outcome.value;
  return { operations: [...operations], balances, nextCursor };
}
