import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processTree } from '../../bench/process-memory.ts';
import { packLinux } from '../../scripts/dist.ts';
import { PATIENCE_MS } from '../../scripts/patience.ts';
import { CleanRoot, inRoot, ROOT_USER } from '../../scripts/packages/clean-root.ts';
import { runCommand } from '../../scripts/run-command.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { PackedApp, startWindowManager } from '../packaged/packed-app.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
const DIST = path.join(PROJECT_DIR, 'dist');
const NEXT_VERSION = '0.99.0';

const TOKEN_NAME = 'Clean root token';
/** Of the right form; no bank knows it. Made anew for each run. */
const TOKEN = `t.${randomBytes(43).toString('hex')}`;

/**
 * The user's desktop session, as little of it as there can be: a bus and a keyring that is opened by a password. It
 * ends with the program.
 */
const USER_SESSION = `
gnome-keyring-daemon --unlock --components=secrets < "$HOME/keyring-password" > /dev/null
exec "$@"
`;

describe('the .deb on a clean Debian', () => {
  let packageFile: string;
  let nextFolder: string;
  let root: CleanRoot;
  let session: Session;
  let manager: ChildProcess;

  beforeAll(async () => {
    packageFile = await theDeb(DIST);
    root = await CleanRoot.make(packageFile);
    session = await startSession({ keyring: 'none', display: 'own' });
    manager = startWindowManager(session.env);
    await giveToUser(session.env['XAUTHORITY'] ?? '', '.Xauthority');
    const password = path.join(session.homeDir, 'keyring-password');
    await writeFile(password, randomBytes(18).toString('base64url'));
    await giveToUser(password, 'keyring-password');
    nextFolder = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-next-'));
  });

  afterAll(async () => {
    manager?.kill();
    await session?.stop();
    await root?.remove();
    if (nextFolder !== undefined) await rm(nextFolder, { recursive: true });
  });

  async function giveToUser(file: string, name: string): Promise<void> {
    const place = root.path(path.join(ROOT_USER.home, name));
    await copyFile(file, place);
    await chmod(place, 0o600);
    await chown(place, ROOT_USER.uid, ROOT_USER.gid);
  }

  const profileDir = () => root.path(`${ROOT_USER.home}/.config/Klyuchnik`);

  /** As the user starts it from a menu: by its name, with nothing of the testing computer but the display. */
  function startApp(): PackedApp {
    const { DISPLAY = '' } = session.env;
    const env = {
      HOME: ROOT_USER.home,
      USER: ROOT_USER.name,
      PATH: '/usr/bin:/bin',
      LANGUAGE: 'ru',
      LANG: 'C.UTF-8',
      DISPLAY,
      XAUTHORITY: `${ROOT_USER.home}/.Xauthority`,
      NO_AT_BRIDGE: '1',
    };
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const userSession = ['dbus-run-session', '--', 'sh', '-c', USER_SESSION, 'session'];
    return new PackedApp({
      within: [...inRoot(root.dir, { asUser: true }), 'env', '-i', ...settings, ...userSession],
      program: '/usr/bin/klyuchnik',
      env: session.env,
      hasSandbox: true,
    });
  }

  it('installs, with every library that the program loads', async () => {
    await root.install(packageFile);

    const loaded = await root.runOrThrow('ldd', ['/opt/Klyuchnik/klyuchnik']);
    expect(loaded).toContain('libasound.so.2');
    expect(loaded).not.toContain('not found');
    expect(await root.runOrThrow('dpkg', ['--verify', 'klyuchnik'])).toBe('');
  });

  it('has an entry in the menu with an icon, and opens our files', async () => {
    const entry = await readFile(root.path('/usr/share/applications/klyuchnik.desktop'), 'utf8');

    expect(entry).toMatch(/^Exec=\/opt\/Klyuchnik\/klyuchnik %F$/m);
    expect(entry).toMatch(/^StartupWMClass=klyuchnik$/m);
    expect(entry).toMatch(/^Name\[ru\]=Ключник$/m);
    expect(entry).toMatch(/^MimeType=.*application\/x-klyuchnik-documents;/m);
    const icons = await readdir(root.path('/usr/share/icons/hicolor'));
    for (const size of ['16x16', '48x48', '512x512']) expect(icons).toContain(size);
    const icon = await readFile(root.path('/usr/share/icons/hicolor/48x48/apps/klyuchnik.png'));
    expect(icon).toEqual(await readFile(path.join(PROJECT_DIR, 'packaging/icons/48x48.png')));
    const globs = await readFile(root.path('/usr/share/mime/globs2'), 'utf8');
    for (const end of ['klyuchnik', 'klyuchnik-card', 'klyuchnik-documents'])
      expect(globs).toContain(`:application/x-${end}:*.${end}\n`);
  });

  it('starts for an ordinary user, with the sandbox of its helper that belongs to root', async () => {
    const helper = await stat(root.path('/opt/Klyuchnik/chrome-sandbox'));
    expect([helper.uid, helper.mode & 0o7777]).toEqual([0, 0o4755]);
    const app = startApp();
    try {
      await app.whenShown();

      const commands = await Promise.all(processTree(app.child.pid ?? 0).map(commandOf));
      expect(commands.some((line) => line.startsWith('/opt/Klyuchnik/chrome-sandbox '))).toBe(true);
      expect(commands.some((line) => line.includes('--no-sandbox'))).toBe(false);
      // The window is there before the vault.
      const owner = async () => (await stat(path.join(profileDir(), 'store'))).uid;
      await expect.poll(owner, { timeout: PATIENCE_MS }).toBe(ROOT_USER.uid);
      expect(await app.close()).toEqual([0, null]);
    } finally {
      app.kill();
    }
  });

  it('keeps a token that was added by keyboard', async () => {
    const app = startApp();
    try {
      await app.whenShown();
      await app.textAfter('Escape', 'Учебная организация');
      await addTrainingCompany(app);
      await addToken(app);
      await app.whenInFront('the first');
      await app.textAfter('Escape', TOKEN_NAME);

      expect(await app.close()).toEqual([0, null]);
    } finally {
      app.kill();
    }
  });

  it('shows the token after a restart', async () => {
    await seesToken();
  });

  it('is brought to a newer version, and the profile stays', async () => {
    const [next = ''] = await packLinux(PROJECT_DIR, {
      targets: ['deb'],
      output: nextFolder,
      version: NEXT_VERSION,
      isQuick: true,
    });

    await root.install(next);

    const version = ['-W', '-f', '${Version} ${db:Status-Status}', 'klyuchnik'];
    expect(await root.runOrThrow('dpkg-query', version)).toBe(`${NEXT_VERSION} installed`);
    expect(existsSync(root.path('/opt/Klyuchnik/klyuchnik'))).toBe(true);
    await seesToken();
  });

  it('is purged whole, and leaves the profile to its person', async () => {
    await root.runOrThrow('apt-get', ['purge', '-y', '-q', 'klyuchnik']);

    const left = await runCommand('find', [
      ...['opt', 'usr', 'etc', 'var/lib'].map((name) => root.path(name)),
      ...['-iname', '*klyuchnik*'],
    ]);
    expect(left.stdout).toBe('');
    expect(await readFile(root.path('/usr/share/mime/globs2'), 'utf8')).not.toContain('klyuchnik');
    expect(await readdir(path.join(profileDir(), 'store'))).not.toEqual([]);
  });

  async function seesToken(): Promise<void> {
    const app = startApp();
    try {
      await app.whenShown();
      const text = await app.textAfter('ctrl+2', TOKEN_NAME);

      expect(text).toContain('3 токена');
      expect(await app.close()).toEqual([0, null]);
    } finally {
      app.kill();
    }
  }
});

/** The first choice of the first start, and its two proposed names. */
async function addTrainingCompany(app: PackedApp): Promise<void> {
  await app.press('Return');
  await app.textAfter('Home', 'Иванова А. П.');
  await app.press('Return');
  await app.textAfter('ctrl+2', '2 токена');
}

/** The form takes the keys in the order of its fields; what it misses it asks for by itself. */
async function addToken(app: PackedApp): Promise<void> {
  await app.press('Insert');
  await app.fill(TOKEN_NAME);
  await app.press('Tab');
  await app.press('Tab');
  await app.type('Kuznetsov D. I.');
  await app.press('Tab');
  await app.type(new Date().toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' }));
  await app.press('Tab');
  await app.press('space');
  await app.press('shift+Tab');
  await app.press('Return');
  await app.type('203.0.113.7');
  await app.press('Return');
  await app.whenInFront('another');
  await app.type(TOKEN);
  await app.pressInFront('Return');
}

async function theDeb(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('_amd64.deb'));
  if (names.length !== 1)
    throw new Error(`npm run dist comes before this test: ${folder} has ${names.join(', ')}`);
  return path.join(folder, names[0] ?? '');
}

async function commandOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
  return text.replaceAll('\0', ' ');
}
