import { execFile } from 'node:child_process';

/** Where the tool lies; nothing is looked for in `PATH`. Source: util-linux, prlimit(1). */
const PRLIMIT = '/usr/bin/prlimit';

/**
 * Keeps a process from leaving a file of its memory when it crashes. Linux only, and where util-linux is there: on
 * Windows and macOS a program leaves such a file only where a person has set that up. Errors: none. Source:
 * setrlimit(2), RLIMIT_CORE.
 */
export function withoutCores(pid: number | undefined): void {
  if (process.platform !== 'linux' || pid === undefined) return;
  execFile(PRLIMIT, [`--pid=${pid}`, '--core=0:0'], { env: {} }, () => undefined);
}
