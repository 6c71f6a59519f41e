import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProcessUser } from '../../../../scripts/session/background-process.ts';

/**
 * Writes a program into `dir` that runs `executable` as another user, and returns its path. For tools that take one
 * executable and no user, as Playwright's `executablePath`. Only root can use it.
 */
export async function writeUserLauncher(
  dir: string,
  { executable, user }: { readonly executable: string; readonly user: ProcessUser },
): Promise<string> {
  const file = path.join(dir, `as-user-${String(user.uid)}.sh`);
  const change = `setpriv --reuid=${String(user.uid)} --regid=${String(user.gid)} --clear-groups --`;
  await writeFile(file, `#!/bin/sh\nexec ${change} '${executable}' "$@"\n`, { mode: 0o755 });
  return file;
}
