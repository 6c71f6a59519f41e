import type { PrintInput } from '../../../../contract/areas/payments.ts';
import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { OutgoingFile } from '../../../ports/document-ports.ts';
import type { Company } from '../../companies/company.ts';
import type { TouchedByJudgeApprovals } from '../approving/judge-approvals.ts';
import { companyOf } from '../load-payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';
import { printedApprovals } from './order-approvals.ts';
import { orderFields } from './order-fields.ts';
import { orderMark } from './order-mark.ts';
import { orderPage } from './order-page.ts';
import type { FontMeasures, PrintedPage } from './printed-page.ts';
import type { PdfWriter } from './printing-ports.ts';
import { registerPages } from './register-pages.ts';
import { registerRow } from './register-row.ts';

export type TouchedByPrinting = TouchedByJudgeApprovals & Pick<PaymentVault, 'words' | 'fingerprints' | 'clock'>;

/** Words of the digest. Source: as many as the approval window shows. */
const CONTENT_WORDS = 6;

/**
 * Makes one file of the payments of a company, in the order given: a payment order a sheet, or the register of all.
 * Every state can be printed, and each sheet says which it is. The forms are Russian, whatever the screens speak.
 * Errors: `not-found` for a payment that is not the company's; `print-overflow`, `print-character` with the field.
 * Changes nothing.
 */
export async function printPayments(
  vault: TouchedByPrinting,
  writer: PdfWriter,
  { companyId, what, paymentIds }: PrintInput,
): Promise<OutgoingFile> {
  const payments = [...new Set(paymentIds)].map((paymentId) => {
    const payment = vault.payments.get(paymentId);
    if (payment?.companyId !== companyId) throw new AppError('not-found', { what: 'payment' });
    return payment;
  });
  const payer = companyOf(vault, { companyId });
  const footer = `Напечатано ${moscowMoment(vault.clock.now())} программой «Ключник»`;
  const title = titleOf(what, payments, vault);
  const layOut = (fonts: FontMeasures): Iterable<PrintedPage> =>
    what === 'register'
      ? registerPages(
          {
            title,
            payer: [payer.name, `ИНН ${payer.inn}`].join(', '),
            rows: payments.map(registerRow),
            footer,
            watermark: orderMark(payments[0] as Payment, payer).watermark.slice(1),
          },
          vault.words,
          fonts,
        )
      : orderSheets(vault, { payments, payer, footer }, fonts);
  return { suggestedName: `${title}.pdf`, content: await writer.write(title, layOut) };
}
