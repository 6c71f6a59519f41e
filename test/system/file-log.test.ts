import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLog } from '../../main/edges/system/file-log.ts';

const CLOCK = { now: () => '2026-11-30T00:00:00.000Z' };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-log-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('a log at its size', () => {
  it.each([
    [2 * 1024 * 1024, false],
    [2 * 1024 * 1024 + 1, true],
  ])('of %i bytes is put aside: %s', async (size, isPutAside) => {
    const file = path.join(dir, 'a.log');
    await writeFile(file, '');
    await truncate(file, size);
    fileLog(file, CLOCK).info('begun');
    const text = await readFile(file, 'utf8');
    expect(text.length < 200).toBe(isPutAside);
    expect(text).toContain('"event":"begun"');
  });

  it('grows on when it cannot be put aside, and loses no line', async () => {
    const file = path.join(dir, 'a.log');
    await writeFile(file, '');
    await truncate(file, 2 * 1024 * 1024 + 1);
    // What stands in its way cannot be replaced, as a file that another program has open on Windows.
    await mkdir(`${file}.1`);
    await writeFile(path.join(`${file}.1`, 'held'), '');
    fileLog(file, CLOCK).info('one');
    fileLog(file, CLOCK).info('two');
    const text = await readFile(file, 'utf8');
    expect([text.includes('"event":"one"'), text.includes('"event":"two"')]).toEqual([true, true]);
  });
});
