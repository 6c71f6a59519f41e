import { addMs, msBetween } from '../../../contract/values/dates.ts';
import { startOfHour } from '../../../contract/t-bank/token-risks.ts';
import type { Company } from '../../domain/companies/company.ts';
import { overviewOf, overviewOfAll, type CompanyFacts } from '../../domain/overview/overview.ts';
import type { EndingFacts } from '../../domain/overview/timeline.ts';
import { limitsView } from '../../domain/payments/approving/limits-view.ts';
import { belongsTo } from '../../domain/people/person.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { knownAccounts } from '../../domain/statements/refresh-accounts.ts';
import type { HandlersOf } from './handlers-of.ts';

/** The start screen, of one company and of all. */
export function overviewHandlers(workplace: Workplace): HandlersOf<'overview'> {
  return {
    'overview.get': async ({ companyId }) => {
      workplace.readerIn(companyId);
      const { vault } = workplace;
      return overviewOf({
        ...endingsOf(vault, workplace.company(companyId)),
        payments: vault.payments.list(companyId, null),
        accounts: knownAccounts(vault, companyId),
        limits: limitsView(vault, companyId, null),
      });
    },
    'overview.all': async () => {
      const { vault, person } = workplace;
      const companies = vault.companies.list().map((company): CompanyFacts => {
        const { companyId, environment } = company;
        const waiting = () => vault.payments.list(companyId, ['submitted']);
        const money = () => ({ waiting: waiting(), accounts: knownAccounts(vault, companyId) });
        return {
          ...endingsOf(vault, company),
          companyId,
          money: belongsTo(person, environment) ? money() : null,
        };
      });
      return overviewOfAll(companies, vault.clock.now());
    },
  };
}

/**
 * Tokens and certificates of a company at the hour that the lists in the window count from, so that both show the same
 * numbers.
 */
function endingsOf(vault: OpenedVault, { companyId, name, environment }: Company): EndingFacts {
  const now = vault.clock.now();
  const exactBankNow = vault.bankTime.now(environment);
  return {
    companyName: name,
    bankNow: addMs(startOfHour(now), msBetween(now, exactBankNow)),
    exactBankNow,
    tokens: vault.tokens.list(companyId),
    certificates: vault.certificates.list(companyId),
  };
}
