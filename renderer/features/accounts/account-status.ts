/** The bank's words for the state of an account. Source: tapi.md §5.2. */
export const ACCOUNT_STATUSES = [
  'NORM',
  'BLLE',
  'ARSS',
  'ARSF',
  'ARMF',
  'CAIN',
  'CLBL',
  'CLSC',
  'CLSB',
] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The bank's words for the kind of an account that have a text here; the list is open. Source: tapi.md §5.2. */
export const ACCOUNT_TYPES = [
  'Current',
  'Tax',
  'Tender',
  'Overnight',
  'Trust',
  'Broker',
  'BankPaymentAgent',
  'PaymentAgent',
  'Nominal',
  'NominalIpo',
  'TrustManagementSmp',
  'Cashbox',
  'Invest',
] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Recognises a state the bank's page lists; `null` for another word. */
export function knownStatus(status: string): AccountStatus | null {
  return ACCOUNT_STATUSES.find((known) => known === status) ?? null;
}

/** Recognises a kind the bank's page lists; `null` for another word. */
export function knownType(type: string): AccountType | null {
  return ACCOUNT_TYPES.find((known) => known === type) ?? null;
}

/**
 * How much an account's state restrains it: not at all, partly, or it is closed. An unknown word counts as restrained.
 */
export function statusWeight(status: string): 'normal' | 'restrained' | 'closed' {
  if (status === 'NORM') return 'normal';
  return status === 'CLSC' || status === 'CLSB' ? 'closed' : 'restrained';
}
