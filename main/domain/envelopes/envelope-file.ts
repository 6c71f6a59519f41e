import { HOUR_MS, msBetween } from '../../../contract/values/dates.ts';
import { approvedList, type ListedPayment } from './approved-list.ts';
import {
  Envelope,
  MAX_LIFE_HOURS,
  paymentIdText,
  type ApprovedListEnvelope,
  type RequestEnvelope,
} from './envelope.ts';
import { linesOf, type InWords, type Textless } from './envelope-lines.ts';
import { readSigned, signedFile, signedText, type SignedFlaw, type SigningParts } from './signed-text.ts';

const FORM = 'klyuchnik-envelope-v1';

/** The form of what came later: a program that does not know it says that the file is of a newer one. */
const LATER_FORM = 'klyuchnik-envelope-v2';

/** Which form an envelope has, so that each has only one. */
function formOf({ kind }: Pick<Envelope, 'kind'>): string {
  return kind === 'approved-list' ? LATER_FORM : FORM;
}

/** What reading and writing envelopes needs of the world. */
export interface EnvelopeParts extends SigningParts {
  readonly inWords: InWords;
}

/** Why a file is not an envelope that may be read. Nothing in it is shown or used then. */
export type EnvelopeFlaw = SignedFlaw | 'form' | 'times' | 'text-differs' | 'payment-id' | 'list-differs';

/** An envelope that holds. `hash` names it everywhere. */
export interface OpenedEnvelope {
  readonly envelope: Envelope;
  readonly hash: string;
}

export type EnvelopeReading =
  ({ readonly ok: true } & OpenedEnvelope) | { readonly ok: false; readonly flaw: EnvelopeFlaw };

/**
 * Adds the text that a person reads, and gives the text to sign. Errors: a TypeError for fields that could not be read
 * back.
 */
export function writeEnvelope(
  parts: EnvelopeParts,
  fields: Textless,
): { readonly envelope: Envelope; readonly signed: string } {
  const envelope = Envelope.safeParse({ ...fields, text: [...linesOf(fields, parts.inWords)] });
  if (!envelope.success) throw new TypeError('an envelope would not be readable', { cause: envelope.error });
  const flaw = meaningFlaw(parts, envelope.data);
  if (flaw !== null) throw new TypeError(`an envelope would not be readable: ${flaw}`);
  return { envelope: envelope.data, signed: signedText(parts, formOf(envelope.data), envelope.data) };
}

/** Makes the file of a signed envelope. `signature`: its author's, over the signed text, base64. */
export function envelopeFile(signed: string, author: string, signature: string): string {
  return signedFile(signed, [{ key: author, signature }]);
}

/**
 * Reads an envelope: the signature first, then the canonical form, the schema, and the text made anew from the fields.
 *
 * Returns the flaw instead of throwing; whether its author may say such a thing is another question (`admitted`).
 * Source: docs/format/envelope.md.
 */
export function readEnvelope(parts: EnvelopeParts, file: string): EnvelopeReading {
  const form = file.startsWith(`${LATER_FORM}\n`) ? LATER_FORM : FORM;
  const read = readSigned(parts, form, file, 1);
  if (!read.ok) return read;
  const parsed = Envelope.safeParse(read.json);
  if (!parsed.success) return { ok: false, flaw: 'form' };
  const envelope = parsed.data;
  if (formOf(envelope) !== form) return { ok: false, flaw: 'form' };
  if (envelope.author !== read.signers[0]) return { ok: false, flaw: 'signature' };
  const flaw = meaningFlaw(parts, envelope);
  return flaw === null ? { ok: true, envelope, hash: read.hash } : { ok: false, flaw };
}

/** What the fields say together. */
function meaningFlaw(parts: EnvelopeParts, envelope: Envelope): EnvelopeFlaw | null {
  const life = msBetween(envelope.issuedAt, envelope.expiresAt);
  if (!(life > 0 && life <= MAX_LIFE_HOURS * HOUR_MS)) return 'times';
  if (!isAscending(envelope.audience)) return 'form';
  if (envelope.kind === 'request') {
    const id = parts.digests.canonical(paymentIdText(envelope.organization, envelope.payment));
    if (parts.digests.sha256(id) !== envelope.paymentId) return 'payment-id';
  }
  if (envelope.kind === 'approved-list' && !isListRight(parts, envelope)) return 'list-differs';
  const lines = linesOf(envelope, parts.inWords);
  const isSame =
    lines.length === envelope.text.length && lines.every((line, at) => line === envelope.text[at]);
  return isSame ? null : 'text-differs';
}

/** The list says what its payments come to, and names each of them once, in order. */
function isListRight(
  { digests }: EnvelopeParts,
  { list, payments, policyHash }: ApprovedListEnvelope,
): boolean {
  const requests = new Set(payments.map(({ requestHash }) => requestHash));
  if (!isAscending(payments.map(({ paymentId }) => paymentId)) || requests.size < payments.length)
    return false;
  const { head, digest } = approvedList(digests, policyHash, payments.map(listedOf));
  return (
    digests.canonical({ ...list }) === digests.canonical({ count: head.count, totals: head.totals, digest })
  );
}

/** Returns a payment of an envelope as its list knows it. */
function listedOf({
  paymentId,
  requestHash,
  amount,
  warnings,
  reason,
}: ApprovedListEnvelope['payments'][number]): ListedPayment {
  return { content: paymentId, request: requestHash, amount, warnings, reason };
}

/**
 * Returns what an envelope says of each payment: of a list one approval a payment, of everything else itself. Where the
 * request is there, a payment of a list counts only with its sum and its id.
 */
export function saidOfEach(
  one: OpenedEnvelope,
  requestOf: (hash: string) => RequestEnvelope | null,
): readonly OpenedEnvelope[] {
  if (one.envelope.kind !== 'approved-list') return [one];
  const { list: _, payments, ...head } = one.envelope;
  return payments.flatMap(({ amount, ...said }) => {
    const request = requestOf(said.requestHash);
    const isOther =
      request !== null && (request.payment.amount !== amount || request.paymentId !== said.paymentId);
    return isOther ? [] : [{ hash: one.hash, envelope: { ...head, ...said, kind: 'approval' as const } }];
  });
}

function isAscending(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key);
}
