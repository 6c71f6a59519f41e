import { z } from 'zod';
import { PAYMENT_CLASSES, PolicyRules, type ApprovalTier } from '../../../contract/areas/policy.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';

/** One version of a company's rules; every signature in it is one director's over `policyText`. */
export const Policy = z.strictObject({
  companyId: CompanyId,
  version: z.int().min(0),
  rules: PolicyRules,
  changedAt: Instant.nullable(),
  changedBy: PersonId.nullable(),
  changedByName: z.string().nullable(),
  signature: z.string().nullable(),
  /** Of the other directors whom the rules before it or its own ask for. */
  coSignatures: z
    .array(z.strictObject({ personId: PersonId, personName: z.string(), signature: z.string() }))
    .default(() => []),
  /** When the version ends; `null` in versions made before they had an end. */
  validUntil: Instant.nullable().default(null),
});
export type Policy = z.infer<typeof Policy>;

/**
 * How long a request lives before anybody sets rules: three days, as security.md §4.1 allows an approval at most 72
 * hours.
 */
const DEFAULT_REQUEST_HOURS = 72;

/** The fields that came after the first rules were signed, as they are read where they are missing. */
const LATER_RULES: Pick<
  PolicyRules,
  'tiers' | 'classes' | 'approvalHours' | 'callBackNeeded' | 'bankLimits'
> = {
  tiers: [],
  classes: { own: 'as-others', tax: 'as-others', salary: 'as-others' },
  approvalHours: null,
  callBackNeeded: false,
  bankLimits: null,
};

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
      ...LATER_RULES,
    },
    changedAt: null,
    changedBy: null,
    changedByName: null,
    signature: null,
    coSignatures: [],
    validUntil: null,
  };
}

/**
 * What each director signs who changes the rules. What came later is left out while it says nothing new, so that older
 * signatures hold.
 */
export function policyText(policy: Policy): Readonly<Record<string, unknown>> {
  return {
    kind: 'klyuchnik-policy',
    v: 1,
    companyId: policy.companyId,
    version: policy.version,
    rules: signedRules(policy.rules),
    ...(policy.validUntil === null ? {} : { validUntil: policy.validUntil }),
    changedAt: policy.changedAt,
    changedBy: policy.changedBy,
  };
}

/**
 * Returns the rules as they are signed: each later field stands there only with a value of its own, so that one text
 * means one set of rules.
 */
function signedRules(rules: PolicyRules): Readonly<Record<string, unknown>> {
  const { tiers, classes, approvalHours, callBackNeeded, bankLimits, ...first } = rules;
  const hasClasses = PAYMENT_CLASSES.some((name) => classes[name] !== LATER_RULES.classes[name]);
  return {
    ...first,
    ...(tiers.length > 0 ? { tiers } : {}),
    ...(hasClasses ? { classes } : {}),
    ...(approvalHours === LATER_RULES.approvalHours ? {} : { approvalHours }),
    ...(callBackNeeded === LATER_RULES.callBackNeeded ? {} : { callBackNeeded }),
    ...(bankLimits === null ? {} : { bankLimits }),
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
  let before: ApprovalTier = { aboveMinor: -1, approvals: rules.approvalsNeeded };
  for (const tier of rules.tiers) {
    if (tier.aboveMinor <= before.aboveMinor || tier.approvals <= before.approvals) {
      throw new AppError('policy-invalid', { limit: 'tiers' });
    }
    before = tier;
  }
}
