import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce, cachePlaces, writableCache } from '../electron/machine-cache.ts';
import { runOrThrow } from '../run-command.ts';
import type { Need } from '../session/system-packages.ts';
import { windowsNode } from '../test/registry-node.ts';

/** What running programs for Windows takes. Source: Debian 12: `wine` brings the commands, `wine64` the loader. */
export const wineNeeds: readonly Need[] = [['wine'], ['wine64']];

/** A Node for Windows, ready to be started: `wine` with `[node, ...args]` and `env`. */
export interface Wine {
  readonly node: string;
  /** Wine's own folder. */
  readonly prefix: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The file written last into a finished prefix. Raise the number of the name when its making changes. */
const MARKER = 'klyuchnik-wine.json';
const PREFIX = 'wine-prefix-1';

/** No questions about Mono and Gecko, and none of Wine's own notes. Source: wine(1), WINEDLLOVERRIDES, WINEDEBUG. */
const QUIET = { WINEDLLOVERRIDES: 'mscoree,mshtml=', WINEDEBUG: '-all' };

/**
 * Returns a Wine of our own with its Node, and makes them when this machine and person have none.
 *
 * Effects: about 700 MB in the cache of this person (Wine takes no prefix that belongs to somebody else), made in about
 * 5 s; what `windowsNode` does.
 * Errors: rejects when Wine is not installed, and those of `windowsNode`.
 */
export async function prepareWine(): Promise<Wine> {
  const node = await windowsNode();
  const cacheDir = await writableCache(cachePlaces(), process.getuid?.() === 0);
  const prefix = await buildOnce({ cacheDir, name: PREFIX, marker: MARKER }, async (making) => {
    const env = { ...process.env, ...QUIET, WINEPREFIX: making };
    // Wine's own programs stay for a while and keep whatever they were given to print to. The registry is written when
    // the last of them has ended.
    const steps = '{ wineboot -i && winecfg -v win10 && wineserver -w; } >/dev/null 2>&1';
    await runOrThrow('sh', ['-c', steps], { env });
    await writeFile(path.join(making, MARKER), '{}\n');
  });
  return { node, prefix, env: { ...process.env, ...QUIET, WINEPREFIX: prefix } };
}

/** Ends whatever programs for Windows of ours are still there. */
export async function endWine({ env }: Wine): Promise<void> {
  // It ends with 1 when nothing runs.
  await runOrThrow('sh', ['-c', 'wineserver -k >/dev/null 2>&1 || true'], { env });
}
