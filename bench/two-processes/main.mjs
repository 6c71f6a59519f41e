// The least that an app can be whose secrets are in processes of their own (ADR 0065): the empty window of the base
// line, a process that opens an empty store, and one that asks the keychain. The title says when both have answered.
import { app, BrowserWindow, utilityProcess } from 'electron';
import path from 'node:path';

const here = import.meta.dirname;

app.setPath('userData', process.env.KLYUCHNIK_PROFILE_DIR);
if (process.getuid?.() !== 0) app.enableSandbox();
app.on('window-all-closed', () => app.quit());
// Not awaited here: Electron becomes ready only when this module has been evaluated.
void app.whenReady().then(start);

async function start() {
  const answers = ['store.mjs', 'keychain.mjs'].map(answerOf);
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  window.once('ready-to-show', () => window.show());
  await Promise.all([window.loadFile(path.join(here, 'index.html')), ...answers]);
  await window.webContents.executeJavaScript('document.title = "ready"');
}

function answerOf(file) {
  const folder = app.getPath('userData');
  return new Promise((done) => {
    utilityProcess.fork(path.join(here, file), [folder]).once('message', done);
  });
}
