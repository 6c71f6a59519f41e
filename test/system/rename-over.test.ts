import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceDurably } from '../../main/edges/system/durable-file.ts';
import { renameOver, renameOverSync } from '../../main/edges/system/rename-over.ts';
import { ON_WINDOWS } from '../fakes/platform.ts';

/** A disk that answers with these codes one after another, and then does it. */
function holding(platform: NodeJS.Platform, codes: readonly string[]) {
  const left = [...codes];
  const story: string[] = [];
  const rename = (): void => {
    const code = left.shift();
    story.push(code ?? 'done');
    if (code !== undefined) throw Object.assign(new Error(code), { code });
  };
  return { platform, rename, wait: (ms: number) => void story.push(`${ms} ms`), story };
}

async function tell(platform: NodeJS.Platform, codes: readonly string[]) {
  const disk = holding(platform, codes);
  const asynchronous = {
    ...disk,
    rename: async () => disk.rename(),
    wait: async (ms: number) => disk.wait(ms),
  };
  const error = await renameOver('a', 'b', asynchronous).catch((reason: Error) => reason.message);
  const same = holding(platform, codes);
  const told = (() => {
    try {
      return renameOverSync('a', 'b', same);
    } catch (reason) {
      return reason instanceof Error ? reason.message : '';
    }
  })();
  expect([same.story, told]).toEqual([disk.story, error]);
  return { story: disk.story.join(' '), error };
}

describe('a file that takes the place of another', () => {
  it('is tried again on Windows while somebody holds one of them', async () => {
    expect(await tell('win32', ['EPERM', 'EACCES', 'EBUSY'])).toEqual({
      story: 'EPERM 10 ms EACCES 20 ms EBUSY 50 ms done',
      error: undefined,
    });
  });

  it('is tried nine times in two seconds, and then told with the last answer', async () => {
    const { story, error } = await tell(
      'win32',
      Array.from({ length: 9 }, () => 'EPERM'),
    );
    const waits = story.split(' ').filter((word) => /^\d+$/.test(word));
    expect(error).toBe('EPERM');
    expect(waits).toHaveLength(8);
    expect(waits.reduce((sum, ms) => sum + Number(ms), 0)).toBe(2_000);
    expect(
      await tell(
        'win32',
        Array.from({ length: 8 }, () => 'EPERM'),
      ),
    ).toMatchObject({ error: undefined });
  });

  it.each(['ENOENT', 'ENOSPC', 'EXDEV'])('is given up at once after %s', async (code) => {
    expect(await tell('win32', [code])).toEqual({ story: code, error: code });
  });

  it('is given up at once elsewhere, where nobody can hold it', async () => {
    expect(await tell('linux', ['EPERM'])).toEqual({ story: 'EPERM', error: 'EPERM' });
  });

  describe('on a real disk', () => {
    let dir: string;
    const put = (text: string) => replaceDurably(path.join(dir, 'a'), text, path.join(dir, `.${text}`));
    beforeEach(async () => {
      dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-rename-'));
      await writeFile(path.join(dir, 'a'), 'old');
    });
    afterEach(() => rm(dir, { recursive: true, force: true }));

    it('is there whole when several write it at once', async () => {
      const texts = ['one', 'two', 'three', 'four'];
      await Promise.all(texts.map(put));
      expect(texts).toContain(await readFile(path.join(dir, 'a'), 'utf8'));
      expect(await readdir(dir)).toEqual(['a']);
    });

    it('is the old one, whole and alone, or the new one when somebody reads it all the time', async () => {
      const reader = await open(path.join(dir, 'a'), 'r');
      const outcome = await put('new').then(
        () => 'new',
        () => 'old',
      );
      // Windows does not replace a file that somebody has open.
      expect(outcome).toBe(ON_WINDOWS ? 'old' : 'new');
      expect(await readFile(path.join(dir, 'a'), 'utf8')).toBe(outcome);
      expect(await readdir(dir)).toEqual(['a']);
      await reader.close();
      await put('after');
      expect(await readFile(path.join(dir, 'a'), 'utf8')).toBe('after');
    });
  });
});
