import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { BankTime } from '../../ports/ports.ts';
import type { CompanyStore } from './companies-ports.ts';

export interface BankNowParts {
  readonly companies: Pick<CompanyStore, 'get'>;
  readonly bankTime: BankTime;
}

/**
 * Returns the time at the bank of a company, by which its tokens and certificates live; the computer's own for a
 * company that is not known.
 */
export function bankNow({ companies, bankTime }: BankNowParts, companyId: CompanyId | null): Instant {
  const company = companyId === null ? null : companies.get(companyId);
  return bankTime.now(company?.environment ?? '');
}
