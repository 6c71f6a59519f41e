/** What keeps a text from being signed: two people could read two things in it. */
export type TextFlaw = 'broken' | 'not-composed' | 'foreign-characters' | 'mixed-letters';

/**
 * What may stand in a signed text: printable ASCII, the no-break spaces, quotes, dashes and signs of Russian documents,
 * Russian letters, and the composed Latin letters of European names. Own choice, by listing what is known to be
 * harmless: nothing invisible, no other digits than 0–9, no letters that only look like these.
 */
const ALLOWED = /^[ -~\u00a0\u202f«»„“”‘’–—…№§°€₽À-ÖØ-öø-ſА-Яа-яЁё]*$/u;

const WORD = /\p{L}+/gu;

/**
 * Says what is wrong with a text that is to be signed, or `null`. What then looks the same is the same, but for whole
 * words of one alphabet that look like words of the other.
 * Source: Unicode UAX #15 (NFC), UTS #39 §5.2 (mixed scripts); security.md §4.1.
 */
export function textFlaw(text: string): TextFlaw | null {
  if (!text.isWellFormed()) return 'broken';
  if (text.normalize('NFC') !== text) return 'not-composed';
  if (!ALLOWED.test(text)) return 'foreign-characters';
  return mixedWord(text) === null ? null : 'mixed-letters';
}

/**
 * Returns what of a text keeps it from being signed, for the person who typed it: the word of two alphabets, or the
 * first such character.
 */
export function flawedPart(text: string): string | null {
  switch (textFlaw(text)) {
    case null:
      return null;
    case 'mixed-letters':
      return mixedWord(text);
    default:
      return shown([...text].find((character) => textFlaw(character) !== null) ?? text);
  }
}

/**
 * A mark that stands on the letter before it, or on whatever stands before it in a sentence, gets a circle to stand on.
 * Source: Unicode §2.11.
 */
function shown(character: string): string {
  return /^\p{M}$/u.test(character) ? `\u25cc${character}` : character;
}

/**
 * Latin letters that are drawn like Russian ones, in the usual fonts. Source: Unicode UTS #39, confusables.txt, the
 * pairs of Latin and Russian letters.
 */
const RUSSIAN_LIKE: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
  a: 'а',
  b: 'ь',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  r: 'г',
  x: 'х',
  y: 'у',
};

/** Shortest word that is held to be a look-alike. Own choice: single Latin letters number contracts and invoices. */
const LOOK_ALIKE_MIN = 2;

/** A word that is written in Latin letters and reads as a Russian one. */
export interface LookAlike {
  readonly word: string;
  /** What it can be taken for. */
  readonly russian: string;
}

/**
 * Returns the whole words of Latin letters that can be read as Russian ones, each once. They may be right («HP»), so
 * they are shown and refused nowhere. A text without a Russian letter has none: it is a foreign name as a whole, unless
 * every word of it can be read as Russian.
 * Source: Unicode UTS #39 §5 (whole-script confusables); security.md §10 row 6.
 */
export function lookAlikes(text: string): readonly LookAlike[] {
  const words = text.normalize('NFC').match(WORD) ?? [];
  const found = words.filter((word) => word.length >= LOOK_ALIKE_MIN && isRussianLike(word));
  const isForeignName = !/\p{Script=Cyrillic}/u.test(text) && !words.every(isRussianLike);
  if (isForeignName) return [];
  return [...new Set(found)].map((word) => ({
    word,
    russian: [...word].map((letter) => RUSSIAN_LIKE[letter]).join(''),
  }));
}

function isRussianLike(word: string): boolean {
  return [...word].every((letter) => letter in RUSSIAN_LIKE);
}

/**
 * Returns the text as it may be signed: what may not stand in it becomes a question mark. For texts that nobody here
 * typed: the bank's.
 */
export function plainOf(text: string, max: number): string {
  const composed = text.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim();
  const allowed = [...composed].map((character) => (textFlaw(character) === null ? character : '?')).join('');
  const plain = allowed.replace(WORD, (word) =>
    mixedWord(word) === null ? word : word.replace(/\p{Script=Latin}/gu, '?'),
  );
  return plain.slice(0, max);
}

/** Returns the first word that is written in two alphabets, or `null`. */
export function mixedWord(text: string): string | null {
  const words = text.match(WORD) ?? [];
  return words.find((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word)) ?? null;
}
