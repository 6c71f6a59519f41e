/**
 * Digital codes of the currencies that accounts in Russia are kept in, by ISO 4217; 810 is the rouble's code inside
 * account numbers. Source: ISO 4217, OK (MK (ISO 4217) 003-97) 014-2000; Bank of Russia 809-P for 810.
 */
const LETTERS: Readonly<Record<string, string>> = {
  '643': 'RUB',
  '810': 'RUB',
  '840': 'USD',
  '978': 'EUR',
  '156': 'CNY',
  '826': 'GBP',
  '756': 'CHF',
  '392': 'JPY',
  '398': 'KZT',
  '933': 'BYN',
  '949': 'TRY',
  '784': 'AED',
  '051': 'AMD',
  '944': 'AZN',
  '344': 'HKD',
  '356': 'INR',
  '417': 'KGS',
  '860': 'UZS',
  '972': 'TJS',
  '981': 'GEL',
  '941': 'RSD',
  '764': 'THB',
};

/** The old letters of the rouble, which some programs still write. Source: ISO 4217 (RUR until 2004). */
const OLD_ROUBLE = 'RUR';

/** What tells the currency of an account. */
export interface CurrencyFacts {
  /** Digital or letter code as the bank says it; may be empty. */
  readonly currency: string;
  readonly accountNumber: string;
}

/**
 * Returns the letters of an account's currency, or the digits where no letters are known. What the bank says counts,
 * but an account whose own number names another currency than the rouble is not taken for a rouble account. Source:
 * tapi.md §5.2; 809-P, places 6–8 of an account.
 */
export function currencyOf({ currency, accountNumber }: CurrencyFacts): string {
  const inNumber = /^\d{20}$/.test(accountNumber) ? lettersOf(accountNumber.slice(5, 8)) : null;
  const said = currency.trim() === '' ? null : lettersOf(currency.trim().toUpperCase());
  if (said === null || said === 'RUB') return inNumber ?? said ?? 'RUB';
  return said;
}

/** Tells whether an account is kept in roubles: only then may it pay, and be added to others. */
export function isRoubleAccount(facts: CurrencyFacts): boolean {
  return currencyOf(facts) === 'RUB';
}

function lettersOf(code: string): string {
  return code === OLD_ROUBLE ? 'RUB' : (LETTERS[code] ?? code);
}
