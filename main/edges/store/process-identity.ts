import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * Names one run of one process: a process id alone is used again by others, so the start of the machine and of the
 * process belong to it. Units: `bootAtMs` milliseconds since 1970, only as exact as the clock was; null where `bootId`
 * is known.
 */
export type ProcessIdentity = {
  readonly pid: number;
  readonly bootId: string | null;
  readonly bootAtMs: number | null;
  readonly startTime: string | null;
};

/**
 * Two boots closer than this are taken for one. Units: ms. Own choice: clocks are corrected by less, a restart takes
 * longer.
 */
const SAME_BOOT_WITHIN_MS = 120_000;

/** Returns the identity of this process. */
export function thisProcess(): ProcessIdentity {
  const bootId = readBootId();
  const bootAtMs =
    bootId === null ? Math.round(performance.timeOrigin + performance.now() - uptime() * 1000) : null;
  return { pid: process.pid, bootId, bootAtMs, startTime: readStartTime(process.pid) };
}

/**
 * Tells whether that very process still runs. Where the start of a process cannot be read (Windows, macOS) a process of
 * the same number since the same boot counts as alive: refusing wrongly is mended by a restart, two writers are not.
 */
export function isRunning(identity: ProcessIdentity): boolean {
  if (!isSameBoot(identity, thisProcess())) return false;
  if (!hasProcess(identity.pid)) return false;
  const startTime = readStartTime(identity.pid);
  return startTime === null || identity.startTime === null || startTime === identity.startTime;
}

function isSameBoot(one: ProcessIdentity, other: ProcessIdentity): boolean {
  if (one.bootId !== null && other.bootId !== null) return one.bootId === other.bootId;
  if (one.bootAtMs === null || other.bootAtMs === null) return false;
  return Math.abs(one.bootAtMs - other.bootAtMs) < SAME_BOOT_WITHIN_MS;
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Source: proc(5), /proc/sys/kernel/random/boot_id. */
function readBootId(): string | null {
  return readProc('/proc/sys/kernel/random/boot_id');
}

/**
 * Source: proc(5), field 22 of /proc/pid/stat; the second field may hold spaces and brackets, so count from its end.
 */
function readStartTime(pid: number): string | null {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null; // no /proc here, or the process has ended
  }
}
