import { readFileSync, writeFileSync } from 'node:fs';
import { DateIndex } from '../../domain/reminders/date-index.ts';
import type { DateIndexFile } from '../../domain/reminders/reminders-ports.ts';
import { renameOverSync } from './rename-over.ts';

/**
 * The file of dates in the profile, readable by its owner only. It can be made anew from the vault, so it is replaced
 * without waiting for the disk.
 */
export function dateIndexFile(path: string): DateIndexFile {
  return {
    read: () => {
      try {
        return DateIndex.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        // None yet, or not ours: the next opening of the vault writes it anew.
        return null;
      }
    },
    write: (index) => {
      const fresh = `${path}.new`;
      writeFileSync(fresh, JSON.stringify(index), { mode: 0o600 });
      renameOverSync(fresh, path);
    },
  };
}
