import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyStore, type StoreCopy } from '../../main/edges/store/store-copy.ts';
import { startWriter } from './child.ts';
import { addSample, journalOf, openReady } from './sample-store.ts';
import { testFile, testFolder } from './store-fixture.ts';
import { OWNER_ONLY, OWNER_ONLY_FOLDER } from '../fakes/platform.ts';

function copyOf(file: string, read?: (path: string) => Buffer): StoreCopy {
  const copy = copyStore(file, read);
  onTestFinished(copy.remove);
  return copy;
}

/** A slow reader beside a writer that never rests is refused at times: what is given has to be whole. */
function copyWhileWritten(file: string): StoreCopy {
  for (;;) {
    try {
      return copyOf(file);
    } catch (error) {
      expect(error).toMatchObject({ code: 'store-io', cause: 'the store changed while it was copied' });
    }
  }
}

describe('a copy of a store', () => {
  it('has what is only in the log of the open original, and is readable by its owner alone', () => {
    const file = testFile();
    const db = openReady(file);
    onTestFinished(() => db.close());
    addSample(db, 1);
    const copy = copyOf(file);

    const copied = openReady(copy.file);
    expect(journalOf(copied).head().seq).toBe(1);
    copied.close();
    expect(statSync(dirname(copy.file)).mode & 0o777).toBe(OWNER_ONLY_FOLDER);
    expect(statSync(copy.file).mode & 0o777).toBe(OWNER_ONLY);
    copy.remove();
    copy.remove();
    expect(existsSync(dirname(copy.file))).toBe(false);
  });

  it('is whole, however often it is taken while another process writes', async () => {
    const file = testFile();
    const writer = startWriter(file);
    expect(await writer.nextLine()).toBe('1');
    let last = 0;
    for (let round = 0; round < 12; round += 1) {
      const seen = Number(await writer.nextLine());
      const copy = copyWhileWritten(file);
      const copied = openReady(copy.file);
      const { seq } = journalOf(copied).head();
      copied.close();
      expect(seq).toBeGreaterThanOrEqual(Math.max(seen, last));
      last = seq;
    }
    writer.kill();
    await writer.isGone;
  });

  it.each(['', '-wal'])('is taken again when <store>%s changed while it was read', (suffix) => {
    const file = join(testFolder(), 'store.sqlite');
    writeFileSync(file, 'store 1');
    writeFileSync(`${file}-wal`, 'log 1');
    let isChanged = false;
    const reads: string[] = [];
    const copy = copyOf(file, (path) => {
      const bytes = readFileSync(path);
      reads.push(path);
      if (path === `${file}-wal` && !isChanged) {
        isChanged = true;
        writeFileSync(`${file}${suffix}`, 'other 2');
      }
      return bytes;
    });

    expect(readFileSync(`${copy.file}${suffix}`, 'utf8')).toBe('other 2');
    expect(reads).toHaveLength(8);
  });

  it('takes a log that has only grown, and gives up on a store that never stands still', () => {
    const file = join(testFolder(), 'store.sqlite');
    writeFileSync(file, 'store');
    writeFileSync(`${file}-wal`, 'log');
    let count = 0;
    const growing = copyOf(file, (path) => {
      count += 1;
      return path === file ? readFileSync(path) : Buffer.from('log'.padEnd(3 + count, '+'));
    });
    const restless = () => copyStore(file, () => Buffer.from(String((count += 1))));

    expect(readFileSync(`${growing.file}-wal`, 'utf8')).toBe('log++');
    expect(restless).toThrow(expect.objectContaining({ code: 'store-io' }));
    expect(() => copyStore(`${file}.none`)).toThrow(expect.objectContaining({ code: 'store-io' }));
  });
});
