import { lstat, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../scripts/electron/unzip.ts';
import { temporaryDir } from './temporary-dir.ts';

type Item = { readonly name: string; readonly mode: number; readonly text: string };

/** CRC-32 as zip files carry it. Source: PKWARE APPNOTE 4.4.7. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Writes a zip with stored entries. Source: PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16. */
async function zipOf(items: readonly Item[]): Promise<string> {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, mode, text } of items) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(text)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    // 0x0314: made on Unix, so that the attributes are a mode.
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(items.length, 4);
  end.writeUInt16LE(items.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  const file = path.join(await temporaryDir(), 'archive.zip');
  await writeFile(file, Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]));
  return file;
}

const keepAll = (name: string): string => name;

describe('unzip', () => {
  it('keeps execute bits and links inside the folder, and leaves out what has no place', async () => {
    const zip = await zipOf([
      { name: 'bin/', mode: 0o040755, text: '' },
      { name: 'bin/program', mode: 0o100755, text: 'run' },
      { name: 'bin/link', mode: 0o120777, text: 'program' },
      { name: 'readme', mode: 0o100644, text: 'read' },
      { name: 'resources/app.js', mode: 0o100644, text: 'theirs' },
    ]);
    const dir = await temporaryDir();

    await unzip(zip, dir, (name) => (name.startsWith('resources/') ? null : name));

    expect((await readdir(dir, { recursive: true })).sort()).toEqual([
      'bin',
      'bin/link',
      'bin/program',
      'readme',
    ]);
    expect((await lstat(path.join(dir, 'bin/program'))).mode & 0o111).not.toBe(0);
    expect((await lstat(path.join(dir, 'readme'))).mode & 0o111).toBe(0);
    expect(await readlink(path.join(dir, 'bin/link'))).toBe('program');
    expect(await readFile(path.join(dir, 'bin/program'), 'utf8')).toBe('run');
  });

  it.each([
    { what: 'a name that climbs out', item: { name: '../evil', mode: 0o100644, text: 'x' } },
    { what: 'an absolute name', item: { name: '/tmp/evil', mode: 0o100644, text: 'x' } },
    { what: 'a link out of the folder', item: { name: 'link', mode: 0o120777, text: '../../etc' } },
    { what: 'an absolute link', item: { name: 'link', mode: 0o120777, text: '/etc/passwd' } },
  ])('refuses $what', async ({ item }) => {
    const dir = await temporaryDir();
    const zip = await zipOf([item]);

    await expect(unzip(zip, dir, keepAll)).rejects.toThrow();
    expect(await readdir(dir)).toEqual([]);
  });

  it('refuses a place outside the folder even for an honest name', async () => {
    const zip = await zipOf([{ name: 'good', mode: 0o100644, text: 'x' }]);

    await expect(unzip(zip, await temporaryDir(), () => '../good')).rejects.toThrow('outside');
  });
});
