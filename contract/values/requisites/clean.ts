import { visibleText, withoutSpaces } from '../visible-text.ts';

/** Returns a number-like requisite as it was pasted, without spaces and invisible characters. */
export function cleanCode(text: string): string {
  return withoutSpaces(text);
}

/** Returns a text without invisible marks and without spaces around it. */
export function cleanText(text: string): string {
  return visibleText(text).trim();
}
