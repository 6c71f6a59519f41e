import type { CompanyId } from '../../../contract/values/ids.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { PaymentParts } from '../payments/payment-parts.ts';
import { organizationOf } from '../payments/statement.ts';

/**
 * Changes the folder through which signed files of a company travel; `null`: people carry them by hand. Nothing in either folder is changed.
 * Errors: `not-found` without an organization. Effects: one record and a journal line.
 */
export function chooseFolder(
  parts: PaymentParts,
  actor: Actor,
  companyId: CompanyId,
  folder: string | null,
): void {
  const { record } = organizationOf(parts, companyId);
  if (record.folder === folder) return;
  const company = parts.companies.get(companyId);
  const facts = { at: parts.clock.now(), actor, companyId, subject: company?.name ?? '' };
  const entry = journalEntry('folder-chosen', { ...facts, details: { on: folder !== null } });
  parts.organizationRecords.save({ ...record, folder }, [], entry);
  parts.publish('organizations.changed', { companyId });
}
