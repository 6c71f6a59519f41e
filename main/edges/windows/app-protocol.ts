import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, sep } from 'node:path';
import { protocol } from 'electron';

/**
 * Hosts of our own scheme: the window, the one that asks for secrets, the one that approves. They never share a page.
 */
export const MAIN_HOST = 'vault';
export const SECRET_HOST = 'secret';
/** The window in which payments are approved. */
export const APPROVAL_HOST = 'approval';
/** Pages that are printed; nobody sees them. */
export const PRINT_HOST = 'print';
/** Online banking of the training bank. */
export const CABINET_HOST = 'cabinet';

const PAGES: Readonly<Record<string, string>> = {
  [MAIN_HOST]: 'index.html',
  [SECRET_HOST]: 'secret/index.html',
  [APPROVAL_HOST]: 'approval/index.html',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Where the page expects the nonce for its styles. */
const NONCE_MARK = '__CSP_NONCE__';
/** Units: bytes. Source: CSP Level 3 §7.1, at least 128 bits. */
const NONCE_BYTES = 16;

/**
 * Must be called before the app is ready. `corsEnabled` keeps other schemes from reading ours. Source: security.md F12,
 * §2.1 item 18.
 */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ]);
}

/** Serves the built renderer from a fixed table of files: nothing that a page asks for is ever joined into a path. */
export function rendererAnswers(rendererDir: string): (request: Request) => Response {
  const files = fileTable(rendererDir);
  return (request) => {
    const url = new URL(request.url);
    const page = PAGES[url.host];
    if (page === undefined || request.method !== 'GET') return new Response(null, { status: 404 });
    const name = url.pathname === '/' ? page : decodeURI(url.pathname.slice(1));
    const file = files.get(name);
    if (file === undefined || (name.endsWith('.html') && name !== page))
      return new Response(null, { status: 404 });
    return answer(file);
  };
}

/** Serves the pages that wait to be printed, by their names; they run no script and load nothing. */
export function printingAnswers(pages: ReadonlyMap<string, string>): (request: Request) => Response {
  return (request) => {
    const { host, pathname } = new URL(request.url);
    const html = host === PRINT_HOST && request.method === 'GET' ? pages.get(pathname.slice(1)) : undefined;
    return html === undefined ? new Response(null, { status: 404 }) : printedPage(html);
  };
}

function printedPage(html: string): Response {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

function fileTable(rendererDir: string): ReadonlyMap<string, string> {
  const names = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' });
  const known = names.filter((name) => TYPES[extname(name)] !== undefined);
  return new Map(known.map((name) => [name.split(sep).join(posix.sep), join(rendererDir, name)]));
}

function answer(file: string): Response {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const body = readFileSync(file);
  const content =
    extname(file) === '.html' ? body.toString('utf8').replaceAll(NONCE_MARK, nonce) : new Uint8Array(body);
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}

/**
 * Only our own files, no connection anywhere, no inline script. Styles of the component library carry the nonce.
 * Source: security.md §2.1 item 7.
 */
export function contentSecurityPolicy(nonce: string): string {
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

/** Returns the address of the page of a host. */
export function pageAddress(host: string): string {
  return `app://${host}/`;
}
