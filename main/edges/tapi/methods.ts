import type { BankHost } from './agent.ts';

interface MethodFacts {
  readonly verb: 'GET' | 'POST';
  readonly host: BankHost;
  /** `{}` stands for an id. */
  readonly path: string;
  /** Units: calls in a second. */
  readonly perSecond: number;
}

/** The methods we use, each with its current version. Source: tapi.md §5.1–§5.5, §5.8; rates §5.11. */
export const METHODS = {
  company: { verb: 'GET', host: 'ordinary', path: '/api/v1/company', perSecond: 6 },
  accounts: { verb: 'GET', host: 'ordinary', path: '/api/v4/bank-accounts', perSecond: 6 },
  statement: { verb: 'GET', host: 'ordinary', path: '/api/v1/statement', perSecond: 20 },
  pay: { verb: 'POST', host: 'secured', path: '/api/v1/payment/ruble-transfer/pay', perSecond: 10 },
  'payment-state': { verb: 'GET', host: 'secured', path: '/api/v1/payment/{}', perSecond: 20 },
  'create-draft': { verb: 'POST', host: 'ordinary', path: '/api/v1/payment/create', perSecond: 10 },
  'document-states': { verb: 'POST', host: 'ordinary', path: '/api/v1/payment/status', perSecond: 1 },
} as const satisfies Readonly<Record<string, MethodFacts>>;

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
  const path = prefix + METHODS[method].path.replace('{}', () => encodeURIComponent(parts.id ?? ''));
  // A path that a server would read as another one never leaves: dot segments stay dots when encoded (RFC 3986 §5.2.4).
  if (path.endsWith('/') || new URL(path, base).pathname !== path)
    throw new Error('the id does not fit a path');
  const query = new URLSearchParams(parts.query).toString();
  return { origin: base.origin, path: query === '' ? path : `${path}?${query}` };
}
