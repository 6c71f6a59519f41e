/** Where the letter goes. Source: tapi.md §2.3. */
export const BANK_SUPPORT = 'openapi@tbank.ru';

/**
 * Returns the director's letter that asks the bank not to check addresses. It is in Russian in every language of the
 * screen, because the bank reads it. Source: tapi.md §2.3 (from the director, naming the INN).
 */
export function ipCheckLetter({ name, inn }: { readonly name: string; readonly inn: string }): string {
  return [
    'Здравствуйте.',
    `Просим отключить проверку IP-адресов для T-API в организации ${name}, ИНН ${inn}.`,
    'Директор',
  ].join('\n\n');
}
