import type { CompanyId } from '../../../contract/values/ids.ts';
import type { CompaniesNamed, CompanyStore } from './companies-ports.ts';
import type { Company } from './company.ts';

/** No environment has this name, so no call can go out for a company whose bank is not known any more. */
const UNKNOWN_ENVIRONMENT = '?';

/**
 * Adds the companies whose own record is damaged but whose tokens can still be read, so that these can be looked at.
 * They carry the beginning of their id for a name. For a vault that is open for reading only.
 */
export function withLostCompanies(companies: CompanyStore, named: CompaniesNamed): CompanyStore {
  const list = (): readonly Company[] => {
    const known = companies.list();
    const ids = new Set(named.list(null).map(({ companyId }) => companyId));
    const lost = [...ids].filter((id) => !known.some(({ companyId }) => companyId === id));
    return [...known, ...lost.map(lostCompany)];
  };
  return {
    add: companies.add,
    list,
    get: (companyId) => list().find((company) => company.companyId === companyId) ?? null,
  };
}

function lostCompany(companyId: CompanyId): Company {
  return {
    companyId,
    name: `? ${companyId.slice(0, 8)}`,
    inn: '',
    kpp: '0',
    environment: UNKNOWN_ENVIRONMENT,
    createdAt: '1970-01-01T00:00:00.000Z',
  };
}
