// @not-on-windows: fills a disk by ulimit and tmpfs, which only Linux has
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { startFiller, startLimitedFiller } from './child.ts';
import type { Child } from './child.ts';
import { journalOf, openReady, tokensOf } from './sample-store.ts';
import { testFile, testFolder } from './store-fixture.ts';

describe('a store whose files may not grow', () => {
  it('says so, keeps what it acknowledged and nothing in halves', async () => {
    const file = testFile();
    const filler = startLimitedFiller(file, 1_200);

    const { acknowledged, failure, isWhole } = await readUntilFull(filler);
    filler.kill();
    await filler.isGone;

    expect(failure).toBe('failed store-io store-io');
    expect(isWhole).toBe('whole true');
    expect(acknowledged).toBeGreaterThan(10);
    expect(countKept(file)).toBe(acknowledged);
  });
});

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a store on a full disk', () => {
  it('says that it is full, and goes on in the same process when there is room again', async () => {
    const disk = mountSmallDisk();
    const file = join(disk, 'profile', 'store.sqlite');
    openReady(file).close();
    const ballast = join(disk, 'ballast');
    writeUntilFull(ballast, 300_000);
    const filler = startFiller(file);

    const { acknowledged, failure, isWhole } = await readUntilFull(filler);
    rmSync(ballast);
    filler.goOn();
    const more = [
      await filler.nextLine(),
      await filler.nextLine(),
      await filler.nextLine(),
      await filler.nextLine(),
    ];

    expect(failure).toBe('failed store-full store-full');
    expect(isWhole).toBe('whole true');
    expect(more).toEqual([acknowledged + 1, acknowledged + 2, acknowledged + 3, 'closed'].map(String));
    expect(countKept(file)).toBe(acknowledged + 3);
  });
});

async function readUntilFull(filler: Child) {
  let acknowledged = 0;
  let line = await filler.nextLine();
  for (; line !== undefined && !line.startsWith('failed'); line = await filler.nextLine())
    acknowledged = Number(line);
  return { acknowledged, failure: line, isWhole: await filler.nextLine() };
}

function countKept(file: string): number {
  const db = openReady(file);
  try {
    const kept = tokensOf(db).list().length;
    expect(journalOf(db).verify()).toMatchObject({ ok: true, head: { seq: kept } });
    return kept;
  } finally {
    db.close();
  }
}

/** A disk in memory of 8 MiB. */
function mountSmallDisk(): string {
  const folder = testFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

/** Leaves `spareBytes` free on the disk of `path`. */
function writeUntilFull(path: string, spareBytes: number): void {
  const spare = `${path}.spare`;
  const spareHandle = openSync(spare, 'w');
  writeSync(spareHandle, Buffer.alloc(spareBytes));
  closeSync(spareHandle);
  const handle = openSync(path, 'w');
  const chunk = Buffer.alloc(65_536);
  try {
    while (writeSync(handle, chunk) === chunk.byteLength) continue;
  } catch {
    // full, as wanted
  } finally {
    closeSync(handle);
    rmSync(spare);
  }
}
