import type { CliTexts } from './texts.ts';

/** Exit codes. Source: sysexits.h of BSD, but for `fault`, `partial` and `notSuchFile`. */
export const EXIT = {
  done: 0,
  /** What was checked has an error. Own choice. */
  fault: 1,
  /** Something was printed, and it is not all that there was: part of the vault is damaged. Own choice. */
  partial: 2,
  /** The file is not of the kind that was to be checked. Own choice, like `fault`: one step above it. */
  notSuchFile: 2,
  usage: 64,
  /** What was to be read is damaged, or does not hold. */
  data: 65,
  /** There is no such profile, vault or file. */
  noInput: 66,
  /** No keychain answers and there is no spare key. */
  unavailable: 69,
  bug: 70,
  io: 74,
  /** The passphrase is wrong, or nobody gave one. */
  noPermission: 77,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What goes wrong and what a person can do, with the code that the shell gets. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Where a command writes. Results go to `out`, everything else to `err`. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** What a command does with the words after its name. Returns the exit code. Errors: `CliError`. */
export type Run = (args: readonly string[], texts: CliTexts, output: Output) => Promise<ExitCode>;

/** One command of the terminal. */
export interface Command {
  /** Its words, for instance `envelope show`. */
  readonly name: string;
  readonly help: (texts: CliTexts) => string;
  /** Reads its code, so that a command waits for its own alone. */
  readonly load: () => Promise<Run>;
}
