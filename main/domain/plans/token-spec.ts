import type { TokenSpec, SpecProblem } from '../../../contract/areas/plans.ts';
import type { TokenInput } from '../../../contract/areas/tokens.ts';
import { recogniseAccess } from '../../../contract/t-bank/access-strings.ts';
import type { LocalDate } from '../../../contract/values/dates.ts';
import { canonicalIp, checkIps } from '../../../contract/values/ip-addresses.ts';
import { JOB_ACCESSES, type Job } from '../../../contract/t-bank/jobs.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Company } from '../companies/company.ts';
import { isLocalBank } from '../tokens/check-input.ts';
import type { Token } from '../tokens/token.ts';

/** The rule of today's tokens. Source: tapi.md §2.1. */
const IDLE_RULE = { kind: 'idle', days: 90 } as const;

const MAX_LABEL = 60;
const MAX_ISSUER = 80;
const MAX_PURPOSE = 200;

/** The spec with which an issue begins. */
export function specForJob(job: Job, issuer: string): TokenSpec {
  return {
    job,
    label: '',
    purpose: '',
    issuer,
    accesses: [...JOB_ACCESSES[job]],
    ips: [],
    ipCheck: 'on',
    certificateId: null,
  };
}

/** The spec with which a reissue begins: the same token again. */
export function specLike(token: Token): TokenSpec {
  return {
    job: 'custom',
    label: token.label,
    purpose: token.purpose,
    issuer: token.issuer,
    // What the bank let through unasked is not asked for.
    accesses: token.accesses.filter(({ isExpected }) => isExpected).map(({ access }) => access),
    ips: token.ips.map(({ address, name, place }) => ({ address, name, place })),
    ipCheck: token.ipCheck,
    certificateId: token.certificateId,
  };
}

/** The spec with an address added, unless it is there. */
export function withAddress(spec: TokenSpec, address: string): TokenSpec {
  if (address === '' || spec.ips.some((slot) => slot.address === address)) return spec;
  return { ...spec, ips: [...spec.ips, { address, name: '', place: '' }] };
}

/** The spec with one address in the place of another; an empty `to` only takes it away. */
export function withAddressChanged(spec: TokenSpec, from: string, to: string): TokenSpec {
  const isThere = spec.ips.some(({ address }) => address === to);
  const ips = spec.ips.flatMap((slot) => {
    if (slot.address !== from) return [slot];
    return to === '' || isThere ? [] : [{ ...slot, address: to }];
  });
  return { ...spec, ips };
}

/** What a spec is held against. */
export interface SpecRules {
  readonly company: Company;
  /** The letter that switches the bank's check of addresses off is recorded. */
  readonly hasLetter: boolean;
}

/** Everything that keeps the spec from being issued. */
export function specProblems(spec: TokenSpec, rules: SpecRules): readonly SpecProblem[] {
  const label = spec.label.trim();
  const issuer = spec.issuer.trim();
  return [
    ...(label === '' ? [problem('label', 'empty')] : []),
    ...(label.length > MAX_LABEL ? [problem('label', 'too-long')] : []),
    ...(issuer.length < 2 ? [problem('issuer', 'empty')] : []),
    ...(issuer.length > MAX_ISSUER ? [problem('issuer', 'too-long')] : []),
    ...(spec.accesses.length === 0 ? [problem('accesses', 'empty')] : []),
    ...(isForeign(spec, rules) ? [problem('accesses', 'foreign')] : []),
    ...addressProblems(spec, rules),
  ];
}

function problem(field: SpecProblem['field'], kind: SpecProblem['problem']): SpecProblem {
  return { field, problem: kind, slot: null, ip: null };
}

/** A full access string of another company was typed. */
function isForeign({ accesses }: TokenSpec, { company }: SpecRules): boolean {
  return accesses.some((access) => recogniseAccess(access, company).foreign !== null);
}

function addressProblems(spec: TokenSpec, { company, hasLetter }: SpecRules): SpecProblem[] {
  if (spec.ipCheck === 'off-by-letter') return hasLetter ? [] : [problem('ips', 'letter-missing')];
  const addresses = spec.ips.map(({ address }) => address);
  if (addresses.every((address) => address.trim() === '')) return [problem('ips', 'empty')];
  const found = checkIps(addresses, {
    allowsLocal: isLocalBank(company.environment),
    allowsPlaceholders: false,
  });
  return found.flatMap((ip, index) =>
    ip === null ? [] : [{ field: 'ips' as const, problem: 'address' as const, slot: index, ip }],
  );
}

/** The record that the spec makes. Errors: `plan-wish-wrong` with the first field. */
export function specifiedToken(spec: TokenSpec, rules: SpecRules, issuedOn: LocalDate): TokenInput {
  const [wrong] = specProblems(spec, rules);
  if (wrong !== undefined) throw new AppError('plan-wish-wrong', { field: wrong.field });
  const isOff = spec.ipCheck === 'off-by-letter';
  const typed = isOff ? [] : spec.ips.filter(({ address }) => address.trim() !== '');
  return {
    companyId: rules.company.companyId,
    label: spec.label.trim(),
    purpose: spec.purpose.trim().slice(0, MAX_PURPOSE),
    issuer: spec.issuer.trim(),
    issuedOn,
    accesses: [...spec.accesses],
    ips: typed.map((slot) => ({ ...slot, address: canonicalIp(slot.address) ?? slot.address.trim() })),
    ipCheck: spec.ipCheck,
    rule: IDLE_RULE,
    certificateId: spec.certificateId,
  };
}
