import { randomBytes } from 'node:crypto';

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'empty' }
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'text'; readonly text: string; readonly contentType: string };
}

/** Which part failed, and how; the keys are free (tapi.md §6.1). */
export type ErrorDetails = Readonly<Record<string, string>>;

/** An answer with a JSON body. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, body: { kind: 'json', value } };
}

/** An answer without a body, as `…/pay` gives (tapi.md §5.0). */
export function emptyAnswer(status: number): Answer {
  return { status, body: { kind: 'empty' } };
}

/** A page of a server in front of the bank. */
export function htmlAnswer(status: number, text: string): Answer {
  return { status, body: { kind: 'text', text, contentType: 'text/html' } };
}

/** An error in the bank's shape; `errorId` has ten hex digits as in the sandbox sample. Source: tapi.md §1, §6.1. */
export function errorAnswer(
  status: number,
  errorCode: string,
  errorMessage: string,
  errorDetails?: ErrorDetails,
): Answer {
  const errorId = randomBytes(5).toString('hex');
  const details = errorDetails === undefined ? {} : { errorDetails };
  return jsonAnswer(status, { errorId, errorMessage, errorCode, ...details });
}

/** 401; what the real body holds is unknown (tapi.md §11.2). */
export function unauthorized(errorCode: string): Answer {
  return errorAnswer(401, errorCode, 'Ошибка аутентификации');
}

/** 403 by one of the reasons of tapi.md §6.2: they share status and code and differ only in the text. */
export function forbidden(errorMessage: string): Answer {
  return errorAnswer(403, 'FORBIDDEN', errorMessage);
}

/** 400 with the pattern that failed. Source: the sandbox sample of tapi.md §1. */
export function invalidData(place: string, errorDetails: ErrorDetails): Answer {
  return errorAnswer(400, 'INVALID_DATA', `Ваш запрос невалиден: Invalid value for: ${place}`, errorDetails);
}

/** 422: well formed but refused. The code is not published (tapi.md §6.2), the name is ours. */
export function unprocessable(errorMessage: string, errorDetails?: ErrorDetails): Answer {
  return errorAnswer(422, 'UNPROCESSABLE', errorMessage, errorDetails);
}

/** 429 with the pause to keep. Source: tapi.md §5.11, §10.2. */
export function tooManyRequests(): Answer {
  return {
    ...errorAnswer(429, 'TOO_MANY_REQUESTS', 'Слишком много запросов'),
    headers: { 'retry-after': '1' },
  };
}

/** 404 for a path that is not a method; the body is not documented (tapi.md §6.2). */
export function notFound(errorMessage: string): Answer {
  return errorAnswer(404, 'NOT_FOUND', errorMessage);
}

/** The page of an nginx that was given no client certificate, or one it does not trust. Source: tapi.md §4.5. */
export function nginxCertificatePage(reason: 'missing' | 'refused'): Answer {
  const [title, text] =
    reason === 'missing'
      ? ['400 No required SSL certificate was sent', 'No required SSL certificate was sent']
      : ['400 The SSL certificate error', 'The SSL certificate error'];
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    '<center><h1>400 Bad Request</h1></center>',
    `<center>${text}</center>`,
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
    '',
  ];
  return { ...htmlAnswer(400, lines.join('\r\n')), headers: { connection: 'close' } };
}
