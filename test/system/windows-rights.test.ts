import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { keepPrivate } from '../../main/edges/system/private-folder.ts';

/**
 * Wine 8 has both programs, but its icacls changes and shows nothing, and its whoami tells no SID: what is seen here is
 * that they are found, started and read, and that their silence is not taken for privacy.
 */
it('asks the programs of Windows for the rights of a folder, and calls nothing private that they do not show', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'Профиль Анны '));
  await writeFile(path.join(dir, 'a'), '');
  expect(await keepPrivate(dir)).toEqual({ state: 'unknown', why: 'whoami names no person' });
  await rm(dir, { recursive: true });
});
