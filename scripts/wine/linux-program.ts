import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { z } from 'zod';
import { runCommand } from '../run-command.ts';

/** Names the port at which a process for Windows asks for programs of Linux; `ask-linux.ts` reads it. */
export const LINUX_PROGRAMS = 'KLYUCHNIK_LINUX_PROGRAMS';

const ASK = path.join(import.meta.dirname, 'ask-linux.ts');

/** What tests ask for: the maker of their files. */
const Request = z.object({
  program: z.enum(['openssl']),
  args: z.array(z.string()),
  cwd: z.string(),
  /** What `env:PASS` names for openssl. */
  pass: z.string(),
});

/**
 * Returns how to start a program of this kind: itself on Linux, and on Windows under Wine our Node, which asks Linux to
 * run it in the same folder.
 */
export function commandOf(program: string): readonly [string, ...string[]] {
  return process.platform === 'win32' ? [process.execPath, ASK, program] : [program];
}

/** Runs programs for processes under Wine, on loopback. The caller closes it. `prefix`: Wine's folder. */
export async function serveLinuxPrograms(prefix: string): Promise<Server> {
  const server = createServer((socket) => {
    createInterface({ input: socket }).once('line', (line) => {
      void answer(line, prefix)
        .catch((error: unknown) => ({ code: 127, stderr: String(error) }))
        .then((result) => socket.end(JSON.stringify(result)));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Returns the port of such a server. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function answer(line: string, prefix: string) {
  const { program, args, cwd, pass } = Request.parse(JSON.parse(line));
  const env = { ...process.env, PASS: pass };
  const { code, stderr } = await runCommand(program, args, { cwd: linuxPath(cwd, prefix), env });
  return { code: code ?? 1, stderr };
}

/** Wine gives each drive a link to its folder. Source: wine(1), «dosdevices». */
export function linuxPath(windowsPath: string, prefix: string): string {
  const [, drive = '', rest = ''] = /^([A-Za-z]):(.*)$/s.exec(windowsPath) ?? [];
  if (drive === '') throw new Error(`not a path with a drive: ${windowsPath}`);
  return path.posix.join(prefix, 'dosdevices', `${drive.toLowerCase()}:`, rest.replaceAll('\\', '/'));
}
