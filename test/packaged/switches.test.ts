// @module-tag may-run-again
import { cp, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/run-command.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { PACKED_DIR, PackedApp } from './packed-app.ts';

/**
 * Ways to look into the app, to weaken its pages, to lead it elsewhere, or to write down what it does. Source:
 * security.md §10 row 1; chromium base/command_line.cc (one dash, white space around).
 */
const STRANGE = [
  '--remote-debugging-port=0',
  '-remote-debugging-port=0',
  ' --remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--remote-allow-origins=*',
  '--disable-seccomp-filter-sandbox',
  '--disable-web-security',
  '--user-data-dir=elsewhere',
  '--log-net-log=net.json',
  '--log-file=app.log',
  '--host-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:8080',
  '--ignore-certificate-errors',
  '--js-flags=--expose-gc',
  '--inspect',
  '--no-such-switch',
];

describe('the packed app and a stranger of the same user', () => {
  let session: Session;

  beforeAll(async () => {
    session = await startSession({ keyring: 'unlocked', display: 'own' });
  });
  afterAll(async () => session?.stop());

  it.each(STRANGE)('does not start with the switch %j, and names it', async (strange) => {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const options = { env: session.env, cwd: session.homeDir };

    const { code, stderr } = await runCommand(
      path.join(PACKED_DIR, 'klyuchnik'),
      [...asRoot, strange],
      options,
    );

    const name = strange.trim().split('=')[0] ?? '';
    expect(code).toBe(78);
    expect(stderr).toContain(`klyuchnik: the switch ${name} is not allowed, the app does not start\n`);
    expect(stderr).not.toContain('DevTools listening');
    expect(existsSync(path.join(session.env['XDG_CONFIG_HOME'] ?? '', 'Klyuchnik/store'))).toBe(false);
  });

  it('takes no development setting under the name of the runtime', async () => {
    const folder = path.join(session.homeDir, 'renamed');
    await cp(PACKED_DIR, folder, { recursive: true, verbatimSymlinks: true });
    await rename(path.join(folder, 'klyuchnik'), path.join(folder, 'electron'));
    const elsewhere = path.join(session.homeDir, 'of-development');
    const env = { ...session.env, KLYUCHNIK_PROFILE_DIR: elsewhere, KLYUCHNIK_DEMO: '1' };
    const app = new PackedApp({ program: path.join(folder, 'electron'), env });
    try {
      await app.whenShown();

      expect(existsSync(elsewhere)).toBe(false);
      expect(existsSync(path.join(session.env['XDG_CONFIG_HOME'] ?? '', 'Klyuchnik'))).toBe(true);
    } finally {
      app.kill();
      await rm(folder, { recursive: true });
    }
  });
});
