import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeBackup, type MakeBackupParts } from '../../main/domain/backup/make-backup.ts';
import { backupSealing } from '../../main/edges/age/backup-sealing.ts';
import { backupFolder } from '../../main/edges/folders/backup-folder.ts';
import { proveBackup, writeBackupRows } from '../../main/edges/store/backup-rows.ts';
import { Secret } from '../../main/ports/secret.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { quiet } from '../store/file-keychain.ts';
import { testFolder } from '../store/store-fixture.ts';
import { BackupBench, PASSPHRASE, PROGRAM } from './backup-bench.ts';

/** Everything real but the time: the store, age, the folder. */
async function bench(folder: string) {
  const { world, day, file } = await BackupBench.open();
  await world.keychain.write('backup-passphrase', Secret.fromText(PASSPHRASE));
  const store = day.stores.backupRecords;
  store.save({ ...store.get(), folder }, null);
  const parts: MakeBackupParts = {
    backupRecords: { write: (facts) => writeBackupRows({ file, keys: world.keys, log: quiet }, facts) },
    backupProof: { prove: proveBackup },
    backupSealing,
    backupFolder,
    backupStore: store,
    keychain: world.keychain,
    clock: world.clock,
    log: quiet,
    program: PROGRAM,
  };
  return { world, store, parts, make: () => makeBackup(parts, world.people.accountant) };
}

describe('a backup in a real folder', () => {
  it('lies there for its owner alone, is never put over another file, and opens', async () => {
    const folder = testFolder();
    const { store, make } = await bench(folder);
    await make();
    const [first = ''] = readdirSync(folder);
    writeFileSync(path.join(folder, first), 'другой файл под этим именем');
    await make();

    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(2);
    expect(readFileSync(path.join(folder, first), 'utf8')).toBe('другой файл под этим именем');
    const name = store.get().made.at(-1)?.name ?? '';
    expect(name).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d-2\.klyuchnik-backup\.age$/);
    if (process.platform !== 'win32') expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
    const plain = await backupSealing.open(
      readFileSync(path.join(folder, name)),
      Secret.fromText(PASSPHRASE),
    );
    expect(await proveBackup(plain)).toMatchObject({ people: 3, secrets: 0 });
  });

  it('says that the folder is gone, makes none in its stead, and goes on when it is back', async () => {
    const folder = path.join(testFolder(), 'usb');
    const { store, make } = await bench(folder);
    expect(await codeOf(make)).toBe('backup-folder-gone');
    expect(existsSync(folder)).toBe(false);
    expect(store.get().failure).toMatchObject({ code: 'backup-folder-gone' });
    mkdirSync(folder);
    await make();
    expect(store.get()).toMatchObject({ failure: null, made: [{}] });
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    'leaves nothing of itself on a full disk, and the earlier one stays',
    async () => {
      const disk = path.join(testFolder(), 'small');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
      onTestFinished(() => void execFileSync('umount', [disk]));
      const { world, store, make } = await bench(disk);
      await make();
      const before = readdirSync(disk);
      expect(() => writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(1024 * 1024))).toThrow('ENOSPC');
      world.clock.pass(24 * 60 * 60 * 1000);
      expect(await codeOf(make)).toBe('store-full');
      expect(readdirSync(disk).sort()).toEqual([...before, 'ballast'].sort());
      expect(store.get()).toMatchObject({ failure: { code: 'store-full' }, made: [{ name: before[0] }] });
      rmSync(path.join(disk, 'ballast'));
      await make();
      expect(store.get().made).toHaveLength(2);
    },
  );

  it('makes none of records that are damaged', async () => {
    const folder = testFolder();
    const { world, parts } = await bench(folder);
    world.db.run("UPDATE tokens SET status = 'lost' WHERE id = 'token-paying'");
    expect(await codeOf(() => makeBackup(parts, world.people.accountant))).toBe('store-corrupt');
    expect(readdirSync(folder)).toEqual([]);
  });
});
