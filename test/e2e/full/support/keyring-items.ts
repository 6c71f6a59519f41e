import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runOrThrow } from '../../../../scripts/run-command.ts';
import type { Workbench } from './workbench.ts';

/** Reads an item of the app from the keyring, as any program of this user can. Errors: rejects when there is none. */
export async function readItem(bench: Workbench, account: string): Promise<string> {
  return runOrThrow('secret-tool', ['lookup', ...placeOf(bench, account)], { env: bench.session.env });
}

/** Writes over an item of the app, as any program of this user can. */
export async function writeItem(bench: Workbench, account: string, text: string): Promise<void> {
  const args = ['store', '--label=x', ...placeOf(bench, account)];
  await runOrThrow('secret-tool', args, { env: bench.session.env, input: text });
}

/** Takes an item of the app away, as any program of this user can. */
export async function removeItem(bench: Workbench, account: string): Promise<void> {
  await runOrThrow('secret-tool', ['clear', ...placeOf(bench, account)], { env: bench.session.env });
}

/** Takes away everything that the app keeps there, as a reset of the keyring does. */
export async function removeAllItems(bench: Workbench): Promise<void> {
  await runOrThrow('secret-tool', ['clear', ...serviceOf(bench)], { env: bench.session.env });
}

/** A value in the form that the app gives its items. Source: main/edges/keychain/parts.ts. */
export function wholeItem(bytes: Buffer): string {
  const sha256 = createHash('sha256').update(bytes).digest('base64url');
  return JSON.stringify({
    v: 1,
    kind: 'whole',
    length: bytes.length,
    sha256,
    value: bytes.toString('base64url'),
  });
}

/** The bytes of an item that lies in one piece. */
export function bytesOfItem(text: string): Buffer {
  const { value } = JSON.parse(text) as { value: string }; // an item of the app
  return Buffer.from(value, 'base64url');
}

function placeOf(bench: Workbench, account: string): readonly string[] {
  return [...serviceOf(bench), 'account', account];
}

function serviceOf({ profileDir }: Workbench): readonly string[] {
  const { profileId } = JSON.parse(readFileSync(path.join(profileDir, 'profile.json'), 'utf8')) as {
    profileId: string; // the app's own file
  };
  return ['service', `Klyuchnik ${profileId}`];
}
