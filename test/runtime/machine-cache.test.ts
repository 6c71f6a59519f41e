import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildOnce, cachePlaces, findFinished, writableCache } from '../../scripts/electron/machine-cache.ts';
import { temporaryDir } from './temporary-dir.ts';

const name = 'runtime';
const marker = 'done.json';

async function finish(dir: string, text = 'whole'): Promise<void> {
  await writeFile(path.join(dir, 'program'), text);
  await writeFile(path.join(dir, marker), '{}');
}

describe('cachePlaces', () => {
  it('follows XDG_CACHE_HOME when it is an absolute path, else ~/.cache', () => {
    expect(cachePlaces({ XDG_CACHE_HOME: '/x' }, '/home/a').own).toBe('/x/klyuchnik');
    expect(cachePlaces({ XDG_CACHE_HOME: 'x' }, '/home/a').own).toBe('/home/a/.cache/klyuchnik');
    expect(cachePlaces({}, '/home/a').own).toBe('/home/a/.cache/klyuchnik');
  });
});

describe('writableCache', () => {
  it('gives root the shared folder, readable by all, and everyone else his own', async () => {
    const dir = await temporaryDir();
    const places = { shared: path.join(dir, 'shared'), own: path.join(dir, 'own') };

    expect(await writableCache(places, true)).toBe(places.shared);
    expect((await stat(places.shared)).mode & 0o777).toBe(0o755);
    expect(await writableCache(places, false)).toBe(places.own);
  });

  it('falls back to the own folder when the shared one cannot be made', async () => {
    const dir = await temporaryDir();
    await writeFile(path.join(dir, 'file'), '');
    const places = { shared: path.join(dir, 'file', 'shared'), own: path.join(dir, 'own') };

    expect(await writableCache(places, true)).toBe(places.own);
  });
});

describe('findFinished', () => {
  it('passes by a folder without the marker', async () => {
    const dir = await temporaryDir();
    const places = { shared: path.join(dir, 'shared'), own: path.join(dir, 'own') };
    await mkdir(path.join(places.shared, name), { recursive: true });
    await mkdir(path.join(places.own, name), { recursive: true });

    expect(await findFinished(places, name, marker)).toBeNull();
    await finish(path.join(places.own, name));
    expect(await findFinished(places, name, marker)).toBe(path.join(places.own, name));
  });
});

describe('buildOnce', () => {
  it('replaces what a crash left half made, under both names', async () => {
    const cacheDir = await temporaryDir();
    await mkdir(path.join(cacheDir, name));
    await writeFile(path.join(cacheDir, name, 'leftover'), 'half');
    await mkdir(path.join(cacheDir, `.making-${name}-abc123`));

    const built = await buildOnce({ cacheDir, name, marker }, finish);

    expect((await readdir(built)).sort()).toEqual([marker, 'program']);
    expect(await readdir(cacheDir)).toEqual([name]);
  });

  it('builds once when two processes ask at the same time', async () => {
    const cacheDir = await temporaryDir();
    let builds = 0;
    const build = async (dir: string): Promise<void> => {
      builds += 1;
      await finish(dir, `build ${String(builds)}`);
    };

    const asked = { cacheDir, name, marker };
    const [first, second] = await Promise.all([buildOnce(asked, build), buildOnce(asked, build)]);

    expect(second).toBe(first);
    expect(builds).toBe(1);
    expect(await readFile(path.join(first, 'program'), 'utf8')).toBe('build 1');
  });

  it('leaves nothing behind when the build fails, and can be asked again', async () => {
    const cacheDir = await temporaryDir();
    const failing = async (dir: string): Promise<void> => {
      await writeFile(path.join(dir, 'program'), 'half');
      throw new Error('the disk is full');
    };

    await expect(buildOnce({ cacheDir, name, marker }, failing)).rejects.toThrow('the disk is full');
    expect(await readdir(cacheDir)).toEqual([]);
    await expect(buildOnce({ cacheDir, name, marker }, finish)).resolves.toBe(path.join(cacheDir, name));
  });

  it('does not publish a build that forgot its marker', async () => {
    const cacheDir = await temporaryDir();

    const building = buildOnce({ cacheDir, name, marker }, (dir) =>
      writeFile(path.join(dir, 'program'), 'x'),
    );

    await expect(building).rejects.toThrow('was not finished');
    expect(await readdir(cacheDir)).toEqual([]);
  });
});
