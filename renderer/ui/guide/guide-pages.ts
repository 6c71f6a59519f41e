/** The pages of the user guide, in the order of its contents; each is `docs/guide/<language>/<name>.md`. */
export const GUIDE_PAGES = [
  'accountant',
  'director',
  'tokens',
  'from-1c',
  'no-answer',
  'lost-computer',
  'administrator',
  'questions',
] as const;
export type GuidePage = (typeof GUIDE_PAGES)[number];

/** What people ask support, in the order of the headings of the page `questions`. */
export const QUESTIONS = [
  'address',
  'lapsed',
  'certificate',
  'no-answer',
  'waits',
  'access',
  'file-of-1c',
  'backup',
  'passphrase',
  'new-computer',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** The page for each beginning of a location; the longest that fits counts. */
export const PAGE_OF_LOCATION: Readonly<Record<string, GuidePage>> = {
  '/': 'accountant',
  '/tokens': 'tokens',
  '/plans': 'tokens',
  '/certificates': 'tokens',
  '/payments': 'accountant',
  '/payments/from-1c': 'from-1c',
  '/approvals': 'director',
  '/accounts': 'accountant',
  '/payees': 'accountant',
  '/journal': 'director',
  '/settings': 'administrator',
  '/settings/policy': 'director',
};

/** Returns the page of the guide for the screen at a location; an unknown one gets the first page. */
export function pageOfLocation(location: string): GuidePage {
  const parts = location.split('/').filter((part) => part !== '');
  for (let count = parts.length; count > 0; count -= 1) {
    const page = PAGE_OF_LOCATION[`/${parts.slice(0, count).join('/')}`];
    if (page !== undefined) return page;
  }
  return 'accountant';
}
