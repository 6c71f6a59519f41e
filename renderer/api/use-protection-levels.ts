import { useQuery } from '@tanstack/react-query';
import type { ProtectionLevel } from '../../contract/areas/protection.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import { app, unwrap } from './client.ts';
import { keys } from './keys.ts';

/** Returns the level of every company; none while they are asked for. */
export function useProtectionLevels(): ReadonlyMap<CompanyId, ProtectionLevel> {
  const { data = [] } = useQuery({
    queryKey: keys.gradeList,
    queryFn: () => unwrap(app().grades.list({})),
    staleTime: 0,
  });
  return new Map(data.map(({ companyId, grade }) => [companyId, grade]));
}
