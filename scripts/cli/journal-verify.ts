import { parseArgs } from 'node:util';
import { verifyExport, type ExportVerdict } from '../../main/domain/audit/journal-export.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { nextHash } from '../../main/edges/store/journal-entry.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { oneFile, parsedOr, readOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';
import type { CliTexts } from './texts.ts';

/** Checks a saved journal without the app, and tells where it breaks first. */
export const verifyJournal: Run = async (args, texts, output) => {
  const text = { type: 'string' } as const;
  const options = { json: { type: 'boolean' }, key: text, lang: text } as const;
  const { positionals, values } = parsedOr(texts, () =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const file = await readOr(oneFile(positionals, texts.oneFile), texts);
  const parts = { digests: systemDigests, verify: ed25519Verifier(), nextHash };
  const verdict = ofKey(verifyExport(parts, textOf(file)), values.key);
  if (verdict.kind === 'not-one') throw new CliError(EXIT.notSuchFile, texts.notJournal);
  output.out(values.json === true ? `${JSON.stringify(verdict)}\n` : `${told(verdict, texts)}\n`);
  return verdict.kind === 'good' ? EXIT.done : EXIT.fault;
};

/** Bytes that are no UTF-8 become a character that no line of ours is written with. */
function textOf(file: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
}

/** Whoever asks for a key wants no other, however good the file is. */
function ofKey(verdict: ExportVerdict, key: string | undefined): ExportVerdict {
  if (verdict.kind !== 'good' || key === undefined || verdict.publicKey === key) return verdict;
  return { kind: 'broken', fault: 'signature', line: verdict.lines + 2, seq: null };
}

function told(verdict: Exclude<ExportVerdict, { kind: 'not-one' }>, texts: CliTexts): string {
  if (verdict.kind === 'broken') return texts.journalBroken(verdict);
  const { scope, lines, checkpoint, publicKey } = verdict;
  return texts.journalGood({
    isWhole: scope === 'whole',
    lines,
    size: checkpoint.size,
    at: checkpoint.at,
    publicKey,
  });
}
