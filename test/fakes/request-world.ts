import type { DraftFields } from '../../contract/areas/payments.ts';
import { approvePayment, rejectPayment } from '../../main/domain/payments/approving/approve.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { sealedToMembers, undelivered } from '../../main/domain/requests/outbox.ts';
import { reportOutcomes } from '../../main/domain/requests/report-outcomes.ts';
import { sendRequest } from '../../main/domain/requests/send-request.ts';
import { takeIn, type TakenIn } from '../../main/domain/requests/take-in.ts';
import type { Seat } from './organization-world.ts';
import { draftFields, seenOf } from './vault-world.ts';

/** A folder that keeps every file that anybody put into it. */
export class MemoryFolder {
  readonly files: Uint8Array[] = [];

  /** Puts what the computer has not put anywhere yet. */
  async take(seat: Seat): Promise<void> {
    const waiting = undelivered(seat.parts, seat.companyId);
    for (const { file } of waiting) this.files.push(await sealedToMembers(seat.parts, seat.companyId, file));
    seat.parts.envelopes.noteDelivered(
      waiting.map(({ hash }) => hash),
      seat.parts.clock.now(),
    );
  }

  /** One round of a computer: tells what is owed, puts it into the folder, reads all files of it. */
  async round(seat: Seat): Promise<TakenIn> {
    await reportOutcomes(seat.parts, seat.companyId);
    await this.take(seat);
    const taken = await takeIn(seat.parts, this.files);
    moveOn(seat.parts, seat.companyId, null);
    return taken;
  }

  /** Rounds of all computers until nothing new comes of them. */
  async settle(seats: readonly Seat[]): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) for (const seat of seats) await this.round(seat);
  }
}

/** A person prepares a payment and asks for approvals. */
export async function ask(seat: Seat, fields: Partial<DraftFields> = {}): Promise<Payment> {
  const { parts, actor, companyId } = seat;
  const draft = saveDraft(parts, actor, { companyId, seen: null, fields: draftFields(fields) });
  const submitted = submitPayment(parts, actor, seenOf(draft));
  if (actor.role === 'director') seat.knows();
  return sendRequest(parts, actor, submitted.paymentId);
}

/** The payment of a request as a computer knows it. */
export function paymentAt(seat: Seat, asked: Pick<Payment, 'request'>): Payment {
  const found = seat.parts.payments
    .list(seat.companyId, null)
    .find(({ request }) => request !== null && request.requestHash === asked.request?.requestHash);
  if (found === undefined) throw new Error(`${seat.name} knows no such payment`);
  return found;
}

/** A director approves at his computer. */
export async function approveAt(seat: Seat, asked: Payment, reason = 'проверил'): Promise<Payment> {
  seat.knows();
  return approvePayment(seat.parts, seat.actor, { seen: seenOf(paymentAt(seat, asked)), reason });
}

/** A director rejects at his computer. */
export async function rejectAt(seat: Seat, asked: Payment, reason = 'не наш счёт'): Promise<Payment> {
  seat.knows();
  return rejectPayment(seat.parts, seat.actor, { seen: seenOf(paymentAt(seat, asked)), reason });
}

/** The person pays at his computer. */
export async function payAt(seat: Seat, asked: Payment): Promise<Payment> {
  return pay(seat.parts, seat.actor, seenOf(paymentAt(seat, asked)));
}
