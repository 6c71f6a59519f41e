import { compareCodes, compareNames } from '../../../contract/values/list-order.ts';
import { TIMELINE_ITEMS, type TimelineItem, type TimelineMonth } from '../../../contract/areas/overview.ts';
import { daysUntil, moscowDate, moscowDayStart, type Instant } from '../../../contract/values/dates.ts';
import { WARNING_DAYS } from '../../../contract/values/warnings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { aliveUntil, isUsable, type Token } from '../tokens/token.ts';

/** What of one company ends, by its bank's clock. */
export interface EndingFacts {
  readonly companyName: string;
  readonly bankNow: Instant;
  /** The same to the moment: a certificate that begins within this hour is valid already. */
  readonly exactBankNow: Instant;
  readonly tokens: readonly Token[];
  readonly certificates: readonly Certificate[];
}

const MONTHS = 12;

/**
 * From these days on an end is spoken of, and is urgent. Units: days.
 * Source: `soon` is the first warning of each (issue 3); a certificate is urgent when the bank starts to write (tapi.md
 * §4.1), a token in its last week (own choice).
 */
const TONES = {
  token: { soon: WARNING_DAYS.token[0], urgent: WARNING_DAYS.token[2] },
  certificate: { soon: WARNING_DAYS.certificate[0], urgent: WARNING_DAYS.certificate[3] },
  // Without the signature no certificate can be renewed, so it is spoken of as early.
  signature: { soon: WARNING_DAYS.certificate[0], urgent: WARNING_DAYS.certificate[3] },
} as const;

/**
 * Returns twelve months from this one with what ends in each; of a crowded month the first ends and the number of all.
 */
export function timelineOf(companies: readonly EndingFacts[], now: Instant): TimelineMonth[] {
  const byMonth = new Map<string, TimelineItem[]>(nextMonths(now).map((month) => [month, []]));
  for (const company of companies) {
    for (const item of endsOf(company)) byMonth.get(moscowDate(item.at).slice(0, 7))?.push(item);
  }
  return [...byMonth].map(([month, items]) => ({
    month,
    count: items.length,
    items: items.sort(byDate).slice(0, TIMELINE_ITEMS),
  }));
}

function endsOf(facts: EndingFacts): readonly TimelineItem[] {
  const { companyName, bankNow, tokens } = facts;
  const end = (kind: TimelineItem['kind'], at: Instant) => {
    const daysLeft = daysUntil(at, bankNow);
    return { kind, at, daysLeft, tone: toneOf(kind, daysLeft), companyName };
  };
  const ofTokens = tokens.filter(isUsable).flatMap((token) => {
    const at = aliveUntil(token);
    if (at === null) return [];
    const { label, issuer, tokenId } = token;
    return [{ ...end('token', at), label, who: issuer, tokenId, certificateId: null }];
  });
  const certificates = facts.certificates.filter(({ retiredAt }) => retiredAt === null);
  const ofCertificates = certificates.map(({ certificateId, label, notAfter, holder }) => {
    return { ...end('certificate', notAfter), label, who: holder, tokenId: null, certificateId };
  });
  const ofSignatures = signatures(certificates).map(({ certificateId, holder, label, until }) => {
    return { ...end('signature', until), label: holder || label, who: holder, tokenId: null, certificateId };
  });
  return [...ofTokens, ...ofCertificates, ...ofSignatures];
}

/** A signature that several certificates were applied for with ends once. */
function signatures(certificates: readonly Certificate[]) {
  const found = new Map<
    string,
    Pick<Certificate, 'certificateId' | 'holder' | 'label'> & { until: Instant }
  >();
  for (const { certificateId, holder, label, signatureUntil } of certificates) {
    if (signatureUntil === null) continue;
    const key = `${holder === '' ? certificateId : holder}/${signatureUntil}`;
    if (!found.has(key))
      found.set(key, { certificateId, holder, label, until: moscowDayStart(signatureUntil) });
  }
  return [...found.values()];
}

function toneOf(kind: TimelineItem['kind'], daysLeft: number): TimelineItem['tone'] {
  const { soon, urgent } = TONES[kind];
  if (daysLeft <= urgent) return 'urgent';
  return daysLeft <= soon ? 'soon' : 'calm';
}

function byDate(left: TimelineItem, right: TimelineItem): number {
  return (
    compareCodes(left.at, right.at) ||
    compareNames(left.label, right.label) ||
    compareNames(left.companyName, right.companyName) ||
    compareCodes(left.tokenId ?? left.certificateId ?? '', right.tokenId ?? right.certificateId ?? '')
  );
}

function nextMonths(now: Instant): readonly string[] {
  const [year = 0, month = 1] = moscowDate(now).split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, index) => {
    const count = year * 12 + (month - 1) + index;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}
