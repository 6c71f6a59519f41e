import { addMs, HOUR_MS } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { speaksFor } from '../envelopes/admit.ts';
import { MAX_LIFE_HOURS, type OutcomeEnvelope } from '../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import { plainOf } from '../../../contract/values/plain-text.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { stampIn } from '../payments/company-time.ts';
import { sentElsewhere, type PaymentParts } from '../payments/payment-parts.ts';
import type { Payment } from '../payments/payment.ts';
import { headOf, ownRecord, statement, type Statement } from '../payments/statement.ts';
import { outcomeOf } from './move-on.ts';

/** Longest message of the bank in an outcome. Units: characters. Source: docs/format/envelope.md. */
const MESSAGE_MAX = 400;

/** What the others have yet to be told of a payment. */
interface OwedOutcome {
  readonly payment: Payment;
  readonly requestHash: string;
  readonly paymentId: string;
  readonly status: OutcomeEnvelope['status'];
  readonly bankMessage: string | null;
  /** The member of this computer who says it: the sender, or the maker who takes his request back. */
  readonly teller: KnownMember;
}

/**
 * Returns what is to be told about the payments of a company: it is worked out from what was told already, so a crash between the change of a payment and the
 * telling loses nothing.
 */
function owedOutcomes(parts: PaymentParts, companyId: CompanyId): readonly OwedOutcome[] {
  if (parts.organizations.of(companyId) === null) return [];
  return parts.payments.list(companyId, null).flatMap((payment) => owedOutcome(parts, payment) ?? []);
}

/**
 * Signs what became of payments that are sent from here, and takes back requests that were cancelled here. An accountant signs with his key, a director with
 * the one that he has for outcomes, so nobody is asked. Errors: none, they are in the log, and the telling is tried again.
 * Effects: the envelopes. Calling twice is safe.
 */
export async function reportOutcomes(parts: PaymentParts, companyId: CompanyId): Promise<void> {
  for (const owed of owedOutcomes(parts, companyId)) {
    try {
      await report(parts, companyId, owed);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      parts.log.warn('outcome-not-signed', { paymentId: owed.payment.paymentId, code: error.code });
    }
  }
}

async function report(parts: PaymentParts, companyId: CompanyId, owed: OwedOutcome): Promise<void> {
  const made = outcomeStatement(parts, companyId, owed);
  const signature = await parts.memberKeys.sign(owed.teller.personId, made.signed);
  // The payment may have gone on while the key was read: then the next look tells its newer state.
  const current = parts.payments.get(owed.payment.paymentId);
  const still = current === null ? null : owedOutcome(parts, current);
  if (still?.status !== owed.status || still.bankMessage !== owed.bankMessage) return;
  parts.envelopes.add([ownRecord(parts, made, signature)], null);
  parts.publish('payments.changed', { paymentId: owed.payment.paymentId });
}

function outcomeStatement(parts: PaymentParts, companyId: CompanyId, owed: OwedOutcome): Statement {
  const { requestHash, paymentId, status, bankMessage, teller, payment } = owed;
  const issuedAt = stampIn(parts, companyId);
  const expiresAt = addMs(issuedAt, MAX_LIFE_HOURS * HOUR_MS);
  const author = teller.outcomeKey ?? teller.key;
  return statement(parts, companyId, {
    ...headOf(parts, { companyId, author, issuedAt, expiresAt }),
    ...{ kind: 'outcome', paymentId, requestHash, status, at: payment.updatedAt, bankMessage },
  });
}

function owedOutcome(parts: PaymentParts, payment: Payment): OwedOutcome | null {
  const { companyId, request, contentHash, bankMessage } = payment;
  if (request === null || contentHash === null) return null;
  const about = parts.organizations.about(companyId, request.requestHash);
  const told = outcomeOf(parts, payment, about);
  const teller = tellerOf(parts, payment, told !== null);
  if (teller === null || (teller.role === 'director' && teller.outcomeKey === undefined)) return null;
  const status = statusToTell(payment, told?.envelope.status ?? null);
  if (status === null) return null;
  const message = bankMessage === null ? null : plainOf(bankMessage, MESSAGE_MAX);
  const owed = { payment, paymentId: contentHash, status, bankMessage: message, teller };
  return isTold(teller, about, owed) ? null : { ...owed, requestHash: request.requestHash };
}

/** The sender tells everything; the maker takes his request back as long as the sender has said nothing. */
function tellerOf(parts: PaymentParts, payment: Payment, hasSenderSpoken: boolean): KnownMember | null {
  const members = parts.organizations.members(payment.companyId).filter(({ isHere }) => isHere);
  if (sentElsewhere(parts, payment) === null)
    return members.find(({ key }) => key === payment.request?.sender) ?? null;
  if (payment.status !== 'cancelled' || hasSenderSpoken) return null;
  return members.find(({ personId }) => personId === payment.preparedBy) ?? null;
}

/** What the state of a payment is to the others; `null` while nothing is to be told. Expiry and refusal everybody finds by himself. */
function statusToTell(
  { status }: Payment,
  told: OutcomeEnvelope['status'] | null,
): OutcomeEnvelope['status'] | null {
  switch (status) {
    case 'in-progress':
    case 'executed':
    case 'failed':
    case 'cancelled':
    case 'unknown':
    case 'handed-over':
      return status;
    case 'expired':
      // The bank never knew it: it died unsent.
      return told === 'unknown' ? 'failed' : null;
    default:
      return null;
  }
}

function isTold(
  teller: KnownMember,
  about: readonly OpenedEnvelope[],
  owed: Pick<OwedOutcome, 'status' | 'bankMessage'>,
): boolean {
  return about.some(
    ({ envelope }) =>
      envelope.kind === 'outcome' &&
      speaksFor(teller, envelope) &&
      envelope.status === owed.status &&
      envelope.bankMessage === owed.bankMessage,
  );
}
