import type { PaymentDetails, PrintInput } from '../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError, infoOf } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import { journalEntry, type Actor } from '../../domain/audit/entry.ts';
import { cancelPayment } from '../../domain/payments/draft/cancel.ts';
import { pay } from '../../domain/payments/sending/pay.ts';
import { findPayees } from '../../domain/payments/payees.ts';
import { listPayments, paymentDetails, previewPayment } from '../../domain/payments/payment-view.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import { printPayments } from '../../domain/payments/printing/print-payments.ts';
import type { PdfWriter } from '../../ports/paper-ports.ts';
import { requestAll, requestSubmitted } from '../../domain/requests/send-request.ts';
import { askBank, settleBankDraft } from '../../domain/payments/sending/reconcile.ts';
import { copyPayment, saveDraft } from '../../domain/payments/draft/save-draft.ts';
import { limitsView } from '../../domain/payments/approving/limits-view.ts';
import { submitMany } from '../../domain/payments/approving/submit-many.ts';
import { submitPayment } from '../../domain/payments/approving/submit.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface PaymentHandlerParts {
  readonly workplace: Workplace;
  readonly saver: FileSaver;
  readonly pdfWriter: PdfWriter;
}

/** Payments: each call names a payment and an intention; sums, accounts and roles are what main already knows. */
export function paymentHandlers({
  workplace,
  saver,
  pdfWriter,
}: PaymentHandlerParts): HandlersOf<'payments'> {
  const show = (actor: Actor, payment: Payment): PaymentDetails => {
    const { vault } = workplace;
    return paymentDetails(vault, vault.follower, actor, payment);
  };
  const find = (paymentId: PaymentId): Payment => {
    const payment = workplace.vault.payments.get(paymentId);
    if (payment === null) throw new AppError('not-found', { what: 'payment' });
    return payment;
  };
  /** Refuses a payment of another company than the one that the call names. */
  const belongsHere = (companyId: CompanyId, paymentId: PaymentId): void => {
    if (find(paymentId).companyId !== companyId) throw new AppError('not-found', { what: 'payment' });
  };
  /** Who acts on a payment: this person, in the payment's company, on a vault that can be written. */
  const acting = (paymentId: PaymentId) => {
    return { vault: workplace.vault, actor: workplace.actorIn(find(paymentId).companyId) };
  };
  const shown = (actor: Actor, payment: Payment): PaymentDetails => {
    workplace.changed();
    return show(actor, payment);
  };

  return {
    'payments.list': async ({ companyId, group }) => {
      workplace.readerIn(companyId);
      return listPayments(workplace.vault, companyId, group);
    },
    'payments.get': async ({ paymentId }) => {
      const payment = find(paymentId);
      return show(workplace.readerIn(payment.companyId), payment);
    },
    'payments.limits': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return limitsView(workplace.vault, companyId, null);
    },
    'payments.payees': async ({ companyId, text }) => {
      workplace.readerIn(companyId);
      return findPayees(workplace.vault, companyId, text);
    },
    'payments.preview': async ({ companyId, paymentId, fields }) => {
      const { personId } = workplace.readerIn(companyId);
      const makers = personId === null ? [] : [personId];
      return previewPayment(workplace.vault, { companyId, paymentId, makers, fields });
    },
    'payments.saveDraft': async ({ companyId, draft, fields }) => {
      const actor = workplace.actorIn(draft === null ? companyId : find(draft.paymentId).companyId);
      return show(actor, saveDraft(workplace.vault, actor, { companyId, seen: draft, fields }));
    },
    'payments.submit': async (seen) => {
      const { vault, actor } = acting(seen.paymentId);
      const submitted = submitPayment(vault, actor, seen);
      return shown(actor, await requestSubmitted(vault, actor, submitted));
    },
    'payments.pay': async (seen) => {
      const { vault, actor } = acting(seen.paymentId);
      return shown(actor, await pay(vault, actor, seen));
    },
    'payments.askBank': async ({ paymentId }) => {
      const { vault, actor } = acting(paymentId);
      const payment = await askBank(vault, paymentId);
      if (payment.status === 'executed') vault.refreshBalances(payment.companyId);
      return shown(actor, payment);
    },
    'payments.cancel': async (seen) => {
      const { vault, actor } = acting(seen.paymentId);
      return shown(actor, cancelPayment(vault, actor, seen));
    },
    'payments.copy': async ({ paymentId }) => {
      const { vault, actor } = acting(paymentId);
      return show(actor, copyPayment(vault, actor, paymentId));
    },
    'payments.settleBankDraft': async ({ payment: seen, finding }) => {
      const { vault, actor } = acting(seen.paymentId);
      return shown(actor, settleBankDraft(vault, actor, seen, finding));
    },
    'payments.submitMany': async ({ companyId, payments }) => {
      const { vault } = workplace;
      const actor = workplace.actorIn(companyId);
      for (const { paymentId } of payments) belongsHere(companyId, paymentId);
      const submissions = submitMany(vault, actor, payments);
      const gone = submissions.flatMap(({ payment }) => (payment === null ? [] : [payment]));
      await requestAll(vault, actor, gone);
      workplace.changed();
      const approved = gone.filter(({ status }) => status === 'approved').length;
      const failures = submissions.flatMap((one) =>
        one.payment === null ? [{ paymentId: one.seen.paymentId, error: infoOf(one.error) }] : [],
      );
      return { submitted: gone.length - approved, approved, failures };
    },
    'payments.sendMany': async ({ companyId, payments }) => {
      const { sendingRun } = workplace.vault;
      for (const { paymentId } of payments) belongsHere(companyId, paymentId);
      sendingRun.start(workplace.actorIn(companyId), companyId, payments);
      const view = sendingRun.view(companyId);
      if (view === null) throw new AppError('not-found', { what: 'sending' });
      return view;
    },
    'payments.sending': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return workplace.vault.sendingRun.view(companyId);
    },
    'payments.pauseSending': async ({ companyId }) => {
      workplace.actorIn(companyId);
      workplace.vault.sendingRun.pause(companyId);
      return workplace.vault.sendingRun.view(companyId);
    },
    'payments.resumeSending': async ({ companyId }) => {
      workplace.vault.sendingRun.resume(workplace.actorIn(companyId), companyId);
      return workplace.vault.sendingRun.view(companyId);
    },
    'payments.dismissSending': async ({ companyId }) => {
      workplace.actorIn(companyId);
      workplace.vault.sendingRun.dismiss(companyId);
      return {};
    },
    'payments.print': async (input) => {
      const { vault } = workplace;
      const actor = workplace.readerIn(input.companyId);
      const place = await saver.save(await printPayments(vault, pdfWriter, input));
      if (place !== null && !vault.isReadOnly) notePrint(vault, actor, input);
      return { place, payments: input.paymentIds.length };
    },
  };
}

function notePrint(vault: OpenedVault, actor: Actor, { companyId, what, paymentIds }: PrintInput): void {
  const details = { documents: paymentIds.length };
  const about = { at: vault.clock.now(), actor, companyId, subject: '', details };
  vault.audit.append(journalEntry(what === 'orders' ? 'orders-printed' : 'register-printed', about));
}
