/** Spaces of all kinds, and the invisible marks that web pages, PDF files and messengers put between characters. Source: Unicode, White_Space and Cf. */
const UNSEEN = /[\s\p{Zs}\p{Cf}]+/gu;

/** Returns a number-like requisite as it was pasted, without spaces and invisible characters. */
export function cleanCode(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Returns a text without invisible marks and without spaces around it. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cf}/gu, '').trim();
}
