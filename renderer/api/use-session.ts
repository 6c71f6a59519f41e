import { createContext, useContext } from 'react';
import type { CompanyView, SessionView } from '../../contract/areas/session.ts';

/** Given by `app/session-gate.tsx` once main has answered. */
export const SessionContext = createContext<SessionView | null>(null);

/** Returns the session as main last told it; follows `session.changed`. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of the session');
  return session;
}

/** Returns the company whose screens are shown. Only inside the shell, where there always is one. */
export function useCompany(): CompanyView {
  const session = useSession();
  const company = session.companies.find((one) => one.companyId === session.companyId);
  if (company === undefined) throw new Error('useCompany without a company');
  return company;
}
