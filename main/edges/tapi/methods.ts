import { methodOf, type MethodId } from '../../../contract/t-bank/methods.ts';
import type { BankHost } from './agent.ts';

interface MethodFacts {
  readonly verb: 'GET' | 'POST';
  readonly host: BankHost;
  /** `{…}` stands for an id. */
  readonly path: string;
  /** Units: calls in a second. */
  readonly perSecond: number;
}

/** Returns what the table of the bank's methods says of one we call: it must say all of it. */
function used(id: MethodId): MethodFacts {
  const { verb, host, path, rate } = methodOf(id);
  if ((verb !== 'GET' && verb !== 'POST') || (host !== 'ordinary' && host !== 'secured') || rate === null)
    throw new Error(`what ${id} needs is not known`);
  return { verb, host, path, perSecond: rate.calls / rate.seconds };
}

/** The methods we use, each with its current version. */
export const METHODS = {
  company: used('company'),
  accounts: used('accounts'),
  statement: used('statement'),
  pay: used('pay'),
  'payment-state': used('payment-state'),
  'create-draft': used('create-draft'),
  'document-states': used('document-states'),
} as const satisfies Readonly<Partial<Record<MethodId, MethodFacts>>>;

export type MethodName = keyof typeof METHODS;

/**
 * Returns the address of a call; it always begins with `baseUrl`, whatever the id or the query hold.
 * Errors: throws when the id would lead to another path (empty, `.` or `..`).
 */
export function addressOf(
  baseUrl: string,
  method: MethodName,
  parts: { readonly id?: string; readonly query?: Readonly<Record<string, string>> },
): { readonly origin: string; readonly path: string } {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const path = prefix + METHODS[method].path.replace(/\{\w+\}/, () => encodeURIComponent(parts.id ?? ''));
  // A path that a server would read as another one never leaves: dot segments stay dots when encoded (RFC 3986 §5.2.4).
  if (path.endsWith('/') || new URL(path, base).pathname !== path)
    throw new Error('the id does not fit a path');
  const query = new URLSearchParams(parts.query).toString();
  return { origin: base.origin, path: query === '' ? path : `${path}?${query}` };
}
