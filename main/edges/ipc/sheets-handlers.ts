import type { ExportInput, SheetDraft } from '../../../contract/areas/sheets.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver, PdfPrinter } from '../../ports/document-ports.ts';
import type { Ids, Publish } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../../domain/audit/entry.ts';
import { exportInventory } from '../../domain/inventory/export-inventory.ts';
import { importTokens, isGood, judgeRows, rowView } from '../../domain/inventory/import-tokens.ts';
import { readSheet, type ReadSheet } from '../../domain/inventory/read-sheet.ts';
import type { SheetPicker, SheetReader, SheetWriter } from '../../ports/sheet-ports.ts';
import { actorOf, belongsTo } from '../../domain/people/person.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface SheetHandlerParts {
  readonly workplace: Workplace;
  readonly saver: FileSaver;
  readonly printer: PdfPrinter;
  readonly sheetWriter: SheetWriter;
  readonly sheetReader: SheetReader;
  readonly sheetPicker: SheetPicker;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** A table that was read and waits for a person's decision. */
interface HeldSheet {
  readonly draftId: string;
  readonly fileName: string;
  readonly sheet: ReadSheet;
}

/** Rows that a preview shows. Own choice: what a person reads; the counts are of all. */
const PREVIEWED = 200;

/** Tables of tokens: out to files and in from a person's own. */
export function sheetHandlers(parts: SheetHandlerParts): HandlersOf<'sheets'> {
  const { workplace, saver, printer, sheetWriter, ids, publish } = parts;
  // One a vault; gone with it when it is locked.
  const held = new WeakMap<OpenedVault, HeldSheet>();

  function heldSheet(draftId: string): HeldSheet {
    const found = held.get(workplace.vault);
    if (found?.draftId !== draftId) throw new AppError('not-found', { what: 'sheet' });
    return found;
  }

  return {
    'sheets.export': async (input) => {
      const { vault, settings } = workplace;
      const actor = vault.isReadOnly ? null : actorOf(workplace.person);
      const making = { ...vault, writer: sheetWriter, printer };
      const place = await saver.save(await exportInventory(making, input, settings.language));
      if (place !== null && actor !== null) noteExport(workplace.vault, actor, input);
      return { place, tokens: input.tokenIds.length };
    },
    'sheets.pick': async () => {
      const picked = await parts.sheetPicker.pick();
      if (picked === null) throw new AppError('cancelled-by-person');
      const sheet = readSheet(parts.sheetReader.read(picked.bytes));
      picked.bytes.fill(0);
      const one = { draftId: ids.newId(), fileName: picked.name, sheet };
      held.set(workplace.vault, one);
      return draftView(one);
    },
    'sheets.preview': async ({ draftId, ...reading }) => {
      const { sheet } = heldSheet(draftId);
      const rows = judgeRows(workplace.vault, { sheet, allowed: ownCompanies(workplace) }, reading);
      const wrong = rows.filter(({ view }) => view.problems.length > 0);
      const right = rows.filter(({ view }) => view.problems.length === 0);
      const duplicates = right.filter(({ isDuplicate }) => isDuplicate);
      return {
        rows: [...wrong, ...duplicates, ...right.filter(isGood)].slice(0, PREVIEWED).map(rowView),
        good: right.length - duplicates.length,
        wrong: wrong.length,
        duplicates: duplicates.length,
      };
    },
    'sheets.import': async ({ draftId, ...reading }) => {
      const { vault } = workplace;
      const { sheet, fileName } = heldSheet(draftId);
      const about = { actor: workplace.worker, fileName, sheet, allowed: ownCompanies(workplace) };
      const added = importTokens({ ...vault, ids, publish }, about, reading);
      held.delete(vault);
      workplace.changed();
      return { added: added.length, leftOut: sheet.rows.length - added.length };
    },
    'sheets.discard': async ({ draftId }) => {
      if (held.get(workplace.vault)?.draftId === draftId) held.delete(workplace.vault);
      return {};
    },
  };
}

function noteExport(vault: OpenedVault, actor: Actor, { format, tokenIds }: ExportInput): void {
  const about = { at: vault.clock.now(), actor, companyId: null, subject: '' };
  const details = { format: format.toUpperCase(), tokens: tokenIds.length };
  vault.audit.append(journalEntry('inventory-exported', { ...about, details }));
}

/** Companies that the person acts in: all of his kind, training or real. */
function ownCompanies({ vault, person }: Workplace): readonly CompanyId[] {
  return vault.companies
    .list()
    .filter(({ environment }) => belongsTo(person, environment))
    .map(({ companyId }) => companyId);
}

function draftView({ draftId, fileName, sheet }: HeldSheet): SheetDraft {
  const { encoding, columns, rows, mapping, refusedRows, refusedCount } = sheet;
  return {
    draftId,
    fileName,
    encoding,
    rows: rows.length,
    refusedCount,
    columns: [...columns],
    mapping: [...mapping],
    refusedRows: [...refusedRows],
  };
}
