// @not-on-windows: starts Electron, which is here for Linux only
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { CONTAINERS, KEYS, makeCases } from './cases.ts';
import { OpensslFiles } from './made-files.ts';

const made = new OpensslFiles();
beforeAll(() => makeCases(made));
afterAll(() => made.remove());

interface Report {
  readonly electron: string | undefined;
  readonly answers: readonly string[];
  readonly csrPem: string;
}

/** Runs the reader in Electron's own Node, whose cryptography is BoringSSL. Passphrases go through standard input. */
async function readInElectron(cases: readonly object[]): Promise<Report> {
  const { executable } = await resolveElectron();
  const script = path.join(import.meta.dirname, 'read-in-child.ts');
  const child = spawn(executable, ['--import', 'tsx', script], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ dir: made.dir, cases }));
  return JSON.parse(await text(child.stdout)) as Report; // printed by our own script
}

describe('certificates in the runtime of Electron', () => {
  it('are read from every container and key that openssl makes, and requests are made', async () => {
    const cases = [
      ...CONTAINERS.map(([, file, , passphrase]) => ({ files: [file], passphrase })),
      ...KEYS.map(([, file, , passphrase]) => ({ files: ['rsa.crt', file], passphrase })),
      ...CONTAINERS.filter(([, , , passphrase]) => passphrase !== '').map(([, file]) => ({
        files: [file],
        passphrase: 'не та',
      })),
      { files: ['ec.crt', 'ec.key'], passphrase: '' },
    ];

    const { electron, answers, csrPem } = await readInElectron(cases);

    expect(electron).toMatch(/^\d+\./);
    const right = CONTAINERS.length + KEYS.length;
    expect(answers.slice(0, right)).toEqual(Array.from({ length: right }, () => 'CN=rsa'));
    expect(new Set(answers.slice(right, -1))).toEqual(new Set(['AppError: passphrase-wrong']));
    expect(answers.at(-1)).toBe('CN=ec');
    made.write('made.csr', csrPem);
    made.run('req -in made.csr -verify -noout'.split(' '));
  });
});
