import { readFile } from 'node:fs/promises';
import { moscowDate, type LocalDate } from '../../contract/values/dates.ts';
import { readDay } from '../../contract/values/bank-details/day.ts';
import { systemClock } from '../../main/edges/system/system-clock.ts';
import { CliError, EXIT } from './command.ts';
import type { CliTexts } from './texts.ts';

/** Parses arguments. Errors: `CliError` with the code of a wrong call. */
export function parsedOr<T>(texts: CliTexts, parseThem: () => T): T {
  try {
    return parseThem();
  } catch (error) {
    throw new CliError(EXIT.usage, texts.unknownOption(error instanceof Error ? error.message : ''));
  }
}

/** Reads a file whole. Errors: `CliError` when it cannot be read. */
export async function readOr(file: string, texts: CliTexts): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new CliError(EXIT.noInput, texts.noFile(file));
  }
}

/** Returns the day that was given, else the one in Moscow now. Errors: `CliError` when it is no day. */
export function dayOr(given: string | undefined, texts: CliTexts): LocalDate {
  if (given === undefined) return moscowDate(systemClock.now());
  const { day } = readDay(given);
  if (day === null) throw new CliError(EXIT.usage, texts.noSuchDay(given));
  return day;
}

/** Returns the one file that was named. Errors: `CliError` when there is none, or more than one. */
export function oneFile(positionals: readonly string[], message: string): string {
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new CliError(EXIT.usage, message);
  return file;
}
