import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { ed25519Vectors, RFC_8032 } from './ed25519-vectors.ts';
import { answersOf, type Answers } from './verify-vectors.ts';
import { ON_WINDOWS } from '../fakes/platform.ts';

/** Electron's own Node, whose cryptography is BoringSSL. */
async function answersInElectron(): Promise<Answers & { readonly electron: string | undefined }> {
  const { executable } = await resolveElectron();
  const script = path.join(import.meta.dirname, 'verify-in-child.ts');
  const child = spawn(executable, ['--import', 'tsx', script], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // our own script's line
  return JSON.parse(await text(child.stdout)) as Answers & { readonly electron: string | undefined };
}

const vectors = ed25519Vectors();

/** Names of the vectors that this runtime answers otherwise than it should. */
function wrong({ holds, reads }: Answers): readonly string[] {
  return vectors.flatMap((vector, at) => [
    ...(vector.holds === null || vector.holds === holds[at] ? [] : [`verified: ${vector.name}`]),
    ...(vector.reads === reads[at] ? [] : [`read: ${vector.name}`]),
  ]);
}

const published = RFC_8032.map(({ signature }) => signature);

describe('signatures of Ed25519, by RFC 8032 and against its odd points and numbers', () => {
  it('are asked about in more than eight hundred vectors, of which a few are good', () => {
    expect(vectors.length).toBeGreaterThan(800);
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
    expect(vectors.filter(({ reads }) => reads).length).toBe(7);
  });

  it('are judged rightly in Node', () => {
    const answers = answersOf();
    expect(answers.made).toEqual(published);
    expect(wrong(answers)).toEqual([]);
  });

  it('are judged rightly in Electron', async ({ skip }) => {
    skip(ON_WINDOWS, 'Electron is here for Linux only');
    const answers = await answersInElectron();
    expect(answers.electron).toMatch(/^\d+\./);
    expect(answers.made).toEqual(published);
    expect(wrong(answers)).toEqual([]);
  });
});
