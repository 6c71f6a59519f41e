import { parseArgs } from 'node:util';
import { CliError, EXIT, type Command, type ExitCode, type Output } from './cli/command.ts';
import { languageOf, TEXTS } from './cli/texts.ts';
import { isMain } from './is-main.ts';
import { writeWhole } from './write-whole.ts';

/** Everything that the terminal can do without the window. */
const COMMANDS: readonly Command[] = [
  {
    name: 'inventory',
    help: (texts) => texts.inventoryHelp,
    load: async () => (await import('./cli/inventory.ts')).showInventory,
  },
  {
    name: 'envelope show',
    help: (texts) => texts.envelopeHelp,
    load: async () => (await import('./cli/envelope-show.ts')).showEnvelope,
  },
  {
    name: 'backup show',
    help: (texts) => texts.backupHelp,
    load: async () => (await import('./cli/backup-show.ts')).showBackup,
  },
  {
    name: 'journal verify',
    help: (texts) => texts.journalHelp,
    load: async () => (await import('./cli/journal-verify.ts')).verifyJournal,
  },
  {
    name: 'requisites check',
    help: (texts) => texts.requisitesHelp,
    load: async () => (await import('./cli/requisites-check.ts')).checkRequisites,
  },
  {
    name: 'orders check',
    help: (texts) => texts.ordersHelp,
    load: async () => (await import('./cli/orders-check.ts')).checkOrders,
  },
  {
    name: 'orders sample',
    help: (texts) => texts.ordersSampleHelp,
    load: async () => (await import('./cli/orders-sample.ts')).writeSampleOrders,
  },
  {
    name: 'qr show',
    help: (texts) => texts.qrHelp,
    load: async () => (await import('./cli/qr-show.ts')).showQr,
  },
];

/** Runs one command and returns its exit code. */
async function main(argv: readonly string[], output: Output): Promise<ExitCode> {
  const args = argv[0] === '--' ? argv.slice(1) : argv;
  const { words, values } = readCall(args);
  const texts = TEXTS[languageOf(values.lang ?? [], process.env)];
  const command = COMMANDS.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  if (command === undefined) {
    const isHelp = args.length === 0 || values.help === true || words[0] === 'help';
    const help = `${texts.usage}\n\n${COMMANDS.map((one) => one.help(texts)).join('\n')}`;
    if (isHelp) output.out(help);
    else output.err(`${texts.unknownCommand}\n\n${help}`);
    return isHelp ? EXIT.done : EXIT.usage;
  }
  if (values.help === true) {
    output.out(command.help(texts));
    return EXIT.done;
  }
  try {
    const run = await command.load();
    return await run(args.slice(command.name.split(' ').length), texts, output);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    output.err(`${error.message}\n`);
    return error.exitCode;
  }
}

/** The words before any option, and what every command understands; the command itself looks at the rest. */
function readCall(args: readonly string[]) {
  const { tokens, values } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' }, lang: { type: 'string', multiple: true } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const firstOption = tokens.find(({ kind }) => kind !== 'positional')?.index;
  return { words: args.slice(0, firstOption), values };
}

if (isMain(import.meta.url)) {
  const output: Output = { out: (text) => writeWhole(1, text), err: (text) => writeWhole(2, text) };
  try {
    process.exitCode = await main(process.argv.slice(2), output);
  } catch (error) {
    output.err(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = EXIT.bug;
  }
}
