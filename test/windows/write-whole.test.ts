import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../main/edges/folders/write-whole.ts';
import { OWNER_ONLY } from '../fakes/platform.ts';

describe('saving a file where a person said', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'klyuchnik-save-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('writes texts and bytes, readable by their owner only', async () => {
    await writeWhole(join(dir, 'a.csv'), 'Ключник');
    await writeWhole(join(dir, 'b.pdf'), Uint8Array.of(1, 2, 3));
    expect(await readFile(join(dir, 'a.csv'), 'utf8')).toBe('Ключник');
    expect([...(await readFile(join(dir, 'b.pdf')))]).toEqual([1, 2, 3]);
    expect((await stat(join(dir, 'a.csv'))).mode & 0o777).toBe(OWNER_ONLY);
  });

  it('replaces an older file and leaves nothing else beside it', async () => {
    const path = join(dir, 'a.csv');
    await writeFile(path, 'old');
    await writeWhole(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(dir)).toEqual(['a.csv']);
  });

  it('says that the disk refused when the folder is not there', async () => {
    await expect(writeWhole(join(dir, 'none', 'a.csv'), 'x')).rejects.toMatchObject({ code: 'store-io' });
  });

  it('leaves no temporary file when the place is a folder', async () => {
    await expect(writeWhole(dir, 'x')).rejects.toMatchObject({ code: 'store-io' });
    expect(await readdir(join(dir, '..'))).not.toContainEqual(expect.stringMatching(/\.klyuchnik$/));
  });

  it('says that the disk is full, and leaves nothing on it', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'a small disk is mounted by root on Linux alone');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir]);
    try {
      const saving = writeWhole(join(dir, 'a.csv'), 'x'.repeat(1_000_000));
      await expect(saving).rejects.toMatchObject({ code: 'store-full' });
      expect(await readdir(dir)).toEqual([]);
    } finally {
      execFileSync('umount', ['-l', dir]);
    }
  });
});
