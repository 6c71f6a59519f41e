// What the mocked page is served with, in Electron and in Chromium: under the same CSP as the real one.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

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

/**
 * Returns the body and the headers of a file of the built page.
 * @param {string} dir
 * @param {string} pathname
 * @returns {Promise<{ readonly body: string | Buffer; readonly headers: Record<string, string> }>}
 */
export async function servedPage(dir, pathname) {
  const file = path.join(dir, path.normalize(pathname));
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const bytes = await readFile(file);
  if (type !== 'text/html') return { body: bytes, headers: { 'content-type': type } };
  const nonce = randomBytes(16).toString('base64');
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(nonce) };
  return { body: bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), headers };
}
