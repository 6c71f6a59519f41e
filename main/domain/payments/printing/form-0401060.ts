import type { Align } from './fit-text.ts';
import type { Box, Rule } from '../../../ports/paper-ports.ts';

/** Fields of form 0401060 by their number. Source: Bank of Russia Regulation 762-П, appendices 1 and 3. */
export const FORM_FIELDS = [
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '19',
  '20',
  '21',
  '22',
  '23',
  '24',
  '45',
  '60',
  '61',
  '62',
  '71',
  '101',
  '102',
  '103',
  '104',
  '105',
  '106',
  '107',
  '108',
  '109',
  '110',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

interface FieldPlace {
  /** Its name in appendix 1. */
  readonly name: string;
  readonly box: Box;
  readonly align?: Align;
}

/** Units: millimetres. */
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

/**
 * Where the value of each field stands on a sheet of A4.
 * Units: millimetres. Source: the order and the numbers of the fields: Regulation 762-П, appendices 2 and 3. The
 * measures: «Размеры полей бланка» of Regulations 120-П and 2-П (margins 20 and 10; 62 and date and kind 35; amount in
 * words 20 + 160 by 15; amount 15 + 65; payer 30, each bank 15, account of the payee 15, its names 15), the last acts
 * that gave any. What they leave open, the widths within a row and the heights of single lines of 5, is taken from
 * blanks in use (the example PaymentOrder of the public library SharpLayout, 254 dots an inch).
 */
export const FIELD_PLACES: Readonly<Record<FormField, FieldPlace>> = {
  '62': { name: 'Поступ. в банк плат.', box: box(20, 10, 35, 5), align: 'center' },
  '71': { name: 'Списано со сч. плат.', box: box(67.5, 10, 35, 5), align: 'center' },
  '3': { name: '№', box: box(74, 29, 34, 6) },
  '4': { name: 'Дата', box: box(110, 30, 35, 5), align: 'center' },
  '5': { name: 'Вид платежа', box: box(150, 30, 35, 5), align: 'center' },
  '101': { name: 'Статус плательщика', box: box(193, 28, 7, 7), align: 'center' },
  '6': { name: 'Сумма прописью', box: box(40, 40, 160, 15) },
  '60': { name: 'ИНН плательщика', box: box(29, 55, 41, 5) },
  '102': { name: 'КПП плательщика', box: box(79, 55, 41, 5) },
  '7': { name: 'Сумма', box: box(135, 55, 65, 15) },
  '8': { name: 'Плательщик', box: box(20, 60, 100, 20) },
  '9': { name: 'Счёт плательщика', box: box(135, 70, 65, 15) },
  '10': { name: 'Банк плательщика', box: box(20, 85, 100, 10) },
  '11': { name: 'БИК банка плательщика', box: box(135, 85, 65, 5) },
  '12': { name: 'Корр. счёт банка плательщика', box: box(135, 90, 65, 10) },
  '13': { name: 'Банк получателя', box: box(20, 100, 100, 10) },
  '14': { name: 'БИК банка получателя', box: box(135, 100, 65, 5) },
  '15': { name: 'Корр. счёт банка получателя', box: box(135, 105, 65, 10) },
  '61': { name: 'ИНН получателя', box: box(29, 115, 41, 5) },
  '103': { name: 'КПП получателя', box: box(79, 115, 41, 5) },
  '16': { name: 'Получатель', box: box(20, 120, 100, 20) },
  '17': { name: 'Счёт получателя', box: box(135, 115, 65, 15) },
  '18': { name: 'Вид оп.', box: box(135, 130, 20, 5) },
  '19': { name: 'Срок плат.', box: box(175, 130, 25, 5) },
  '20': { name: 'Наз. пл.', box: box(135, 135, 20, 5) },
  '21': { name: 'Очер. плат.', box: box(175, 135, 25, 5) },
  '22': { name: 'Код', box: box(135, 140, 20, 5) },
  '23': { name: 'Рез. поле', box: box(175, 140, 25, 5) },
  '104': { name: 'КБК', box: box(20, 145, 45, 5), align: 'center' },
  '105': { name: 'ОКТМО', box: box(65, 145, 30, 5), align: 'center' },
  '106': { name: 'Основание платежа', box: box(95, 145, 10, 5), align: 'center' },
  '107': { name: 'Налоговый период', box: box(105, 145, 25, 5), align: 'center' },
  '108': { name: 'Номер документа', box: box(130, 145, 35, 5), align: 'center' },
  '109': { name: 'Дата документа', box: box(165, 145, 25, 5), align: 'center' },
  '110': { name: 'Тип платежа', box: box(190, 145, 10, 5), align: 'center' },
  '24': { name: 'Назначение платежа', box: box(20, 150, 180, 25) },
  '45': { name: 'Отметки банка', box: box(142, 187, 56, 24), align: 'center' },
};

/** What is printed on the blank itself. Units: `size` points. */
export interface Caption {
  readonly text: string;
  readonly box: Box;
  readonly size: number;
  readonly align?: Align;
  readonly weight?: 'bold';
}

const small = (text: string, at: Box): Caption => ({ text, box: at, size: 7.5, align: 'center' });
const named = (text: string, at: Box): Caption => ({ text, box: at, size: 9 });

/** Source: Regulation 762-П, appendix 2. */
export const CAPTIONS: readonly Caption[] = [
  { text: '0401060', box: box(185, 10, 15, 5), size: 9, align: 'center' },
  small('Поступ. в банк плат.', box(20, 15, 35, 4)),
  small('Списано со сч. плат.', box(67.5, 15, 35, 4)),
  { text: 'ПЛАТЕЖНОЕ ПОРУЧЕНИЕ №', box: box(18.8, 29, 56, 6), size: 12, weight: 'bold' },
  small('Дата', box(110, 35, 35, 4)),
  small('Вид платежа', box(150, 35, 35, 4)),
  named('Сумма прописью', box(20, 40, 20, 15)),
  named('ИНН', box(20, 55, 9, 5)),
  named('КПП', box(70, 55, 9, 5)),
  named('Сумма', box(120, 55, 15, 5)),
  named('Плательщик', box(20, 80, 100, 5)),
  named('Сч. №', box(120, 70, 15, 5)),
  named('БИК', box(120, 85, 15, 5)),
  named('Сч. №', box(120, 90, 15, 5)),
  named('Банк плательщика', box(20, 95, 100, 5)),
  named('БИК', box(120, 100, 15, 5)),
  named('Сч. №', box(120, 105, 15, 5)),
  named('Банк получателя', box(20, 110, 100, 5)),
  named('ИНН', box(20, 115, 9, 5)),
  named('КПП', box(70, 115, 9, 5)),
  named('Сч. №', box(120, 115, 15, 5)),
  named('Вид оп.', box(120, 130, 15, 5)),
  named('Срок плат.', box(155, 130, 20, 5)),
  named('Наз. пл.', box(120, 135, 15, 5)),
  named('Очер. плат.', box(155, 135, 20, 5)),
  named('Получатель', box(20, 140, 100, 5)),
  named('Код', box(120, 140, 15, 5)),
  named('Рез. поле', box(155, 140, 20, 5)),
  named('Назначение платежа', box(20, 175, 180, 5)),
  { text: 'Подписи', box: box(80, 181, 60, 5), size: 9, align: 'center' },
  { text: 'Отметки банка', box: box(140, 181, 60, 5), size: 9, align: 'center' },
  { text: 'М.П.', box: box(20, 197, 60, 5), size: 9, align: 'center' },
];

const across = (y: number, from: number, to: number): Rule => ({ x1: from, y1: y, x2: to, y2: y });
const down = (x: number, from: number, to: number): Rule => ({ x1: x, y1: from, x2: x, y2: to });

/**
 * The rules of the blank: the outer sides left and right are open, and so are the accounts and BIKs to each other, as
 * in appendix 2 of Regulation 762-П.
 */
export const RULES: readonly Rule[] = [
  across(15, 20, 55),
  across(15, 67.5, 102.5),
  across(10, 185, 200),
  across(15, 185, 200),
  down(185, 10, 15),
  down(200, 10, 15),
  across(35, 110, 145),
  across(35, 150, 185),
  across(28, 193, 200),
  across(35, 193, 200),
  down(193, 28, 35),
  down(200, 28, 35),
  // Amount in words.
  down(40, 40, 55),
  across(55, 20, 200),
  // Payer.
  down(70, 55, 60),
  across(60, 20, 120),
  across(70, 120, 200),
  across(85, 20, 135),
  // Bank of the payer.
  across(90, 120, 135),
  across(100, 20, 200),
  // Bank of the payee.
  across(105, 120, 135),
  across(115, 20, 135),
  // Payee.
  down(70, 115, 120),
  across(120, 20, 120),
  across(130, 120, 200),
  across(135, 120, 135),
  across(140, 120, 135),
  across(135, 155, 175),
  across(140, 155, 175),
  down(155, 130, 145),
  down(175, 130, 145),
  across(145, 20, 200),
  down(120, 55, 145),
  down(135, 55, 145),
  // Payment to the budget.
  down(65, 145, 150),
  down(95, 145, 150),
  down(105, 145, 150),
  down(130, 145, 150),
  down(165, 145, 150),
  down(190, 145, 150),
  across(150, 20, 200),
  // Purpose.
  across(180, 20, 200),
  // Signatures.
  across(196, 80, 140),
  across(210, 80, 140),
];

/** Where the form ends; what is ours stands below. Units: millimetres. */
export const FORM_END = 213;
