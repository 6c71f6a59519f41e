/** What keeps a text from being signed: two people could read two things in it. */
export type TextFlaw = 'broken' | 'not-composed' | 'foreign-characters' | 'mixed-letters';

/**
 * What may stand in a signed text: printable ASCII, the no-break spaces, quotes, dashes and signs of Russian documents, Russian letters, and the
 * composed Latin letters of European names. Own choice, by listing what is known to be harmless: nothing invisible, no other digits than 0–9,
 * no letters that only look like these.
 */
const ALLOWED = /^[ -~\u00a0\u202f«»„“”‘’–—…№§°€₽À-ÖØ-öø-ſА-Яа-яЁё]*$/u;

const WORD = /\p{L}+/gu;

/**
 * Says what is wrong with a text that is to be signed, or `null`. What then looks the same is the same, but for whole words of one alphabet
 * that look like words of the other.
 * Source: Unicode UAX #15 (NFC), UTS #39 §5.2 (mixed scripts); security.md §4.1.
 */
export function textFlaw(text: string): TextFlaw | null {
  if (!text.isWellFormed()) return 'broken';
  if (text.normalize('NFC') !== text) return 'not-composed';
  if (!ALLOWED.test(text)) return 'foreign-characters';
  return mixedWord(text) === null ? null : 'mixed-letters';
}

/** Returns what of a text keeps it from being signed, for the person who typed it: the word of two alphabets, or the first such character. */
export function flawedPart(text: string): string | null {
  switch (textFlaw(text)) {
    case null:
      return null;
    case 'mixed-letters':
      return mixedWord(text);
    default:
      return [...text].find((character) => textFlaw(character) !== null) ?? text;
  }
}

/** Returns the text as it may be signed: what may not stand in it becomes a question mark. For texts that nobody here typed: the bank's. */
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
