import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuilt } from '../../scripts/build-bundles.ts';
import { temporaryDir } from './temporary-dir.ts';

async function put(dir: string, file: string, atSeconds: number): Promise<void> {
  const target = path.join(dir, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, '');
  await utimes(target, atSeconds, atSeconds);
  // Making files touches the folders, which are as old as the test.
  for (let folder = path.dirname(target); folder !== dir; folder = path.dirname(folder))
    await utimes(folder, 1, 1);
}

async function project(): Promise<string> {
  const dir = await temporaryDir();
  await put(dir, 'main/deep/part.ts', 100);
  await put(dir, 'out/main/main.js', 101);
  await put(dir, 'out/renderer/index.html', 101);
  return dir;
}

describe('isBuilt', () => {
  it('is true when the bundles are younger than every source', async () => {
    expect(await isBuilt(await project())).toBe(true);
  });

  it('is false when a source in a deep folder is as young or younger', async () => {
    const dir = await project();

    await put(dir, 'main/deep/part.ts', 101);

    expect(await isBuilt(dir)).toBe(false);
  });

  it('is false when one of the bundles is missing', async () => {
    const dir = await temporaryDir();
    await put(dir, 'out/main/main.js', 101);

    expect(await isBuilt(dir)).toBe(false);
  });
});
