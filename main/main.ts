import { join } from 'node:path';
import { app, Menu, nativeTheme, powerMonitor, type BrowserWindow } from 'electron';
import { printMarks } from './edges/system/print-marks.ts';
import { systemTimers } from './edges/system/system-clock.ts';
import { STRANGE_SWITCH_EXIT_CODE, strangeSwitchOf } from './edges/windows/start-switches.ts';
import { declareScheme, MAIN_HOST, pageAddress } from './edges/windows/app-protocol.ts';
import { stopAfterEnds, stopWithMessage } from './edges/windows/cannot-start.ts';
import { makeWindow } from './edges/windows/make-window.ts';
import { pageSession } from './edges/windows/page-session.ts';
import { openShell, type Shell } from './edges/windows/shell.ts';
import { withoutCores } from './edges/windows/without-cores.ts';
import { guardEveryPage } from './edges/windows/session-rules.ts';
import { dropTrustVariables } from './edges/windows/trust-variables.ts';
import { backgroundFor } from './edges/windows/window-texts.ts';
import type { DesktopEar, Log } from './ports/ports.ts';

const here = import.meta.dirname;
const rendererDir = join(here, '../renderer');
const preloadDir = join(here, '../preload');

/**
 * The design size, and what is left of a screen of 1920×1080 at 175 %. Source: ui.md;
 * https://github.com/desktop/desktop/issues/13940.
 */
const SIZE = { width: 1280, height: 800, minWidth: 1024, minHeight: 569 };

/** A packed app knows none: that is decided when it is built, whatever the file of the program is called. */
function developmentSetting(name: string): string | null {
  return __DEVELOPMENT__ ? (process.env[name] ?? null) : null;
}

// First: nothing above does work when it is loaded, and no child process was started yet.
dropTrustVariables(process.env);
if (!__DEVELOPMENT__) endAtStrangeSwitch();
if (developmentSetting('KLYUCHNIK_MARKS') !== null) printMarks('main');
performance.mark('code evaluated');
process.umask(0o077);
const profileDir = developmentSetting('KLYUCHNIK_PROFILE_DIR');
if (profileDir !== null) app.setPath('userData', profileDir);
declareScheme();
// The page's heap stays small: 30 MiB less with a thousand tokens, at no cost that shows (npm run bench).
app.commandLine.appendSwitch('js-flags', '--optimize-for-size');
// Chromium has no sandbox for root (CI): there alone the switch is honoured.
if (process.getuid?.() !== 0 || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
guardEveryPage(app);

let window: BrowserWindow | null = null;
let isQuitting = false;

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  });
  void Promise.all([app.whenReady(), withoutCores()]).then(start);
} else {
  app.quit();
}

/** Nothing was opened yet: not the profile, not the keychain, not a port. */
function endAtStrangeSwitch(): void {
  const place = { platform: process.platform, isRoot: process.getuid?.() === 0 };
  const strange = strangeSwitchOf(process.argv.slice(1), place);
  if (strange === null) return;
  process.stderr.write(`klyuchnik: the switch ${strange} is not allowed, the app does not start\n`);
  process.exit(STRANGE_SWITCH_EXIT_CODE);
}

function isDemo(): boolean {
  return developmentSetting('KLYUCHNIK_DEMO') !== null;
}

function language(): 'ru' | 'en' {
  return app.getLocale().startsWith('ru') || isDemo() ? 'ru' : 'en';
}

async function start(): Promise<void> {
  performance.mark('app ready');
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null);
  // First, because its process then starts beside the page's.
  const shell = openShell({
    profileDir: app.getPath('userData'),
    environmentFile: developmentSetting('KLYUCHNIK_ENVIRONMENT_FILE'),
    vaultProcess: join(here, 'vault-process.js'),
    keychainProcess: join(here, 'keychain-process.js'),
    secretPreload: join(preloadDir, 'secret-preload.cjs'),
    approvalPreload: join(preloadDir, 'approval-preload.cjs'),
    rendererDir,
    language: language(),
    version: app.getVersion(),
    timers: systemTimers,
    window: () => window,
    gaveUp: stopAfterEnds,
  });
  const started = hasStarted(shell);
  quitCleanly(shell);
  const opened = openWindow(shell, started);
  performance.mark('window made');
  // A call fails when the vault process has ended with an earlier lock.
  const lock = () => void shell.host.vault.lock().catch(() => undefined);
  const wake = () => void shell.host.vault.wake().catch(() => undefined);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('resume', wake);
  // Only then, because it loads a library that the first frame can do without.
  opened.once('ready-to-show', () => void hearDesktop({ left: lock, wokeUp: wake }, shell));
  if (__DEVELOPMENT__) onMoveClock((byMs) => void shell.host.vault.moveClock(byMs));
  if (!(await started)) return;
  performance.mark('vault process ready');
  await shell.host.open();
  if (isDemo()) await shell.host.vault.prepareDemo().catch((error: unknown) => endDemo(error, shell));
}

/** Tests set the clock of a computer by an event that nobody else sends. */
function onMoveClock(move: (byMs: number) => void): void {
  const emitter: NodeJS.EventEmitter = app;
  emitter.on('klyuchnik-move-clock', move);
}

/** Says whether the profile lets the app start; where it does not, that is said, and the process ends. */
async function hasStarted({ host }: Shell): Promise<boolean> {
  try {
    await host.started;
    return true;
  } catch (error) {
    isQuitting = true;
    if (isDemo()) await endDemo(error, null);
    else stopWithMessage(error, language());
    return false;
  }
}

/** Electron hears of sleep alone on Linux; the rest its desktop says. See ADR 0059. */
async function hearDesktop(ear: DesktopEar, { host }: Shell): Promise<void> {
  if (process.platform !== 'linux') return;
  const tell = (event: string, why: string) => void host.vault.logProblem(event, why).catch(() => undefined);
  try {
    const { desktopSigns } = await import('./edges/dbus/desktop-signs.ts');
    const log: Log = {
      info: () => undefined,
      warn: (event, facts) => tell(event, JSON.stringify(facts ?? {})),
      error: (event, error) => tell(event, String(error)),
    };
    const desktop = desktopSigns({ env: process.env, pid: process.pid, timers: systemTimers, log });
    app.once('quit', desktop.listen(ear));
  } catch (error) {
    tell('desktop-not-heard', String(error));
  }
}

/** Opens the main window; it is shown once its page can be drawn and the app has started. */
function openWindow(shell: Shell, started: Promise<boolean>): BrowserWindow {
  const opened = makeWindow({
    preload: join(preloadDir, 'preload.cjs'),
    session: pageSession('klyuchnik', rendererDir),
    title: app.getName(),
    size: SIZE,
    backgroundColor: backgroundFor(nativeTheme.shouldUseDarkColors ? 'dark' : 'light'),
  });
  window = opened;
  opened.once('ready-to-show', () => {
    performance.mark('first frame');
    void started.then((isStarted) => {
      if (isStarted && !opened.isDestroyed()) opened.show();
    });
  });
  opened.on('close', (event) => {
    if (isQuitting || !shell.screen().staysInTray) return;
    event.preventDefault();
    opened.hide();
  });
  opened.on('closed', () => {
    window = null;
    app.quit();
  });
  void opened.loadURL(pageAddress(MAIN_HOST));
  return opened;
}

/** The vault is closed before the process ends: the log is written into the file and the lock is given back. */
function quitCleanly(shell: Shell): void {
  let isClosed = false;
  app.on('before-quit', (event) => {
    isQuitting = true;
    if (isClosed) return;
    event.preventDefault();
    shell
      .close()
      // The processes have ended all the same.
      .catch(() => undefined)
      .finally(() => {
        isClosed = true;
        app.quit();
      });
  });
}

/** Whoever started the demo reads the terminal; its display may be one that nobody sees. */
async function endDemo(error: unknown, shell: Shell | null): Promise<void> {
  process.stderr.write(`klyuchnik: the demo cannot start: ${String(error)}\n`);
  // The processes end all the same.
  await shell?.close().catch(() => undefined);
  app.exit(1);
}

function macMenu(): Menu {
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);
}
