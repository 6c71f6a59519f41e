// @module-tag may-run-again
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processTree } from '../../bench/process-memory.ts';
import { runCommand } from '../../scripts/run-command.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { PACKED_DIR, PackedApp, startWindowManager } from './packed-app.ts';
import { prepareDemoProfile } from './prepare-profile.ts';

it('has been made: npm run dist:dir comes before these tests', () => {
  expect(existsSync(path.join(PACKED_DIR, 'klyuchnik'))).toBe(true);
});

describe('the packaged app on a prepared profile', () => {
  let session: Session;
  let profileDir: string;
  let app: PackedApp;
  let manager: ChildProcess;

  beforeAll(async () => {
    session = await startSession({ keyring: 'unlocked', display: 'own' });
    profileDir = path.join(session.env['XDG_CONFIG_HOME'] ?? '', 'Klyuchnik');
    await prepareDemoProfile(session.env, profileDir);
    manager = startWindowManager(session.env);
    const env = { ...session.env, KLYUCHNIK_PROFILE_DIR: path.join(session.homeDir, 'elsewhere') };
    app = new PackedApp({ env, args: [path.join(session.homeDir, 'какой-то файл.klyuchnik')] });
    await app.whenShown();
  });

  afterAll(async () => {
    app?.kill();
    manager?.kill();
    await session?.stop();
  });

  it('shows both tokens of the profile in the table', async () => {
    const text = await app.textAfter('ctrl+2', 'Платежи директора');

    expect(text).toContain('Бухгалтерия, повседневный');
    expect(text).toContain('2 токена');
  });

  it('comes to the front when one of our files is opened by a double click, and goes on', async () => {
    const file = path.join(session.homeDir, 'запрос.klyuchnik');
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

    const second = await runCommand(path.join(PACKED_DIR, 'klyuchnik'), [...asRoot, file], {
      env: session.env,
    });

    expect(second.code).toBe(0);
    expect(app.child.exitCode).toBeNull();
    expect(await app.textAfter('ctrl+2', 'Платежи директора')).toContain('2 токена');
  });

  it('ignores the profile folder that is for development', () => {
    expect(existsSync(path.join(session.homeDir, 'elsewhere'))).toBe(false);
  });

  it('ends with 0 when its window is closed, and leaves neither lock nor owner nor process', async () => {
    const processes = processTree(app.child.pid ?? 0);
    expect(processes.length).toBeGreaterThan(3);
    expect(leftovers(profileDir)).not.toEqual([]); // open: somebody owns it

    expect(await app.close()).toEqual([0, null]);

    expect(leftovers(profileDir)).toEqual([]);
    await expect.poll(() => processes.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });
});

/** What only an open vault has beside its file. */
function leftovers(profileDir: string): readonly string[] {
  return readdirSync(path.join(profileDir, 'store')).filter((name) => /\.(lock|owner)$/.test(name));
}
