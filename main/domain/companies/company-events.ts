import { z } from 'zod';
import { StandingMark } from '../../../contract/areas/standings.ts';
import { CompanyId } from '../../../contract/values/ids.ts';

/** What people have told of a company and of the issuers of its tokens; one record a company. Source: tapi.md §2.3, §2.4. */
export const Standing = z.strictObject({
  companyId: CompanyId,
  marks: z.array(StandingMark),
});
export type Standing = z.infer<typeof Standing>;

/** Tells whether the bank was asked by letter not to check addresses for this company. Source: tapi.md §2.3. */
export function isIpCheckOff(standing: Standing): boolean {
  return standing.marks.some(({ kind }) => kind === 'ip-check-off');
}
