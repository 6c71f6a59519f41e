import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_SHEET_BYTES, readSheetFile } from '../../main/edges/folders/read-sheet-file.ts';
import { temporaryDir } from '../runtime/temporary-dir.ts';
import { ON_WINDOWS } from '../fakes/platform.ts';

describe('a table that a person chose', () => {
  it('is read with its name', async () => {
    const file = path.join(await temporaryDir(), 'Токены.csv');
    await writeFile(file, 'a;b');
    const { name, bytes } = await readSheetFile(file);
    expect([name, Buffer.from(bytes).toString()]).toEqual(['Токены.csv', 'a;b']);
  });

  it.each([
    [MAX_SHEET_BYTES, null],
    [MAX_SHEET_BYTES + 1, 'sheet-large'],
  ])('of %i bytes ends as %s', async (size, code) => {
    const file = path.join(await temporaryDir(), 'a.csv');
    await writeFile(file, Buffer.alloc(size, 0x61));
    if (code === null) expect((await readSheetFile(file)).bytes).toHaveLength(size);
    else await expect(readSheetFile(file)).rejects.toMatchObject({ code, details: { file: 'a.csv' } });
  });

  it.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['gone', () => undefined],
  ])('cannot be %s', async (_name, make) => {
    const file = path.join(await temporaryDir(), 'a.csv');
    make(file);
    await expect(readSheetFile(file)).rejects.toMatchObject({ code: 'sheet-unreadable' });
  });

  it('cannot be a pipe that nobody writes to', async ({ skip }) => {
    skip(ON_WINDOWS, 'Windows has no pipes among files');
    const file = path.join(await temporaryDir(), 'a.csv');
    execFileSync('mkfifo', [file]);
    await expect(readSheetFile(file)).rejects.toMatchObject({ code: 'sheet-unreadable' });
  });
});
