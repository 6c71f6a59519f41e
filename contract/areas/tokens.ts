import { z } from 'zod';
import { JournalDetails, JournalKind } from './audit.ts';
import { CompanyEventKindName } from './company-events.ts';
import { ErrorInfo } from '../result.ts';
import { Instant, LocalDate } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';
import { MOST_ADDRESSES } from '../values/ip-addresses.ts';

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

/**
 * 90 days from the last use (today's rule), or 365 days from the issue (tokens issued under the old terms). Source:
 * tapi.md §2.1.
 */
export const LifeRule = z.strictObject({ kind: z.enum(['idle', 'absolute']), days: z.int().min(1).max(366) });

/** At most nine addresses a token. Source: tapi.md §2.3. */
export const MAX_IP_SLOTS = MOST_ADDRESSES;

/**
 * Where a token's text is: in this keychain, only elsewhere (the record was imported or is planned), or destroyed by
 * us.
 */
export const SecretPlace = z.enum(['here', 'elsewhere', 'wiped']);

/**
 * Keep-alive of one token: off until a person turns it on; asked anew every cycle whether the token is still needed.
 */
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
  /** The last call made by it for its own sake; a mere proof is no use. */
  usedAt: Instant.nullable(),
  /**
   * False for an access that nobody ticked and that the bank let through all the same: more power than the ledger says.
   */
  isExpected: z.boolean(),
  /**
   * What the next reissue should do with it: keep, or leave out as unused for 45 days, ticked by nobody, or refused by
   * the bank.
   */
  advice: z.enum(['keep', 'unused', 'unexpected', 'refused']),
});
export type AccessView = z.infer<typeof AccessView>;

/** A mark that puts the token at risk. Source: tapi.md §2.4. */
export const TokenThreat = z.strictObject({
  markId: z.string(),
  kind: CompanyEventKindName,
  issuer: z.string().nullable(),
  on: LocalDate,
});
export type TokenThreat = z.infer<typeof TokenThreat>;

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
  /**
   * Days of the calendar left until `aliveUntil`, by the bank's clock. Units: Moscow days; negative when the moment has
   * passed.
   */
  daysLeft: z.int().nullable(),
  certificateId: CertificateId.nullable(),
  certificateLabel: z.string().nullable(),
  /** When the certificate ends. */
  certificateEndsAt: Instant.nullable(),
  boundAt: Instant.nullable(),
  /** What has happened that can end it before its time; empty for nothing. */
  threats: z.array(TokenThreat),
  secretPlace: SecretPlace,
  /** The director without whose passphrase it is not used; `null` when it lies open. */
  sealedTo: z.string().nullable(),
  keepAlive: KeepAlive,
  replaces: TokenId.nullable(),
  replacedBy: TokenId.nullable(),
  lastProblem: ErrorInfo.nullable(),
  lastCheckedAt: Instant.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

/** A page of the list, in its order. `next`: where the next page begins. */
export const TokenPage = z.strictObject({ tokens: z.array(TokenView), next: z.int().nullable() });
export type TokenPage = z.infer<typeof TokenPage>;

/** Tokens on a page: some ten milliseconds of work on either side. Own choice, measured. */
export const TOKENS_A_PAGE = 500;

/** The first page is drawn before the others are there: what a high screen shows, and some more. Own choice. */
export const TOKENS_ON_FIRST_PAGE = 100;

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

/** What a person may put right in the record of a token; its addresses and accesses are what the bank has. */
export const TokenEdit = z.strictObject({
  tokenId: TokenId,
  label: TokenInput.shape.label,
  purpose: TokenInput.shape.purpose,
  issuer: TokenInput.shape.issuer,
  rule: LifeRule,
  certificateId: CertificateId.nullable(),
  /** Names and places; the addresses themselves must be those of the record. */
  ips: z.array(IpSlot).max(MAX_IP_SLOTS),
});
export type TokenEdit = z.infer<typeof TokenEdit>;

/** The list of addresses as it really is in the bank, when the record is wrong. */
export const AddressCorrection = z.strictObject({
  tokenId: TokenId,
  ips: z.array(IpSlot).max(MAX_IP_SLOTS),
  ipCheck: TokenInput.shape.ipCheck,
  reason: z.string().trim().min(3).max(200),
});
export type AddressCorrection = z.infer<typeof AddressCorrection>;

/** A use of the token that happened elsewhere, as a person tells it. */
export const UseNoted = z.strictObject({
  tokenId: TokenId,
  on: LocalDate,
  by: z.enum(['other-workplace', 'person']),
});
export type UseNoted = z.infer<typeof UseNoted>;

/** `change`: turn keep-alive on or off. `confirm`: the token is still needed for one more round. */
export const KeepAliveInput = z.strictObject({
  tokenId: TokenId,
  action: z.enum(['on', 'off', 'confirm']),
});
export type KeepAliveInput = z.infer<typeof KeepAliveInput>;
