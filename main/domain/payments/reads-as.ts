import { visibleText } from '../../../contract/values/visible-text.ts';

/**
 * Characters that look like one another, in any case of the letters. Source: Unicode UTS #39, confusables (Latin,
 * Cyrillic, digits).
 */
const LOOKS = [
  'aа',
  'bв',
  'cсϲ',
  'eе',
  'hн',
  'kк',
  'mм',
  'oо0',
  'pр',
  'tт',
  'xх',
  'yуү',
  'il1іι|',
  'sѕ',
  'jј',
  '3з',
];
const LOOK: ReadonlyMap<string, string> = new Map(
  LOOKS.flatMap((like) => [...like].map((character) => [character, like.slice(0, 1)] as const)),
);

/** Beginnings of the names of months in dates that are written in words. */
const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма[йя]', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const MONTH_NAMES = MONTHS.map((name) => new RegExp(`^${name}`, 'u'));

const IN_WORDS = new RegExp(
  `(?<!\\d)["«“]?(\\d{1,2})["»”]?[\\s.-]+((?:${MONTHS.join('|')})[а-я]*)\\.?[\\s-]+(\\d{4}|\\d{2})(?!\\d)`,
  'gu',
);
const DAY_FIRST = /(?<![\d.])(\d{1,2})\s?[.,/-]\s?(\d{1,2})\s?[.,/-]\s?(\d{4}|\d{2})(?!\d)/gu;
const YEAR_FIRST = /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/gu;
/** Letters in place of digits, between or beside digits. */
const AS_ZERO = /(?<=\d[.,/-]?)[oо](?![\p{L}])|(?<!\p{L})[oо](?=[.,/-]?\d)/gu;
const AS_ONE = /(?<=\d[.,/-]?)[lіι|](?![\p{L}])|(?<!\p{L})[lіι|](?=[.,/-]?\d)/gu;
/** A zero before a number: people do not see it, and write it or not. */
const LEADING_ZEROS = /(?<![\p{L}\p{N}])0+(?=\d)/gu;
/** «г.» and «года» after a year. */
const YEAR_WORD = /(?<=\d)\s*г(?:ода|\.|(?![а-я]))/gu;
const NUMBER_SIGN = /№|(?<![\p{L}\p{N}])(?:n[oо]?|номер)(?=[\s.:]*\d)/gu;

/**
 * Returns what people see in a text: «ё» is «е», letters that look alike are one letter, case, spaces, punctuation and
 * invisible characters do not count, nor the way in which a day or a number is written, zeros before it included. Two
 * texts that read the same give the same; it is for comparing only.
 * Source: https://github.com/nyxandro/osinara/issues/195, https://github.com/heimdallr/books/issues/1092.
 */
export function readsAs(text: string): string {
  const plain = visibleText(text)
    .replaceAll('№', ' № ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(AS_ZERO, '0')
    .replace(AS_ONE, '1');
  const dated = plain
    .replace(IN_WORDS, (_, day: string, month: string, year: string) => dateText(day, monthOf(month), year))
    .replace(DAY_FIRST, (_, day: string, month: string, year: string) => dateText(day, month, year))
    .replace(YEAR_FIRST, (_, year: string, month: string, day: string) => dateText(day, month, year))
    .replace(YEAR_WORD, ' ');
  const words = dated
    .replace(NUMBER_SIGN, ' ')
    .replace(/(?<=\d)\p{Zs}(?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|[^\p{L}\p{N}]+/gu, ' ')
    .replace(LEADING_ZEROS, '');
  return [...words.trim()].map((character) => LOOK.get(character) ?? character).join('');
}

function monthOf(name: string): string {
  return String(MONTH_NAMES.findIndex((month) => month.test(name)) + 1);
}

function dateText(day: string, month: string, year: string): string {
  return ` ${Number(day)} ${Number(month)} ${year.length === 2 ? `20${year}` : year} `;
}
