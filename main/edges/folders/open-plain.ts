import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

/** A pipe is not waited for; Windows has no such flag. Source: open(2). */
export const AT_ONCE = constants.O_NONBLOCK ?? 0;

/** A link is not followed; Windows has no such flag. Source: open(2); Node, «File open constants». */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/** The system's own answer to a link that is not to be followed. Source: open(2), ELOOP. */
class LinkError extends Error {
  readonly code = 'ELOOP';
}

/**
 * Opens a file, but never what a link leads to. Where the system cannot be told so (Windows: symbolic links and
 * junctions), the name is looked at before, and has to be the same file of the disk afterwards.
 * `noLink`: the system's flag, for tests. Errors: those of the system; `ELOOP` for a link.
 */
export async function openPlain(path: string, flags: number, noLink = NO_LINK): Promise<FileHandle> {
  const before = noLink === 0 ? await lstat(path, { bigint: true }) : null;
  if (before?.isSymbolicLink() === true) throw new LinkError(`a link: ${path}`);
  const file = await open(path, flags | noLink | AT_ONCE);
  if (before === null) return file;
  try {
    const now = await file.stat({ bigint: true });
    if (now.ino !== before.ino || now.dev !== before.dev) throw new LinkError(`became a link: ${path}`);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * True for a whole path on this computer: opening a network name would show the person's credentials to its server.
 * Windows takes either slash in each place. Source: Microsoft, «File path formats on Windows systems», UNC paths and
 * device paths.
 */
export function isOwnPath(path: string): boolean {
  return isAbsolute(path) && !/^[\\/]{2}/.test(path) && !path.includes('\0');
}
