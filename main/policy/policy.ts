import { z } from 'zod';
import { PolicyRules } from '../../contract/areas/policy.ts';
import { Instant } from '../../contract/values/dates.ts';
import { CompanyId, PersonId } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';

/** One version of a company's rules; `signature` is the director's over `policyText`. */
export const Policy = z.strictObject({
  companyId: CompanyId,
  version: z.int().min(0),
  rules: PolicyRules,
  changedAt: Instant.nullable(),
  changedBy: PersonId.nullable(),
  changedByName: z.string().nullable(),
  signature: z.string().nullable(),
});
export type Policy = z.infer<typeof Policy>;

/** How long a request lives before anybody sets rules: three days, as security.md §4.1 allows an approval at most 72 hours. */
const DEFAULT_REQUEST_HOURS = 72;

const ALWAYS_ASK = { approvalAboveMinor: 0, refuseAboveMinor: null } as const;

/** The rules of a company for which no director has set any: every payment needs an approval. */
export function strictPolicy(companyId: CompanyId): Policy {
  return {
    companyId,
    version: 0,
    rules: {
      payment: ALWAYS_ASK,
      day: ALWAYS_ASK,
      month: ALWAYS_ASK,
      payeeDay: ALWAYS_ASK,
      accounts: [],
      newPayeeNeedsApproval: true,
      approvalsNeeded: 1,
      requestHours: DEFAULT_REQUEST_HOURS,
    },
    changedAt: null,
    changedBy: null,
    changedByName: null,
    signature: null,
  };
}

/** What the director signs when he changes the rules. */
export function policyText(policy: Policy): Readonly<Record<string, unknown>> {
  return {
    kind: 'klyuchnik-policy',
    v: 1,
    companyId: policy.companyId,
    version: policy.version,
    rules: policy.rules,
    changedAt: policy.changedAt,
    changedBy: policy.changedBy,
  };
}

/** Refuses rules that contradict themselves. Errors: `policy-invalid` with the limit concerned. */
export function assertCoherent(rules: PolicyRules): void {
  for (const name of ['payment', 'day', 'month', 'payeeDay'] as const) {
    const { approvalAboveMinor, refuseAboveMinor } = rules[name];
    if (refuseAboveMinor !== null && refuseAboveMinor < approvalAboveMinor) {
      throw new AppError('policy-invalid', { limit: name });
    }
  }
}
