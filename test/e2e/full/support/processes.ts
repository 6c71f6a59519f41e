import { readdirSync, readFileSync } from 'node:fs';

/** One process of the system. Source: proc(5). */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly argv: string;
}

/** Returns the process and everything it has started, as far as it still runs. */
export function processTree(root: number): readonly RunningProcess[] {
  const all = everyProcess();
  const found: RunningProcess[] = all.filter(({ pid }) => pid === root);
  for (let size = 0; size < found.length; size += 1) {
    const parent = found[size]?.pid;
    found.push(...all.filter((one) => one.parent === parent && !found.includes(one)));
  }
  return found;
}

/**
 * The processes that may hold secrets, the vault process and the keychain process: utility processes that run Node.
 * Source: Chromium's `--utility-sub-type` of Electron.
 */
export function secretProcesses(root: number): readonly RunningProcess[] {
  return processTree(root).filter(({ argv }) => argv.includes('node.mojom.NodeService'));
}

/** The pages. */
export function rendererProcesses(root: number): readonly RunningProcess[] {
  return processTree(root).filter(({ argv }) => argv.includes('--type=renderer'));
}

/** Returns what the kernel tells of a process; an empty text when it has ended. */
export function procText(pid: number, name: 'cmdline' | 'environ' | 'status' | 'maps' | 'limits'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}

function everyProcess(): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const pid = Number(name);
      const parent = /^PPid:\s+(\d+)$/m.exec(procText(pid, 'status'))?.[1];
      return parent === undefined
        ? []
        : [{ pid, parent: Number(parent), argv: procText(pid, 'cmdline').replaceAll('\0', ' ') }];
    });
}
