// The smallest Electron app that shows the real renderer on a fake `window.app`, as `serve-page.mjs` serves it.
// MOCKED_PAGE_DIR names the folder with the built page.
import { app, BrowserWindow, protocol, session } from 'electron';
import { servedPage } from './serve-page.mjs';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

async function servePage(request) {
  const { body, headers } = await servedPage(process.env.MOCKED_PAGE_DIR, new URL(request.url).pathname);
  return new Response(body, { headers });
}

app.on('window-all-closed', () => app.quit());
async function openWindow() {
  protocol.handle('app', servePage);
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  await window.loadURL('about:blank');
}

// Not awaited here: Electron is ready only after this module is evaluated.
void app.whenReady().then(openWindow);
