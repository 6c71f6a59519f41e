import type { TokenInput } from '../../../../contract/areas/tokens.ts';
import type { LocalDate } from '../../../../contract/values/dates.ts';
import type { CertificateId, CompanyId } from '../../../../contract/values/ids.ts';
import { parseDayText } from '../../../../contract/values/parse-day.ts';
import type { IpProblem, IpRules } from '../../../../contract/values/ip-addresses.ts';
import { checkIpList, emptySlot, toSlots, type IpDraft } from './ip-list.ts';

/** The form as typed; nothing is refused while typing, so nothing is lost. */
export interface TokenDraft {
  readonly label: string;
  readonly purpose: string;
  readonly issuer: string;
  readonly issuedOnText: string;
  readonly accesses: readonly string[];
  readonly ips: readonly IpDraft[];
  readonly isIpCheckOff: boolean;
  readonly ruleKind: 'idle' | 'absolute';
  readonly certificateId: CertificateId | null;
}

export type TokenField = 'label' | 'issuer' | 'issuedOn' | 'accesses';
export type TokenFieldProblem = TokenField | 'issuedOnFuture';

export interface TokenDraftProblems {
  readonly fields: Readonly<Partial<Record<TokenField, TokenFieldProblem>>>;
  /** By the key of the slot. */
  readonly ips: ReadonlyMap<string, IpProblem>;
}

/** Days of each rule. Units: days. Source: tapi.md §2.1. */
export const RULE_DAYS = { idle: 90, absolute: 365 } as const;

/** Shortest name of a person that the ledger takes. Units: characters. Source: contract/areas/tokens.ts, TokenInput. */
const ISSUER_MIN = 2;

/** Returns the form as it opens: nothing ticked, one empty slot, today's rule of the bank. */
export function emptyTokenDraft(): TokenDraft {
  return {
    label: '',
    purpose: '',
    issuer: '',
    issuedOnText: '',
    accesses: [],
    ips: [emptySlot('ip-0')],
    isIpCheckOff: false,
    ruleKind: 'idle',
    certificateId: null,
  };
}

/** Says what stops the form from being sent. `today` is the Moscow day. */
export function checkTokenDraft(
  draft: TokenDraft,
  { today, rules }: { readonly today: LocalDate; readonly rules: Pick<IpRules, 'allowsLocal'> },
): TokenDraftProblems {
  const issuedOn = parseDayText(draft.issuedOnText);
  const fields: Partial<Record<TokenField, TokenFieldProblem>> = {};
  if (draft.label.trim() === '') fields.label = 'label';
  if (draft.issuer.trim().length < ISSUER_MIN) fields.issuer = 'issuer';
  if (issuedOn === null) fields.issuedOn = 'issuedOn';
  else if (issuedOn > today) fields.issuedOn = 'issuedOnFuture';
  if (draft.accesses.length === 0) fields.accesses = 'accesses';
  return { fields, ips: checkIpList(draft.ips, { ...rules, allowsPlaceholders: draft.isIpCheckOff }) };
}

/** Counts what has to be corrected. */
export function countProblems({ fields, ips }: TokenDraftProblems): number {
  return Object.keys(fields).length + ips.size;
}

/** Returns what goes to main, or `null` while the day of issue cannot be read. */
export function toTokenInput(draft: TokenDraft, companyId: CompanyId): TokenInput | null {
  const issuedOn = parseDayText(draft.issuedOnText);
  if (issuedOn === null) return null;
  return {
    companyId,
    label: draft.label,
    purpose: draft.purpose,
    issuer: draft.issuer,
    issuedOn,
    accesses: [...draft.accesses],
    ips: toSlots(draft.ips),
    ipCheck: draft.isIpCheckOff ? 'off-by-letter' : 'on',
    rule: { kind: draft.ruleKind, days: RULE_DAYS[draft.ruleKind] },
    certificateId: draft.certificateId,
  };
}
