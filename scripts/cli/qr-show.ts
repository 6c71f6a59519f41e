import { parseArgs } from 'node:util';
import { invoiceAmong } from '../../main/domain/onec/invoice-qr.ts';
import { invoiceText } from '../../main/domain/onec/invoice-texts.ts';
import { qrCodesOn } from '../../main/edges/qr/read-picture.ts';
import { dayOr, oneFile, parsedOr, readOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';

/** Reads the QR code of an invoice and prints the fields of the payment. */
export const showQr: Run = async (args, texts, output) => {
  const text = { type: 'string' } as const;
  const options = { raw: { type: 'boolean' }, json: { type: 'boolean' }, today: text, lang: text } as const;
  const { positionals, values } = parsedOr(texts, () =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const file = oneFile(positionals, texts.oneFile);
  if (values.json !== true) throw new CliError(EXIT.usage, texts.onlyJson);
  const today = dayOr(values.today, texts);
  const bytes = await readOr(file, texts);
  const codes = values.raw === true ? [bytes] : await qrCodesOn(bytes);
  const { status, fields, others, notes } = invoiceAmong(codes, today);
  const reported = notes.map(({ field, level, code, details }) => {
    return { field, level, code, message: invoiceText({ code, details }, texts.language) };
  });
  const hard = notes.filter(({ level, field }) => level !== 'warn' && field !== null);
  const faults = [...new Set(hard.map(({ field }) => field))];
  output.out(`${JSON.stringify({ status, fields, faults, others, notes: reported }, null, 1)}\n`);
  if (status === 'refuse') return EXIT.notSuchFile;
  return status === 'ask' || status === 'fault' ? EXIT.fault : EXIT.done;
};
