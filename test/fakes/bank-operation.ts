import type { BankOperation } from '../../main/ports/bank-ports.ts';
import { draftFields } from './vault-world.ts';

/** The operation that the bank shows for the usual draft, paid from elsewhere. */
export function bankOperation(change: Partial<BankOperation> = {}): BankOperation {
  const fields = draftFields();
  return {
    operationId: 'operation-1',
    at: '2026-11-10T10:00:00.000Z',
    direction: 'out',
    amountMinor: 1500_50,
    status: 'Transaction',
    documentNumber: '16',
    counterpartyName: fields.payeeName,
    counterpartyInn: fields.payeeInn,
    counterpartyAccount: fields.payeeAccount,
    counterpartyKpp: fields.payeeKpp,
    counterpartyBik: fields.payeeBik,
    counterpartyBankName: fields.payeeBankName,
    counterpartyCorrAccount: fields.payeeCorrAccount,
    purpose: fields.purpose,
    category: '',
    documentDay: '2026-11-10',
    documentKind: '01',
    priority: 5,
    tax: null,
    ...change,
  };
}
