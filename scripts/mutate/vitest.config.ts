import path from 'node:path';
import { defineConfig } from 'vitest/config';

const USECASES =
  'approve-many,approve,company-clock,drafts,follow,last-look,limits-held,pay,payees,policy-signatures,preview-policy,sealing,states-guard';
const TAPI =
  'broken-codes,client-certificates,connector,environments,order-bodies,probes,rate-limiter,reads,retry,send-outcomes,token-life,trust,wire-map';

/**
 * The quick tests of what is mutated, without random models, other programs, and what a session needs. One worker keeps
 * the modules between files: loading them anew for each file takes longer than the tests.
 */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: [
      'test/unit/{approval-exceptions,approval-flaws,approval-standing,contract-values,evaluate,parse-draft,payment-*,plain-text,request-subject,send-authorizations,strictest,vendor-errors}.test.ts',
      `test/usecases/{${USECASES}}.test.ts`,
      'test/requests/{answers,clocks,exchange,folder-exchange,live-yes,move-on,sent-once,take-in,texts}.test.ts',
      `test/tapi/{${TAPI}}.test.ts`,
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'threads',
    isolate: false,
  },
});
