import type { TokenView } from '../../../contract/areas/tokens.ts';
import { knownAccess, mayMoveMoney } from '../../../contract/t-bank/accesses.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { threatsTo, type Marked } from '../../../contract/values/company-events.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { adviceOn, lastUseOf } from './advise-accesses.ts';
import { aliveUntil, daysLeft, isUsable, threatenedPart, type Token } from './token.ts';

/** What stands around a token: the names beside it, the end of its certificate, what was told of its company. */
export interface TokenSurroundings {
  readonly company: string;
  readonly certificate: Pick<Certificate, 'label' | 'notAfter'> | null;
  readonly marks: readonly Marked[];
  /** The name of the director to whom it is sealed. */
  readonly sealedTo?: string | null;
}

/** What decides the place of a token in a list (`tokenOrder`); the whole view costs many times as much. */
export function tokenPlace(token: Token, marks: readonly Marked[]) {
  const { tokenId, label, status, lastProblem, replacedBy } = token;
  return {
    tokenId,
    label,
    status,
    lastProblem,
    replacedBy,
    aliveUntil: aliveUntil(token),
    threats: isUsable(token) ? threats(token, marks) : [],
  };
}

/** Shows a token as a person may see it at `now`; names come from the caller. */
export function tokenView(token: Token, now: Instant, names: TokenSurroundings): TokenView {
  const {
    companyId,
    purpose,
    issuer,
    issuedOn,
    addedAt,
    lastFour,
    words,
    ips,
    ipCheck,
    rule,
    secretPlace,
    keepAlive,
    replaces,
  } = token;
  return {
    ...tokenPlace(token, names.marks),
    companyId,
    purpose,
    issuer,
    issuedOn,
    addedAt,
    lastFour,
    words,
    ips,
    ipCheck,
    rule,
    secretPlace,
    keepAlive,
    replaces,
    companyName: names.company,
    sealedTo: token.sealing === null ? null : (names.sealedTo ?? ''),
    accesses: token.accesses.map((held) => ({
      access: held.access,
      proof: held.proof,
      provenAt: held.provenAt,
      usedAt: lastUseOf(held),
      isExpected: held.isExpected,
      advice: adviceOn(token, held, now),
      movesMoney: mayMoveMoney(held.access),
      needsCertificate: knownAccess(held.access)?.needsCertificate ?? false,
    })),
    lastUsedAt: token.lastSighting?.at ?? null,
    lastUsedBy: token.lastSighting?.by ?? null,
    daysLeft: daysLeft(token, now),
    certificateId: token.certificateId,
    certificateLabel: names.certificate?.label ?? null,
    certificateEndsAt: names.certificate?.notAfter ?? null,
    boundAt: token.boundAt,
    lastCheckedAt: token.lastCheckedAt,
  };
}

function threats(token: Token, marks: readonly Marked[]): TokenView['threats'] {
  return threatsTo(threatenedPart(token), marks).map(({ markId, kind, issuer, on }) => ({
    markId,
    kind,
    issuer,
    on,
  }));
}
