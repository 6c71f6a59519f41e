import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { errorAnswer, jsonAnswer, notFound, type Answer } from '../api/answers.ts';
import type { BankRequest } from '../api/bank-requests.ts';
import type { BankView } from './bank-view.ts';
import { cabinetPage } from './cabinet-page.ts';
import type { ControlAnswer } from './control.ts';

/** What the pages show and do. */
export interface CabinetParts {
  readonly view: () => BankView;
  readonly control: (command: unknown) => ControlAnswer;
}

/**
 * The cabinet beside the API on the ordinary listener: `GET /cabinet`, `GET /cabinet/view`, `POST /cabinet/control`.
 * Anybody on this PC may use it, as it is a training bank; pages of other sites may not: commands are taken only as
 * `application/json` (which a foreign page cannot send without asking) and only for loopback names.
 */
export function answerCabinet(
  parts: CabinetParts,
  request: BankRequest,
  message: IncomingMessage,
): Answer | null {
  if (request.listener !== 'ordinary' || !/^\/cabinet(\/|$)/.test(request.path)) return null;
  if (!isLoopbackHost(message.headers.host)) return errorAnswer(403, 'FORBIDDEN', 'Чужое имя узла');
  const contentType = message.headers['content-type'] ?? null;
  return cabinetAnswer(parts, { verb: request.verb, path: request.path, contentType, body: request.body });
}

/** A request to the cabinet, over the wire or from a window of this process. */
export interface CabinetRequest {
  readonly verb: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string;
}

/** An answer of the cabinet with its body as text. */
export interface CabinetReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a window of this process, to which no network leads. */
export function replyFromCabinet(parts: CabinetParts, request: CabinetRequest): CabinetReply {
  const { status, headers = {}, body } = cabinetAnswer(parts, request);
  const common = { ...headers, 'cache-control': 'no-store' };
  switch (body.kind) {
    case 'empty':
      return { status, headers: common, body: '' };
    case 'json':
      return {
        status,
        headers: { ...common, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body.value),
      };
    case 'text':
      return { status, headers: { ...common, 'content-type': body.contentType }, body: body.text };
  }
}

function cabinetAnswer(parts: CabinetParts, request: CabinetRequest): Answer {
  switch (`${request.verb} ${request.path}`) {
    case 'GET /cabinet':
    case 'GET /cabinet/':
      return pageAnswer(parts.view());
    case 'GET /cabinet/view':
      return jsonAnswer(200, parts.view());
    case 'POST /cabinet/control':
      return controlAnswer(parts, request);
    default:
      return notFound('Страница не найдена');
  }
}

function controlAnswer(parts: CabinetParts, request: CabinetRequest): Answer {
  const [type = ''] = (request.contentType ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    return errorAnswer(415, 'UNSUPPORTED_MEDIA_TYPE', 'Принимается только application/json');
  }
  let command: unknown;
  try {
    command = JSON.parse(request.body);
  } catch {
    // Not JSON: answered as any command that cannot be read.
    return jsonAnswer(400, { ok: false, reason: 'the body is not JSON' });
  }
  const answer = parts.control(command);
  return jsonAnswer(answer.ok ? 200 : 400, answer);
}

function pageAnswer(view: BankView): Answer {
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    },
    body: { kind: 'text', contentType: 'text/html; charset=utf-8', text: cabinetPage(view, nonce) },
  };
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}
