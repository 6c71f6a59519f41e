import type { PrintInput } from '../../../../contract/areas/payments.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
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
import { notRealBank, orderMark } from './order-mark.ts';
import { orderPage } from './order-page.ts';
import type { FontMeasures, PdfWriter, PrintedPage } from '../../../ports/paper-ports.ts';
import { registerPages } from './register-pages.ts';
import { registerRow } from './register-row.ts';

export type TouchedByPrinting = TouchedByJudgeApprovals &
  Pick<PaymentVault, 'words' | 'fingerprints' | 'clock'>;

/** Words of the digest of what was approved: as many as the approver reads. Source: `approvalRequest`. */
const CONTENT_WORDS = 6;

/**
 * Makes one file of the payments of a company, in the order given: a payment order a sheet, or the register of all.
 * Every state can be printed, and each sheet says which it is. The forms are Russian, whatever the screens speak.
 * Errors: `not-found` for a payment that is not the company's; `print-overflow`, `print-character` with the field and
 * the number of the order. Changes nothing.
 */
export async function printPayments(
  vault: TouchedByPrinting,
  writer: PdfWriter,
  { companyId, what, paymentIds }: PrintInput,
): Promise<OutgoingFile> {
  const payer = companyOf(vault, { companyId });
  const payments = [...new Set(paymentIds)].map((paymentId) => {
    const payment = vault.payments.get(paymentId);
    if (payment?.companyId !== companyId) throw new AppError('not-found', { what: 'payment' });
    return payment;
  });
  const printing = { payments, payer, now: moscowMoment(vault.clock.now()) };
  const title = what === 'orders' ? ordersTitle(payments, today(vault)) : registerTitle(today(vault));
  const content = await writer.write(title, (fonts) =>
    what === 'orders' ? orderSheets(vault, printing, fonts) : registerSheets(vault, printing, title, fonts),
  );
  return { suggestedName: `${title}.pdf`, content };
}

interface Printing {
  readonly payments: readonly Payment[];
  readonly payer: Company;
  readonly now: string;
}

function* orderSheets(
  vault: TouchedByPrinting,
  { payments, payer, now }: Printing,
  fonts: FontMeasures,
): Iterable<PrintedPage> {
  for (const payment of payments) {
    const { contentHash } = payment;
    const words = contentHash === null ? [] : vault.fingerprints.words(contentHash, CONTENT_WORDS);
    yield orderPage(
      {
        fields: orderFields(payment, payer, vault.words),
        mark: orderMark(payment, payer),
        approvals: printedApprovals(vault, payment),
        contentWords: words.join(' '),
        footer: footer(now),
      },
      fonts,
    );
  }
}

function registerSheets(
  { words }: Pick<PaymentVault, 'words'>,
  { payments, payer, now }: Printing,
  title: string,
  fonts: FontMeasures,
): readonly PrintedPage[] {
  const register = {
    title,
    payer: `Плательщик: ${payer.name}, ИНН ${payer.inn}`,
    rows: payments.map((payment) => registerRow(payment, payer, words)),
    footer: footer(now),
    watermark: notRealBank(payer),
  };
  return registerPages(register, words, fonts);
}

/** The last line of every sheet. */
export function footer(now: string): string {
  return `Напечатано ${now} программой «Ключник»`;
}

function ordersTitle(payments: readonly Payment[], day: string): string {
  const [only, ...others] = payments;
  if (only === undefined || others.length > 0) return `Платёжные поручения (${payments.length}) ${day}`;
  const number = only.fields.documentNumber;
  return number === '' ? `Платёжное поручение ${day}` : `Платёжное поручение № ${number}`;
}

function registerTitle(day: string): string {
  return `Реестр платёжных поручений от ${day}`;
}

function today({ clock }: Pick<PaymentVault, 'clock'>): string {
  return formatDayText(moscowDate(clock.now()));
}
