import { randomUUID } from 'node:crypto';
import { apiMethods, payPath, type ApiMethod } from './api-methods.ts';
import { notFound, unauthorized, type Answer } from './answers.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { settleDuePayments } from '../state/settlement.ts';
import { checkCaller, noteSuccess, type Caller } from './token-checks.ts';

/** A call as it came over the wire, its body read. */
export interface BankRequest {
  readonly listener: 'ordinary' | 'secured';
  readonly verb: string;
  /** The path as it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly caller: Caller;
}

export interface FoundMethod {
  readonly method: ApiMethod;
  readonly params: readonly string[];
  /** Whether the call went to the sandbox. */
  readonly isSandbox: boolean;
  /** The path from `/api` on. */
  readonly apiPath: string;
}

/** The literals of the sandbox. Source: tapi.md §1. */
const sandboxToken = 'TBankSandboxToken';
const oldSandboxToken = 'TinkoffOpenApiSandboxSecretToken';

/**
 * Finds the method of a call. Ordinary methods live below `/openapi`, secured ones at the root of the secured host,
 * the sandbox below `/openapi/sandbox` and `/openapi/sandbox/secured`. Source: tapi.md §1.
 */
export function findMethod(world: BankWorld, request: BankRequest): FoundMethod | null {
  const place = placeOf(request);
  if (place === null) return null;
  for (const method of apiMethods(world)) {
    const match = method.path.exec(place.apiPath);
    if (match === null || method.verb !== request.verb || method.listener !== place.methods) continue;
    const params = match.slice(1).map(decodeParam);
    return { method, params, isSandbox: place.isSandbox, apiPath: place.apiPath };
  }
  return null;
}

/**
 * Answers a call. Synchronous from the first check to the last change, so that calls never mix.
 * Effects: whatever the method does; a successful call prolongs its token. Source: tapi.md §10.2.
 */
export function answerRequest(world: BankWorld, found: FoundMethod | null, request: BankRequest): Answer {
  if (found === null) return notFound('Метод не найден');
  const call = { params: found.params, query: request.query, body: request.body };
  if (found.isSandbox) {
    return isSandboxToken(world, request.caller.authorization)
      ? found.method.rehearse(call)
      : unauthorized(world.settings.unauthorizedErrorCode);
  }
  settleDuePayments(world);
  const verdict = checkCaller(world, request.caller, found.method.rules);
  if (verdict.kind === 'refused') {
    if (world.settings.refusedCallsProlongToken && verdict.token !== null) {
      verdict.token.lastUsedAt = world.now().toISOString();
    }
    return verdict.answer;
  }
  const answer = found.method.run(world, call);
  if (answer.status < 300) noteSuccess(world, verdict.token, request.caller);
  else if (world.settings.refusedCallsProlongToken) verdict.token.lastUsedAt = world.now().toISOString();
  return answer;
}

/** Counts a pay request by its id, as soon as it has arrived. Returns whether the id had come before. */
export function countPayRequest(world: BankWorld, found: FoundMethod | null, request: BankRequest): boolean {
  if (found === null || found.isSandbox || found.apiPath !== payPath) return false;
  const id = paymentIdOf(request.body);
  if (id === null) return false;
  const { payRequests } = world.state;
  const earlier = payRequests.find((received) => received.id === id);
  if (earlier === undefined) payRequests.push({ id, count: 1 });
  else earlier.count += 1;
  return earlier !== undefined;
}

/** The id an answer carries: the caller's when it is one, else a new one. Source: tapi.md §5.0. */
export function answerRequestId(header: string | string[] | undefined): string {
  const isUuid = typeof header === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(header);
  return isUuid ? header : randomUUID();
}

function placeOf(
  request: BankRequest,
): { apiPath: string; methods: ApiMethod['listener']; isSandbox: boolean } | null {
  if (request.listener === 'secured') return { apiPath: request.path, methods: 'secured', isSandbox: false };
  const places = [
    { prefix: '/openapi/sandbox/secured/', methods: 'secured', isSandbox: true },
    { prefix: '/openapi/sandbox/', methods: 'ordinary', isSandbox: true },
    { prefix: '/openapi/', methods: 'ordinary', isSandbox: false },
  ] as const;
  const place = places.find(({ prefix }) => request.path.startsWith(prefix));
  if (place === undefined) return null;
  const { prefix, ...rest } = place;
  return { apiPath: request.path.slice(prefix.length - 1), ...rest };
}

function isSandboxToken(world: BankWorld, authorization: string | undefined): boolean {
  const text = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  return text === sandboxToken || (world.settings.oldSandboxTokenAccepted && text === oldSandboxToken);
}

function decodeParam(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoding: the id is taken as it stands, and is then unknown.
    return text;
  }
}

function paymentIdOf(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    return typeof id === 'string' && id.length <= 64 ? id : null;
  } catch {
    // A body that is not JSON has no id; the method itself refuses it.
    return null;
  }
}
