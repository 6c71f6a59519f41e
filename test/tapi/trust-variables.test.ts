import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newerNode } from '../../scripts/test/registry-node.ts';
import { dropTrustVariables, TRUST_VARIABLES } from '../../main/edges/windows/trust-variables.ts';
import { WHOLE_TEST_MS } from '../../scripts/patience.ts';
import { makeAuthority } from './support/pki.ts';
import { ON_WINDOWS } from '../fakes/platform.ts';

const module = path.join(import.meta.dirname, '../../main/edges/windows/trust-variables.ts');

describe('variables of trust', () => {
  it('are taken out of an environment, and nothing else is', () => {
    const env: NodeJS.ProcessEnv = { HOME: '/home/anna', HTTPS_PROXY: 'http://proxy' };
    for (const name of TRUST_VARIABLES) env[name] = 'x';

    dropTrustVariables(env);

    expect(env).toEqual({ HOME: '/home/anna', HTTPS_PROXY: 'http://proxy' });
  });

  it(
    'are gone for OpenSSL and for children as well, on the newer Node',
    { timeout: WHOLE_TEST_MS },
    async ({ skip }) => {
      skip(ON_WINDOWS, 'the newer Node is here for Linux only');
      const directory = await mkdtemp(path.join(tmpdir(), 'variables-'));
      const forger = await makeAuthority('Forger');
      const file = path.join(directory, 'forger.pem');
      await writeFile(file, forger.certPem);
      const script = `
      import tls from 'node:tls';
      import { execFileSync } from 'node:child_process';
      import { dropTrustVariables } from ${JSON.stringify(module)};
      if (process.argv[1] === 'drop') dropTrustVariables(process.env);
      const own = tls.getCACertificates('system').map((pem) => pem.replace(/\\s/g, ''));
      const child = execFileSync(process.execPath, ['-p', 'process.env.SSL_CERT_FILE ?? ""']);
      const isTrusted = own.includes(${JSON.stringify(forger.certPem.replace(/\s/g, ''))});
      console.log(JSON.stringify({ isTrusted, child: String(child).trim() }));`;
      const node = await newerNode();
      const run = (how: string): unknown =>
        JSON.parse(
          execFileSync(node, ['--input-type=module-typescript', '-e', script, how], {
            env: { ...process.env, SSL_CERT_FILE: file },
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );

      expect(run('keep')).toEqual({ isTrusted: true, child: file });
      expect(run('drop')).toEqual({ isTrusted: false, child: '' });
      await rm(directory, { recursive: true });
    },
  );

  it('are dropped by main before it does anything else', () => {
    const main = readFileSync(path.join(import.meta.dirname, '../../main/main.ts'), 'utf8');
    const first = main.split('\n').find((line) => /^[a-z]+[\w.]*\(|^if |^void /.test(line));
    expect(first).toBe('dropTrustVariables(process.env);');
  });
});
