import { z } from 'zod';
import { EnvironmentName } from '../../../contract/areas/session.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId } from '../../../contract/values/ids.ts';

export const Company = z.strictObject({
  companyId: CompanyId,
  name: z.string(),
  inn: z.string(),
  /** `0` when there is none. */
  kpp: z.string(),
  environment: EnvironmentName,
  createdAt: Instant,
});
export type Company = z.infer<typeof Company>;
