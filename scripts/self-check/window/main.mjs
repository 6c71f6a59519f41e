// The smallest app that does with windows and processes what ours does: a sandboxed page of our own scheme that
// runs its script, and a utility process that answers. Says a line of JSON about each and ends.
import { app, BrowserWindow, protocol, utilityProcess } from 'electron';
import { once } from 'node:events';
import path from 'node:path';

const PAGE =
  '<!doctype html><title>begun</title><script>document.title = String(6 * 7) + typeof require</script>';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

async function checkWindows() {
  protocol.handle('app', () => new Response(PAGE, { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  await window.loadURL('app://check/');
  const title = await window.webContents.executeJavaScript('document.title');
  if (title !== '42undefined') throw new Error(`the page said ${title}`);
  return `Chromium ${process.versions.chrome}`;
}

async function checkProcesses() {
  const child = utilityProcess.fork(path.join(import.meta.dirname, 'child.mjs'), [], { stdio: 'ignore' });
  child.postMessage('да');
  const [answer] = await once(child, 'message');
  child.kill();
  if (answer !== 'да') throw new Error(`the process said ${String(answer)}`);
  return `Node ${process.versions.node}`;
}

async function tell(name, check) {
  const outcome = await check().then(
    (told) => ({ isFine: true, told }),
    (error) => ({ isFine: false, told: String(error) }),
  );
  process.stdout.write(`${JSON.stringify({ name, ...outcome })}\n`);
}

async function run() {
  await tell('windows', checkWindows);
  await tell('processes', checkProcesses);
  app.exit(0);
}

// Not awaited here: Electron is ready only after this module is evaluated.
void app.whenReady().then(run);
