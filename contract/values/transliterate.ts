/**
 * Latin letters for Russian ones, as in passports. Source: ICAO Doc 9303 part 3, section 6 B, table for Cyrillic; MVD
 * order 773 of 16.11.2020.
 */
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** Quotes and dashes that a request for a certificate takes plainly. */
const SIGNS: Readonly<Record<string, string>> = {
  '«': '"',
  '»': '"',
  '„': '"',
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '№': 'N',
};

/**
 * Writes a Russian text in Latin letters; what is Latin already stays. Case follows the letter, or the word when it is
 * in capitals.
 */
export function transliterate(text: string): string {
  const letters = [...text];
  return letters
    .map((letter, index) => {
      const latin = LETTERS[letter.toLowerCase()];
      if (latin === undefined) return SIGNS[letter] ?? letter;
      if (letter === letter.toLowerCase()) return latin;
      const isShouted = [letters[index - 1], letters[index + 1]].some(isCapital);
      return isShouted ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
    })
    .join('');
}

/** Region in Latin capitals, as the bank wants it in `ST`. Source: tapi.md §4.3. */
export function transliterateRegion(text: string): string {
  return transliterate(text).toUpperCase();
}

function isCapital(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase();
}
