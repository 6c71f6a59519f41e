// The base line of the benchmark: the least that an Electron app with a window of the same size can be.
import { app, BrowserWindow } from 'electron';
import path from 'node:path';

app.setPath('userData', process.env.KLYUCHNIK_PROFILE_DIR);
if (process.getuid?.() !== 0) app.enableSandbox();
app.on('window-all-closed', () => app.quit());
// Not awaited here: Electron becomes ready only when this module has been evaluated.
void app.whenReady().then(openWindow);

function openWindow() {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(import.meta.dirname, 'index.html'));
}
