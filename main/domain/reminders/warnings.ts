import { compareCodes, compareNames } from '../../../contract/values/list-order.ts';
import type { WarningView } from '../../../contract/areas/reminders.ts';
import { daysUntil, type Instant } from '../../../contract/values/dates.ts';
import { threatsTo, type Marked } from '../../../contract/values/company-events.ts';
import { warningLevel } from '../../../contract/values/warnings.ts';
import { certificateState, type Certificate } from '../certificates/certificate.ts';
import type { Company } from '../companies/company.ts';
import { asksWhetherNeeded } from '../tokens/keep-alive.ts';
import { aliveUntil, isUsable, threatenedPart, type Token } from '../tokens/token.ts';

/** One company with what can end in it. */
export interface CompanyFacts {
  readonly company: Pick<Company, 'companyId' | 'name'>;
  /** The time at the company's bank. */
  readonly now: Instant;
  readonly tokens: readonly Token[];
  readonly certificates: readonly Certificate[];
  readonly marks: readonly Marked[];
}

/**
 * Returns all that wants a person in a company: what has happened first, then questions and failures, then what ends,
 * the nearest first.
 */
export function warningsOf(facts: CompanyFacts): readonly WarningView[] {
  const { company, tokens, certificates } = facts;
  const about = { companyId: company.companyId, companyName: company.name };
  const ofTokens = tokens.flatMap((token) => tokenWarnings(facts, token, { ...about, label: token.label }));
  const ofCertificates = certificates.flatMap((one) =>
    certificateWarning(facts, one, { ...about, label: one.label }),
  );
  return [...ofTokens, ...ofCertificates].sort(byUrgency);
}

interface About {
  readonly companyId: Company['companyId'];
  readonly companyName: string;
  readonly label: string;
}

function tokenWarnings({ now, marks }: CompanyFacts, token: Token, about: About): readonly WarningView[] {
  const { tokenId, status } = token;
  const problem = token.lastProblem;
  const isBroken = (status === 'dead' && token.replacedBy === null) || status === 'frozen';
  if (isBroken) return [{ kind: 'token-problem', ...about, tokenId, status, problem }];
  if (!isUsable(token)) return [];
  const [threat] = marks.length === 0 ? [] : threatsTo(threatenedPart(token), marks);
  const endsAt = aliveUntil(token);
  const daysLeft = endsAt === null ? null : daysUntil(endsAt, now);
  const level = daysLeft === null ? null : warningLevel('token', daysLeft);
  return [
    ...(threat === undefined
      ? []
      : [{ kind: 'token-threat' as const, ...about, tokenId, threat: toThreat(threat) }]),
    ...(problem === null ? [] : [{ kind: 'token-problem' as const, ...about, tokenId, status, problem }]),
    ...(asksWhetherNeeded(token) ? [{ kind: 'keep-alive-question' as const, ...about, tokenId }] : []),
    ...(endsAt === null || daysLeft === null || level === null
      ? []
      : [{ kind: 'token-ends' as const, ...about, tokenId, endsAt, daysLeft, level }]),
  ];
}

function toThreat({ markId, kind, issuer, on }: Marked) {
  return { markId, kind, issuer, on };
}

function certificateWarning(
  { now }: CompanyFacts,
  certificate: Certificate,
  about: About,
): readonly WarningView[] {
  const { certificateId, notAfter: endsAt } = certificate;
  if (certificateState(certificate, now) === 'retired') return [];
  const daysLeft = daysUntil(endsAt, now);
  const level = warningLevel('certificate', daysLeft);
  return level === null
    ? []
    : [{ kind: 'certificate-ends', ...about, certificateId, endsAt, daysLeft, level }];
}

const RANK: Readonly<Record<WarningView['kind'], number>> = {
  'token-threat': 0,
  'token-problem': 1,
  'keep-alive-question': 2,
  'token-ends': 3,
  'certificate-ends': 3,
};

function byUrgency(a: WarningView, b: WarningView): number {
  return (
    RANK[a.kind] - RANK[b.kind] ||
    compareCodes(endOf(a), endOf(b)) ||
    compareNames(a.label, b.label) ||
    compareCodes(idOf(a), idOf(b))
  );
}

function idOf(warning: WarningView): string {
  return 'tokenId' in warning ? warning.tokenId : warning.certificateId;
}

function endOf(warning: WarningView): string {
  return 'endsAt' in warning ? warning.endsAt : '';
}
