// The smallest Electron app that shows the real renderer on a fake `window.app`, under the same CSP as the real one.
// MOCKED_PAGE_DIR names the folder with the built page.
import { app, BrowserWindow, protocol, session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

function policyFor(nonce) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

async function servePage(request) {
  const { pathname } = new URL(request.url);
  const file = path.join(process.env.MOCKED_PAGE_DIR, path.normalize(pathname));
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const bytes = await readFile(file);
  if (type !== 'text/html') return new Response(bytes, { headers: { 'content-type': type } });
  const nonce = randomBytes(16).toString('base64');
  const body = bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(nonce) };
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
