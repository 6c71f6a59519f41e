import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from './answers.ts';

/** Writes an answer whole. */
export function sendAnswer(response: ServerResponse, answer: Answer, requestId: string): void {
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, { ...headersOf(answer, requestId), 'content-length': bytes.length });
  response.end(bytes);
}

/**
 * Writes an answer one byte at a time; an empty one drips spaces, so that the caller waits as long.
 * Effects: stops when the caller or the bank goes away. Units: `delayMs` between bytes.
 */
export async function dripAnswer(
  response: ServerResponse,
  answer: Answer,
  requestId: string,
  delayMs: number,
): Promise<void> {
  const bytes = answer.body.kind === 'empty' ? Buffer.from(' '.repeat(16)) : bytesOf(answer);
  response.writeHead(answer.status, { ...headersOf(answer, requestId), 'content-length': bytes.length });
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.from([byte]));
    await pause(delayMs, undefined, { ref: false });
  }
  response.end();
}

function bytesOf(answer: Answer): Buffer {
  if (answer.body.kind === 'empty') return Buffer.alloc(0);
  return Buffer.from(answer.body.kind === 'json' ? JSON.stringify(answer.body.value) : answer.body.text);
}

function headersOf(answer: Answer, requestId: string): Record<string, string> {
  const types = answer.body.kind === 'json' ? { 'content-type': 'application/json; charset=utf-8' } : {};
  const textType = answer.body.kind === 'text' ? { 'content-type': answer.body.contentType } : {};
  return { 'x-request-id': requestId, 'cache-control': 'no-store', ...types, ...textType, ...answer.headers };
}
