/**
 * Keys of the Latin keyboard and the Russian letters on them, in the same order. Source: the layout «Русская» of
 * Windows, `ru(winkeys)` of xkeyboard-config.
 */
const LATIN = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';

const TO_RUSSIAN = new Map([...LATIN].map((key, at) => [key, RUSSIAN[at] ?? key]));
const TO_LATIN = new Map([...RUSSIAN].map((letter, at) => [letter, LATIN[at] ?? letter]));

/** Which keys lie beside a key, by the signs on them, as zxcvbn has it. */
export type Keyboard = Readonly<Record<string, readonly (string | null)[]>>;

/** Returns the keyboard with the Russian letters on its keys. */
export function russianKeyboard(latin: Keyboard): Record<string, (string | null)[]> {
  const signs = (text: string) => [...text].map((sign) => TO_RUSSIAN.get(sign) ?? sign).join('');
  return Object.fromEntries(
    Object.entries(latin).map(([key, beside]) => [
      signs(key),
      beside.map((neighbour) => (neighbour === null ? null : signs(neighbour))),
    ]),
  );
}

/** Returns a Russian word as it is typed while the keyboard is Latin: «пароль» is `gfhjkm`. */
export function typedOnLatin(word: string): string {
  return [...word].map((letter) => TO_LATIN.get(letter) ?? letter).join('');
}
