import { z } from 'zod';
import { IpSlot, LifeRule, MAX_IP_SLOTS } from '../../../contract/areas/tokens.ts';
import { Instant, LocalDate } from '../../../contract/values/dates.ts';
import type { Digests } from '../../ports/ports.ts';
import { Certificate } from '../certificates/certificate.ts';
import { Hash, plainText, PublicKey } from '../envelopes/keys.ts';
import {
  readSigned,
  signedFile,
  signedText,
  type SignedFlaw,
  type SigningParts,
} from '../envelopes/signed-text.ts';

const PARCEL_FORM = 'klyuchnik-token-v1';
const RECEIPT_FORM = 'klyuchnik-token-receipt-v1';

/** Names one move of one token. Source: `CompanyId` and its like. */
const MoveId = z.string().regex(/^[a-z0-9-]{8,64}$/);

/** What a token's record tells the next computer, and its text. Units: as in `Token`. */
const ParcelToken = z.strictObject({
  label: plainText(60),
  purpose: plainText(200),
  issuer: plainText(80),
  issuedOn: LocalDate,
  /** Those that the bank has not refused. Own choice: as many as a person may type. */
  accesses: z.array(plainText(200)).max(60),
  ips: z.array(IpSlot).max(MAX_IP_SLOTS),
  ipCheck: z.enum(['on', 'off-by-letter']),
  rule: LifeRule,
  lastUsedAt: Instant.nullable(),
  /** Source: tapi.md §2.1; as `addToken` takes it. */
  text: z.string().regex(/^[\x21-\x7e]{8,4096}$/),
});

const ParcelCertificate = Certificate.pick({
  label: true,
  subject: true,
  issuer: true,
  serial: true,
  fingerprint: true,
  notBefore: true,
  notAfter: true,
  chainPem: true,
  publicKeyHash: true,
  keyAlgorithm: true,
  keyUsages: true,
  purposes: true,
  isAuthority: true,
  holder: true,
  signatureUntil: true,
}).extend({ key: z.string().min(1).max(16_384) });

/**
 * A paying token on its way to a director's computer. Secret: it travels encrypted to him alone. Source:
 * docs/format/token-move.md.
 */
const TokenParcel = z.strictObject({
  v: z.literal(1),
  kind: z.literal('token'),
  organization: Hash,
  author: PublicKey,
  recipient: PublicKey,
  move: MoveId,
  issuedAt: Instant,
  token: ParcelToken,
  certificate: ParcelCertificate.nullable(),
  digest: Hash,
});
export type TokenParcel = z.infer<typeof TokenParcel>;

/** A director's word that the token of a parcel lies on his computer. */
const TokenReceipt = z.strictObject({
  v: z.literal(1),
  kind: z.literal('token-receipt'),
  organization: Hash,
  author: PublicKey,
  move: MoveId,
  digest: Hash,
  at: Instant,
});
export type TokenReceipt = z.infer<typeof TokenReceipt>;

export type ParcelFlaw = SignedFlaw | 'form' | 'digest';

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly flaw: ParcelFlaw };

/** Names what is moved, anew for each move: whoever tells it had the text and the key in hand. */
export function parcelDigest(
  digests: Digests,
  move: string,
  text: string,
  key: string | null,
): TokenParcel['digest'] {
  return digests.sha256(digests.canonical({ move, token: text, key }));
}

/** Returns the text that the author of a parcel signs; `null` for one that could not be read back. */
export function parcelText(parts: SigningParts, parcel: TokenParcel): string | null {
  return TokenParcel.safeParse(parcel).success ? signedText(parts, PARCEL_FORM, parcel) : null;
}

/** Returns the text that a director signs. */
export function receiptText(parts: SigningParts, receipt: TokenReceipt): string {
  return signedText(parts, RECEIPT_FORM, receipt);
}

/** Makes the file of a signed text. */
export function parcelFile(signed: string, key: string, signature: string): string {
  return signedFile(signed, [{ key, signature }]);
}

/** Tells what an opened file holds; `null` for anything else. */
export function kindOfMove(text: string): 'parcel' | 'receipt' | null {
  if (text.startsWith('klyuchnik-token-receipt-')) return 'receipt';
  return text.startsWith('klyuchnik-token-v') ? 'parcel' : null;
}

/** Reads a parcel: signature, form, and that the text and key in it are those that its digest names. */
export function readParcel(parts: SigningParts, file: string): Read<TokenParcel> {
  const read = readBy(parts, PARCEL_FORM, TokenParcel, file);
  if (!read.ok) return read;
  const { move, token, certificate, digest } = read.value;
  const isWhole = parcelDigest(parts.digests, move, token.text, certificate?.key ?? null) === digest;
  return isWhole ? read : { ok: false, flaw: 'digest' };
}

/** Reads a receipt. Whether its author was asked for it is the caller's question. */
export function readReceipt(parts: SigningParts, file: string): Read<TokenReceipt> {
  return readBy(parts, RECEIPT_FORM, TokenReceipt, file);
}

function readBy<T extends { readonly author: string }>(
  parts: SigningParts,
  form: string,
  schema: z.ZodType<T>,
  file: string,
): Read<T> {
  const read = readSigned(parts, form, file, 1);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.json);
  if (!parsed.success) return { ok: false, flaw: 'form' };
  if (parsed.data.author !== read.signers[0]) return { ok: false, flaw: 'signature' };
  return { ok: true, value: parsed.data };
}
