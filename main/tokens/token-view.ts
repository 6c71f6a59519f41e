import type { TokenView } from '../../contract/areas/tokens.ts';
import { knownAccess, mayMoveMoney } from '../../contract/values/accesses.ts';
import type { Instant } from '../../contract/values/dates.ts';
import { adviceOn } from './advise-accesses.ts';
import { aliveUntil, daysLeft, type Token } from './token.ts';

/** Shows a token as a person may see it at `now`; names come from the caller. */
export function tokenView(
  token: Token,
  now: Instant,
  names: { readonly company: string; readonly certificate: string | null },
): TokenView {
  const {
    tokenId,
    companyId,
    label,
    purpose,
    issuer,
    issuedOn,
    addedAt,
    lastFour,
    words,
    status,
    ips,
    ipCheck,
    rule,
  } = token;
  const { secretPlace, keepAlive, replaces, replacedBy } = token;
  return {
    ...{ tokenId, companyId, label, purpose, issuer, issuedOn, addedAt, lastFour, words, status },
    ...{ ips, ipCheck, rule, secretPlace, keepAlive, replaces, replacedBy },
    companyName: names.company,
    accesses: token.accesses.map((held) => ({
      access: held.access,
      proof: held.proof,
      provenAt: held.provenAt,
      isExpected: held.isExpected,
      advice: adviceOn(token, held, now),
      movesMoney: mayMoveMoney(held.access),
      needsCertificate: knownAccess(held.access)?.needsCertificate ?? false,
    })),
    lastUsedAt: token.lastSighting?.at ?? null,
    lastUsedBy: token.lastSighting?.by ?? null,
    aliveUntil: aliveUntil(token),
    daysLeft: daysLeft(token, now),
    certificateId: token.certificateId,
    certificateLabel: names.certificate,
    boundAt: token.boundAt,
    lastProblem: token.lastProblem,
    lastCheckedAt: token.lastCheckedAt,
  };
}
