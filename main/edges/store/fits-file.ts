import type { Secret } from '../../ports/secret.ts';
import { translated } from './ledger.ts';
import { openDatabase } from './open-database.ts';
import { deriveStoreKeys } from './seal.ts';
import { copyStore } from './store-copy.ts';
import { StoreError } from './store-error.ts';
import { fitsStore } from './store-key-check.ts';

/**
 * Makes sure that this is the key of the store in a file, by a private copy of it. Errors: `store-key-wrong`,
 * `store-*`. Effects: none on the file.
 */
export function assertFitsFile(file: string, storeKey: Secret): void {
  translated(() => {
    const copy = copyStore(file);
    try {
      const db = openDatabase({ file: copy.file, readOnly: true, mustExist: true });
      try {
        if (!fitsStore(db, deriveStoreKeys(storeKey))) throw new StoreError('store-key-wrong');
      } finally {
        db.close();
      }
    } finally {
      copy.remove();
    }
  });
}
