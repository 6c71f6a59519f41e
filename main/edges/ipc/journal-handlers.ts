import type { JournalPage, JournalQuery, JournalSaveInput } from '../../../contract/areas/audit.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { AuditLog } from '../../domain/audit/audit-ports.ts';
import { journalEntry } from '../../domain/audit/entry.ts';
import { exportJournal } from '../../domain/audit/journal-export.ts';
import { actorOf } from '../../domain/people/person.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface JournalHandlerParts {
  readonly workplace: Workplace;
  readonly saver: FileSaver;
  /** Lets other calls have their turn. */
  readonly turn: () => Promise<void>;
}

/** The journal: shown, searched, checked, and saved as a file that proves itself. */
export function journalHandlers({ workplace, saver, turn }: JournalHandlerParts): HandlersOf<'journal'> {
  return {
    'journal.page': async (query) => journalPage(workplace.vault.audit, query),
    'journal.choices': async () => workplace.vault.audit.choices(),
    'journal.verify': async () => workplace.vault.audit.verify(),
    'journal.save': async (input) => {
      await workplace.checked();
      const { vault, person } = workplace;
      const { ok, brokenAt } = vault.audit.verify();
      // What is signed here would count as whole.
      if (!ok) throw new AppError('journal-broken', { seq: brokenAt });
      const chosen = await chosenLines(vault.audit, input);
      const { digests, workplaceKey, clock } = vault;
      const parts = { digests, sign: workplaceKey.sign, at: clock.now(), turn };
      const { content, lines } = await exportJournal(parts, vault.audit.written(), chosen);
      const place = await saver.save({ suggestedName: `journal-${parts.at.slice(0, 10)}.jsonl`, content });
      if (place === null) throw new AppError('cancelled-by-person');
      if (!vault.isReadOnly) {
        const facts = { at: clock.now(), actor: actorOf(person), companyId: null, subject: '' };
        vault.audit.append(journalEntry('journal-exported', { ...facts, details: { rowCount: lines } }));
      }
      return { place, lines };
    },
  };
}

/** The numbers of the wanted lines; `null` for all. */
async function chosenLines(
  audit: AuditLog,
  { wanted }: JournalSaveInput,
): Promise<ReadonlySet<number> | null> {
  return wanted === null ? null : audit.numbers({ companyId: wanted.companyId, ...wanted.filter });
}

async function journalPage(audit: AuditLog, query: JournalQuery): Promise<JournalPage> {
  const { companyId, filter, before, limit } = query;
  const { lines, found } = await audit.search({ companyId, ...filter }, { before, limit });
  const last = lines.at(-1);
  return {
    entries: lines.map(({ seq, hash, entry }) => {
      const { at, who, role, kind, companyId: of, subject, details } = entry;
      return { seq, at, who, role, kind, companyId: of, subject, details, hash };
    }),
    nextBefore: lines.length < limit || last === undefined ? null : last.seq,
    found,
  };
}
