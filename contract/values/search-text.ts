/**
 * Returns the text as it is searched: small letters, «е» for «ё», one space between words, none within a number that is
 * written in groups of three, no sign of the rouble. Both the text and what is typed go through it.
 */
export function searchText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('₽', ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)/g, (number) => number.replaceAll(' ', ''));
}

/** Returns the words that a text must hold to be found. */
export function searchWords(query: string): readonly string[] {
  return [...new Set(searchText(query).split(' '))].filter((word) => word !== '');
}
