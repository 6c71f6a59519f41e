import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFolders } from '../../main/edges/folders/shared-folder.ts';
import { existingProfile, openProfile } from '../../main/edges/system/profile.ts';
import { replaceDurably } from '../../main/edges/system/durable-file.ts';
import { fileLog } from '../../main/edges/system/file-log.ts';
import { fitsFileLayer, openDatabase } from '../../main/edges/store/open-database.ts';

let top: string;
beforeEach(async () => {
  top = await mkdtemp(path.join(tmpdir(), 'klyuchnik-places-'));
});
afterEach(() => rm(top, { recursive: true, force: true }));

/** MAX_PATH is 260. Source: Microsoft, «Maximum path length limitation». */
const LONG = [259, 260, 261, 400] as const;

/** A folder in whose `store/vault.sqlite` the path has that many characters, made of this one. */
function placeOf(length: number, letter: string): string {
  const tail = path.join('store', 'vault.sqlite');
  let dir = top;
  while (length - dir.length - tail.length - 1 > 110) dir = path.join(dir, letter.repeat(99));
  return path.join(dir, letter.repeat(length - dir.length - tail.length - 2));
}

const storeIn = (dir: string) => path.join(dir, 'store', 'vault.sqlite');

describe('a profile in a place', () => {
  it.each([
    ...LONG.map((length) => [`with ${length} characters`, () => placeOf(length, 'п')] as const),
    [
      'of a person with a Russian name and spaces',
      () => path.join(top, 'Анна Ивановна (бухгалтер)'),
    ] as const,
  ])('%s', async (_name, place) => {
    const dir = place();
    const profile = openProfile(dir);
    expect(existingProfile(dir)).toEqual(profile);

    await replaceDurably(path.join(dir, 'a.json'), '1');
    await replaceDurably(path.join(dir, 'a.json'), '2');
    expect(await readFile(path.join(dir, 'a.json'), 'utf8')).toBe('2');

    const name = await diskFolders.open(dir).put(Buffer.from('x'));
    expect(await readFile(path.join(dir, name), 'utf8')).toBe('x');

    fileLog(profile.logFile, { now: () => '2026-11-30T00:00:00.000Z' }).info('started');
    expect(await readFile(profile.logFile, 'utf8')).toContain('"event":"started"');
  });

  it('is as long as the test says', () => {
    for (const length of LONG) expect(storeIn(placeOf(length, 'п'))).toHaveLength(length);
  });
});

describe('a store in a place', () => {
  it.each([247, 248, 249, 253, 261, 400])(
    'with %i bytes opens, or is refused with nothing made there',
    (length) => {
      const file = storeIn(placeOf(length, 'a'));
      if (fitsFileLayer(file)) {
        openDatabase({ file }).close();
        openDatabase({ file, mustExist: true }).close();
      } else {
        expect(() => openDatabase({ file })).toThrow(expect.objectContaining({ code: 'store-io' }));
        expect(readdirSync(top)).toEqual([]);
      }
    },
  );

  it.each([
    ['win32', 'a', 248, true],
    ['win32', 'a', 249, false],
    ['win32', 'я', 124, true],
    ['win32', 'я', 125, false],
    ['linux', 'я', 1_000, true],
  ] as const)('on %s may have of %j %i: %s', (platform, letter, count, fits) => {
    expect(fitsFileLayer(letter.repeat(count), platform)).toBe(fits);
  });
});
