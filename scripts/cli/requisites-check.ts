import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { LocalDate } from '../../contract/values/dates.ts';
import {
  ACCOUNT_ROLES,
  bankDetailFaults,
  REQUISITE_KINDS,
} from '../../contract/values/bank-details/check.ts';
import { faultText } from '../../contract/values/bank-details/fault-texts.ts';
import { dayOr, parsedOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';
import type { CliTexts } from './texts.ts';

/** One line of standard input. */
const Typed = z.object({
  kind: z.enum(REQUISITE_KINDS),
  input: z.string(),
  bik: z.string().nullish(),
  role: z.enum(ACCOUNT_ROLES).nullish(),
});

/** One line of standard output. All but `valid` are `null` where there is nothing to tell. */
interface Answer {
  /** Whether the value is lawful. A lawful one that T-API does not take has the level `error` all the same. */
  readonly valid: boolean;
  readonly level: 'error' | 'warning' | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** Checks bank details, one JSON object a line of standard input, and answers each by one line. */
export const checkRequisites: Run = async (args, texts, output) => {
  const text = { type: 'string' } as const;
  const options = { json: { type: 'boolean' }, today: text, lang: text } as const;
  const { values } = parsedOr(texts, () => parseArgs({ args: [...args], options }));
  if (values.json !== true) throw new CliError(EXIT.usage, texts.onlyJson);
  const day = dayOr(values.today, texts);
  const lines = (await buffer(process.stdin)).toString('utf8').split(/\r?\n/);
  const asked = lines.filter((line) => line.trim() !== '');
  const answers = asked.map((line) => answer(line, day, texts));
  output.out(answers.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return answers.some(({ code }) => code === 'line-form') ? EXIT.data : EXIT.done;
};

function answer(line: string, day: LocalDate, texts: CliTexts): Answer {
  const typed = readLine(line);
  if (typed === null)
    return { valid: false, level: 'error', code: 'line-form', message: texts.requisiteLine };
  const { kind, input, bik, role } = typed;
  const faults = bankDetailFaults({ kind, input, bik: bik ?? undefined, role: role ?? undefined }, day);
  const [first] = faults;
  if (first === undefined) return { valid: true, level: null, code: null, message: null };
  return {
    valid: faults.every(({ isLawful }) => isLawful),
    level: first.level,
    code: first.code,
    message: faults.map(({ code, details }) => faultText(code, details, texts.language)).join(' '),
  };
}

function readLine(line: string): z.infer<typeof Typed> | null {
  try {
    return Typed.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
