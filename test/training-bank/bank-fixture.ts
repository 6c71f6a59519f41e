import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Agent, request } from 'undici';
import {
  startTrainingBank,
  type TrainingBank,
  type TrainingBankOptions,
} from '../../training-bank/training-bank.ts';

/** A clock that only a test moves. */
export interface HandClock {
  readonly now: () => Date;
  readonly forward: (ms: number) => void;
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;
export const settleAfterMs = 3000;

/** The training company's day in these tests; noon in Moscow. */
export const startOfTest = '2026-11-18T09:00:00.000Z';

export function handClock(start = startOfTest): HandClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    forward: (ms) => {
      at += ms;
    },
  };
}

/** A running bank, its clocks, and a caller of it. */
export interface OpenBank {
  readonly bank: TrainingBank;
  readonly clock: HandClock;
  readonly rateClock: HandClock;
  readonly call: Caller;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly token?: string;
  readonly certificate?: { readonly certificatePem: string; readonly privateKeyPem: string };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly localAddress?: string;
  readonly signal?: AbortSignal;
}

export type Caller = (verb: 'GET' | 'POST', url: string, options?: CallOptions) => Promise<Reply>;

/** Opens a bank for one test and closes it after. */
export async function openBank(options: Partial<TrainingBankOptions> = {}): Promise<OpenBank> {
  const clock = handClock();
  const rateClock = handClock();
  const bank = await startTrainingBank({
    now: clock.now,
    monotonicMs: () => rateClock.now().getTime(),
    settleAfterMs,
    ...options,
  });
  onTestFinished(() => bank.stop());
  return { bank, clock, rateClock, call: callerOf(bank.caPem) };
}

/** A caller who trusts this authority; every call has its own connection. */
export function callerOf(caPem: string): Caller {
  return async (verb, url, options = {}) => {
    const { certificate, localAddress } = options;
    const agent = new Agent({
      connect: {
        ca: caPem,
        ...(certificate === undefined
          ? {}
          : { cert: certificate.certificatePem, key: certificate.privateKeyPem }),
      },
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    try {
      const reply = await request(url, {
        dispatcher: agent,
        method: verb,
        headers: {
          ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { body: textOf(options.body) }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      const text = await reply.body.text();
      return { status: reply.statusCode, headers: reply.headers, text, json: parseOrUndefined(text) };
    } finally {
      await agent.destroy();
    }
  };
}

export const allAccesses = [
  'company-info/get',
  'bank-accounts/get',
  'bank-statements/get',
  'payments/rub-pay',
  'payments/draft/create',
  'payments/status/get',
];

export function issueFullToken(bank: TrainingBank): string {
  return bank.issueToken({ label: 'full', accesses: allAccesses, ips: ['127.0.0.1'] }).text;
}

/** A payment order that fits. */
export function orderOf(
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id,
    from: { accountNumber: '40702810500000000001' },
    to: {
      name: 'ИП Пример',
      inn: '999900000097',
      kpp: '0',
      bik: '044525974',
      accountNumber: '40802810700000000002',
    },
    purpose: 'Оплата по счёту 17. НДС не облагается',
    amount: 1000.5,
    documentNumber: 214,
    ...changes,
  };
}

/** A draft that fits. */
export function draftOf(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    documentNumber: '77',
    amount: 2500,
    recipientName: 'ИП Пример',
    inn: '999900000097',
    kpp: '0',
    bankAcnt: '40802810700000000002',
    bankBik: '044525974',
    accountNumber: '40702810500000000001',
    paymentPurpose: 'Оплата по счёту 18. НДС не облагается',
    ...Object.fromEntries(
      ['taxPayerStatus', 'kbk', 'oktmo', 'taxEvidence', 'taxPeriod', 'uin', 'taxDocNumber', 'taxDocDate'].map(
        (name) => [name, '0'],
      ),
    ),
    ...changes,
  };
}

/** A directory of its own for one test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'training-bank-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Waits until a condition holds, looking again each time the event loop has turned. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is what some of these tests are about.
    return undefined;
  }
}
