import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';

const BenchBankFacts = z.strictObject({
  ordinaryBaseUrl: z.string(),
  securedBaseUrl: z.string(),
  caPem: z.string(),
  texts: z.array(z.string()),
  certificates: z.array(z.strictObject({ certificatePem: z.string(), privateKeyPem: z.string() })),
});

/** A training bank on loopback with as many tokens and client certificates as wanted. */
export interface BenchBank extends z.infer<typeof BenchBankFacts> {
  stop(): Promise<void>;
}

/** Starts the bank in a process of its own. Errors: rejects when it ends before it is ready. */
export async function startBenchBank(wanted: {
  readonly tokens: number;
  readonly certificates: number;
}): Promise<BenchBank> {
  const child = fork(path.join(import.meta.dirname, 'bank-process.ts'), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  child.send(wanted);
  const [message]: unknown[] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the bank did not start'))),
  ]);
  return {
    ...BenchBankFacts.parse(message),
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
