import { amountToDecimal } from '../../../../contract/values/money.ts';
import { vatWithin } from '../../../../contract/values/bank-details/vat.ts';

/**
 * Rates that may stand in a settlement document, in percent. Source: tapi.md §8.1 (Tax Code art. 164; 20 % until 2025,
 * 22 % from 2026).
 */
export const VAT_RATES = [0, 5, 7, 10, 20, 22] as const;
export type VatRate = (typeof VAT_RATES)[number];

/** What the purpose says of VAT: a rate, that there is none, or nothing at all. */
export type VatChoice = VatRate | 'without' | 'unsaid';

/**
 * The bank's documents are in Russian whatever the language of the window. Source: tapi.md §8.1 (Tax Code art. 168 p.
 * 4).
 */
const WITHOUT_VAT = 'НДС не облагается';

const SPACE = String.raw`[\s\u00a0\u202f]*`;
const DASH = `${SPACE}[—–:=,-]?${SPACE}`;
const ROUBLES = String.raw`(?:рублей|рубля|рубль|руб|р|₽)(?![а-яё])\.?`;
const KOPECKS = String.raw`(?:${SPACE}\d{1,2}${SPACE}(?:копеек|копейки|копейка|коп|к)(?![а-яё])\.?)?`;
const WHOLE = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?!\d)`;
/** A sum with kopecks, one with its unit, or one at which the sentence ends: any other number is not the tax. */
const SUM = `(?:${WHOLE}[.,=-]\\d{1,2}(?!\\d)(?:${SPACE}${ROUBLES}${KOPECKS})?|${WHOLE}${SPACE}${ROUBLES}${KOPECKS}|${WHOLE}(?=${SPACE}(?:[.;,)]|$)))`;
/** A rate in percent, or as the share that the tax is computed by. Source: Tax Code art. 164 p. 4. */
const PERCENT = String.raw`(?:по${SPACE}ставке${SPACE})?(\d{1,2})${SPACE}(?:%|процент(?:а|ов)?(?![а-яё])|/${SPACE}1\d{2}(?!\d))`;
const RATE = `(?:${DASH}(?:\\(${SPACE}${PERCENT}${SPACE}\\)|${PERCENT}))`;
const SUM_PART = `(?:${DASH}(?:в${SPACE}(?:сумме|размере)|сумма|составляет)?${DASH}${SUM})`;
const AND_RATE = `(?:${RATE}${SUM_PART}?|${SUM_PART}${RATE}?)`;
const BEFORE = String.raw`(?<![а-яёa-z\d])`;
const HEAD = String.raw`(?:в\s+том\s+числе\s+|в\s*т\.?\s*ч(?:\.\s*|\s+)|включая\s+|с\s+уч[её]том\s+|с\s+)(?:сумма\s+)?НДС(?![а-яё])`;
/** Without a word before it, the tax is told only at the beginning of a sentence, and only with a rate or a sum. */
const ALONE = String.raw`(?<=^${SPACE}|[.;,:(—–-]${SPACE}|\d\s+)(?:сумма\s+)?НДС(?![а-яё])`;
const INCLUDED = `(?:${BEFORE}${HEAD}${AND_RATE}?|${ALONE}${AND_RATE})`;
/** Why a sum is free of the tax: in brackets, or up to the end of the sentence. */
const REASON = String.raw`(?:\s*\([^()\d]{0,40}(?:УСН|ст\.|п\.|гл\.|НК)[^()]{0,80}\)|,?\s+(?:согласно|на\s+основании|в\s+соответствии|в\s+связи|по\s+(?:ст|п|гл)|пп?\.|ст\.|гл\.)(?:[^.,;()]|\.(?=\d)|(?<=(?:ст|п|гл))\.){0,120})`;
const NONE = String.raw`${BEFORE}(?:НДС\s+не\s+облагается|не\s+облагается\s+НДС|без\s+НДС|без\s+налога\s*\(НДС\))(?![а-яё])`;
/** Nothing is put in place of it when there is no tax: it says more. */
const SAID_WITH_REASON = new RegExp(`^\\(?${SPACE}${NONE}${REASON}`, 'iu');
const CORE = `(?:${INCLUDED}|${NONE}${REASON}?)`;
const SENTENCE = new RegExp(`(?:\\(${SPACE}${CORE}${SPACE}\\)|${CORE})\\.?`, 'iu');

/** Rests that show that the sentence went on: it was not understood whole. */
const WENT_ON =
  /^[\s\u00a0\u202f]*(?:[—–:=,(/-][\s\u00a0\u202f]*)?(?:\d|%|коп(?![а-яё])|копе|руб|RU[BR](?![a-z])|₽|в\s*т\.?\s*ч|в\s+том\s+числе|[а-яё]+\s+процент)/iu;
/** A sum behind the full stop of the sentence may be its own. */
const SUM_BEHIND = /^[\s\u00a0\u202f]*\d[\d \u00a0\u202f]*[.,=-]\d{2}(?![\d.])/u;

/** The tax by any of its names, Latin letters that look like Russian ones included. */
const NAMED_TAX = /[НH]\.?\s?Д\.?\s?[СC](?![а-яё])|налог\S*\s+на\s+добавленную|(?<![a-z])VAT(?![a-z])/iu;

/**
 * Returns the VAT that a sum includes: amount × rate / (100 + rate), rounded half up.
 * Units: kopecks in and out; never goes through a float.
 * Source: tapi.md §8.1; Tax Code art. 164 p. 4.
 */
export function includedVat(amountMinor: number, rate: VatRate): number {
  return vatWithin(amountMinor, rate);
}

/** Writes the sentence of VAT for the purpose; empty when nothing is to be said. Units: `amountMinor` in kopecks. */
export function vatSentence(choice: VatChoice, amountMinor: number): string {
  if (choice === 'unsaid') return '';
  if (choice === 'without') return WITHOUT_VAT;
  const sum = amountToDecimal(includedVat(amountMinor, choice)).replace('.', ',');
  return `В том числе НДС ${String(choice)} % — ${sum} руб.`;
}

/**
 * Puts the sentence of VAT into the purpose: in place of the one there, or at its end. What is said of VAT in words
 * that are not understood whole is left alone, for two different sums of VAT in one payment are worse than none.
 * Source: https://rattlesnake-led.ru/naznachenie-platezha-bez-nds/ (usual wordings).
 */
export function withVat(purpose: string, choice: VatChoice, amountMinor: number): string {
  const sentence = vatSentence(choice, amountMinor);
  const said = vatIn(purpose);
  if (said === 'nothing') return tidy(purpose, sentence, '');
  if (said === 'unclear') return purpose;
  const isSaidWithReason = choice === 'without' && SAID_WITH_REASON.test(said.sentence);
  return isSaidWithReason ? purpose : tidy(said.before, sentence, said.after);
}

interface SaidVat {
  readonly before: string;
  readonly sentence: string;
  readonly rate: string | null;
  readonly after: string;
}

function vatIn(purpose: string): SaidVat | 'nothing' | 'unclear' {
  const found = SENTENCE.exec(purpose);
  if (found === null) return NAMED_TAX.test(purpose) ? 'unclear' : 'nothing';
  const [sentence, ...rates] = found;
  const before = purpose.slice(0, found.index);
  const after = purpose.slice(found.index + sentence.length);
  const isEnded = /\.$/.test(sentence);
  if (NAMED_TAX.test(`${before} ${after}`) || (isEnded ? SUM_BEHIND : WENT_ON).test(after)) return 'unclear';
  return { before, sentence, rate: rates.find((rate) => rate !== undefined) ?? null, after };
}

function tidy(before: string, sentence: string, after: string): string {
  const head = before.trimEnd();
  const tail = after.trim();
  if (sentence === '') return [head, tail].filter((part) => part !== '').join(' ');
  const stop = head === '' || /[.!?;:,(]$/.test(head) ? '' : '.';
  const parts = [
    head === '' ? '' : `${head}${stop}`,
    tail === '' || sentence.endsWith('.') ? sentence : `${sentence}.`,
    tail,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The sentence as `vatSentence` writes it. */
const OWN_SENTENCE = /НДС не облагается|В том числе НДС \d{1,2} % — \d+,\d{2} руб\./u;

/** Words that follow the sentence and are no part of it: joined to it, or begun like a new sentence. */
const BEGINS_BEHIND = /^(?:[\p{L}\d№«"]|\s+[\p{Lu}№«"])/u;

interface TypedPurpose {
  readonly text: string;
  /** Units: characters before the caret. */
  readonly caret: number;
}

/**
 * Parts the sentence of VAT that the form wrote from words typed straight before or behind it, at each key; the caret
 * stays at its word. Words behind a sentence with nothing before it go before it, since the tax is named last.
 */
export function joinVat({ text, caret }: TypedPurpose): TypedPurpose {
  const found = OWN_SENTENCE.exec(text);
  if (found === null) return { text, caret };
  const [sentence] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + sentence.length);
  if (before.trim() === '' && BEGINS_BEHIND.test(after)) {
    const words = after.trimStart();
    const typed = Math.max(0, words.length - (text.length - caret));
    return { text: tidy(words, sentence, ''), caret: typed };
  }
  const isStuckBefore = /[\p{L}\d»")%]$/u.test(before);
  const isStuckBehind = /^[\p{L}\d№«"]/u.test(after);
  const stop = isStuckBefore ? '. ' : '';
  const gap = isStuckBehind ? (sentence.endsWith('.') ? ' ' : '. ') : '';
  const shift =
    (caret > before.length ? stop.length : 0) + (caret > text.length - after.length ? gap.length : 0);
  return { text: `${before}${stop}${sentence}${gap}${after}`, caret: caret + shift };
}

/** Tidies the place where the form's sentence of VAT joins the purpose: one full stop, one space. */
export function tidyVat(purpose: string): string {
  const { text } = joinVat({ text: purpose, caret: 0 });
  const found = OWN_SENTENCE.exec(text);
  if (found === null) return text;
  const head = text.slice(0, found.index).replace(/[\s.]*\.[\s.]*$/, '.');
  const after = text.slice(found.index + found[0].length).trimEnd();
  return `${tidy(head === '.' ? '' : head, found[0], '')}${after}`;
}

/** Tells whether the purpose says nothing but the VAT. */
export function isVatAlone(purpose: string): boolean {
  const said = vatIn(purpose);
  return said !== 'nothing' && said !== 'unclear' && `${said.before}${said.after}`.trim() === '';
}

/**
 * Reads back what the purpose says of VAT, so that a reopened draft shows its choice; an unknown rate reads as
 * `unsaid`.
 */
export function readVat(purpose: string): VatChoice {
  const said = vatIn(purpose);
  if (said === 'nothing' || said === 'unclear') return 'unsaid';
  if (/не\s+облагается|без\s/iu.test(said.sentence)) return 'without';
  return VAT_RATES.find((rate) => String(rate) === said.rate) ?? 'unsaid';
}

/**
 * Follows a changed sum: the VAT sentence is computed anew when the purpose has one with a known rate. Units: kopecks.
 */
export function followAmount(purpose: string, amountMinor: number): string {
  const choice = readVat(purpose);
  return typeof choice === 'number' ? withVat(purpose, choice, amountMinor) : purpose;
}
