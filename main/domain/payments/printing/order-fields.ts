import { T_BANK } from '../../../../contract/t-bank/t-bank.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../../contract/values/money.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import type { Company } from '../../companies/company.ts';
import { taxOf } from '../budget-fields.ts';
import { amountOf } from '../payment-facts.ts';
import type { Payment } from '../payment.ts';
import type { AmountWords } from '../payments-ports.ts';
import { bankDays } from './execution.ts';
import type { FormField } from './form-0401060.ts';

/** What stands in the fields of a payment order; one that is not there stays empty on paper. */
export type OrderFields = Readonly<Partial<Record<FormField, string>>>;

/** The code of a payment order among the kinds of documents. Source: Regulation 762-П, appendix 1, field 18. */
const PAYMENT_ORDER = '01';

/** How an absent INN, KPP or UIN is written in the bank's fields. Source: tapi.md §8.1. */
const ABSENT = '0';

/**
 * Says what stands in each field of the payment order. A draft gives what is typed so far. The date is the Moscow day
 * on which the payment was submitted, as its signed request says; a draft has none yet. An absent KPP, INN or UIN stays
 * empty.
 * Source: Regulation 762-П, appendix 1.
 */
export function orderFields(
  payment: Payment,
  payer: Pick<Company, 'name' | 'inn' | 'kpp'>,
  words: AmountWords,
): OrderFields {
  const { fields, content, submittedAt } = payment;
  const amountMinor = amountOf(payment);
  const { receivedOn, debitedOn } = bankDays(payment);
  const day = (date: string | null) => (date === null ? '' : formatDayText(date));
  return {
    '3': numberOf(payment),
    '4': day(content === null || submittedAt === null ? null : moscowDate(submittedAt)),
    '6': amountMinor === null ? '' : words.inWords(amountMinor),
    '7': amountMinor === null ? '' : amountToDecimal(amountMinor).replace('.', '-'),
    '60': present(payer.inn),
    '102': present(payer.kpp),
    '8': payer.name,
    '9': content?.fromAccountNumber ?? fields.accountNumber,
    '10': `${T_BANK.name}, ${T_BANK.place}`,
    '11': T_BANK.bik,
    '12': T_BANK.corrAccount,
    '18': PAYMENT_ORDER,
    '21': content === null ? fields.executionOrder : String(content.executionOrder),
    '22': present(content === null ? fields.uin : (content.uin ?? '')),
    '24': content?.purpose ?? fields.purpose,
    '62': day(receivedOn),
    '71': day(debitedOn),
    ...payeeFields(payment),
    ...budgetFields(payment),
  };
}

/** Fields of the budget, and the revenue code of a payment to a person; a payment to the budget writes UIN 0 too. */
function budgetFields({ fields, content }: Payment): OrderFields {
  const tax = content === null ? taxOf(fields) : content.tax;
  const revenueTypeCode = content === null ? fields.revenueTypeCode : (content.revenueTypeCode ?? '');
  if (tax === undefined) return { '20': revenueTypeCode };
  return {
    '20': revenueTypeCode,
    '101': tax.payerStatus,
    '104': tax.kbk,
    '105': tax.oktmo,
    '106': tax.evidence,
    '107': tax.period,
    '108': tax.docNumber,
    '109': tax.docDate,
    '22': content?.uin ?? (fields.uin || ABSENT),
  };
}

function payeeFields({ fields, content }: Payment): OrderFields {
  const payee = content?.payee ?? {
    name: fields.payeeName,
    inn: fields.payeeInn,
    kpp: fields.payeeKpp,
    bik: fields.payeeBik,
    bankName: fields.payeeBankName,
    corrAccountNumber: fields.payeeCorrAccount,
    accountNumber: fields.payeeAccount,
  };
  return {
    '13': payee.bankName ?? '',
    '14': payee.bik,
    '15': payee.corrAccountNumber ?? '',
    '16': payee.name,
    '17': payee.accountNumber,
    '61': present(payee.inn),
    '103': present(payee.kpp),
  };
}

/** Returns the number of the payment order; '' while a draft has none. */
export function numberOf({ content, fields }: Pick<Payment, 'content' | 'fields'>): string {
  if (content === null) return fields.documentNumber;
  return content.documentNumber === 0 ? '' : String(content.documentNumber);
}

function present(code: string): string {
  return code.trim() === ABSENT ? '' : code;
}
