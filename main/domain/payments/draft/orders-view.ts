import type { OrderFault, OrderRow, OrdersDraft } from '../../../../contract/areas/orders.ts';
import type { LocalDate } from '../../../../contract/values/dates.ts';
import { AppError } from '../../../ports/app-error.ts';
import { checkExchangeFile, type CheckedFile } from '../../onec/check-file.ts';
import { exchangeFaultText } from '../../onec/exchange-fault-texts.ts';
import type { ExchangeFault } from '../../onec/exchange-faults.ts';
import type { JudgedOrder } from './import-orders.ts';

/** An exchange file of 1C that was read. */
export interface OrdersFile {
  readonly fileName: string;
  readonly file: CheckedFile;
}

/** Reads an exchange file. `today`: the day in Moscow. Errors: `orders-not-exchange-file`. */
export function readOrders(picked: { name: string; bytes: Uint8Array }, today: LocalDate): OrdersFile {
  const file = checkExchangeFile(picked.bytes, today);
  if (file === null) throw new AppError('orders-not-exchange-file', { file: picked.name });
  return { fileName: picked.name, file };
}

/** Returns what a person sees of a file before he decides: all orders with their faults, and those of the file. */
export function ordersView(
  { fileName, file }: OrdersFile,
  judged: readonly JudgedOrder[],
  language: 'ru' | 'en',
): Omit<OrdersDraft, 'draftId'> {
  const faults = new Map<number | null, OrderFault[]>();
  for (const fault of file.faults) {
    const told = faultView(fault, language);
    const known = faults.get(fault.document);
    if (known === undefined) faults.set(fault.document, [told]);
    else known.push(told);
  }
  return {
    fileName,
    encoding: file.encoding,
    version: file.version,
    faults: faults.get(null) ?? [],
    orders: judged.map((one) => rowView(one, faults.get(one.order.index) ?? [])),
  };
}

function rowView({ order, state, known }: JudgedOrder, faults: OrderFault[]): OrderRow {
  const { index, number, date, amountKopecks, payee, purpose } = order;
  return {
    index,
    state,
    number,
    date,
    amountMinor: amountKopecks,
    payeeName: payee.name,
    payeeInn: payee.inn,
    payeeAccount: payee.account ?? '',
    purpose,
    faults,
    known:
      known === null
        ? null
        : { paymentId: known.payment.paymentId, status: known.payment.status, isSame: known.isSame },
  };
}

function faultView(fault: ExchangeFault, language: 'ru' | 'en'): OrderFault {
  return { field: fault.field, level: fault.level, message: exchangeFaultText(fault, language) };
}
