import { shell } from 'electron';

/**
 * The only addresses that are ever opened in a browser; the page names one, it never gives an address. Source: tapi.md
 * §1, §2.2.
 */
const LINKS = {
  'bank-docs': 'https://developer.tbank.ru/docs/api/t-api',
  'bank-cabinet': 'https://business.tbank.ru/',
  'bank-support': 'mailto:openapi@tbank.ru',
} as const;

/** Opens a known address outside. Effects: starts the person's browser or mail program. */
export async function openLink(link: keyof typeof LINKS): Promise<void> {
  await shell.openExternal(LINKS[link]);
}
