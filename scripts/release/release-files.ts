import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReleaseFile } from '../../main/domain/updates/release.ts';

/** Ends of names: of what people download, and of the bill of materials. Source: electron-builder.yml, windows.ts. */
const ENDS = ['.deb', '.rpm', '.tar.gz', '-setup.exe', '.dmg', '.zip', '.cdx.json'];

/** Returns the files of a release in a folder, in order. Errors: rejects when there is none. */
export async function releaseFilesIn(folder: string): Promise<readonly ReleaseFile[]> {
  const names = (await readdir(folder)).filter((name) => ENDS.some((end) => name.endsWith(end))).sort();
  if (names.length === 0) throw new Error(`${folder} holds no package: npm run dist makes them`);
  return Promise.all(names.map((name) => measure(folder, name)));
}

async function measure(folder: string, name: string): Promise<ReleaseFile> {
  const file = path.join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return { name, size: (await stat(file)).size, sha512: hash.digest('hex') };
}
