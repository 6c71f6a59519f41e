import type { CheckedDocument, CheckedFile } from './check-file.ts';
import { exchangeFaultText } from './exchange-fault-texts.ts';
import type { ExchangeFault } from './exchange-faults.ts';

/** What `orders check --json` prints. Described in docs/format/orders-check.md. Units: kopecks. */
export function ordersReport(file: CheckedFile, language: 'ru' | 'en'): Record<string, unknown> {
  const { encoding, bom, version, statements, documents, faults } = file;
  return {
    encoding,
    bom,
    version,
    statement: statements[0] ?? null,
    statements,
    documents: documents.map(documentReport),
    faults: faults.map((fault) => faultReport(fault, language)),
  };
}

function documentReport(document: CheckedDocument): Record<string, unknown> {
  const { index, use, kind, number, date, amountKopecks, payer, payee, purpose } = document;
  const { executionOrder, revenueTypeCode, uin, budget, executedOn, foreign, line } = document;
  return {
    index,
    line,
    use,
    kind,
    number,
    date,
    amountKopecks,
    payer,
    payee,
    kpp: payee.kpp,
    purpose,
    executionOrder,
    revenueTypeCode,
    uin: uin || null,
    budget: budget !== null,
    budgetFields: budget,
    executedOn,
    foreign: Object.fromEntries(foreign),
  };
}

function faultReport(fault: ExchangeFault, language: 'ru' | 'en'): Record<string, unknown> {
  const { document, key, field, level, code, details, line } = fault;
  const twin = details['twin'];
  return {
    document,
    key,
    field,
    level,
    code,
    message: exchangeFaultText(fault, language),
    line,
    ...(twin === undefined ? {} : { twin }),
  };
}
