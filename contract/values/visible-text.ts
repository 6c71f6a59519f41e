/**
 * Characters that the eye cannot see: format characters (zero-width space, soft hyphen, marks of direction) and the
 * others that Unicode tells programs to leave out when they show a text. Source: Unicode, general category Cf and
 * property Default_Ignorable_Code_Point (UAX #44).
 */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Returns the text without what the eye cannot see; spaces stay. For numbers, addresses and dates that were pasted from
 * pages and messengers.
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Returns the text without spaces of any kind and without what the eye cannot see, as fields of digits are meant. */
export function withoutSpaces(text: string): string {
  return visibleText(text).replace(/\s/g, '');
}

/** Returns the text without what the eye cannot see and without spaces around it. */
export function trimmedText(text: string): string {
  return visibleText(text).trim();
}
