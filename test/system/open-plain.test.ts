import { constants } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOwnPath, openPlain } from '../../main/edges/folders/open-plain.ts';
import { NO_LINKS, ON_WINDOWS } from '../fakes/platform.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-plain-'));
  await writeFile(path.join(dir, 'a'), 'content');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('a file that may be no link', () => {
  it.each([
    ['with the flag of the system', undefined],
    ['without it, as on Windows', 0],
  ])('is opened %s', async (_name, noLink) => {
    const file = await openPlain(path.join(dir, 'a'), constants.O_RDONLY, noLink);
    expect(await file.readFile('utf8')).toBe('content');
    await file.close();
    await expect(openPlain(path.join(dir, 'b'), constants.O_RDONLY, noLink)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('is not what a link leads to, with the flag of the system and without it', async ({ skip }) => {
    skip(ON_WINDOWS, NO_LINKS);
    await symlink(path.join(dir, 'a'), path.join(dir, 'link'));
    for (const noLink of [undefined, 0]) {
      const opening = openPlain(path.join(dir, 'link'), constants.O_RDONLY, noLink);
      await expect(opening).rejects.toMatchObject({ code: 'ELOOP' });
    }
  });
});

describe('a path on this computer', () => {
  it.each([
    '//server/a',
    '\\\\server\\a',
    '/\\server\\a',
    '\\/server/a',
    '\\\\?\\C:\\a',
    '\\\\.\\PIPE\\a',
    'a',
    '',
  ])('is not %j', (file) => {
    expect(isOwnPath(file)).toBe(false);
  });

  it('begins with a drive on Windows and with one slash elsewhere', () => {
    expect(isOwnPath(path.join(dir, 'a'))).toBe(true);
    expect(isOwnPath(path.join(dir, 'a\0b'))).toBe(false);
  });
});
