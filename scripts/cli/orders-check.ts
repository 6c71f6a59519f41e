import { parseArgs } from 'node:util';
import { checkExchangeFile } from '../../main/domain/onec/check-file.ts';
import { ordersReport } from '../../main/domain/onec/orders-report.ts';
import { dayOr, oneFile, parsedOr, readOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';

/** Reads an exchange file of 1C and prints its documents with all of their faults. */
export const checkOrders: Run = async (args, texts, output) => {
  const text = { type: 'string' } as const;
  const options = { json: { type: 'boolean' }, today: text, lang: text } as const;
  const parsed = parsedOr(texts, () => parseArgs({ args: [...args], options, allowPositionals: true }));
  const file = oneFile(parsed.positionals, texts.oneFile);
  if (parsed.values.json !== true) throw new CliError(EXIT.usage, texts.onlyJson);
  const checked = checkExchangeFile(await readOr(file, texts), dayOr(parsed.values.today, texts));
  if (checked === null) throw new CliError(EXIT.notSuchFile, texts.notExchangeFile);
  output.out(`${JSON.stringify(ordersReport(checked, texts.language), null, 1)}\n`);
  return checked.faults.some(({ level }) => level === 'error') ? EXIT.fault : EXIT.done;
};
