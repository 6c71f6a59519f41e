import { z } from 'zod';
import { CompanyEvent } from '../../../contract/areas/company-events.ts';
import { CompanyId } from '../../../contract/values/ids.ts';

/**
 * What people have told of a company and of the issuers of its tokens; one record a company. Source: tapi.md §2.3,
 * §2.4.
 */
export const CompanyEvents = z.strictObject({
  companyId: CompanyId,
  marks: z.array(CompanyEvent),
});
export type CompanyEvents = z.infer<typeof CompanyEvents>;

/** Tells whether the bank was asked by letter not to check addresses for this company. Source: tapi.md §2.3. */
export function isIpCheckOff(standing: CompanyEvents): boolean {
  return standing.marks.some(({ kind }) => kind === 'ip-check-off');
}
