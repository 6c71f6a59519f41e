import { z } from 'zod';
import { IpSlot, KeepAlive, LifeRule, SecretPlace, TokenStatus } from '../../../contract/areas/tokens.ts';
import { ErrorInfo } from '../../../contract/result.ts';
import { mayMoveMoney } from '../../../contract/t-bank/accesses.ts';
import {
  addMs,
  DAY_MS,
  daysUntil,
  Instant,
  LocalDate,
  moscowDate,
  moscowDayStart,
  msBetween,
} from '../../../contract/values/dates.ts';
import type { Threatened } from '../../../contract/values/company-events.ts';
import { isUsableStatus } from '../../../contract/t-bank/token-risks.ts';
import { CertificateId, CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { HistoryStep } from '../audit/entry.ts';
import { Sealing } from '../people/sealing.ts';

/** A use of the token that somebody saw. */
const Sighting = z.strictObject({ at: Instant, by: z.enum(['here', 'other-workplace', 'person']) });

const AccessRecord = z.strictObject({
  access: z.string(),
  proof: z.enum(['proven', 'refused', 'unproven']),
  provenAt: Instant.nullable(),
  /** False for an access that nobody ticked and that the bank let through all the same. */
  isExpected: z.boolean().default(true),
  /** The last call made for its own sake, when a mere proof came after it; left out while `provenAt` is that call. */
  usedAt: Instant.nullable().optional(),
});

export const KEEP_ALIVE_OFF: KeepAlive = { isOn: false, dueAt: null, confirmedAt: null };

/**
 * A token on its way to a director's computer: out of use here, its text kept until his receipt. `to`: his key;
 * `digest`: what the receipt has to name.
 */
const Moving = z.strictObject({
  id: z.string(),
  to: z.string(),
  name: z.string(),
  at: Instant,
  digest: z.string(),
  /** When his receipt was taken in here; the text is destroyed here then. */
  receivedAt: Instant.nullable(),
});

/** What the ledger knows of a token; its text lies in the keychain under `token:<tokenId>`. */
export const Token = z.strictObject({
  tokenId: TokenId,
  companyId: CompanyId,
  label: z.string(),
  purpose: z.string(),
  issuer: z.string(),
  issuedOn: LocalDate,
  addedAt: Instant,
  /** Keyed fingerprint of the text: shows when another program overwrote the keychain item. */
  fingerprint: z.string(),
  lastFour: z.string(),
  words: z.string(),
  status: TokenStatus,
  accesses: z.array(AccessRecord),
  ips: z.array(IpSlot),
  ipCheck: z.enum(['on', 'off-by-letter']),
  rule: LifeRule,
  lastSighting: Sighting.nullable(),
  certificateId: CertificateId.nullable(),
  boundAt: Instant.nullable(),
  secretPlace: SecretPlace.default('here'),
  /** Whose passphrase opens the text; `null` while whoever owns the session can. */
  sealing: Sealing.nullable().default(null),
  moving: Moving.nullable().default(null),
  keepAlive: KeepAlive.default(KEEP_ALIVE_OFF),
  replaces: TokenId.nullable().default(null),
  replacedBy: TokenId.nullable().default(null),
  lastProblem: ErrorInfo.nullable(),
  lastCheckedAt: Instant.nullable(),
  history: z.array(HistoryStep),
});
export type Token = z.infer<typeof Token>;

/** Steps of history kept with the record; the journal keeps all. Own choice. */
const HISTORY_KEPT = 50;

export function isUsable(token: Token): boolean {
  return isUsableStatus(token.status);
}

/**
 * Tells whether a call to the bank can be made with the token: it is in use, and its text is here and on no way out.
 */
export function isCallable(token: Token): boolean {
  return isUsable(token) && token.secretPlace === 'here' && token.moving === null;
}

/**
 * Returns the moment until which the token lives at least, as far as this vault has seen; `null` when it is dead or
 * revoked. A lower bound for the idle rule (others may use the token) and a promise of nothing (tapi.md §2.4).
 * Source: tapi.md §2.1: 90 days since the last use; older terms a year from the issue.
 */
export function aliveUntil(token: Token): Instant | null {
  if (token.status === 'dead' || token.status === 'revoked' || token.status === 'lost') return null;
  const issued = moscowDayStart(token.issuedOn);
  const since = token.rule.kind === 'idle' ? (token.lastSighting?.at ?? issued) : issued;
  return addMs(since, token.rule.days * DAY_MS);
}

/** Returns the days of the Moscow calendar left; negative when the moment has passed; `null` when there is none. */
export function daysLeft(token: Token, now: Instant): number | null {
  const until = aliveUntil(token);
  return until === null ? null : daysUntil(until, now);
}

/** Returns what of the token says whether a mark threatens it. */
export function threatenedPart({ issuer, issuedOn, lastSighting }: Token): Threatened {
  return { issuer, issuedOn, lastUsedOn: lastSighting === null ? null : moscowDate(lastSighting.at) };
}

/** Tells whether the token carries the access, as far as the ledger knows. */
export function carries(token: Token, access: string): boolean {
  return token.accesses.some((held) => held.access === access && held.proof !== 'refused');
}

/** Tells whether the token could move money. */
export function canMoveMoney(token: Token): boolean {
  return token.accesses.some((held) => mayMoveMoney(held.access));
}

/**
 * Returns the token after a call that the bank answered with success.
 * The certificate that was shown is linked by the bank at the first such call (tapi.md §4.1).
 */
export function afterSuccess(
  token: Token,
  at: Instant,
  access: string,
  usedCertificate: CertificateId | null,
): Token {
  return {
    ...token,
    status: token.status === 'issued' || token.status === 'dead' ? 'active' : token.status,
    lastSighting: { at, by: 'here' },
    lastProblem: null,
    accesses: token.accesses.map((held) => (held.access === access ? provenByUse(held, at) : held)),
    boundAt: usedCertificate === null ? token.boundAt : (token.boundAt ?? at),
  };
}

function provenByUse(
  { access, isExpected }: Token['accesses'][number],
  at: Instant,
): Token['accesses'][number] {
  return { access, isExpected, proof: 'proven', provenAt: at };
}

/**
 * Tells whether a call has shown nothing of the token but one more use, on the day after the last known one or sooner.
 * Losing that moves the end of its life by a day at most, and to the safe side.
 */
export function isMinorUse(before: Token, after: Token): boolean {
  const [last, now] = [before.lastSighting, after.lastSighting];
  if (last?.by !== 'here' || now === null || Math.abs(msBetween(last.at, now.at)) > DAY_MS) return false;
  const others = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).every(([name, value]) => {
    if (name === 'lastSighting') return true;
    return name === 'accesses' ? sameProofs(before, after) : others.get(name) === value;
  });
}

function sameProofs(before: Token, after: Token): boolean {
  return after.accesses.every(({ access, proof, isExpected }, at) => {
    const held = before.accesses[at];
    return held?.access === access && held.proof === proof && held.isExpected === isExpected;
  });
}

/**
 * Returns the token after a call that failed; a 401 means that it is dead, a 403 for a missing access marks that
 * access.
 */
export function afterProblem(token: Token, access: string, problem: ErrorInfo): Token {
  return {
    ...token,
    status: problem.code === 'bank-token-dead' ? 'dead' : token.status,
    lastProblem: problem,
    accesses: token.accesses.map((held) =>
      held.access === access && problem.code === 'bank-access-missing'
        ? { ...held, proof: 'refused' as const }
        : held,
    ),
  };
}

export function withStep(token: Token, step: HistoryStep): Token {
  return { ...token, history: [...token.history, step].slice(-HISTORY_KEPT) };
}
