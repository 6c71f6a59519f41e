import { z } from 'zod';
import { CompanyId } from '../../../../contract/values/ids.ts';
import type { Instant } from '../../../../contract/values/dates.ts';
import type { FolderWatcher } from '../../../ports/folder-ports.ts';
import { journalEntry, type Actor, type JournalEntry } from '../../audit/entry.ts';
import type { PaymentVault } from '../payment-vault.ts';

/** Files that are not to be offered any more, of one folder. Own choice: a year of working days. */
const MOST_SET_ASIDE = 250;

/** The folder into which 1C exports for a company. */
export const OrdersFolderRecord = z.strictObject({
  companyId: CompanyId,
  dir: z.string(),
  /** Digests of files (`fileDigest`) that a person does not want to be offered again; the newest last. */
  setAside: z.array(z.string()).max(MOST_SET_ASIDE),
});
export type OrdersFolderRecord = z.infer<typeof OrdersFolderRecord>;

export interface OrdersFolderStore {
  list(): readonly OrdersFolderRecord[];
  /** Effects: all folders and the line of the journal, or nothing. */
  save(folders: readonly OrdersFolderRecord[], entry: JournalEntry | null): void;
}

/** A file as one look sees it. `mark` differs whenever the file may have changed. */
export interface FolderFile {
  readonly name: string;
  readonly mark: string;
  readonly modifiedAt: Instant;
}

/** What one look at a folder tells. */
export interface OrdersLook {
  /** Names of all text files that are there. */
  readonly present: ReadonlySet<string>;
  /** Those that are new or have changed since the look before. */
  readonly changed: readonly FolderFile[];
}

/**
 * A file that was to be read. `other`: no exchange file; `changed`: it is being written, or is gone; `refused`: no
 * right to read it.
 */
export type FileReading =
  | { readonly kind: 'exchange'; readonly bytes: Uint8Array }
  | { readonly kind: 'other' | 'changed' | 'large' | 'refused' };

/** The folder into which 1C exports. Nothing in it is ever changed by us. */
export interface OrdersFolder {
  /** `follow`: names that this look sees after in any case; of the others a part in its turn. Errors: `FolderError`. */
  look(follow: ReadonlySet<string>): Promise<OrdersLook>;
  /** Reads a file that nobody writes at this moment and that begins like an exchange file. Errors: none. */
  read(name: string): Promise<FileReading>;
}

export interface OrdersFolders extends FolderWatcher {
  /** Returns the folder with no memory of earlier looks. Errors: none; the folder itself says so when it is used. */
  open(dir: string): OrdersFolder;
}

type TouchedByOrdersFolder = Pick<PaymentVault, 'companies' | 'clock' | 'publish'> & {
  readonly ordersFolders: OrdersFolderStore;
};

/** Returns the folder of a company, or `null`. */
export function ordersFolderOf(
  { ordersFolders }: Pick<TouchedByOrdersFolder, 'ordersFolders'>,
  companyId: CompanyId,
): OrdersFolderRecord | null {
  return ordersFolders.list().find((one) => one.companyId === companyId) ?? null;
}

/**
 * Changes the folder that is watched for files of 1C; `null`: none is. Nothing in either folder is changed.
 * Errors: `store-*`. Effects: one record and a journal line.
 */
export function chooseOrdersFolder(
  vault: TouchedByOrdersFolder,
  actor: Actor,
  companyId: CompanyId,
  dir: string | null,
): void {
  const before = ordersFolderOf(vault, companyId);
  if ((before?.dir ?? null) === dir) return;
  const subject = vault.companies.get(companyId)?.name ?? '';
  const facts = { at: vault.clock.now(), actor, companyId, subject, details: { on: dir !== null } };
  const others = vault.ordersFolders.list().filter((one) => one.companyId !== companyId);
  const chosen = dir === null ? [] : [{ companyId, dir, setAside: [] }];
  vault.ordersFolders.save([...others, ...chosen], journalEntry('orders-folder-chosen', facts));
  vault.publish('orders.changed', { companyId });
}

/** Keeps in mind that a file is not to be offered again, unless it says something else. Effects: one record. */
export function setFileAside(
  vault: Pick<TouchedByOrdersFolder, 'ordersFolders' | 'publish'>,
  companyId: CompanyId,
  digest: string,
): void {
  const all = vault.ordersFolders.list().map((one) => {
    if (one.companyId !== companyId || one.setAside.includes(digest)) return one;
    return { ...one, setAside: [...one.setAside, digest].slice(-MOST_SET_ASIDE) };
  });
  vault.ordersFolders.save(all, null);
  vault.publish('orders.changed', { companyId });
}
