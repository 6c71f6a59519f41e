import { addMs } from '../../contract/values/dates.ts';
import { readClockAhead } from '../../training-bank/state/clock-ahead.ts';
import type { Clock } from '../../main/ports/ports.ts';
import type { Secret } from '../../main/ports/secret.ts';
import { inventoryDocument, type InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import { withLostCompanies } from '../../main/domain/companies/lost-companies.ts';
import { openStoreForReading } from '../../main/edges/store/open-store.ts';
import { certificateStore } from '../../main/edges/store/certificate-stores.ts';
import { companyStore, companyEventStore } from '../../main/edges/store/record-stores.ts';
import { deriveStoreKeys } from '../../main/edges/store/seal.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import { SqliteTokenStore } from '../../main/edges/store/token-store.ts';

/** Where the inventory is read from. */
export interface InventoryPlace {
  readonly vaultFile: string;
  /** Tells how far the training bank's clock stands before the computer's. */
  readonly trainingStateFile: string;
}

/**
 * Reads the inventory of a vault without opening the vault: from a private copy, with the key of the records alone; the
 * app may be open meanwhile.
 * Errors: `store-*`; of a damaged vault comes what is left, with the number of lost records. The caller wipes the key.
 * Effects: none on the profile.
 */
export async function readInventory(
  { vaultFile, trainingStateFile }: InventoryPlace,
  storeKey: Secret,
  clock: Clock,
): Promise<InventoryDocument> {
  const keys = deriveStoreKeys(storeKey);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { ledger, damagedRecords, read, close } = await openStoreForReading({
    file: vaultFile,
    keys,
    kept: 'not-looked',
    log,
  });
  try {
    const tokens = new SqliteTokenStore({ ledger, known: read?.tokens, timers: systemTimers, log });
    const known = companyStore(ledger);
    const aheadMs = readClockAhead(trainingStateFile);
    return inventoryDocument({
      companies: damagedRecords === 0 ? known : withLostCompanies(known, tokens),
      companyEvents: companyEventStore(ledger, known),
      tokens,
      clock,
      damagedRecords,
      certificates: certificateStore(ledger),
      bankTime: { now: (environment) => addMs(clock.now(), environment === 'training' ? aheadMs : 0) },
    });
  } finally {
    close();
  }
}
