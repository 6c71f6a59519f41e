import { execFile } from 'node:child_process';

/** Where the tool lies; nothing is looked for in `PATH`. Source: util-linux, prlimit(1). */
const PRLIMIT = '/usr/bin/prlimit';

/**
 * Keeps this process, and those that it starts afterwards, from leaving a file of their memory when they crash; they
 * take the limit over. Resolves when that is so. Linux only, and where util-linux is there: on Windows and macOS a
 * program leaves such a file only where a person has set that up. Errors: none. Source: setrlimit(2), RLIMIT_CORE.
 */
export function withoutCores(): Promise<void> {
  if (process.platform !== 'linux') return Promise.resolve();
  return new Promise((resolve) => {
    execFile(PRLIMIT, [`--pid=${process.pid}`, '--core=0:0'], { env: {} }, () => resolve());
  });
}
