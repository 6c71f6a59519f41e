/** Takes out what would move the cursor of a terminal: names come from people and from files of others. */
export function plainText(text: string): string {
  return text.replace(/\p{C}+/gu, ' ');
}
