import type { ImportField, ImportRow, RowProblem } from '../../../contract/areas/sheets.ts';
import { MAX_IP_SLOTS, TokenInput } from '../../../contract/areas/tokens.ts';
import { knownAccess } from '../../../contract/t-bank/accesses.ts';
import { recogniseAccess } from '../../../contract/t-bank/access-strings.ts';
import { moscowDate, type Instant, type LocalDate } from '../../../contract/values/dates.ts';
import {
  canonicalIp,
  checkIps,
  IP_PLACEHOLDERS,
  splitIpList,
} from '../../../contract/values/ip-addresses.ts';
import { parseDayText } from '../../../contract/values/parse-day.ts';
import type { Company } from '../companies/company.ts';
import { isLocalBank } from '../tokens/check-input.ts';
import type { Token } from '../tokens/token.ts';
import { isUnsureDay } from './day-order.ts';

/** A company that rows may name, with what its bank says of the time and of addresses. */
export interface ImportCompany {
  readonly company: Company;
  readonly now: Instant;
  readonly hasLetter: boolean;
}

/** What all rows are read with. */
export interface ImportRules {
  readonly companies: readonly ImportCompany[];
  /** For rows that name no company. */
  readonly chosen: ImportCompany;
  readonly issuer: string;
}

/** A row as it was understood. */
export interface JudgedRow {
  readonly view: Omit<ImportRow, 'isDuplicate'>;
  readonly company: Company | null;
  readonly purpose: string;
  readonly ipCheck: Token['ipCheck'];
}

type Cells = Readonly<Partial<Record<ImportField, string>>>;

/** Most accesses and longest texts of a record. Source: contract/areas/tokens.ts, TokenInput. */
const MOST_ACCESSES = 60;
const LONGEST_ACCESS = 200;
const { label: Label, issuer: Issuer, purpose: Purpose } = TokenInput.shape;

/** Units: characters of a wrong value that are shown. */
const SHOWN = 60;

/** Reads one row; whatever is wrong with it is said of the field. */
export function judgeRow(line: number, cells: Cells, rules: ImportRules): JudgedRow {
  const problems: RowProblem[] = [];
  const note = (field: ImportField, problem: RowProblem['problem'] | null, value = cells[field] ?? '') => {
    if (problem !== null) problems.push({ field, problem, value: value.slice(0, SHOWN) });
  };
  const found = companyOf(cells.company ?? '', rules);
  if (found === null) note('company', 'company');
  const { company, now, hasLetter } = found ?? rules.chosen;
  const label = cells.label ?? '';
  note('label', lengthProblem(label, Label));
  const issuer = (cells.issuer ?? '') === '' ? rules.issuer : (cells.issuer ?? '');
  note('issuer', lengthProblem(issuer, Issuer));
  const purpose = cells.purpose ?? '';
  note('purpose', purpose === '' ? null : lengthProblem(purpose, Purpose));
  const today = moscowDate(now);
  const issuedOn = dayOf(cells.issuedOn ?? '');
  note(
    'issuedOn',
    dayProblem(cells.issuedOn ?? '', issuedOn, today) ?? (issuedOn === null ? 'missing' : null),
  );
  const lastUsedOn = dayOf(cells.lastUsedOn ?? '');
  note('lastUsedOn', dayProblem(cells.lastUsedOn ?? '', lastUsedOn, today));
  if (lastUsedOn !== null && issuedOn !== null && lastUsedOn < issuedOn) note('lastUsedOn', 'before-issue');
  const { accesses, unknown, foreign } = accessesOf(cells.accesses ?? '', company);
  for (const value of foreign) note('accesses', 'foreign', value);
  const long = accesses.find((one) => one.length > LONGEST_ACCESS);
  note('accesses', long === undefined ? null : 'long', long);
  note('accesses', accesses.length > MOST_ACCESSES ? 'many' : null);
  const { ips, ipCheck, wrong } = addressesOf(cells.ips ?? '', company, hasLetter);
  for (const { problem, value } of wrong) note('ips', problem, value);
  const shown = {
    label: label.slice(0, 80),
    issuer: issuer.slice(0, 80),
    companyName: found?.company.name ?? '',
  };
  return {
    view: { line, ...shown, issuedOn, lastUsedOn, accesses, unknownAccesses: unknown, ips, problems },
    company: found?.company ?? null,
    purpose,
    ipCheck,
  };
}

/** By INN or by name; the chosen one where nothing stands. Two companies of one name, or none, are nobody. */
function companyOf(text: string, { companies, chosen }: ImportRules): ImportCompany | null {
  if (text === '') return chosen;
  const inn = /^\D*(\d{12}|\d{10})\D*$/.exec(text)?.[1];
  const found = companies.filter(({ company }) =>
    inn === undefined ? plainName(company.name) === plainName(text) : company.inn === inn,
  );
  if (found.includes(chosen)) return chosen;
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Case, quotes and kinds of space do not matter. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”„'’]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function lengthProblem(text: string, schema: typeof Label): 'missing' | 'short' | 'long' | null {
  if (text === '') return 'missing';
  const parsed = schema.safeParse(text);
  if (parsed.success) return null;
  return parsed.error.issues.some(({ code }) => code === 'too_small') ? 'short' : 'long';
}

/** A time of day behind the day is left out, as spreadsheets write both. */
function dayOf(text: string): LocalDate | null {
  if (isUnsureDay(text)) return null;
  return parseDayText(text.replace(/[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/, ''));
}

function dayProblem(
  text: string,
  day: LocalDate | null,
  today: LocalDate,
): 'date' | 'date-order' | 'future' | null {
  if (text === '') return null;
  if (day === null) return isUnsureDay(text) ? 'date-order' : 'date';
  return day > today ? 'future' : null;
}

/**
 * Cells hold names, strings or online banking's words, between semicolons, line ends or bars; commas only where the
 * catalogue knows a part.
 */
function accessesOf(text: string, company: Company) {
  const pieces = text
    .split(/[;|\n\r\t]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .flatMap((piece) => byCommas(piece));
  const recognised = pieces.map((piece) => ({ piece, ...recogniseAccess(piece, company) }));
  const accesses = [...new Set(recognised.map(({ access }) => access))];
  return {
    accesses,
    unknown: accesses.filter((access) => knownAccess(access) === null),
    foreign: recognised.flatMap(({ piece, foreign }) => (foreign === null ? [] : [piece])),
  };
}

/** Some names have commas in them: the longest run of parts that the catalogue knows is one access. */
function byCommas(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  const found: string[] = [];
  for (let from = 0; from < parts.length;) {
    let to = parts.length;
    while (to > from + 1 && !recogniseAccess(parts.slice(from, to).join(', '), null).isKnown) to -= 1;
    found.push(parts.slice(from, to).join(', '));
    from = to;
  }
  return found.filter((part) => part !== '');
}

function addressesOf(text: string, { environment }: Company, hasLetter: boolean) {
  const pieces = splitIpList(text);
  const isOff = hasLetter && pieces.length > 0 && pieces.every((piece) => IP_PLACEHOLDERS.includes(piece));
  const problems = checkIps(pieces, { allowsLocal: isLocalBank(environment), allowsPlaceholders: isOff });
  return {
    ips: pieces.slice(0, MAX_IP_SLOTS).map((piece) => (canonicalIp(piece) ?? piece).slice(0, 45)),
    ipCheck: isOff ? ('off-by-letter' as const) : ('on' as const),
    wrong: pieces.flatMap((value, at) => {
      const problem = problems[at] ?? null;
      return problem === null ? [] : [{ value, problem: `ip-${problem}` as const }];
    }),
  };
}
