import { checkExchangeFile } from '../main/domain/onec/check-file.ts';
import { LocalDate } from '../contract/values/dates.ts';
import { figureOf, interleaved, type Finding } from './figures.ts';

/** How much is read for one figure. */
export interface OrdersWork {
  readonly pairs: number;
  readonly documents: number;
}

const DAY = LocalDate.parse('2026-11-30');

/** Measures the check of a file of orders against decoding it and cutting it into lines, which nobody can leave out. */
export async function orders({ pairs, documents }: OrdersWork): Promise<Finding> {
  const file = inWindows1251(exchangeFile(documents));
  const ours = () =>
    msOf(() => {
      const checked = checkExchangeFile(file, DAY);
      const found = checked?.documents.length;
      if (found !== documents) throw new Error(`${found ?? 'no'} orders were read of ${documents}`);
      const [fault] = checked?.faults.filter(({ level }) => level === 'error') ?? [];
      if (fault !== undefined) throw new Error(`a fault in the bench's own file: ${JSON.stringify(fault)}`);
    });
  const baseline = () => msOf(() => void new TextDecoder('windows-1251').decode(file).split('\r\n'));
  ours(); // the code is warm
  return {
    figures: [figureOf('orders', 'ms', await interleaved(pairs, { ours, baseline }))],
    notes: [
      `orders: ${documents.toLocaleString('en')} orders of a 1C file found, read and checked, with the search for doubles; the base line decodes the bytes and cuts them into lines`,
    ],
  };
}

function msOf(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** Orders to a hundred payees, all without a fault. Source: tapi.md §7; details of organizations are invented. */
function exchangeFile(documents: number): string {
  const head = [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    'Кодировка=Windows',
    'Отправитель=Бухгалтерия предприятия, редакция 3.0',
    'ДатаСоздания=30.11.2026',
    'ДатаНачала=30.11.2026',
    'ДатаКонца=30.11.2026',
    'РасчСчет=40702810400000000004',
  ];
  const blocks = Array.from({ length: documents }, (_, index) => order(index + 1));
  return [...head, ...blocks.flat(), 'КонецФайла', ''].join('\r\n');
}

const PAYEES = 100;

function order(number: number): readonly string[] {
  const payee = number % PAYEES;
  return [
    'СекцияДокумент=Платежное поручение',
    `Номер=${number}`,
    'Дата=30.11.2026',
    `Сумма=${1_000 + number}.${String(payee).padStart(2, '0')}`,
    'ПлательщикСчет=40702810400000000004',
    'Плательщик=ИНН 9999000006 ООО «Пример»',
    'ПлательщикИНН=9999000006',
    'ПлательщикКПП=999901001',
    'Плательщик1=ООО «Пример»',
    'ПлательщикРасчСчет=40702810400000000004',
    'ПлательщикБанк1=АО «ТБанк»',
    'ПлательщикБИК=044525974',
    'ПлательщикКорсчет=30101810145250000974',
    'ПолучательСчет=40702810200000000001',
    `Получатель=ООО «Поставщик ${payee}»`,
    'ПолучательИНН=7707083893',
    'ПолучательКПП=770701001',
    `Получатель1=ООО «Поставщик ${payee}»`,
    'ПолучательРасчСчет=40702810200000000001',
    'ПолучательБанк1=ПАО СБЕРБАНК',
    'ПолучательБИК=044525225',
    'ПолучательКорсчет=30101810400000000225',
    'ВидОплаты=01',
    'Очередность=5',
    `НазначениеПлатежа=Оплата по счёту ${number} от 30.11.2026. НДС не облагается`,
    'КонецДокумента',
  ];
}

/** Only letters that the code page has are in the file. Source: the table of Windows-1251, rows C and up. */
function inWindows1251(text: string): Uint8Array {
  const others = new Map([
    ['«', 0xab],
    ['»', 0xbb],
    ['ё', 0xb8],
  ]);
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    const other = others.get(letter);
    if (other === undefined) throw new RangeError(`${letter} is not in the table of the bench`);
    return other;
  });
}
