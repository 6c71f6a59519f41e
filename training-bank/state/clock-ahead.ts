import { readFileSync } from 'node:fs';
import { z } from 'zod';

const clockPart = z.looseObject({ clockOffsetMs: z.int() });

/**
 * Reads from the state file how far the bank's clock stands before the computer's, without starting the bank. Units:
 * ms; 0 when there is no file, or one that the bank itself will complain of when it starts. Errors: none.
 */
export function readClockAhead(stateFile: string): number {
  try {
    return clockPart.parse(JSON.parse(readFileSync(stateFile, 'utf8'))).clockOffsetMs;
  } catch {
    // No bank yet, or a file that the start of the bank reports.
    return 0;
  }
}
