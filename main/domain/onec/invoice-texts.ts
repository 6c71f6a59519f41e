import { faultText } from '../../../contract/values/bank-details/fault-texts.ts';
import type { FaultCode, FaultDetails } from '../../../contract/values/bank-details/fault.ts';
import type { InvoiceFaultCode, InvoiceNote } from './invoice-fields.ts';

type OwnCode = Exclude<InvoiceFaultCode, FaultCode>;
type Text = (details: FaultDetails) => string;

function say(value: string | number | undefined): string {
  return String(value ?? '');
}

const RU: Readonly<Record<OwnCode, Text>> = {
  'qr-encoding': ({ expected }) =>
    `В коде названа одна кодировка, а текст записан, похоже, в ${say(expected)}. Сверьте поля со счётом.`,
  'qr-twice': ({ found, other }) =>
    `Значение стоит в коде дважды: «${say(found)}» и «${say(other)}». Выберите верное.`,
  'qr-stray': ({ text }) => `Часть кода без имени: «${say(text)}». Сверьте поле со счётом.`,
  'qr-sum-in-roubles': ({ found }) =>
    `Сумма в коде — в копейках, а написано «${say(found)}». Это рубли? Сверьте со счётом.`,
  'qr-missing': () => 'В коде этого нет. Заполните поле по счёту.',
  'qr-sum-form': ({ found }) => `Сумма в коде не читается: «${say(found)}».`,
  'qr-other-payer': ({ found, own }) =>
    `Счёт выставлен плательщику с ИНН ${say(found)}, а ИНН вашей компании — ${say(own)}.`,
};

const EN: Readonly<Record<OwnCode, Text>> = {
  'qr-encoding': ({ expected }) =>
    `The code names one encoding, and its text seems to be in ${say(expected)}. Compare the fields with the invoice.`,
  'qr-twice': ({ found, other }) =>
    `The value stands in the code twice: “${say(found)}” and “${say(other)}”. Choose the right one.`,
  'qr-stray': ({ text }) =>
    `A part of the code has no name: “${say(text)}”. Compare the field with the invoice.`,
  'qr-sum-in-roubles': ({ found }) =>
    `The sum of a code is in kopecks, and “${say(found)}” is written. Are these roubles? Compare with the invoice.`,
  'qr-missing': () => 'The code has none. Fill in the field from the invoice.',
  'qr-sum-form': ({ found }) => `The sum of the code cannot be read: “${say(found)}”.`,
  'qr-other-payer': ({ found, own }) =>
    `The invoice is for the payer with INN ${say(found)}, and the INN of your company is ${say(own)}.`,
};

/** Returns a sentence that says what is to be told about the code of an invoice. */
export function invoiceText(
  { code, details }: Pick<InvoiceNote, 'code' | 'details'>,
  language: 'ru' | 'en',
): string {
  const own = language === 'ru' ? RU : EN;
  return isOwn(code) ? own[code](details) : faultText(code, details, language);
}

function isOwn(code: InvoiceFaultCode): code is OwnCode {
  return Object.hasOwn(RU, code);
}
