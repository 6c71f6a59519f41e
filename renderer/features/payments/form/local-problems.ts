import type { DraftField, DraftFields, FieldProblem } from '../../../../contract/areas/payments.ts';
import {
  checkAccount,
  checkBik,
  checkInn,
  checkKpp,
  isCorrespondentAccount,
} from '../../../../contract/values/bank-details.ts';
import { parseAmountText } from '../../../../contract/values/money.ts';
import { withoutSpaces } from '../../../../contract/values/visible-text.ts';

export type ProblemCode = FieldProblem['code'];
/** What is wrong with a field, with the facts for its text. */
export type Problem = Omit<FieldProblem, 'field'>;
export type FieldProblems = Readonly<Partial<Record<DraftField, Problem>>>;

/** Fields whose check also reads another field. */
const READS_TOO: Readonly<Partial<Record<DraftField, readonly DraftField[]>>> = {
  payeeKpp: ['payeeInn'],
  payeeAccount: ['payeeBik'],
  payeeCorrAccount: ['payeeBik'],
};

/**
 * Says at once, before main has answered, what cannot be right. Empty fields are left to main: it knows which are
 * required.
 */
export function localProblems(fields: DraftFields): FieldProblems {
  const bik = withoutSpaces(fields.payeeBik);
  const isBikSound = checkBik(bik) === null;
  return known({
    // `0` stands for a person whose INN is not known. Source: tapi.md §5.4.
    payeeInn: withoutSpaces(fields.payeeInn) === '0' ? null : unlessEmpty(fields.payeeInn, digits(checkInn)),
    payeeKpp: unlessEmpty(fields.payeeKpp, digits(checkKpp)),
    payeeBik: unlessEmpty(fields.payeeBik, digits(checkBik)),
    payeeAccount: isBikSound
      ? unlessEmpty(
          fields.payeeAccount,
          digits((text) => checkAccount(text, bik)),
        )
      : null,
    payeeCorrAccount: isBikSound
      ? unlessEmpty(
          fields.payeeCorrAccount,
          digits((text) => (isCorrespondentAccount(text, bik) ? null : 'corr-account-check')),
        )
      : null,
    amountText: unlessEmpty(fields.amountText, amountProblem),
  });
}

function amountProblem(text: string): ProblemCode | null {
  const minor = parseAmountText(text);
  if (minor === null) return 'amount-form';
  return minor === 0 ? 'amount-zero' : null;
}

/** Spaces and what the eye cannot see do not count in a field of digits, as main reads it. */
function digits(check: (text: string) => ProblemCode | null): (text: string) => ProblemCode | null {
  return (text) => check(withoutSpaces(text));
}

function unlessEmpty(text: string, check: (text: string) => ProblemCode | null): ProblemCode | null {
  return text === '' ? null : check(text);
}

function known(found: Readonly<Partial<Record<DraftField, ProblemCode | null>>>): FieldProblems {
  return Object.fromEntries(
    Object.entries(found).flatMap(([field, code]) => (code === null ? [] : [[field, { code, details: {} }]])),
  );
}

/** What main said, and of which fields it said so. */
export interface JudgedFields {
  readonly fields: DraftFields;
  readonly problems: readonly FieldProblem[];
}

/**
 * Joins main's judgement with the instant one: main's word counts for every field that still holds what main saw,
 * because main alone knows the environment and the rules; the instant check stands in until it has answered.
 */
export function currentProblems(fields: DraftFields, judged: JudgedFields | null): FieldProblems {
  const instant = localProblems(fields);
  if (judged === null) return instant;
  const reported = new Map<string, Problem>();
  for (const { field, code, details } of judged.problems)
    if (!reported.has(field)) reported.set(field, { code, details });
  const names = Object.keys(fields).filter((name): name is DraftField => name in fields);
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = isUnchanged(name, fields, judged.fields) ? reported.get(name) : instant[name];
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

function isUnchanged(name: DraftField, now: DraftFields, then: DraftFields): boolean {
  return [name, ...(READS_TOO[name] ?? [])].every((field) => now[field] === then[field]);
}
