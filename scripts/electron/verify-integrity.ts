import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Returns when the file's bytes are exactly those the integrity text names.
 *
 * Errors: rejects when they differ, when the text is not a sha512 one, and when the file cannot be read.
 * Source: W3C Subresource Integrity §3.1, the form npm uses in its lock file.
 */
export async function verifyIntegrity(filePath: string, integrity: string): Promise<void> {
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity))
    throw new Error(`Not a sha512 integrity: ${integrity}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(filePath), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== integrity) {
    throw new Error(`${filePath} is not the file that was expected: ${actual} instead of ${integrity}`);
  }
}
