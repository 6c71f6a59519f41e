import type { FaultDetails } from '../../../contract/values/bank-details/fault.ts';
import { faultText } from '../../../contract/values/bank-details/fault-texts.ts';
import type { FaultCode } from '../../../contract/values/bank-details/fault.ts';
import type { ExchangeFault, ExchangeFaultCode } from './exchange-faults.ts';

type OwnCode = Exclude<ExchangeFaultCode, FaultCode>;
type Text = (details: FaultDetails) => string;

function say(value: string | number | undefined): string {
  return String(value ?? '');
}

/** People count documents from 1. */
function place(index: string | number | undefined): string {
  return String(Number(index ?? 0) + 1);
}

const RU: Readonly<Record<OwnCode, Text>> = {
  'encoding-differs': ({ found, expected }) =>
    `В заголовке «Кодировка=${say(found)}», а файл записан в ${say(expected)}. Прочитан по байтам, делать ничего не нужно.`,
  'bytes-broken': ({ encoding }) => `Часть байтов файла — не ${say(encoding)}. Выгрузите файл заново.`,
  'version-unknown': ({ found, expected }) =>
    `Версия формата «${say(found)}» неизвестна, прочитан как ${say(expected)}.`,
  'file-end-missing': () => 'Нет строки «КонецФайла»: файл обрезан. Выгрузите его заново.',
  'after-file-end': ({ text }) =>
    `После «КонецФайла» есть ещё текст${text === undefined ? ': второй файл, он тоже прочитан' : ` и не прочитан: «${say(text)}»`}.`,
  'end-too-many': () => 'Лишний конец раздела: открытого раздела здесь нет.',
  'line-outside': ({ text }) => `Строка вне документов, не прочитана: «${say(text)}».`,
  'header-key-twice': () => 'Ключ заголовка стоит дважды с разными значениями, взято первое.',
  'account-not-closed': () =>
    'Нет строки «КонецРасчСчет»: остатки прочитаны не целиком. Получите выписку заново.',
  'balance-unreadable': ({ found }) => `Остаток или оборот не читается: «${say(found)}».`,
  'balance-does-not-add-up': ({ day }) => `Остатки за ${say(day)} не сходятся с оборотами.`,
  'balance-gap': ({ day }) =>
    `Остаток на начало ${say(day)} не равен прошлому остатку на конец: дни пропущены.`,
  'document-not-closed': () => 'Нет строки «КонецДокумента»: документ обрезан. Выгрузите файл заново.',
  'key-twice': () => 'Ключ стоит дважды с разными значениями. Какое верно, решает человек: исправьте поле.',
  'line-without-equals': ({ text }) =>
    `Строка без «=»: «${say(text)}». Похоже, текст выше разорван на две строки. Исправьте поле.`,
  'key-with-spaces': ({ text }) => `Неизвестный ключ с пробелами: «${say(text)}». Не разорван ли текст выше?`,
  'kind-missing': () =>
    'Вид документа не назван («СекцияДокумент=Платежное поручение»). Выберите вид или удалите документ.',
  'kind-not-paid': ({ kind }) => `«${say(kind)}» через API не платят. Сделайте это в интернет-банке.`,
  'accounts-differ': () => 'Два ключа называют разные счета. Какой верен, решает человек: исправьте поле.',
  'requisite-missing': () => 'Поле не заполнено.',
  'executed-day-unclear': () => 'День исполнения не читается; документ считается исполненным.',
  'undated-in-statement': () =>
    'Документ без дня исполнения в выписке банка. Проверьте, не исполнен ли он, прежде чем платить.',
  'date-old': ({ day, max }) =>
    `Дата ${say(day)} старше ${say(max)} дней. При отправке поставьте сегодняшнюю.`,
  'date-ahead': ({ day }) => `Дата ${say(day)} ещё не наступила.`,
  'inn-in-name-differs': ({ found, expected }) =>
    `В наименовании ИНН ${say(found)}, а в поле ИНН ${say(expected)}.`,
  'kpp-of-person': () => 'У человека и ИП нет КПП. Укажите 0.',
  'own-account-as-payee': () => 'Счёт получателя совпадает со счётом плательщика.',
  'operation-unusual': ({ found }) => `Вид операции «${say(found)}»: у платёжного поручения это 01.`,
  double: ({ twin, number }) =>
    `Тот же документ, что и ${place(twin)}-й в файле (№ ${say(number)}): плательщик, номер, дата, счёт и сумма. Удалите один.`,
  'near-double': ({ twin, number }) =>
    `Получатель, сумма и назначение как у ${place(twin)}-го документа (№ ${say(number)}). Не тот же ли это платёж?`,
};

const EN: Readonly<Record<OwnCode, Text>> = {
  'encoding-differs': ({ found, expected }) =>
    `The header says “Кодировка=${say(found)}”, the file is in ${say(expected)}. It is read by its bytes; nothing is to be done.`,
  'bytes-broken': ({ encoding }) => `Some bytes of the file are not ${say(encoding)}. Export the file again.`,
  'version-unknown': ({ found, expected }) =>
    `The version “${say(found)}” of the format is not known; read like ${say(expected)}.`,
  'file-end-missing': () => 'The line “КонецФайла” is missing: the file is cut off. Export it again.',
  'after-file-end': ({ text }) =>
    `Something follows “КонецФайла”${text === undefined ? ': a second file, which is read too' : ` and is not read: “${say(text)}”`}.`,
  'end-too-many': () => 'An end of a section too many: no section is open here.',
  'line-outside': ({ text }) => `A line outside of documents is not read: “${say(text)}”.`,
  'header-key-twice': () => 'A key of the header stands there twice with different values; the first counts.',
  'account-not-closed': () =>
    'The line “КонецРасчСчет” is missing: balances are not whole. Get the statement again.',
  'balance-unreadable': ({ found }) => `A balance or turnover cannot be read: “${say(found)}”.`,
  'balance-does-not-add-up': ({ day }) => `The balances of ${say(day)} do not fit the turnovers.`,
  'balance-gap': ({ day }) =>
    `The opening balance of ${say(day)} is not the closing balance before it: days are missing.`,
  'document-not-closed': () =>
    'The line “КонецДокумента” is missing: the document is cut off. Export the file again.',
  'key-twice': () =>
    'The key stands there twice with different values. A person decides which is right: mend the field.',
  'line-without-equals': ({ text }) =>
    `A line without “=”: “${say(text)}”. The text above seems to be cut in two. Mend the field.`,
  'key-with-spaces': ({ text }) =>
    `An unknown key with spaces: “${say(text)}”. Is the text above cut in two?`,
  'kind-missing': () =>
    'The kind of the document is not named (“СекцияДокумент=Платежное поручение”). Choose it, or remove the document.',
  'kind-not-paid': ({ kind }) => `“${say(kind)}” is not paid through the API. Do it in online banking.`,
  'accounts-differ': () =>
    'Two keys name different accounts. A person decides which is right: mend the field.',
  'requisite-missing': () => 'The field is empty.',
  'executed-day-unclear': () => 'The day of execution cannot be read; the document counts as executed.',
  'undated-in-statement': () =>
    'A document without a day of execution in a statement of the bank. Make sure that it was not executed before paying.',
  'date-old': ({ day, max }) =>
    `The date ${say(day)} is older than ${say(max)} days. Put today’s when sending.`,
  'date-ahead': ({ day }) => `The date ${say(day)} is still to come.`,
  'inn-in-name-differs': ({ found, expected }) =>
    `The name holds the INN ${say(found)}, the field ${say(expected)}.`,
  'kpp-of-person': () => 'A person or sole trader has no KPP. Write 0.',
  'own-account-as-payee': () => 'The payee’s account is the payer’s own.',
  'operation-unusual': ({ found }) => `Kind of operation “${say(found)}”: a payment order has 01.`,
  double: ({ twin, number }) =>
    `The same document as number ${place(twin)} of the file (No. ${say(number)}): payer, number, date, account and sum. Remove one.`,
  'near-double': ({ twin, number }) =>
    `Payee, sum and purpose are those of document ${place(twin)} (No. ${say(number)}). Is it the same payment?`,
};

/** Returns a sentence that says what is wrong and how it is mended. */
export function exchangeFaultText({ code, details }: ExchangeFault, language: 'ru' | 'en'): string {
  const own = language === 'ru' ? RU : EN;
  return isOwn(code) ? own[code](details) : faultText(code, details, language);
}

function isOwn(code: ExchangeFaultCode): code is OwnCode {
  return Object.hasOwn(RU, code);
}
