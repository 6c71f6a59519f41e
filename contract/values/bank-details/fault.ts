/**
 * How hard a fault is. An error keeps a payment from being made; a warning is told and keeps nothing from happening.
 */
export type FaultLevel = 'error' | 'warning';

/** What is wrong with one requisite. The texts for people are in `fault-texts.ts`, one for each code. */
export type FaultCode =
  | 'inn-length'
  | 'inn-foreign'
  | 'inn-check'
  | 'inn-zeros'
  | 'kpp-form'
  | 'kpp-letters'
  | 'kpp-zeros'
  | 'bik-form'
  | 'bik-first-digit'
  | 'account-form'
  | 'account-zeros'
  | 'account-check'
  | 'account-currency'
  | 'corr-account-form'
  | 'corr-account-check'
  | 'corr-account-bank'
  | 'kbk-form'
  | 'oktmo-form'
  | 'uin-form'
  | 'uin-check'
  | 'uin-check-long'
  | 'priority-form'
  | 'priority-zero'
  | 'revenue-code-form'
  | 'revenue-code-zero'
  | 'number-form'
  | 'amount-empty'
  | 'amount-zero'
  | 'amount-negative'
  | 'amount-decimals'
  | 'amount-two-marks'
  | 'amount-groups'
  | 'amount-form'
  | 'amount-large'
  | 'date-empty'
  | 'date-form'
  | 'date-no-such-day'
  | 'date-spelling'
  | 'name-empty'
  | 'name-long'
  | 'name-characters'
  | 'purpose-empty'
  | 'purpose-long'
  | 'purpose-characters'
  | 'purpose-tab'
  | 'purpose-foreign'
  | 'vat-missing'
  | 'vat-rate-ended'
  | 'vat-rate-unknown'
  | 'vat-sum'
  | 'budget-fields-missing'
  | 'budget-value'
  | 'budget-value-doubtful';

/** Facts for the text of a fault: what was found and what would be right. Never a secret; a bank detail is none. */
export type FaultDetails = Readonly<Record<string, string | number>>;

/** One thing that is wrong with one bank detail. */
export interface BankDetailFault {
  readonly code: FaultCode;
  readonly level: FaultLevel;
  /** Whether the value is lawful all the same, and only T-API does not take it, or it is merely unusual. */
  readonly isLawful: boolean;
  readonly details: FaultDetails;
}

/** A value that is wrong. */
export function wrong(code: FaultCode, details: FaultDetails = {}): BankDetailFault {
  return { code, level: 'error', isLawful: false, details };
}

/** A value that is lawful and that T-API does not take. */
export function notTaken(code: FaultCode, details: FaultDetails = {}): BankDetailFault {
  return { code, level: 'error', isLawful: true, details };
}

/** A value that is understood and may be sent, with something to tell. */
export function reported(code: FaultCode, details: FaultDetails = {}): BankDetailFault {
  return { code, level: 'warning', isLawful: true, details };
}

/** A value that breaks a rule which is not certain enough to keep a payment from being made. */
export function doubtful(code: FaultCode, details: FaultDetails = {}): BankDetailFault {
  return { code, level: 'warning', isLawful: false, details };
}
