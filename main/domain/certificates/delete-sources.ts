import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/ports.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { CertificateFiles } from './certificates-ports.ts';
import type { KeptSources } from './certificate-drafts.ts';
import type { Removal } from '../../ports/document-ports.ts';

export interface DeleteSourcesParts {
  readonly files: Pick<CertificateFiles, 'confirmRemoval'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/**
 * Deletes the files that a certificate and its key came from, after the person has said yes in a dialog of the system
 * that names them.
 * Errors: `cancelled-by-person`. Effects: one overwriting and deletion a file; a journal line with their names. A file
 * that is no longer the one that was read is left alone.
 */
export async function deleteSources(
  { files, audit, clock }: DeleteSourcesParts,
  actor: Actor,
  sources: KeptSources,
): Promise<readonly { readonly name: string; readonly outcome: Removal }[]> {
  const names = sources.files.map(({ name }) => name);
  if (!(await files.confirmRemoval(names))) throw new AppError('cancelled-by-person');
  const outcomes: { name: string; outcome: Removal }[] = [];
  for (const file of sources.files) outcomes.push({ name: file.name, outcome: await file.remove() });
  const listed = (wanted: (outcome: Removal) => boolean) =>
    outcomes.flatMap(({ name, outcome }) => (wanted(outcome) ? [name] : [])).join(', ');
  const details = {
    files: listed((outcome) => outcome === 'removed'),
    filesKept: listed((outcome) => outcome === 'changed' || outcome === 'failed'),
  };
  const facts = { at: clock.now(), actor, companyId: sources.companyId, subject: sources.label };
  audit.append(journalEntry('certificate-files-deleted', { ...facts, details }));
  return outcomes;
}
