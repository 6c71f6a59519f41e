import { randomBytes } from 'node:crypto';
import { chown } from 'node:fs/promises';
import path from 'node:path';
import { firstReport, startInBackground } from './background-process.ts';
import type { BackgroundProcess, ProcessUser } from './background-process.ts';
import { runOrThrow } from '../run-command.ts';

/** An X display of our own and what a program needs to open windows there. */
export type XDisplay = { readonly server: BackgroundProcess; readonly env: NodeJS.ProcessEnv };

/**
 * Starts an Xvfb on a free display number, which only holders of the cookie file in `dir` may use.
 *
 * Units: the screen is 1440 × 900 pixels, room for a window of the design size, 24 bits deep.
 * Errors: rejects with Xvfb's words when it does not start.
 */
export async function startDisplay(dir: string, user?: ProcessUser): Promise<XDisplay> {
  const authority = path.join(dir, 'xauthority');
  const cookie = randomBytes(16).toString('hex');
  // Any display name will do for the server: it takes every cookie in its file.
  await addCookie(authority, ':0', cookie);
  const server = await startInBackground(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-auth', authority, '-noreset'],
    { env: process.env },
  );
  const display = `:${await firstReport('Xvfb', server)}`;
  await addCookie(authority, display, cookie);
  if (user !== undefined) await chown(authority, user.uid, user.gid);
  return { server, env: { DISPLAY: display, XAUTHORITY: authority } };
}

// The cookie goes in by stdin: arguments are readable by every user of the machine.
async function addCookie(authority: string, display: string, cookie: string): Promise<void> {
  const input = `add ${display} MIT-MAGIC-COOKIE-1 ${cookie}\n`;
  await runOrThrow('xauth', ['-q', '-f', authority, 'source', '-'], { input });
}
