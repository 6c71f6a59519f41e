/**
 * The sizes of form 0401060, written down from what Regulation 120-П of 08.09.2000 says of its fields («Размеры полей
 * бланка „Платежное поручение“») and not from our layout: margins 20 and 10; from the edge to the line of the dates
 * 15, to that of the title 20 more; dates 35; status 7 by 7; amount in words 20 + 160 by 15; payer 30 by 100, amount
 * and account 15 + 65 by 15 each; the banks 15; the payee 30, its account 15. The form in force (762-П) has the KPP
 * besides, as half of the line of the INN. What the text leaves open (rows of 5; 20 + 20 + 25 beside the payee; the
 * seven fields of the budget) was measured on blanks in use.
 */

/** Left, upper, right and lower side. Units: millimetres from the left and the upper edge of A4. */
export type Sides = readonly [left: number, top: number, right: number, bottom: number];

export const MEASURED: Readonly<Record<string, Sides>> = {
  '62': [20, 10, 55, 15],
  '71': [67.5, 10, 102.5, 15],
  '4': [110, 30, 145, 35],
  '5': [150, 30, 185, 35],
  '101': [193, 28, 200, 35],
  '6': [40, 40, 200, 55],
  '7': [135, 55, 200, 70],
  '8': [20, 60, 120, 85],
  '9': [135, 70, 200, 85],
  '60': [20, 55, 70, 60],
  '102': [70, 55, 120, 60],
  '10': [20, 85, 120, 100],
  '11': [135, 85, 200, 90],
  '12': [135, 90, 200, 100],
  '13': [20, 100, 120, 115],
  '14': [135, 100, 200, 105],
  '15': [135, 105, 200, 115],
  '61': [20, 115, 70, 120],
  '103': [70, 115, 120, 120],
  '16': [20, 120, 120, 145],
  '17': [135, 115, 200, 130],
  '18': [135, 130, 155, 135],
  '19': [175, 130, 200, 135],
  '20': [135, 135, 155, 140],
  '21': [175, 135, 200, 140],
  '22': [135, 140, 155, 145],
  '23': [175, 140, 200, 145],
  '104': [20, 145, 65, 150],
  '105': [65, 145, 95, 150],
  '106': [95, 145, 105, 150],
  '107': [105, 145, 130, 150],
  '108': [130, 145, 165, 150],
  '109': [165, 145, 190, 150],
  '110': [190, 145, 200, 150],
  '24': [20, 150, 200, 180],
};

/** Where a value begins that does not stand in the middle of its field: after «ИНН» or «КПП», or at the left side. */
export const AFTER_LABEL: Readonly<Record<string, number>> = { '60': 9, '102': 9, '61': 9, '103': 9 };

/** Fields whose value stands in the middle. */
export const CENTERED: readonly string[] = [
  '62',
  '71',
  '4',
  '5',
  '101',
  '104',
  '105',
  '106',
  '107',
  '108',
  '109',
  '110',
];

/** Sides that the blank draws, each as a straight line that may be part of a longer one. */
export const DRAWN: readonly (readonly [name: string, ...sides: Sides])[] = [
  ['under «Поступ. в банк плат.»', 20, 15, 55, 15],
  ['under «Списано со сч. плат.»', 67.5, 15, 102.5, 15],
  ['over the code of the form', 185, 10, 200, 10],
  ['under the date', 110, 35, 145, 35],
  ['under the kind of payment', 150, 35, 185, 35],
  ['the status, left', 193, 28, 193, 35],
  ['the status, right', 200, 28, 200, 35],
  ['before the amount in words', 40, 40, 40, 55],
  ['under the amount in words', 20, 55, 200, 55],
  ['between INN and KPP of the payer', 70, 55, 70, 60],
  ['under INN and KPP of the payer', 20, 60, 120, 60],
  ['under the amount', 120, 70, 200, 70],
  ['under the payer', 20, 85, 120, 85],
  ['before the labels on the right', 120, 55, 120, 145],
  ['before the values on the right', 135, 55, 135, 145],
  ['under the bank of the payer', 20, 100, 200, 100],
  ['under the bank of the payee', 20, 115, 120, 115],
  ['between INN and KPP of the payee', 70, 115, 70, 120],
  ['under the account of the payee', 120, 130, 200, 130],
  ['before «Срок плат.»', 155, 130, 155, 145],
  ['after «Срок плат.»', 175, 130, 175, 145],
  ['over the fields of the budget', 20, 145, 200, 145],
  ['104 | 105', 65, 145, 65, 150],
  ['105 | 106', 95, 145, 95, 150],
  ['106 | 107', 105, 145, 105, 150],
  ['107 | 108', 130, 145, 130, 150],
  ['108 | 109', 165, 145, 165, 150],
  ['109 | 110', 190, 145, 190, 150],
  ['under the fields of the budget', 20, 150, 200, 150],
  ['under the purpose', 20, 180, 200, 180],
];
