import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyIntegrity } from '../../scripts/electron/verify-integrity.ts';
import { temporaryDir } from './temporary-dir.ts';

const content = Buffer.from('the runtime as the registry publishes it');
const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;

async function fileWith(bytes: Buffer): Promise<string> {
  const file = path.join(await temporaryDir(), 'runtime.tgz');
  await writeFile(file, bytes);
  return file;
}

describe('verifyIntegrity', () => {
  it('accepts exactly the bytes the integrity names', async () => {
    await expect(verifyIntegrity(await fileWith(content), integrity)).resolves.toBeUndefined();
  });

  it.each([0, 1, content.length - 1])('refuses the file when bit 0 of byte %i is changed', async (index) => {
    const changed = Buffer.from(content);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);

    await expect(verifyIntegrity(await fileWith(changed), integrity)).rejects.toThrow('not the file');
  });

  it('refuses a shorter and a longer file', async () => {
    const shorter = await fileWith(content.subarray(0, -1));
    const longer = await fileWith(Buffer.concat([content, Buffer.alloc(1)]));

    await expect(verifyIntegrity(shorter, integrity)).rejects.toThrow('not the file');
    await expect(verifyIntegrity(longer, integrity)).rejects.toThrow('not the file');
  });

  it.each(['', 'sha512-', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', `${integrity} ${integrity}`])(
    'refuses the integrity text "%s", which is not one sha512',
    async (text) => {
      await expect(verifyIntegrity(await fileWith(content), text)).rejects.toThrow('Not a sha512');
    },
  );
});
