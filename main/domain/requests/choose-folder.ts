import type { CompanyId } from '../../../contract/values/ids.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { organizationOf } from '../payments/approving/unsigned-envelope.ts';

type TouchedByChooseFolder = Pick<
  PaymentVault,
  'organizations' | 'organizationRecords' | 'companies' | 'clock' | 'publish'
>;

/**
 * Changes the folder through which signed files of a company travel; `null`: people carry them by hand. Nothing in
 * either folder is changed.
 * Errors: `not-found` without an organization. Effects: one record and a journal line.
 */
export function chooseFolder(
  vault: TouchedByChooseFolder,
  actor: Actor,
  companyId: CompanyId,
  folder: string | null,
): void {
  const { record } = organizationOf(vault, companyId);
  if (record.folder === folder) return;
  const company = vault.companies.get(companyId);
  const facts = { at: vault.clock.now(), actor, companyId, subject: company?.name ?? '' };
  const entry = journalEntry('folder-chosen', { ...facts, details: { on: folder !== null } });
  vault.organizationRecords.save({ ...record, folder }, [], entry);
  vault.publish('organizations.changed', { companyId });
}
