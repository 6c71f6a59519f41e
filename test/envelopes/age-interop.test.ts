// @not-on-windows: talks to the age program of Linux, byte for byte on any system
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MAX_SEALED_BYTES,
  newOpeningKey,
  openSealed,
  sealForReaders,
  type OpeningKeyPair,
} from '../../main/edges/age/age-files.ts';
import { readEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { Secret } from '../../main/ports/secret.ts';
import { runCommand, runOrThrow } from '../../scripts/run-command.ts';
import { ensureSystemPackages, testNeeds } from '../../scripts/session/system-packages.ts';
import { Author, parts, requestFields } from './author.ts';

/** The part of a file that age encrypts at once. Units: bytes. Source: C2SP age.md, «Payload». */
const CHUNK = 64 * 1024;

const maker = new Author();
const envelope = maker.file(requestFields(maker, [new Author()]));

let dir: string;
const at = (name: string) => path.join(dir, name);

/** The ordinary `age` of the system: another program, in another language, by another hand. */
describe('files for the ordinary age, and from it', () => {
  let reader: OpeningKeyPair;

  beforeAll(async () => {
    await ensureSystemPackages(testNeeds);
    dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-age-'));
    reader = await newOpeningKey();
    await writeFile(at('identity'), `${reader.identity.revealText()}\n`, { mode: 0o600 });
  }, 600_000);

  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** What the program says of a file: how it ended, and the text. */
  async function opened(name: string): Promise<{ readonly code: number | null; readonly text: string }> {
    const { code, stdout } = await runCommand('age', ['-d', '-i', at('identity'), at(name)]);
    return { code, text: code === 0 ? stdout : '' };
  }

  it.each([
    ['an envelope', envelope],
    ['nothing', ''],
    ['one part less a byte', 'x'.repeat(CHUNK - 1)],
    ['one part', 'x'.repeat(CHUNK)],
    ['one part and a byte', 'x'.repeat(CHUNK + 1)],
    ['two parts in Russian letters', 'Ж'.repeat(CHUNK)],
  ])('pass both ways with %s', async (_, text) => {
    const other = await newOpeningKey();
    await writeFile(at('ours'), await sealForReaders(text, [other.openingKey, reader.openingKey]));
    expect(await opened('ours')).toEqual({ code: 0, text });

    await writeFile(at('plain'), text);
    await runOrThrow('age', [
      '-r',
      other.openingKey,
      '-r',
      reader.openingKey,
      '-o',
      at('theirs'),
      at('plain'),
    ]);
    expect(await openSealed(await readFile(at('theirs')), reader.identity)).toBe(text);
    expect(await openSealed(await readFile(at('theirs')), other.identity)).toBe(text);
  });

  it('are opened with a key that age-keygen made', async () => {
    const key = await runOrThrow('age-keygen', []);
    const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(key)?.[0] ?? '';
    const openingKey = /age1\S+/.exec(key)?.[0] ?? '';
    expect(await openSealed(await sealForReaders(envelope, [openingKey]), Secret.fromText(identity))).toBe(
      envelope,
    );
  });

  it('are envelopes still when they come from it', async () => {
    await writeFile(at('plain'), envelope);
    await runOrThrow('age', ['-r', reader.openingKey, '-o', at('theirs'), at('plain')]);
    const text = await openSealed(await readFile(at('theirs')), reader.identity);
    expect(readEnvelope(parts, text ?? '').ok).toBe(true);
  });

  it('are refused by both when a bit is flipped or the end is missing', async () => {
    const sealed = await sealForReaders(envelope, [reader.openingKey]);
    const places = Array.from({ length: 24 }, (_, index) => Math.floor((index * sealed.length) / 24));
    for (const place of places) {
      const bytes = Buffer.from(sealed);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      await writeFile(at('flipped'), bytes);
      expect({ place, code: (await opened('flipped')).code }).toEqual({ place, code: 1 });
      expect(await openSealed(bytes, reader.identity)).toBeNull();
      await writeFile(at('cut'), sealed.subarray(0, place));
      expect((await opened('cut')).code).toBe(1);
      expect(await openSealed(sealed.subarray(0, place), reader.identity)).toBeNull();
    }
  });

  it('are refused in armor, for others, and when they are too large', async () => {
    await writeFile(at('plain'), envelope);
    await runOrThrow('age', ['-a', '-r', reader.openingKey, '-o', at('armored'), at('plain')]);
    expect(await openSealed(await readFile(at('armored')), reader.identity)).toBeNull();
    const other = await newOpeningKey();
    await runOrThrow('age', ['-r', other.openingKey, '-o', at('foreign'), at('plain')]);
    expect(await openSealed(await readFile(at('foreign')), reader.identity)).toBeNull();
    await writeFile(at('large'), Buffer.alloc(MAX_SEALED_BYTES));
    await runOrThrow('age', ['-r', reader.openingKey, '-o', at('sealed-large'), at('large')]);
    expect(await openSealed(await readFile(at('sealed-large')), reader.identity)).toBeNull();
  });
});
