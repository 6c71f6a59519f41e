import type { ExportInput } from '../../../contract/areas/sheets.ts';
import type { Language } from '../../../contract/areas/session.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { OutgoingFile, PdfPrinter } from '../../ports/document-ports.ts';
import { InventoryDocument, inventoryDocument, type InventoryParts } from './inventory-document.ts';
import { inventoryPage } from './inventory-page.ts';
import { certificateTable, tokenTable } from './inventory-tables.ts';
import { SHEET_WORDS } from './sheet-words.ts';
import type { SheetWriter } from '../../ports/sheet-ports.ts';

export interface ExportParts extends InventoryParts {
  readonly writer: SheetWriter;
  readonly printer: PdfPrinter;
}

/**
 * Makes the file of the tokens that are asked for, in that order, with the certificates of their companies where the
 * format has room for them. No secret has a place in it: all formats are made from the one document. Errors:
 * `not-found` for a token that is not there any more, `store-*`; those of the printer.
 */
export async function exportInventory(
  parts: ExportParts,
  { format, tokenIds, columns }: ExportInput,
  language: Language,
): Promise<OutgoingFile> {
  const wanted = [...new Set(tokenIds)];
  const document = ofTheirCompanies(inventoryDocument(parts, { companyId: null, tokenIds: wanted }));
  if (document.tokens.length !== wanted.length) throw new AppError('not-found', { what: 'token' });
  const words = SHEET_WORDS[language];
  const suggestedName = `${words.fileName} ${moscowDate(document.asOf)}.${format}`;
  switch (format) {
    case 'json':
      return { suggestedName, content: `${JSON.stringify(InventoryDocument.parse(document), null, 2)}\n` };
    case 'csv':
      return {
        suggestedName,
        content: parts.writer.csv(tokenTable(document, columns, language), words.dayForm),
      };
    case 'xlsx': {
      const tables = [tokenTable(document, columns, language), certificateTable(document, language)];
      return { suggestedName, content: await parts.writer.xlsx(tables, words.dayForm) };
    }
    case 'pdf':
      return {
        suggestedName,
        content: await parts.printer.print(inventoryPage(document, columns, language)),
      };
  }
}

/** Leaves out the companies, and their certificates, of which no token is asked for. */
function ofTheirCompanies(document: InventoryDocument): InventoryDocument {
  const keyOf = ({ environment, inn, kpp, name }: InventoryDocument['companies'][number]) =>
    JSON.stringify([environment, inn, kpp, name]);
  const wanted = new Set(document.tokens.map(({ company }) => keyOf(company)));
  const companies = document.companies.filter((company) => wanted.has(keyOf(company)));
  const [first = null, ...others] = companies;
  return {
    ...document,
    company: others.length === 0 ? first : null,
    companies,
    certificates: document.certificates.filter(({ company }) => wanted.has(keyOf(company))),
  };
}
