import type { FaultCode, FaultDetails, FaultLevel } from '../../../contract/values/bank-details/fault.ts';

/** What is wrong with a file of 1C or a document of it, besides its bank details. Texts: `exchange-fault-texts.ts`. */
export type ExchangeFaultCode =
  | FaultCode
  | 'encoding-differs'
  | 'bytes-broken'
  | 'version-unknown'
  | 'file-end-missing'
  | 'after-file-end'
  | 'end-too-many'
  | 'line-outside'
  | 'header-key-twice'
  | 'account-not-closed'
  | 'balance-unreadable'
  | 'balance-does-not-add-up'
  | 'balance-gap'
  | 'document-not-closed'
  | 'key-twice'
  | 'line-without-equals'
  | 'key-with-spaces'
  | 'kind-missing'
  | 'kind-not-paid'
  | 'accounts-differ'
  | 'requisite-missing'
  | 'executed-day-unclear'
  | 'undated-in-statement'
  | 'date-old'
  | 'date-ahead'
  | 'inn-in-name-differs'
  | 'kpp-of-person'
  | 'own-account-as-payee'
  | 'operation-unusual'
  | 'double'
  | 'near-double';

/** One fault, by document and field. */
export interface ExchangeFault {
  /** Place of the document, from 0; `null` for the file. */
  readonly document: number | null;
  /** Key of the file, as the format writes it; `null` for a whole document or file. */
  readonly key: string | null;
  /** Field of form 0401060. */
  readonly field: string | null;
  readonly level: FaultLevel;
  readonly code: ExchangeFaultCode;
  readonly details: FaultDetails;
  /** Line of the file, from 1, where it is known. */
  readonly line: number | null;
}
