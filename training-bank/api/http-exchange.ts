import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { spoilAnswer, strikesBeforeAccepting } from './answer-faults.ts';
import { errorAnswer, type Answer } from './answers.ts';
import {
  answerRequest,
  answerRequestId,
  countPayRequest,
  findMethod,
  type BankRequest,
  type FoundMethod,
} from './bank-requests.ts';
import type { CertificateMode } from '../state/bank-settings.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { checkClientCertificate } from './client-certificate.ts';
import type { Fault, Faults } from '../state/faults.ts';
import { dripAnswer, sendAnswer } from './send-answer.ts';
import type { StateKeeper } from '../state/state-file.ts';

/** What one exchange needs of the bank. */
export interface ExchangeParts {
  readonly world: BankWorld;
  readonly faults: Faults;
  readonly keeper: StateKeeper;
  readonly certificateMode: () => CertificateMode;
  /** Answers the pages beside the API; null when the path is not one of them. */
  readonly answerCabinet: (request: BankRequest, message: IncomingMessage) => Answer | null;
  /** Resets the connection of a request. */
  readonly reset: (listener: 'ordinary' | 'secured', message: IncomingMessage) => void;
}

/** No body of T-API comes near this size. */
const largestBodyBytes = 1_048_576;

/** Serves one request from its first byte to the last of the answer. Never throws. */
export async function serveRequest(
  parts: ExchangeParts,
  listener: 'ordinary' | 'secured',
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = answerRequestId(message.headers['x-request-id']);
  try {
    const certificate = certificateOf(parts, listener, message);
    if (certificate.kind === 'drop') {
      parts.reset(listener, message);
      return;
    }
    const body = await readBodyText(message);
    if (certificate.kind === 'answer') {
      sendAnswer(response, certificate.answer, requestId);
      return;
    }
    if (body === null) {
      sendAnswer(response, errorAnswer(413, 'PAYLOAD_TOO_LARGE', 'Слишком большой запрос'), requestId);
      return;
    }
    const request = toBankRequest(listener, message, body, certificate.fingerprint);
    const cabinetAnswer = parts.answerCabinet(request, message);
    if (cabinetAnswer !== null) {
      await parts.keeper.save();
      sendAnswer(response, cabinetAnswer, requestId);
      return;
    }
    await answerApi(parts, { request, message, response, requestId });
  } catch (error) {
    answerBreakdown(response, requestId, error);
  }
}

interface Exchange {
  readonly request: BankRequest;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

async function answerApi(parts: ExchangeParts, exchange: Exchange): Promise<void> {
  const { world } = parts;
  const { request } = exchange;
  const found = findMethod(world, request);
  const isRepeat = countPayRequest(world, found, request);
  const fault = parts.faults.take({
    verb: request.verb,
    path: found?.apiPath ?? request.path,
    isRepeat,
  });
  if (fault !== null && strikesBeforeAccepting(fault)) {
    await parts.keeper.save();
    const answer = errorAnswer(500, 'INTERNAL_ERROR', 'Ошибка сервера');
    await strike(parts, exchange, fault, { answer, optionalFields: [] });
    return;
  }
  const answer = answerRequest(world, found, request);
  // What the bank has answered it must remember, even after a crash of this computer.
  await parts.keeper.save();
  if (fault === null) sendAnswer(exchange.response, answer, exchange.requestId);
  else await strike(parts, exchange, fault, { answer, optionalFields: optionalFieldsOf(found) });
}

async function strike(
  parts: ExchangeParts,
  exchange: Exchange,
  fault: Fault,
  { answer, optionalFields }: { readonly answer: Answer; readonly optionalFields: readonly string[] },
): Promise<void> {
  const { response, requestId, message, request } = exchange;
  switch (fault.kind) {
    case 'hang-before-accept':
    case 'accept-then-hang':
      // The connection stays open without an answer until the caller gives up or the bank stops.
      return;
    case 'reset-before-accept':
    case 'reset-after-accept':
      parts.reset(request.listener, message);
      return;
    case 'slow-body':
      await dripAnswer(response, answer, requestId, fault.delayMs);
      return;
    case 'delay-answer':
      await pause(fault.delayMs, undefined, { ref: false });
      if (!response.destroyed) sendAnswer(response, answer, requestId);
      return;
    default:
      sendAnswer(response, spoilAnswer(fault, answer, optionalFields), requestId);
  }
}

function optionalFieldsOf(found: FoundMethod | null): readonly string[] {
  return found?.method.optionalFields ?? [];
}

function certificateOf(
  parts: ExchangeParts,
  listener: 'ordinary' | 'secured',
  message: IncomingMessage,
):
  | { readonly kind: 'good'; readonly fingerprint: string | null }
  | Exclude<ReturnType<typeof checkClientCertificate>, { kind: 'good' }> {
  if (listener === 'ordinary') return { kind: 'good', fingerprint: null };
  return checkClientCertificate(parts.world, parts.certificateMode(), message);
}

function toBankRequest(
  listener: 'ordinary' | 'secured',
  message: IncomingMessage,
  body: string,
  certificateFingerprint: string | null,
): BankRequest {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  return {
    listener,
    verb: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    body,
    caller: {
      authorization: message.headers.authorization,
      ip: message.socket.remoteAddress ?? '',
      certificateFingerprint,
    },
  };
}

/** The text of the body, or null when it is larger than any the bank takes. */
async function readBodyText(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBodyBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerBreakdown(response: ServerResponse, requestId: string, error: unknown): void {
  // The caller went away while sending, or the answer was already on its way: nothing can be said any more.
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const reason = error instanceof Error ? error.message : 'unknown';
  sendAnswer(response, errorAnswer(500, 'INTERNAL_ERROR', `Ошибка сервера: ${reason}`), requestId);
}
