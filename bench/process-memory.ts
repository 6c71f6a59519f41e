import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns the proportional set size of a process and everything it started: memory shared between them counts once.
 * Units: KiB. Source: proc(5), /proc/pid/smaps_rollup, line Pss.
 */
export function treePssKib(rootPid: number): number {
  return processTree(rootPid).reduce((sum, pid) => sum + pssKib(pid), 0);
}

/** Returns a process and its descendants that run now. */
export function processTree(rootPid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found = [rootPid];
  for (let index = 0; index < found.length; index += 1) {
    for (const [pid, parent] of parents) if (parent === found[index]) found.push(pid);
  }
  return found;
}

/** Source: proc(5), field 4 of /proc/pid/stat; the second field may hold spaces and brackets, so count from its end. */
function parentOf(pid: string): number | null {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function pssKib(pid: number): number {
  const line = /^Pss:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/smaps_rollup`) ?? '');
  return Number(line?.[1] ?? 0);
}

function readProc(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // it ended a moment ago
  }
}
