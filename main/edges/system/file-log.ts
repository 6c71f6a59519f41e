import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock, Log, LogFacts } from '../../ports/ports.ts';

/** A log file is put aside at this size and one older file is kept. Units: bytes. Own choice: some weeks of work. */
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Anything that looks like a token, a bearer header, a key or a long digest of one. Redacted once more here, whoever
 * logs.
 */
const SECRET_LIKE = [
  /t\.[A-Za-z0-9_-]{16,}/g,
  /Bearer\s+\S+/gi,
  /-----BEGIN [^-]+-----[^]*?(-----END [^-]+-----|$)/g,
  /TBankSandboxToken/g,
];

/** Takes out of a text what could be a secret. */
export function redact(text: string): string {
  return SECRET_LIKE.reduce((clean, pattern) => clean.replace(pattern, '[redacted]'), text);
}

/**
 * A log of one JSON object a line, mode 0600, redacted, rotated. Errors: none; a log that cannot be written must not
 * stop a payment.
 */
export function fileLog(file: string, clock: Clock): Log {
  const write = (level: string, event: string, facts: LogFacts): void => {
    const line = redact(JSON.stringify({ at: clock.now(), level, event, ...facts }));
    try {
      const size = sizeOf(file);
      if (size === null) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      else if (size > MAX_BYTES) putAside(file);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk shows itself where it matters, in the store.
    }
  };
  return {
    info: (event, facts = {}) => write('info', event, facts),
    warn: (event, facts = {}) => write('warn', event, facts),
    error: (event, error, facts = {}) => write('error', event, { ...facts, error: describe(error) }),
  };
}

/** A log that somebody has open on Windows grows on until it can be put aside. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // At the next line.
  }
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
