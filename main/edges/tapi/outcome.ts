import { z } from 'zod';
import type { BankProblem, BankProblemCode, ReadOutcome, SendOutcome } from '../../ports/bank-ports.ts';
import type { BankHost } from './agent.ts';
import { brokenCode, isRefusedHandshake } from './broken-codes.ts';
import { forbiddenCode, isCertificatePage, isCertificateText, saysUnknownDocument } from './refusal-texts.ts';
import type { Exchange } from './request.ts';

/** What has to be known besides the exchange to say what it means. */
export interface CallContext {
  readonly requestId: string;
  readonly host: BankHost;
  /** Whether the client certificate is within its dates by our clock; `none` when the call went without one. */
  readonly certificate: 'none' | 'in-dates' | 'out-of-dates';
}

/** Lengths that the bank documents. Source: tapi.md §6.1. Units: characters. */
const MAX_ERROR_ID = 50;
const MAX_MESSAGE = 400;
const MAX_ERROR_CODE = 50;

/** Control characters, and those that turn the direction of text: they could make a message show something else. */
const UNSHOWABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

const optionalText = z.string().nullish().catch(null);

const ErrorBody = z.object({
  errorId: optionalText,
  errorMessage: optionalText,
  errorCode: optionalText,
});
type ErrorBody = z.infer<typeof ErrorBody>;

/**
 * Says what an exchange that only read means; `parse` gives `null` for an answer that is not what the bank documents,
 * `missing` is the answer for an object that the bank does not know.
 * Errors: never throws as long as `parse` does not.
 */
export function readOutcome<T>(
  exchange: Exchange,
  context: CallContext,
  answer: { readonly parse: (value: unknown) => T | null; readonly missing?: T },
): ReadOutcome<T> {
  if (exchange.kind === 'response' && answer.missing !== undefined && saysMissing(exchange)) {
    return { kind: 'answered', value: answer.missing };
  }
  if (exchange.kind === 'broken' || !isSuccess(exchange.status)) {
    return { kind: 'failed', problem: problemOf(exchange, context) };
  }
  const value = answer.parse(jsonOf(exchange.text));
  if (value === null) return { kind: 'failed', problem: problemOf(exchange, context) };
  return { kind: 'answered', value };
}

/**
 * Says what an exchange that may have moved money means; `parse` gives `null` for a 2xx whose body is not what the bank
 * documents. Money may have moved whenever the outcome is `unknown`.
 * Source: style.md c2; tapi.md §6.2, §6.3. 404 and 429 are `unknown` because nothing says that they come before the
 * work.
 */
export function sendOutcome<T>(
  exchange: Exchange,
  context: CallContext,
  parse: (text: string) => { readonly value: T } | null,
): SendOutcome<T> {
  const problem = problemOf(exchange, context);
  if (exchange.kind === 'broken') {
    const isProven = !exchange.wasStarted || isRefusedHandshake(exchange.error, context.host);
    return { kind: isProven ? 'not-sent' : 'unknown', problem };
  }
  if (isSuccess(exchange.status)) {
    const parsed = parse(exchange.text);
    return parsed === null ? { kind: 'unknown', problem } : { kind: 'accepted', value: parsed.value };
  }
  return { kind: isDocumentedRefusal(exchange.status, exchange.text) ? 'refused' : 'unknown', problem };
}

/**
 * True when the bank itself says that it does not know the object: in its own form of errors, with all three texts, and
 * about that object. Which of the two statuses it uses is not documented (tapi.md §5.5, §11.5). A router, gateway or
 * framework in front of it says nothing about the object.
 * Source: tapi.md §6.1 (the three texts); https://github.com/json-api-dotnet/JsonApiDotNetCore/issues/341.
 */
function saysMissing({ status, text }: { readonly status: number; readonly text: string }): boolean {
  if (status !== 404 && status !== 422) return false;
  const { errorId, errorCode, errorMessage } = errorBodyOf(text) ?? {};
  if (!errorId || !errorCode || !errorMessage) return false;
  return saysUnknownDocument(status, { errorCode, errorMessage });
}

/** Returns the bank's own error code of a body, for its support; `null` when there is none. */
export function errorCodeOf(text: string): string | null {
  return shown(errorBodyOf(text)?.errorCode, MAX_ERROR_CODE);
}

/** Returns the value of a JSON text, `undefined` when it is not JSON; never throws. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no `undefined`, so it can stand for "not JSON"
  }
}

/** Describes what went wrong; for a success that could not be read, that. */
export function problemOf(exchange: Exchange, context: CallContext): BankProblem {
  const { requestId } = context;
  if (exchange.kind === 'broken') {
    const code = brokenCode(exchange, context);
    return { code, httpStatus: exchange.status, errorId: null, message: null, requestId };
  }
  const body = errorBodyOf(exchange.text);
  return {
    code: statusCode(exchange.status, exchange.text, body, context),
    httpStatus: exchange.status,
    errorId: shown(body?.errorId, MAX_ERROR_ID),
    message: shown(body?.errorMessage, MAX_MESSAGE),
    requestId,
  };
}

/**
 * 401 and 403 are decided before anything is done and their bodies are not all known, so the status suffices; 400 and
 * 422 count only with the bank's own error body or the certificate page of the server in front of it.
 * Source: tapi.md §4.5, §6.2, §10.2, §11.2.
 */
function isDocumentedRefusal(status: number, text: string): boolean {
  if (status === 401 || status === 403) return true;
  if (status === 400 && isCertificatePage(text)) return true;
  const body = errorBodyOf(text);
  return (status === 400 || status === 422) && Boolean(body?.errorCode ?? body?.errorMessage);
}

function statusCode(
  status: number,
  text: string,
  body: ErrorBody | null,
  context: CallContext,
): BankProblemCode {
  const message = body?.errorMessage ?? '';
  if (status >= 300 && status < 400) return 'bank-redirect';
  if (status >= 500) return 'bank-down';
  switch (status) {
    case 400:
      if (isCertificatePage(text)) return certificatePageCode(context);
      return body === null ? 'bank-unreadable' : 'bank-refused-shape';
    case 401:
      return isCertificateText(message) ? certificateCode(context) : 'bank-token-dead';
    case 403:
      return isCertificateText(message) ? certificateCode(context) : forbiddenCode(message);
    case 404:
      return 'bank-not-found';
    case 422:
      return body === null ? 'bank-unreadable' : 'bank-refused';
    case 429:
      return 'bank-rate';
    default:
      return 'bank-unreadable';
  }
}

/** What a refusal that speaks of the certificate means for the one that we sent, or did not. */
function certificateCode({ certificate }: CallContext): BankProblemCode {
  if (certificate === 'none') return 'client-certificate-missing';
  return certificate === 'out-of-dates' ? 'client-certificate-expired' : 'client-certificate-not-bound';
}

/** The server in front of the bank knows nothing of tokens, so its page never means "not linked". */
function certificatePageCode({ certificate }: CallContext): BankProblemCode {
  return certificate === 'out-of-dates' ? 'client-certificate-expired' : 'client-certificate-missing';
}

function errorBodyOf(text: string): ErrorBody | null {
  return ErrorBody.safeParse(jsonOf(text)).data ?? null;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function shown(text: string | null | undefined, length: number): string | null {
  const clean = (text ?? '')
    .slice(0, length * 2)
    .replace(UNSHOWABLE, ' ')
    .trim();
  // By code points, so that no half of a pair is left at the cut.
  return clean === '' ? null : [...clean].slice(0, length).join('');
}
