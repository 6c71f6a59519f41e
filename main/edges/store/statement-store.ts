import type { LocalDate } from '../../../contract/values/dates.ts';
import type {
  OfAccount,
  StatementAccount,
  StatementStore,
  StoredOperation,
} from '../../domain/statements/statement-record.ts';
import { translated, type Ledger } from './ledger.ts';

/** Operations that are kept open of the account that is looked at. Own choice: some tens of megabytes. */
const KEPT_OPEN = 150_000;

/**
 * Statements over the vault file. The days of the account that is looked at stay open in memory, so that a search does
 * not open them at every letter.
 */
export function statementStore(ledger: Ledger): StatementStore {
  const accounts = new Map<string, StatementAccount | null>();
  let shown = '';
  let kept = 0;
  const days = new Map<LocalDate, readonly StoredOperation[]>();

  function forgetDays(key: string): void {
    shown = key;
    kept = 0;
    days.clear();
  }

  return {
    accounts: (companyId) =>
      translated(() => ledger.statementAccounts.list()).filter((one) => one.companyId === companyId),
    account: (of) => {
      const key = accountKey(of);
      const known = accounts.get(key);
      if (known !== undefined) return known;
      const found = translated(() => ledger.statementAccounts.get(key)) ?? null;
      accounts.set(key, found);
      return found;
    },
    operations: (of, day) => {
      const key = accountKey(of);
      if (shown !== key) forgetDays(key);
      const known = days.get(day);
      if (known !== undefined) return known;
      const operations = translated(() => ledger.statementDays.get(`${key}-${day}`))?.operations ?? [];
      if (kept + operations.length > KEPT_OPEN) forgetDays(key);
      kept += operations.length;
      days.set(day, operations);
      return operations;
    },
    save: (account, changed) => {
      ledger.commit(() => {
        for (const day of changed) ledger.statementDays.upsert(day);
        ledger.statementAccounts.upsert(account);
      }, null);
      accounts.set(accountKey(account), account);
      forgetDays('');
    },
  };
}

function accountKey({ companyId, accountNumber }: OfAccount): string {
  return `${companyId}-${accountNumber}`;
}
