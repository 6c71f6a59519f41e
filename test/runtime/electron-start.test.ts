import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { writeUserLauncher } from '../e2e/full/support/user-launcher.ts';
import { startSession } from '../../scripts/session.ts';
import { temporaryDir } from './temporary-dir.ts';

// Reports how it was started and what its page's process is confined by, then quits.
const appMain = `
import { app, BrowserWindow, protocol } from 'electron';
import { readFileSync } from 'node:fs';
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);
await Promise.resolve();
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>x</title>');
  const status = readFileSync('/proc/' + window.webContents.getOSProcessId() + '/status', 'utf8');
  console.log(JSON.stringify({
    name: app.getName(), version: app.getVersion(), appPath: app.getAppPath(), isPackaged: app.isPackaged,
    uid: process.getuid(), isSandboxed: /^Seccomp:\\t2$/m.test(status), lastArgument: process.argv.at(-1),
  }));
  app.quit();
});
`;

async function tinyApp(): Promise<string> {
  const dir = await temporaryDir();
  const description = {
    name: 'tiny',
    productName: 'Tiny',
    version: '3.2.1',
    type: 'module',
    main: 'main.mjs',
  };
  await writeFile(path.join(dir, 'package.json'), JSON.stringify(description));
  await writeFile(path.join(dir, 'main.mjs'), appMain);
  await chmod(dir, 0o755);
  return dir;
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [stdout] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(stdout);
}

describe('the resolved Electron', () => {
  it('runs an app folder under its own name and version, with what comes before `ready` still possible', async () => {
    const [electron, appDir] = [await resolveElectron(), await tinyApp()];
    const session = await startSession({ keyring: 'none', display: 'own' });
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

    const report = await run(electron.executable, [...sandbox, appDir, 'extra'], session.env).finally(
      session.stop,
    );

    expect(report).toMatchObject({ name: 'Tiny', version: '3.2.1', appPath: appDir, isPackaged: false });
    expect(report).toMatchObject({ lastArgument: 'extra' });
  });

  it('confines the page with the real sandbox for an ordinary user', async () => {
    const [electron, appDir] = [await resolveElectron(), await tinyApp()];
    // Elsewhere than in CI this user is the ordinary one already.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
    const session = await startSession({ keyring: 'none', display: 'own', ...(user && { user }) });
    const executable =
      user === undefined
        ? electron.executable
        : await writeUserLauncher(appDir, { executable: electron.executable, user });

    const report = await run(executable, [appDir], session.env).finally(session.stop);

    expect(report).toMatchObject({ isSandboxed: true, uid: user?.uid ?? process.getuid?.() });
  });
});
