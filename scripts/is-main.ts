import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Returns true when the module with this `import.meta.url` is the one that was started, not one that was imported. */
export function isMain(moduleUrl: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl));
}
