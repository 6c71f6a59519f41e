import type { z } from 'zod';
import { invalidData, type Answer, type ErrorDetails } from './answers.ts';

/** A request that fits, or the answer to one that does not. */
export type Shaped<Input> =
  { readonly ok: true; readonly input: Input } | { readonly ok: false; readonly answer: Answer };

/** Reads a JSON body by a schema; a body that does not fit gives the bank's 400. Unknown fields are left out. */
export function readBody<Schema extends z.ZodType>(schema: Schema, text: string): Shaped<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: the caller is told so, with the beginning of nothing he sent.
    return { ok: false, answer: invalidData('body', { value: 'expected value to be a JSON object' }) };
  }
  return readShape(schema, value, 'body');
}

/** Reads the query string by a schema. A name that comes twice is an array. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: URLSearchParams,
): Shaped<z.output<Schema>> {
  const names = [...new Set(query.keys())];
  const fields = names.map((name): [string, string | string[]] => {
    const values = query.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? '')];
  });
  return readShape(schema, Object.fromEntries(fields), 'query parameter');
}

function readShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: 'body' | 'query parameter',
): Shaped<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, input: parsed.data };
  const { issues } = parsed.error;
  const first = pathOf(issues[0]);
  const where = place === 'body' ? `body (${first})` : `query parameter ${first}`;
  const details: ErrorDetails = Object.fromEntries(
    // The sandbox sample names a query parameter's fault `value`; the keys are free (tapi.md §6.1).
    issues.map((issue) => [
      place === 'body' ? pathOf(issue) : 'value',
      reasonOf(issue, valueAt(value, issue.path)),
    ]),
  );
  return { ok: false, answer: invalidData(where, details) };
}

type Issue = z.core.$ZodIssue;

function pathOf(issue: Issue | undefined): string {
  return issue === undefined || issue.path.length === 0 ? 'value' : issue.path.map(String).join('.');
}

function reasonOf(issue: Issue, found: unknown): string {
  const was =
    found === undefined ? 'was missing' : `was '${typeof found === 'object' ? 'object' : String(found)}'`;
  if (issue.code === 'invalid_format' && issue.format === 'regex' && issue.pattern !== undefined) {
    return `expected value to match '${issue.pattern.replace(/^\/|\/[a-z]*$/g, '')}', but ${was}`;
  }
  return `${issue.message}, but ${was}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null) return undefined;
    const entry = Object.entries(part).find(([name]) => name === String(key));
    return entry?.[1];
  }, value);
}
