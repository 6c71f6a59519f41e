import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { callerOf, temporaryDirectory } from './bank-fixture.ts';

const summarySchema = z.strictObject({
  ordinaryBaseUrl: z.string().regex(/^https:\/\/127\.0\.0\.1:\d+\/openapi$/),
  securedBaseUrl: z.string().regex(/^https:\/\/127\.0\.0\.1:\d+$/),
  cabinetUrl: z.string().regex(/^https:\/\/127\.0\.0\.1:\d+\/cabinet$/),
  caFile: z.string(),
  accounts: z.array(z.string().regex(/^\d{20}$/)).min(1),
  tokens: z.array(
    z.strictObject({
      label: z.string(),
      text: z.string(),
      accesses: z.array(z.string()),
      ips: z.array(z.string()),
    }),
  ),
  certificates: z.array(z.strictObject({ label: z.string(), certFile: z.string(), keyFile: z.string() })),
});

interface RunningScript {
  readonly lines: readonly string[];
  readonly firstLine: string;
  readonly stop: (signal: 'SIGINT' | 'SIGTERM') => Promise<number | null>;
}

async function runScript(args: readonly string[]): Promise<RunningScript> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bank.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return {
    lines,
    firstLine: lines[0] ?? '',
    stop: async (signal) => {
      child.kill(signal);
      const [code] = await exited;
      return typeof code === 'number' ? code : null;
    },
  };
}

describe('npm run bank', () => {
  it('prints one JSON line that is enough to call the bank, and leaves nothing behind', async () => {
    const script = await runScript(['--json', '--set', 'paySuccessStatus=201', '--settle-after-ms', '0']);
    const summary = summarySchema.parse(JSON.parse(script.firstLine));
    const call = callerOf(readFileSync(summary.caFile, 'utf8'));
    const directory = dirname(summary.caFile);
    const [accountant, director] = summary.tokens;
    const [first] = summary.certificates;
    const certificate = {
      certificatePem: readFileSync(first?.certFile ?? '', 'utf8'),
      privateKeyPem: readFileSync(first?.keyFile ?? '', 'utf8'),
    };

    const accounts = await call('GET', `${summary.ordinaryBaseUrl}/api/v4/bank-accounts`, {
      token: accountant?.text ?? '',
    });
    const status = await call('GET', `${summary.securedBaseUrl}/api/v1/payment/x`, {
      token: director?.text ?? '',
      certificate,
    });

    expect(summary.tokens.map((token) => token.label)).toEqual([
      'accountant',
      'director',
      'no-access',
      'other-address',
    ]);
    expect(accounts.json).toMatchObject(summary.accounts.map((accountNumber) => ({ accountNumber })));
    expect(status.status).toBe(404);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(first?.keyFile ?? '').mode & 0o777).toBe(0o600);
    expect(await script.stop('SIGTERM')).toBe(0);
    expect(existsSync(directory)).toBe(false);
    expect(script.lines).toHaveLength(1);
  });

  it('keeps its memory in a state file and stops on SIGINT', async () => {
    const file = join(await temporaryDirectory(), 'bank.json');

    const script = await runScript(['--state-file', file]);

    expect(script.firstLine).toContain('The training bank is open');
    expect(await script.stop('SIGINT')).toBe(0);
    expect(existsSync(file)).toBe(true);
  });
});
