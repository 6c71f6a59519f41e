import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns the proportional set size of a process and everything it started: memory shared between them counts once.
 * Units: KiB. Source: proc(5), /proc/pid/smaps_rollup, line Pss.
 */
export function treePssKib(rootPid: number): number {
  return processTree(rootPid).reduce((sum, pid) => sum + pssKib(pid), 0);
}

/**
 * Returns the time that a process and everything it started, and that runs now, have spent on processors. Units: ms.
 * Source: proc(5), fields 14 and 15 of /proc/pid/stat, in ticks of which Linux shows a hundred a second.
 */
export function treeCpuMs(rootPid: number): number {
  const ticks = processTree(rootPid).flatMap((pid) => {
    const fields = statOf(String(pid));
    return fields === null ? [] : [Number(fields[11]) + Number(fields[12])];
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
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

/** Source: proc(5), field 4 of /proc/pid/stat. */
function parentOf(pid: string): number | null {
  const fields = statOf(pid);
  return fields === null ? null : Number(fields[1]);
}

/** The fields of /proc/pid/stat from the third on: the second may hold spaces and brackets, so count from its end. */
function statOf(pid: string): readonly string[] | null {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
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
