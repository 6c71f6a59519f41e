import { useQuery } from '@tanstack/react-query';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany } from '../../api/use-session.ts';

/** Everything that a change of people or rules makes stale. */
export const ORGANIZATION_STALE = [
  ['organization'],
  ['policy'],
  ['payments'],
  ['approvals'],
  ['overview'],
  ['journal'],
] as const;

/** How the company on the screen stands as an organization. */
export function useOrganization() {
  const { companyId } = useCompany();
  return useQuery({
    queryKey: keys.organization(companyId),
    queryFn: () => unwrap(app().organization.view({ companyId })),
  });
}
