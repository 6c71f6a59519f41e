import { checkInn, checkKpp } from '../../../contract/values/bank-details.ts';
import { CompanyId } from '../../../contract/values/ids.ts';
import { withoutSpaces } from '../../../contract/values/visible-text.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { Company } from './company.ts';
import type { CompanyStore } from './companies-ports.ts';

export interface AddCompanyParts {
  readonly companies: CompanyStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface NewCompany {
  readonly name: string;
  readonly inn: string;
  /** `0` or empty when there is none. */
  readonly kpp: string;
  readonly environment: string;
}

/**
 * Adds a company. Errors: `company-invalid` (details: field and problem), `company-duplicate`.
 * Effects: the company and a journal line. Source: tapi.md §8.1; the documents of the bank's sandbox use an INN that
 * fails the check, so there it is not enforced.
 */
export function addCompany(parts: AddCompanyParts, actor: Actor, input: NewCompany): Company {
  const { companies, clock, ids } = parts;
  const { inn, kpp } = checkedNumbers(companies, input);
  const at = clock.now();
  const company: Company = {
    companyId: CompanyId.parse(ids.newId()),
    name: input.name,
    inn,
    kpp,
    environment: input.environment,
    createdAt: at,
  };
  const facts = { at, actor, companyId: company.companyId, subject: input.name };
  companies.add(
    company,
    journalEntry('company-added', { ...facts, details: { environment: input.environment } }),
  );
  return company;
}

/**
 * Returns the numbers of a company that may be added, as they are kept. Errors: those of `addCompany`. Effects: none.
 */
export function checkedNumbers(
  companies: Pick<CompanyStore, 'list'>,
  input: NewCompany,
): Pick<Company, 'inn' | 'kpp'> {
  const inn = withoutSpaces(input.inn);
  const kpp = withoutSpaces(input.kpp) || '0';
  const innProblem = checkInn(inn);
  if (innProblem !== null && !(innProblem === 'inn-check' && input.environment === 'sandbox'))
    throw new AppError('company-invalid', { field: 'inn', problem: innProblem });
  const kppProblem = checkKpp(kpp);
  if (kppProblem !== null) throw new AppError('company-invalid', { field: 'kpp', problem: kppProblem });
  const isThere = companies
    .list()
    .some((known) => known.inn === inn && known.kpp === kpp && known.environment === input.environment);
  if (isThere) throw new AppError('company-duplicate', { inn });
  return { inn, kpp };
}
