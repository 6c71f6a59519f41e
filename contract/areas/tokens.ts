import { z } from 'zod';
import { JournalDetails, JournalKind } from './audit.ts';
import { ErrorInfo } from '../result.ts';
import { Instant, LocalDate } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';

export const TokenStatus = z.enum([
  'planned',
  'issued',
  'active',
  'retiring',
  'quarantined',
  'revoked',
  'dead',
  'lost',
  'frozen',
]);
export type TokenStatus = z.infer<typeof TokenStatus>;

export const IpSlot = z.strictObject({
  address: z.string().min(1).max(45),
  name: z.string().max(60),
  /** Where the computer behind it stands, in a person's words. */
  place: z.string().max(60).default(''),
});
export type IpSlot = z.infer<typeof IpSlot>;

/** 90 days from the last use (today's rule), or 365 days from the issue (tokens issued under the old terms). Source: tapi.md §2.1. */
export const LifeRule = z.strictObject({ kind: z.enum(['idle', 'absolute']), days: z.int().min(1).max(366) });

/** At most nine addresses a token. Source: tapi.md §2.3. */
export const MAX_IP_SLOTS = 9;

/** Where a token's text is: in this keychain, only elsewhere (the record was imported or is planned), or destroyed by us. */
export const SecretPlace = z.enum(['here', 'elsewhere', 'wiped']);

/** Keep-alive of one token: off until a person turns it on; asked anew every cycle whether the token is still needed. */
export const KeepAlive = z.strictObject({
  isOn: z.boolean(),
  /** When the next harmless call is due; chosen at random between day 60 and 75 of the idle time. */
  dueAt: Instant.nullable(),
  /** When a person last said that the token is still needed. */
  confirmedAt: Instant.nullable(),
});
export type KeepAlive = z.infer<typeof KeepAlive>;

/** An access with what the vault has seen of it: a call that succeeded, a 403 for it, or neither. */
export const AccessView = z.strictObject({
  /** Name of the catalogue, or the raw string when the catalogue does not know it. */
  access: z.string(),
  movesMoney: z.boolean(),
  needsCertificate: z.boolean(),
  proof: z.enum(['proven', 'refused', 'unproven']),
  /** The last call that succeeded by it. */
  provenAt: Instant.nullable(),
  /** False for an access that nobody ticked and that the bank let through all the same: more power than the ledger says. */
  isExpected: z.boolean(),
});
export type AccessView = z.infer<typeof AccessView>;

export const TokenView = z.strictObject({
  tokenId: TokenId,
  companyId: CompanyId,
  companyName: z.string(),
  label: z.string(),
  purpose: z.string(),
  issuer: z.string(),
  issuedOn: LocalDate,
  addedAt: Instant,
  /** Empty while no text was ever stored here. */
  lastFour: z.string(),
  /** Two words that identify the token when read aloud; derived from its keyed fingerprint. */
  words: z.string(),
  status: TokenStatus,
  accesses: z.array(AccessView),
  ips: z.array(IpSlot),
  ipCheck: z.enum(['on', 'off-by-letter']),
  rule: LifeRule,
  lastUsedAt: Instant.nullable(),
  lastUsedBy: z.enum(['here', 'other-workplace', 'person']).nullable(),
  /** Lives at least until this moment, as far as this vault has seen; `null` when dead or revoked. */
  aliveUntil: Instant.nullable(),
  /** Whole days left until `aliveUntil`. Units: days; negative when it has passed. */
  daysLeft: z.int().nullable(),
  certificateId: CertificateId.nullable(),
  certificateLabel: z.string().nullable(),
  boundAt: Instant.nullable(),
  secretPlace: SecretPlace,
  keepAlive: KeepAlive,
  replaces: TokenId.nullable(),
  replacedBy: TokenId.nullable(),
  lastProblem: ErrorInfo.nullable(),
  lastCheckedAt: Instant.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

export const TokenEvent = z.strictObject({
  at: Instant,
  kind: JournalKind,
  who: z.string(),
  details: JournalDetails,
});

export const TokenDetails = z.strictObject({ token: TokenView, history: z.array(TokenEvent) });
export type TokenDetails = z.infer<typeof TokenDetails>;

/** Everything the ledger keeps of a token but its text, which main asks for in a window of its own. */
export const TokenInput = z.strictObject({
  companyId: CompanyId,
  label: z.string().trim().min(1).max(60),
  purpose: z.string().trim().max(200),
  issuer: z.string().trim().min(2).max(80),
  issuedOn: LocalDate,
  accesses: z.array(z.string().trim().min(1).max(200)).max(60),
  ips: z.array(IpSlot).max(MAX_IP_SLOTS),
  ipCheck: z.enum(['on', 'off-by-letter']),
  rule: LifeRule,
  certificateId: CertificateId.nullable(),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const TokenCheck = z.strictObject({
  token: TokenView,
  alive: z.boolean(),
  problem: ErrorInfo.nullable(),
});
export type TokenCheck = z.infer<typeof TokenCheck>;
