import { inspect } from 'node:util';
import { Secret } from '../../../main/ports/secret.ts';
import type { BankClientCertificate, BankCredentials, BankOrder } from '../../../main/ports/bank-ports.ts';
import type { LogFacts } from '../../../main/ports/ports.ts';
import type { ClientLimits } from '../../../main/edges/tapi/client.ts';
import { createTBank, type TBank } from '../../../main/edges/tapi/t-bank.ts';
import { RATE_WINDOW_MS } from '../../../main/edges/tapi/rate-limiter.ts';
import type { Identity } from './pki.ts';
import { TestTimers } from './test-timers.ts';

/** Pauses of reads, 0.5 · 2ⁿ s, as the jitter of this file moves them. */
export const READ_PAUSES = [525, 1_050, 2_100] as const;

export const READ_DEADLINE = 20_001;
export const SEND_DEADLINE = 60_001;

/** A made-up text with the form of a token; any byte of it outside the header is a leak. */
export const TOKEN_TEXT = `t.${'LeakCanary_'.repeat(8)}`.slice(0, 88);

export interface LogLine extends LogFacts {
  readonly event: string;
}

export interface BankUnderTest {
  readonly bank: TBank;
  readonly timers: TestTimers;
  readonly log: readonly LogLine[];
  credentials(certificate?: BankClientCertificate | null): BankCredentials;
}

export interface BankWish {
  readonly ordinaryBaseUrl: string;
  readonly securedBaseUrl?: string;
  readonly caPem: string;
  readonly limits?: Partial<ClientLimits>;
  readonly now?: () => string;
}

/** The client as the app builds it, on timers that a test moves; pauses between tries pass at once. */
export function bankFor(wish: BankWish): BankUnderTest {
  const timers = new TestTimers([...READ_PAUSES, RATE_WINDOW_MS]);
  const log: LogLine[] = [];
  let ids = 0;
  const bank = createTBank({
    clock: { now: wish.now ?? (() => new Date().toISOString()) },
    timers,
    ids: { newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` },
    log: {
      info: (event, facts) => void log.push({ event, ...facts }),
      warn: (event, facts) => void log.push({ event, ...facts }),
      error: (event, error, facts) => void log.push({ event, error: inspect(error), ...facts }),
    },
    random: () => 0.6,
    systemRoots: async () => Promise.resolve([]),
    limits: { readDeadlineMs: READ_DEADLINE, sendDeadlineMs: SEND_DEADLINE, ...wish.limits },
  });
  bank.registerEnvironment({
    name: 'test',
    ordinaryBaseUrl: wish.ordinaryBaseUrl,
    securedBaseUrl: wish.securedBaseUrl ?? wish.ordinaryBaseUrl,
    caPem: wish.caPem,
  });
  const credentials = (certificate: BankClientCertificate | null = null): BankCredentials => ({
    environment: 'test',
    tokenId: 'token-1',
    token: Secret.fromText(TOKEN_TEXT),
    certificate,
  });
  return { bank, timers, log, credentials };
}

export function clientCertificate(certificateId: string, identity: Identity): BankClientCertificate {
  return { certificateId, chainPem: identity.certPem, key: Secret.fromText(identity.keyPem) };
}

export function anOrder(change: Partial<BankOrder> = {}): BankOrder {
  return {
    fromAccountNumber: '40702810500000000001',
    payee: {
      name: 'ИП Пример',
      inn: '999900000097',
      kpp: '0',
      bik: '044525974',
      bankName: null,
      corrAccountNumber: '30101810145250000974',
      accountNumber: '40802810700000000002',
    },
    purpose: 'Оплата по счёту 17 от 02.11.2026. НДС не облагается',
    amountMinor: 1_500_050,
    documentNumber: 214,
    executionOrder: 5,
    uin: null,
    tax: null,
    revenueTypeCode: null,
    ...change,
  };
}
