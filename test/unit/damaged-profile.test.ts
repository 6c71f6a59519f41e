import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DamagedProfileError, existingProfile, openProfile } from '../../main/edges/system/profile.ts';
import { fittedSize } from '../../main/edges/windows/fit-size.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'klyuchnik-profile-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Source: https://github.com/piec/elecwhat/issues/15, https://github.com/kando-menu/kando/issues/858. */
it.each(['', '\0'.repeat(52), '{"profileId":"', '{}', 'null', '{"profileId":"x"}'])(
  'names the file of a profile that holds %j, and makes no new id',
  (text) => {
    const file = join(dir, 'profile.json');
    writeFileSync(file, text);
    for (const open of [openProfile, existingProfile]) {
      expect(() => open(dir)).toThrow(DamagedProfileError);
      expect(() => open(dir)).toThrow(expect.objectContaining({ file }));
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

/** Source: https://github.com/desktop/desktop/issues/13940, https://github.com/desktop/desktop/issues/14808. */
it.each([
  [1280, 672, { width: 1280, height: 672, minWidth: 1024, minHeight: 569 }],
  [1097, 569, { width: 1097, height: 569, minWidth: 1024, minHeight: 569 }],
  [960, 500, { width: 960, height: 500, minWidth: 960, minHeight: 500 }],
  [1920, 1040, { width: 1280, height: 800, minWidth: 1024, minHeight: 569 }],
] as const)('a window fits a work area of %i×%i', (width, height, size) => {
  expect(fittedSize({ width: 1280, height: 800, minWidth: 1024, minHeight: 569 }, { width, height })).toEqual(
    size,
  );
});
