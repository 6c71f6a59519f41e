import { Readable } from 'node:stream';
import { errors, type Dispatcher } from 'undici';
import type { Secret } from '../../ports/secret.ts';
import type { Timers } from '../../ports/ports.ts';
import { unpackedText } from './unpacked.ts';

/** Units: bytes. Own choice: the longest answer that is taken unpacked (`client.ts`). */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

export interface HttpRequest {
  readonly verb: 'GET' | 'POST';
  readonly origin: string;
  readonly path: string;
  readonly body: string | null;
  /** `null`: a question that needs none. */
  readonly token: Secret | null;
  readonly requestId: string;
  /** Units: milliseconds from the first attempt to connect to the last byte of the answer. */
  readonly deadlineMs: number;
}

/** What came of a request on the wire, before anybody says what it means. */
export type Exchange =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** The body as text; the token is cut out of it should the server have repeated it. */
      readonly text: string;
      readonly retryAfter: string | null;
      /** The time of day by the server's clock, as it wrote it. Source: RFC 9110 §6.6.1. */
      readonly date: string | null;
    }
  | {
      readonly kind: 'broken';
      readonly because: 'deadline' | 'too-large' | 'error';
      readonly error: unknown;
      /** False proves that not one byte of the request was written. Always true for a GET, where it does not matter. */
      readonly wasStarted: boolean;
      /** Status of an answer whose body broke off; `null` when there was none. */
      readonly status: number | null;
    };

/** What RFC 9110 §5.5 and RFC 6750 §2.1 let stand in the header; another text can be no token. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * Sends one request once and reads the whole answer as text.
 * Effects: one HTTP request; never repeats and never follows a redirect.
 * Errors: never rejects for what happens on the wire; throws, before anything is sent, if the token was wiped.
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  timers: Timers,
): Promise<Exchange> {
  const token = request.token?.revealText() ?? null;
  if (token !== null && !HEADER_SAFE.test(token))
    return notStarted(new Error('the token cannot stand in a header'));
  const body = request.body === null ? null : onceOnly(request.body);
  const abort = new AbortController();
  let isOverdue = false;
  let status: number | null = null;
  const stopTimer = timers.after(request.deadlineMs, () => {
    isOverdue = true;
    abort.abort();
  });
  try {
    const answer = await dispatcher.request({
      origin: request.origin,
      path: request.path,
      method: request.verb,
      headers: headersOf(request, token),
      body: body === null ? null : body.stream,
      signal: abort.signal,
      // The deadline above covers headers and body; undici's own timers would only add a second answer to one question.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    status = answer.statusCode;
    const bytes = new Uint8Array(await answer.body.arrayBuffer());
    const text = await unpackedText(bytes, headerOf(answer, 'content-encoding'), MAX_UNPACKED_BYTES);
    return {
      kind: 'response',
      status,
      text: token === null ? text : text.replaceAll(token, '[secret]'),
      retryAfter: headerOf(answer, 'retry-after'),
      date: headerOf(answer, 'date'),
    };
  } catch (error) {
    const wasStarted = body === null || body.wasStarted();
    const isTooLarge = error instanceof errors.ResponseExceededMaxSizeError;
    return {
      kind: 'broken',
      because: isOverdue ? 'deadline' : isTooLarge ? 'too-large' : 'error',
      error,
      wasStarted,
      status,
    };
  } finally {
    stopTimer();
  }
}

function notStarted(error: Error): Exchange {
  return { kind: 'broken', because: 'error', error, wasStarted: false, status: null };
}

function headersOf(request: HttpRequest, token: string | null): Record<string, string> {
  return {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    accept: 'application/json',
    // Without it a server may pack as it likes. Source: RFC 9110 §12.5.3.
    'accept-encoding': 'identity',
    'x-request-id': request.requestId,
    ...(request.body === null
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(request.body)) }),
  };
}

function headerOf(
  answer: Dispatcher.ResponseData,
  name: 'retry-after' | 'date' | 'content-encoding',
): string | null {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : null;
}

/**
 * A body that can be read one time. undici takes the first chunk before it writes the head of the request, and only
 * from a connection that stands, so a body that nobody asked for proves that nothing was sent; and there is nothing to
 * read for a second writing, should undici ever repeat. Source: undici 7.30.2, lib/dispatcher/client-h1.js
 * `writeStream`.
 */
function onceOnly(text: string): { readonly stream: Readable; readonly wasStarted: () => boolean } {
  let isStarted = false;
  const stream = new Readable({
    read() {
      isStarted = true;
      this.push(text, 'utf8');
      this.push(null);
    },
  });
  return { stream, wasStarted: () => isStarted };
}
