import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, link, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, readChosen, readDropped } from '../../main/edges/folders/read-small-file.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { temporaryDir } from '../runtime/temporary-dir.ts';
import { NO_LINKS, ON_WINDOWS } from '../fakes/platform.ts';

async function fileOf(content: string | Uint8Array, name = 'private.key'): Promise<string> {
  const file = path.join(await temporaryDir(), name);
  await writeFile(file, content);
  return file;
}

describe('files that a person chose or dropped', () => {
  it.each([
    ['chosen', readChosen],
    ['dropped', readDropped],
  ])('are read with their names when %s', async (_name, read) => {
    const [file] = await read([await fileOf('content')]);

    expect(file?.name).toBe('private.key');
    expect(file?.bytes.revealText()).toBe('content');
  });

  it.each([
    [MAX_FILE_BYTES, null],
    [MAX_FILE_BYTES + 1, 'certificate-file-large'],
    [20 * 1024 * 1024, 'certificate-file-large'],
    [0, 'certificate-file-empty'],
  ])('of %i bytes end as %s', async (size, code) => {
    const file = await fileOf('');
    await truncate(file, size);
    const act = () => readDropped([file]);

    if (code === null) expect((await act())[0]?.bytes.byteLength).toBe(size);
    else await expect(act()).rejects.toMatchObject({ code, details: { file: 'private.key' } });
  });

  it('are not a folder when they were dropped', async () => {
    expect(await codeOf(async () => readDropped([await temporaryDir()]))).toBe('certificate-file-not-plain');
  });

  it('are not a pipe that nobody writes to when they were dropped', async ({ skip }) => {
    skip(ON_WINDOWS, 'Windows has no pipes among files');
    const file = path.join(await temporaryDir(), 'x');
    execFileSync('mkfifo', [file]);

    expect(await codeOf(() => readDropped([file]))).toBe('certificate-file-not-plain');
  });

  it('are not a link when they were dropped', async ({ skip }) => {
    skip(ON_WINDOWS, NO_LINKS);
    const file = path.join(await temporaryDir(), 'x');
    await symlink('/etc/hostname', file);

    expect(await codeOf(() => readDropped([file]))).toBe('certificate-file-not-plain');
  });

  it.each([
    '',
    'relative.pem',
    '//server/share/a.pem',
    '\\\\server\\share\\a.pem',
    '/\\server/share/a.pem',
    '\\/server/share/a.pem',
    '\\\\?\\UNC\\server\\share\\a.pem',
    '\\\\.\\COM1',
    '/nowhere/at/all.pem',
    '/tmp/a\0b',
  ])('are not taken from %j', async (place) => {
    expect(await codeOf(() => readDropped([place]))).toBe('certificate-file-unreadable');
  });

  it.each([
    [10, null],
    [11, 'certificate-files-many'],
  ])('are %i at most: %s', async (count, code) => {
    const file = await fileOf('a');
    const act = () => readDropped(Array.from({ length: count }, () => file));

    if (code === null) expect(await act()).toHaveLength(count);
    else expect(await codeOf(act)).toBe(code);
  });

  it('follow a link when they were chosen in the dialog of the system', async ({ skip }) => {
    skip(ON_WINDOWS, NO_LINKS);
    const file = await fileOf('content');
    const shortcut = path.join(await temporaryDir(), 'shortcut');
    await symlink(file, shortcut);

    expect((await readChosen([shortcut]))[0]?.bytes.revealText()).toBe('content');
  });
});

describe('a file that is to be deleted', () => {
  it('is overwritten, then gone', async () => {
    const path = await fileOf('secret');
    const other = `${path}.hard`;
    await link(path, other);
    const [file] = await readDropped([path]);

    expect(await file?.remove()).toBe('removed');
    expect(existsSync(path)).toBe(false);
    // What another name of the same file still shows.
    expect(await readFile(other)).toEqual(Buffer.alloc(6));
    expect(await file?.remove()).toBe('gone');
  });

  it.each([
    ['has grown', (file: string) => appendFile(file, 'more')],
    ['was written anew', (file: string) => writeFile(file, 'SECRET')],
  ])('is left alone when it %s since it was read', async (_name, change) => {
    const path = await fileOf('secret');
    const [file] = await readDropped([path]);
    await change(path);
    const before = await readFile(path);

    expect(await file?.remove()).toBe('changed');
    expect(await readFile(path)).toEqual(before);
  });
});
