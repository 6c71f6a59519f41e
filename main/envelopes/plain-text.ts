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

/** Returns the first word that is written in two alphabets, or `null`. */
export function mixedWord(text: string): string | null {
  const words = text.match(WORD) ?? [];
  return words.find((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word)) ?? null;
}
