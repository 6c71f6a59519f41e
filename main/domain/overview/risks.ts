import type { RiskCount, RiskKind } from '../../../contract/areas/overview.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { hasCertificateTrouble, hasRisk, TOKEN_RISKS } from '../../../contract/t-bank/token-risks.ts';
import { certificateState, type Certificate } from '../certificates/certificate.ts';
import { riskFactsOf } from '../tokens/risk-facts.ts';
import { aliveUntil, isUsable } from '../tokens/token.ts';
import type { EndingFacts } from './timeline.ts';

/** Something that runs into a risk. */
interface Found {
  readonly kind: RiskKind;
  /** Of the token or of the certificate. */
  readonly id: string;
  readonly label: string;
  readonly at: Instant | null;
}

/** Certificates that deserve attention. */
export function troubledCertificates(
  certificates: readonly Certificate[],
  now: Instant,
): readonly Certificate[] {
  return certificates.filter((one) => hasCertificateTrouble({ state: certificateState(one, now) }));
}

/** Counts what runs into each risk, as the lists behind the cards do. */
export function risksOf(companies: readonly EndingFacts[]): RiskCount[] {
  const found = companies.flatMap(findRisks);
  return [...TOKEN_RISKS, 'certificates' as const].map((kind) => {
    const those = found.filter((one) => one.kind === kind);
    const nearest = nearestOf(those);
    return {
      kind,
      count: those.length,
      nearest: nearest?.label ?? null,
      nearestAt: nearest?.at ?? null,
    };
  });
}

/** Sums up one company: what of it the cards count, each token and certificate once. */
export function troubleOf(company: EndingFacts): {
  readonly troubled: number;
  readonly nearest: string | null;
  readonly nearestAt: Instant | null;
} {
  const found = findRisks(company);
  const nearest = nearestOf(found);
  return {
    troubled: new Set(found.map(({ id }) => id)).size,
    nearest: nearest?.label ?? null,
    nearestAt: nearest?.at ?? null,
  };
}

function findRisks({ bankNow, exactBankNow, tokens, certificates }: EndingFacts): readonly Found[] {
  const ofTokens = tokens.filter(isUsable).flatMap((token) => {
    const facts = riskFactsOf(token);
    const { tokenId: id, label } = token;
    const kinds = TOKEN_RISKS.filter((risk) => hasRisk(facts, risk, bankNow));
    return kinds.map((kind) => ({ kind, id, label, at: aliveUntil(token) }));
  });
  const ofCertificates = troubledCertificates(certificates, exactBankNow).map((one) => {
    return { kind: 'certificates' as const, id: one.certificateId, label: one.label, at: one.notAfter };
  });
  return [...ofTokens, ...ofCertificates];
}

/** The one that ends first; without a date last. */
function nearestOf(found: readonly Found[]): Found | null {
  return found.reduce<Found | null>((first, one) => {
    if (first === null || first.at === null) return one;
    return one.at !== null && one.at < first.at ? one : first;
  }, null);
}
