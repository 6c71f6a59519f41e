import type { ExportStatementInput } from '../../../contract/areas/statements.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { PdfWriter } from '../../ports/paper-ports.ts';
import type { SheetWriter } from '../../ports/sheet-ports.ts';
import { journalEntry, type Actor } from '../../domain/audit/entry.ts';
import { paymentFinder } from '../../domain/payments/in-statement.ts';
import { exportStatement } from '../../domain/payments/printing/export-statement.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { findOperations, statementTotals, statementView } from '../../domain/statements/show-statement.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface StatementHandlerParts {
  readonly workplace: Workplace;
  readonly saver: FileSaver;
  readonly sheetWriter: SheetWriter;
  readonly pdfWriter: PdfWriter;
  /** Lets other calls have their turn. */
  readonly turn: () => Promise<void>;
}

/** Statements: read into the vault, shown from it, and saved for other programs. */
export function statementHandlers(parts: StatementHandlerParts): HandlersOf<'statements'> {
  const { workplace, saver, sheetWriter, pdfWriter, turn } = parts;
  return {
    'statements.view': async (period) => {
      workplace.readerIn(period.companyId);
      return statementView(workplace.vault, period);
    },
    'statements.read': async ({ isAsked, ...period }) => {
      workplace.actorIn(period.companyId);
      const { vault } = workplace;
      await vault.statementReader.read(period, isAsked);
      return statementView(vault, period);
    },
    'statements.operations': async (query) => {
      workplace.readerIn(query.companyId);
      const { vault } = workplace;
      const payments = paymentFinder(vault.payments.list(query.companyId, null));
      return findOperations({ ...vault, turn }, query, payments);
    },
    'statements.totals': async (period) => {
      workplace.readerIn(period.companyId);
      return statementTotals({ ...workplace.vault, turn }, period);
    },
    'statements.export': async (input) => {
      const { vault, settings } = workplace;
      const actor = workplace.readerIn(input.companyId);
      const writers = { sheets: sheetWriter, paper: pdfWriter };
      const { operations, lost, ...file } = await exportStatement(vault, writers, input, settings.language);
      const place = await saver.save(file);
      if (place === null) throw new AppError('cancelled-by-person');
      if (!vault.isReadOnly) noteExport(vault, actor, input, operations);
      return { place, operations, lost: [...lost] };
    },
  };
}

function noteExport(
  vault: OpenedVault,
  actor: Actor,
  { companyId, accountNumber, format, from, to }: ExportStatementInput,
  operations: number,
): void {
  const details = { account: accountNumber.slice(-4), from, to, format, operations };
  const about = { at: vault.clock.now(), actor, companyId, subject: '', details };
  vault.audit.append(journalEntry('statement-exported', about));
}
