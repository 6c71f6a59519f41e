import type { FaultCode, FaultDetails } from '../../../contract/values/bank-details/fault.ts';

/** The fields of a payment that a code carries. Units: kopecks. */
export interface InvoiceFields {
  name?: string;
  account?: string;
  bankName?: string;
  bik?: string;
  corrAccount?: string;
  inn?: string;
  kpp?: string;
  amountKopecks?: number;
  purpose?: string;
  payerInn?: string;
  payerStatus?: string;
  kbk?: string;
  oktmo?: string;
  evidence?: string;
  period?: string;
  docNumber?: string;
  docDate?: string;
  uin?: string;
}
export type InvoiceField = keyof InvoiceFields;

/** Fields of form 0401060. Source: Bank of Russia 762-П, appendix 1. */
export const INVOICE_FORM_FIELDS: Readonly<Record<InvoiceField, string>> = {
  name: '16',
  account: '17',
  bankName: '13',
  bik: '14',
  corrAccount: '15',
  inn: '61',
  kpp: '103',
  amountKopecks: '7',
  purpose: '24',
  payerInn: '60',
  payerStatus: '101',
  kbk: '104',
  oktmo: '105',
  evidence: '106',
  period: '107',
  docNumber: '108',
  docDate: '109',
  uin: '22',
};

/** What is wrong with the code of an invoice, besides its bank details. Texts: `invoice-texts.ts`. */
export type InvoiceFaultCode =
  | FaultCode
  | 'qr-encoding'
  | 'qr-twice'
  | 'qr-stray'
  | 'qr-sum-in-roubles'
  | 'qr-missing'
  | 'qr-sum-form'
  | 'qr-other-payer';

/** Something to tell about a code, with the field of form 0401060 that it is at. */
export interface InvoiceNote {
  readonly field: string | null;
  readonly level: 'warn' | 'ask' | 'fault';
  readonly code: InvoiceFaultCode;
  readonly details: FaultDetails;
}
