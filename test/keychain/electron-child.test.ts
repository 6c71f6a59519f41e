// @not-on-windows: starts Electron, which is here for Linux only
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { PATIENCE_MS } from '../../scripts/patience.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { buildEntry, type BuiltEntry } from './built-entry.ts';

let session: Session;
let main: BuiltEntry;
let keychainProcess: BuiltEntry;
let profileDir: string;

beforeAll(async () => {
  [session, main, keychainProcess, profileDir] = await Promise.all([
    startSession({ keyring: 'unlocked', display: 'own' }),
    buildEntry('./electron-main.ts'),
    buildEntry('../../main/edges/keychain/keychain-process.ts'),
    mkdtemp(join(tmpdir(), 'klyuchnik-electron-')),
  ]);
});

afterAll(async () => {
  await Promise.all([session.stop(), main.remove(), keychainProcess.remove()]);
  await rm(profileDir, { recursive: true, force: true });
});

it('keeps and gives back a secret through an Electron utility process, and ends it with every lock', async () => {
  const { executable } = await resolveElectron();
  const appDir = dirname(main.path);
  await writeFile(
    join(appDir, 'package.json'),
    '{"name":"keychain-test","version":"1.0.0","main":"entry.mjs","type":"module"}',
  );

  const args = ['--no-sandbox', appDir, keychainProcess.path, profileDir];
  const { stdout } = await promisify(execFile)(executable, args, { env: session.env, timeout: PATIENCE_MS });

  expect(JSON.parse(stdout)).toEqual({
    states: ['ok', 'ok', 'ok', 'locked'],
    isSame: true,
    processes: 0,
  });
});
