import { writeSync } from 'node:fs';

/** Writes a text before it returns, however long it is; a reader that has gone away is no error of ours. */
export function writeWhole(handle: 1 | 2, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(handle, left));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
