import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Secret } from '../../main/ports/secret.ts';
import { CliError, EXIT } from './command.ts';
import type { CliTexts } from './texts.ts';

/**
 * Reads one line: from stdin when that was asked for, else from the terminal without showing it. Errors: `CliError`
 * when there is none.
 */
export async function readPassphrase(isFromStdin: boolean, texts: CliTexts): Promise<Secret> {
  const { stdin, stderr } = process;
  if (!isFromStdin && !stdin.isTTY) throw new CliError(EXIT.noPermission, texts.noTerminal);
  // What is typed is echoed to this, which keeps nothing.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: !isFromStdin });
  // Only now, when the terminal no longer echoes.
  if (!isFromStdin) stderr.write(texts.askPassphrase);
  try {
    for await (const line of lines) return Secret.fromText(line);
    throw new CliError(EXIT.noPermission, texts.noPassphrase);
  } finally {
    lines.close();
    if (!isFromStdin) stderr.write('\n');
  }
}
