import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

import { NODE_FOR_TYPESCRIPT } from '../fakes/platform.ts';

/** Another process that works on a store and says in lines what it has done. */
export type Child = {
  /** The next line, or undefined when there will be none. */
  readonly nextLine: () => Promise<string | undefined>;
  readonly goOn: () => void;
  readonly kill: () => void;
  readonly isGone: Promise<unknown>;
};

const SCRIPT = fileURLToPath(new URL('./child-store.ts', import.meta.url));
const NODE = [...NODE_FOR_TYPESCRIPT, SCRIPT];

/** Opens the store, adds token 1, says `open` and keeps it until killed. */
export function startHolder(file: string): Child {
  return start([...NODE, 'hold', file]);
}

/** Adds tokens for ever and says the seq of each entry once it is committed. */
export function startWriter(file: string): Child {
  return start([...NODE, 'write', file]);
}

/**
 * Adds tokens, saying each seq, until two attempts have failed; says `failed CODE CODE` and whether what it sees is
 * `whole`; waits for `goOn`, adds three more, closes and says `closed`.
 */
export function startFiller(file: string): Child {
  return start([...NODE, 'fill', file]);
}

/** A filler that may make no file longer than `blocks`. Units: blocks of 512 bytes (POSIX ulimit). */
export function startLimitedFiller(file: string, blocks: number): Child {
  return start(['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...NODE, 'fill', file]);
}

function start(command: readonly string[]): Child {
  const [program, ...args] = command;
  if (program === undefined) throw new Error('which program?');
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const isGone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  onTestFinished(kill);
  return {
    nextLine: async () => {
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
    goOn: () => child.stdin.write('go on\n'),
    kill,
    isGone,
  };
}
