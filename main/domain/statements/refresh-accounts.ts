import { accountOrder } from '../../../contract/values/list-order.ts';
import type { AccountsView, AccountView } from '../../../contract/areas/accounts.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError, infoOf } from '../../ports/app-error.ts';
import type { Bank, BankAccount } from '../../ports/bank-ports.ts';
import type { Clock, Publish } from '../../ports/ports.ts';
import { problemInfo, type BankCaller } from '../tokens/bank-caller.ts';
import type { AccountStore } from './accounts-ports.ts';

export interface AccountsParts {
  readonly bank: Bank;
  readonly caller: BankCaller;
  readonly accounts: AccountStore;
  readonly clock: Clock;
  readonly publish: Publish;
}

/** Returns the balances as the bank told them last, and why a later question failed. */
export function knownAccounts(
  { accounts }: Pick<AccountsParts, 'accounts'>,
  companyId: CompanyId,
  problem: ErrorInfo | null = accounts.problem(companyId),
): AccountsView {
  const known = accounts.list(companyId);
  return {
    accounts: known.map(({ account }) => account).sort(accountOrder),
    asOf: known[0]?.asOf ?? null,
    problem,
  };
}

/**
 * Asks the bank for the accounts of a company. A failure is told beside the old figures, which stay.
 * Errors: `keychain-*`, `secret-*`, `token-frozen`. Effects: one reading call; the balances are written down.
 */
export async function refreshAccounts(parts: AccountsParts, companyId: CompanyId): Promise<AccountsView> {
  const need = { companyId, access: 'accounts', withCertificate: false } as const;
  if (!parts.caller.canServe(need)) {
    return knownAccounts(parts, companyId, { code: 'token-none-fits', details: {}, incidentId: null });
  }
  const sealed = parts.caller.whySealed(need);
  if (sealed !== null) return knownAccounts(parts, companyId, infoOf(sealed));
  const outcome = await parts.caller.read(need, (credentials) => parts.bank.accounts(credentials));
  if (outcome.kind === 'failed') {
    parts.accounts.noteProblem(companyId, problemInfo(outcome.problem));
    return knownAccounts(parts, companyId);
  }
  if (outcome.value.length === 0) throw new AppError('payment-account-missing');
  const asOf = parts.clock.now();
  parts.accounts.remember(
    companyId,
    outcome.value.map((account) => ({ companyId, account: accountView(account), asOf })),
  );
  parts.publish('accounts.changed', { companyId });
  return knownAccounts(parts, companyId);
}

function accountView(account: BankAccount): AccountView {
  return { ...account };
}
