/**
 * Returns a text as two texts are compared by people: letter case, «ё», spaces, marks between words and leading zeros
 * of numbers do not count.
 * Source: fault F32: the same bill is paid twice when «ё» became «е», or 02.11 became 2.11.
 */
export function comparableText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(^| )0+(?=\d)/g, '$1')
    .trim();
}
