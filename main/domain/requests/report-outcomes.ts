import { addMs, HOUR_MS } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { plainOf } from '../../../contract/values/plain-text.ts';
import { AppError } from '../../ports/app-error.ts';
import { speaksFor } from '../envelopes/admit.ts';
import { MAX_LIFE_HOURS, type OutcomeEnvelope } from '../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { stampIn } from '../payments/company-time.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { sentElsewhere } from '../payments/load-payment.ts';
import type { Payment } from '../payments/payment.ts';
import {
  headOf,
  ownRecord,
  unsignedEnvelope,
  type UnsignedEnvelope,
  type TouchedByUnsignedEnvelope,
} from '../payments/approving/unsigned-envelope.ts';
import { outcomeOf } from './move-on.ts';

export type TouchedByReportOutcomes = TouchedByUnsignedEnvelope &
  Pick<
    PaymentVault,
    'payments' | 'envelopes' | 'tokens' | 'memberKeys' | 'clock' | 'checkpoints' | 'publish' | 'log'
  >;

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
 * Returns what is to be told about the payments of a company: it is worked out from what was told already, so a crash
 * between the change of a payment and the telling loses nothing.
 */
function owedOutcomes(
  vault: Pick<PaymentVault, 'payments' | 'organizations'>,
  companyId: CompanyId,
): readonly OwedOutcome[] {
  if (vault.organizations.of(companyId) === null) return [];
  return vault.payments.list(companyId, null).flatMap((payment) => owedOutcome(vault, payment) ?? []);
}

/**
 * Signs what became of payments that are sent from here, and takes back requests that were cancelled here. An
 * accountant signs with his key, a director with the one that he has for outcomes, so nobody is asked. Errors: none,
 * they are in the log, and the telling is tried again.
 * Effects: the envelopes. Calling twice is safe.
 */
export async function reportOutcomes(vault: TouchedByReportOutcomes, companyId: CompanyId): Promise<void> {
  for (const owed of owedOutcomes(vault, companyId)) {
    try {
      await report(vault, companyId, owed);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      vault.log.warn('outcome-not-signed', { paymentId: owed.payment.paymentId, code: error.code });
    }
  }
}

async function report(
  vault: TouchedByReportOutcomes,
  companyId: CompanyId,
  owed: OwedOutcome,
): Promise<void> {
  const made = unsignedOutcome(vault, companyId, owed);
  const signature = await vault.memberKeys.sign(owed.teller.personId, made.signed);
  // The payment may have gone on while the key was read: then the next look tells its newer state.
  const current = vault.payments.get(owed.payment.paymentId);
  const still = current === null ? null : owedOutcome(vault, current);
  if (still?.status !== owed.status || still.bankMessage !== owed.bankMessage) return;
  vault.envelopes.add([ownRecord(vault, made, signature)], null);
  vault.publish('payments.changed', { paymentId: owed.payment.paymentId });
}

function unsignedOutcome(
  vault: TouchedByReportOutcomes,
  companyId: CompanyId,
  owed: OwedOutcome,
): UnsignedEnvelope {
  const { requestHash, paymentId, status, bankMessage, teller, payment } = owed;
  const issuedAt = stampIn(vault, companyId);
  const expiresAt = addMs(issuedAt, MAX_LIFE_HOURS * HOUR_MS);
  const author = teller.outcomeKey ?? teller.key;
  return unsignedEnvelope(vault, companyId, {
    ...headOf(vault, { companyId, author, issuedAt, expiresAt }),
    kind: 'outcome',
    paymentId,
    requestHash,
    status,
    at: payment.updatedAt,
    bankMessage,
  });
}

function owedOutcome(vault: Pick<PaymentVault, 'organizations'>, payment: Payment): OwedOutcome | null {
  const { companyId, request, contentHash, bankMessage } = payment;
  if (request === null || contentHash === null) return null;
  const about = vault.organizations.about(companyId, request.requestHash);
  const reported = outcomeOf(vault, payment, about);
  const teller = tellerOf(vault, payment, reported !== null);
  if (teller === null || (teller.role === 'director' && teller.outcomeKey === undefined)) return null;
  const status = statusToTell(payment, reported?.envelope.status ?? null);
  if (status === null) return null;
  const message = bankMessage === null ? null : plainOf(bankMessage, MESSAGE_MAX);
  const owed = { payment, paymentId: contentHash, status, bankMessage: message, teller };
  return isReported(teller, about, owed) ? null : { ...owed, requestHash: request.requestHash };
}

/** The sender tells everything; the maker takes his request back as long as the sender has said nothing. */
function tellerOf(
  vault: Pick<PaymentVault, 'organizations'>,
  payment: Payment,
  hasSenderSpoken: boolean,
): KnownMember | null {
  const members = vault.organizations.members(payment.companyId).filter(({ isHere }) => isHere);
  if (sentElsewhere(vault, payment) === null)
    return members.find(({ key }) => key === payment.request?.sender) ?? null;
  if (payment.status !== 'cancelled' || hasSenderSpoken) return null;
  return members.find(({ personId }) => personId === payment.preparedBy) ?? null;
}

/**
 * What the state of a payment is to the others; `null` while nothing is to be told. Expiry and refusal everybody finds
 * by himself.
 */
function statusToTell(
  { status }: Payment,
  reported: OutcomeEnvelope['status'] | null,
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
      return reported === 'unknown' ? 'failed' : null;
    default:
      return null;
  }
}

function isReported(
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
