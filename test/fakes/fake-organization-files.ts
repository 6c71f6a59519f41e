import { recoveryFiles } from '../../main/edges/age/recovery-file.ts';
import type { OrganizationFilePicker } from '../../main/domain/organizations/organization-files.ts';

/** Files that a person chooses one after the other; with none left he closes the dialog. */
export function fakeOrganizationFiles(...chosen: Uint8Array[]) {
  const organizationFiles: OrganizationFilePicker = {
    pick: () => Promise.resolve(chosen.shift() ?? null),
  };
  return { organizationFiles, recoveryFiles, choose: (file: Uint8Array) => void chosen.push(file) };
}
