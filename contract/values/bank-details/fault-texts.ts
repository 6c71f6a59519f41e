import { amountToDecimal } from '../money.ts';
import type { FaultCode, FaultDetails } from './fault.ts';

type Text = (details: FaultDetails) => string;

/** A sum in roubles, as the purpose writes it. */
function roubles(kopecks: string | number | undefined): string {
  return amountToDecimal(Number(kopecks ?? 0));
}

function say(value: string | number | undefined): string {
  return String(value ?? '');
}

/** What is wrong, and what would be right, in Russian. */
const RU: Readonly<Record<FaultCode, Text>> = {
  'inn-length': ({ length }) =>
    `ИНН — 10 цифр у организации, 12 у человека и ИП; здесь знаков: ${say(length)}.`,
  'inn-foreign': () =>
    'Пять цифр — код иностранной организации (КИО). T-API принимает только ИНН из 10 или 12 цифр.',
  'inn-check': ({ expected, found }) =>
    `ИНН с ошибкой: последние цифры ${say(found)}, а по контрольной сумме ${say(expected)}. Сверьте все цифры.`,
  'inn-zeros': () => 'ИНН из одних нулей не бывает. Если ИНН человека неизвестен, укажите 0.',
  'kpp-form': ({ length }) => `КПП — 9 знаков, или 0, если его нет; здесь знаков: ${say(length)}.`,
  'kpp-letters': ({ letters }) =>
    `КПП с буквами (${say(letters)}) законен, но T-API принимает только цифры. Такой платёж сделайте в интернет-банке.`,
  'kpp-zeros': () => 'КПП не начинается с 00. Если КПП нет, укажите 0.',
  'bik-form': ({ length }) => `БИК — 9 цифр; здесь знаков: ${say(length)}.`,
  'bik-first-digit': ({ digit }) => `БИК начинается с 0, 1 или 2, а здесь ${say(digit)}.`,
  'account-form': ({ length }) => `Счёт — 20 цифр; здесь знаков: ${say(length)}.`,
  'account-zeros': () => 'Счёта из одних нулей не бывает.',
  'account-check': ({ bik, expected }) =>
    `Счёт не подходит к БИК ${say(bik)}: ключ (9-я цифра) был бы ${say(expected)}. Сверьте счёт и БИК.`,
  'account-currency': ({ currency }) =>
    `Счёт в валюте ${say(currency)}: по этому поручению платят только на рублёвые счета (810 или 643 в 6–8-м знаках).`,
  'corr-account-form': ({ length }) => `Корреспондентский счёт — 20 цифр; здесь знаков: ${say(length)}.`,
  'corr-account-check': ({ bik, expected }) =>
    `Корреспондентский счёт не подходит к БИК ${say(bik)}: ключ (9-я цифра) был бы ${say(expected)}.`,
  'corr-account-bank': ({ bik, expected }) =>
    `Корреспондентский счёт другого банка: при БИК ${say(bik)} он оканчивается на ${say(expected)}.`,
  'kbk-form': ({ length }) => `КБК — 20 цифр или 0; здесь знаков: ${say(length)}.`,
  'oktmo-form': ({ length }) => `ОКТМО — 8 или 11 цифр или 0; здесь знаков: ${say(length)}.`,
  'uin-form': ({ length }) => `УИН — 20 или 25 знаков, или 0, если его нет; здесь знаков: ${say(length)}.`,
  'uin-check': ({ expected }) =>
    `Последняя цифра УИН по контрольной сумме ${say(expected)}. Сверьте УИН с требованием или постановлением.`,
  'uin-check-long': ({ expected }) =>
    `Последняя цифра по правилу УИН была бы ${say(expected)}; у УИП правило другое. Сверьте код с документом.`,
  'priority-form': ({ found }) => `Очередность — от 1 до 5 (обычно 5); здесь «${say(found)}».`,
  'priority-zero': ({ found, value }) => `Очередность «${say(found)}» понята как ${say(value)}.`,
  'revenue-code-form': ({ found }) =>
    `Код вида дохода — от 1 до 5, или пусто, если платёж не человеку; здесь «${say(found)}».`,
  'revenue-code-zero': ({ found, value }) => `Код вида дохода «${say(found)}» понят как ${say(value)}.`,
  'number-form': ({ length }) => `Номер поручения — от 1 до 6 цифр, не ноль; здесь знаков: ${say(length)}.`,
  'amount-empty': () => 'Суммы нет.',
  'amount-zero': () => 'Сумма должна быть больше нуля.',
  'amount-negative': () => 'Сумма не бывает отрицательной.',
  'amount-decimals': () => 'После запятой или точки — не больше двух цифр (копейки).',
  'amount-two-marks': () =>
    'И запятая, и точка: непонятно, где копейки. Пишите 1234.50 или 1234,50, тысячи — через пробел.',
  'amount-groups': () =>
    'Пробелы стоят не между тысячами. Пишите копейки через запятую или точку: 150,00; тысячи — по три цифры.',
  'amount-form': () => 'Это не сумма. Пишите цифрами, копейки через запятую или точку: 1234,50.',
  'amount-large': ({ digits }) => `Сумма слишком велика: не больше ${say(digits)} цифр рублей.`,
  'date-empty': () => 'Даты нет.',
  'date-form': () => 'Это не дата. Пишите день, месяц и год: 12.11.2026.',
  'date-no-such-day': () => 'Такого дня нет в календаре. Пишите день, месяц и год: 12.11.2026.',
  'date-spelling': ({ day }) => `Дата написана необычно, понята как ${say(day)}.`,
  'name-empty': () => 'Наименования нет.',
  'name-long': ({ length, max }) =>
    `Наименование длиннее ${say(max)} знаков (${say(length)}). Сократите его.`,
  'name-characters': ({ place }) =>
    `В наименовании невидимый или служебный знак, место ${say(place)}. Уберите его.`,
  'purpose-empty': () => 'Назначения платежа нет.',
  'purpose-long': ({ length, max }) =>
    `Назначение платежа длиннее ${say(max)} знаков (${say(length)}). Сократите его.`,
  'purpose-characters': ({ place }) =>
    `В назначении невидимый или служебный знак, место ${say(place)}. Уберите его или наберите текст заново.`,
  'purpose-tab': () => 'Табуляция в назначении заменена пробелом.',
  'purpose-foreign': ({ characters }) =>
    `В назначении есть знаки, которые до получателя могут не дойти: ${say(characters)}`,
  'vat-missing': () => 'В назначении нет слова об НДС: «В том числе НДС …» или «НДС не облагается».',
  'vat-rate-ended': ({ rate }) =>
    `Ставка НДС ${say(rate)} % больше не действует. Она верна только за поставленное раньше.`,
  'vat-rate-unknown': ({ rate }) => `Ставки НДС ${say(rate)} % в этот день нет.`,
  'vat-sum': ({ rate, found, expected }) =>
    `НДС ${say(rate)} % в этой сумме — ${roubles(expected)}, а написано ${roubles(found)}.`,
  'budget-fields-missing': ({ expected }) =>
    `Платёж в бюджет: нужны статус плательщика и все бюджетные поля. Статус: ${say(expected)}.`,
  'budget-value': ({ found, expected }) =>
    found === ''
      ? `Поле не заполнено. Верно: ${plain(expected, 'цифр')}.`
      : `Значение «${say(found)}» здесь неверно. Верно: ${plain(expected, 'цифр')}.`,
  'budget-value-doubtful': ({ found, expected }) =>
    `Значение «${say(found)}» здесь, похоже, неверно; по правилам этого дня: ${plain(expected, 'цифр')}.`,
};

const EN: Readonly<Record<FaultCode, Text>> = {
  'inn-length': ({ length }) =>
    `An INN has 10 digits for a company, 12 for a person; characters here: ${say(length)}.`,
  'inn-foreign': () =>
    'Five digits are the code of a foreign company (KIO). T-API takes an INN of 10 or 12 digits only.',
  'inn-check': ({ expected, found }) =>
    `The INN is wrong: it ends in ${say(found)}, by its check digits it would end in ${say(expected)}. Compare all digits.`,
  'inn-zeros': () => 'There is no INN of zeros. If a person’s INN is not known, write 0.',
  'kpp-form': ({ length }) =>
    `A KPP has 9 characters, or is 0 when there is none; characters here: ${say(length)}.`,
  'kpp-letters': ({ letters }) =>
    `A KPP with letters (${say(letters)}) is lawful, but T-API takes digits only. Make this payment in online banking.`,
  'kpp-zeros': () => 'A KPP does not begin with 00. If there is none, write 0.',
  'bik-form': ({ length }) => `A BIK has 9 digits; characters here: ${say(length)}.`,
  'bik-first-digit': ({ digit }) => `A BIK begins with 0, 1 or 2, and this one with ${say(digit)}.`,
  'account-form': ({ length }) => `An account has 20 digits; characters here: ${say(length)}.`,
  'account-zeros': () => 'There is no account of zeros.',
  'account-check': ({ bik, expected }) =>
    `The account does not fit the BIK ${say(bik)}: its key (9th digit) would be ${say(expected)}. Compare both.`,
  'account-currency': ({ currency }) =>
    `The account is in currency ${say(currency)}: such an order pays to rouble accounts only (810 or 643 in places 6–8).`,
  'corr-account-form': ({ length }) =>
    `A correspondent account has 20 digits; characters here: ${say(length)}.`,
  'corr-account-check': ({ bik, expected }) =>
    `The correspondent account does not fit the BIK ${say(bik)}: its key (9th digit) would be ${say(expected)}.`,
  'corr-account-bank': ({ bik, expected }) =>
    `The correspondent account is another bank’s: with the BIK ${say(bik)} it ends in ${say(expected)}.`,
  'kbk-form': ({ length }) => `A KBK has 20 digits or is 0; characters here: ${say(length)}.`,
  'oktmo-form': ({ length }) => `An OKTMO has 8 or 11 digits or is 0; characters here: ${say(length)}.`,
  'uin-form': ({ length }) =>
    `A UIN has 20 or 25 characters, or is 0 when there is none; characters here: ${say(length)}.`,
  'uin-check': ({ expected }) =>
    `The last digit of the UIN would be ${say(expected)} by its check sum. Compare it with the demand.`,
  'uin-check-long': ({ expected }) =>
    `By the rule of the UIN the last digit would be ${say(expected)}; a UIP has another rule. Compare the code with the document.`,
  'priority-form': ({ found }) => `The priority is 1 to 5 (mostly 5); here it is “${say(found)}”.`,
  'priority-zero': ({ found, value }) => `The priority “${say(found)}” is understood as ${say(value)}.`,
  'revenue-code-form': ({ found }) =>
    `The revenue code is 1 to 5, or empty when no person is paid; here it is “${say(found)}”.`,
  'revenue-code-zero': ({ found, value }) =>
    `The revenue code “${say(found)}” is understood as ${say(value)}.`,
  'number-form': ({ length }) =>
    `The number of an order has 1 to 6 digits and is not zero; characters here: ${say(length)}.`,
  'amount-empty': () => 'There is no sum.',
  'amount-zero': () => 'The sum must be above zero.',
  'amount-negative': () => 'A sum is not negative.',
  'amount-decimals': () => 'At most two digits (kopecks) follow the comma or point.',
  'amount-two-marks': () =>
    'A comma and a point: which one parts the kopecks? Write 1234.50 or 1234,50, and spaces between thousands.',
  'amount-groups': () =>
    'The spaces do not stand between thousands. Write kopecks after a comma or point: 150,00; thousands by three digits.',
  'amount-form': () => 'This is no sum. Write digits, and kopecks after a comma or point: 1234,50.',
  'amount-large': ({ digits }) => `The sum is too large: at most ${say(digits)} digits of roubles.`,
  'date-empty': () => 'There is no date.',
  'date-form': () => 'This is no date. Write day, month and year: 12.11.2026.',
  'date-no-such-day': () => 'The calendar has no such day. Write day, month and year: 12.11.2026.',
  'date-spelling': ({ day }) => `The date is written in an unusual way and is understood as ${say(day)}.`,
  'name-empty': () => 'There is no name.',
  'name-long': ({ length, max }) =>
    `The name has more than ${say(max)} characters (${say(length)}). Shorten it.`,
  'name-characters': ({ place }) =>
    `The name holds an invisible or control character at place ${say(place)}. Remove it.`,
  'purpose-empty': () => 'There is no purpose.',
  'purpose-long': ({ length, max }) =>
    `The purpose has more than ${say(max)} characters (${say(length)}). Shorten it.`,
  'purpose-characters': ({ place }) =>
    `The purpose holds an invisible or control character at place ${say(place)}. Remove it, or type the text anew.`,
  'purpose-tab': () => 'A tab in the purpose is replaced by a space.',
  'purpose-foreign': ({ characters }) =>
    `The purpose holds characters that may not reach the payee: ${say(characters)}`,
  'vat-missing': () => 'The purpose has no word about VAT: «В том числе НДС …» or «НДС не облагается».',
  'vat-rate-ended': ({ rate }) =>
    `VAT of ${say(rate)} % is no longer in force. It is right only for what was delivered before.`,
  'vat-rate-unknown': ({ rate }) => `There is no VAT of ${say(rate)} % on this day.`,
  'vat-sum': ({ rate, found, expected }) =>
    `VAT of ${say(rate)} % in this sum is ${roubles(expected)}, and ${roubles(found)} is written.`,
  'budget-fields-missing': ({ expected }) =>
    `A payment to the budget needs the payer’s status and all budget fields. Status: ${say(expected)}.`,
  'budget-value': ({ found, expected }) =>
    found === ''
      ? `The field is empty. Right: ${plain(expected, 'digits')}.`
      : `The value “${say(found)}” is wrong here. Right: ${plain(expected, 'digits')}.`,
  'budget-value-doubtful': ({ found, expected }) =>
    `The value “${say(found)}” seems to be wrong here; by the rules of this day: ${plain(expected, 'digits')}.`,
};

/** Rows of data write `##` for the word that differs between languages. */
function plain(expected: string | number | undefined, digits: string): string {
  return say(expected).replace('##', digits);
}

/** Returns a sentence that says what is wrong with a bank detail and what would be right. */
export function faultText(code: FaultCode, details: FaultDetails, language: 'ru' | 'en'): string {
  return (language === 'ru' ? RU : EN)[code](details);
}
