import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import { TRAINING_PASSPHRASE } from '../../main/domain/training/prepare-training.ts';
import { KeyringBench } from '../keychain/keyring-bench.ts';
import { changeFile, flipBit, valueIn } from '../e2e/full/support/sqlite-file.ts';
import { cli, PASSPHRASE, ProfileBench } from './profile-bench.ts';

function copiesLeft(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('klyuchnik-read-'));
}

function labels(out: string): readonly string[] {
  return InventoryDocument.parse(JSON.parse(out)).tokens.map(({ label }) => label);
}

const ask = ({ dir }: ProfileBench, ...more: string[]) => ['inventory', '--profile', dir, '--json', ...more];

describe('the inventory in a terminal', () => {
  it('is one JSON document of a training company, without any question, and leaves the profile as it was', async () => {
    const bench = await ProfileBench.open('training');
    await bench.keepSpareKey(TRAINING_PASSPHRASE, true);
    bench.close();
    const before = bench.state();
    const left = copiesLeft();

    const { code, out, err } = await cli(ask(bench));

    expect({ code, err }).toEqual({ code: 0, err: '' });
    const document = InventoryDocument.parse(JSON.parse(out));
    expect(document).toMatchObject({ company: { inn: '9999000006', kpp: '999901001' }, damagedRecords: 0 });
    expect(labels(out)).toEqual(['token-everyday', 'token-paying']);
    expect(out).not.toContain('t.token-');
    expect(bench.state()).toEqual(before);
    expect(copiesLeft()).toEqual(left);
  });

  it('shows what is only in the log while the app has the vault open', async () => {
    const bench = await ProfileBench.open();
    await bench.keepSpareKey();
    const before = bench.state();

    const { code, out } = await cli(ask(bench, '--passphrase-stdin'), { input: `${PASSPHRASE}\n` });

    expect(code).toBe(0);
    expect(labels(out)).toHaveLength(2);
    expect(bench.state()).toEqual(before);
  });

  it('is a table without --json, in the language asked for', async () => {
    const bench = await ProfileBench.open('training');
    await bench.keepSpareKey(TRAINING_PASSPHRASE, true);

    const russian = await cli(['inventory', '--profile', bench.dir, '--lang', 'ru']);
    const english = await cli(['inventory', '--profile', bench.dir]);

    expect(russian.out).toMatch(/Организация +ИНН/);
    expect(russian.out).toMatch(/ООО «Пример» +token-everyday .*выпущен/);
    expect(english.out).toMatch(/Company +INN/);
  });

  it('is refused for a wrong passphrase, an empty one, and none at all', async () => {
    const bench = await ProfileBench.open();
    await bench.keepSpareKey();

    const wrong = await cli(ask(bench, '--passphrase-stdin'), { input: 'не тот пароль совсем\n' });
    const empty = await cli(ask(bench, '--passphrase-stdin'));
    const none = await cli(ask(bench));

    expect([wrong.code, empty.code, none.code]).toEqual([77, 77, 77]);
    expect(wrong.err).toBe('The passphrase does not fit.\n');
    expect(empty.err).toBe('No passphrase was given.\n');
    expect(none.err).toContain('--passphrase-stdin');
    expect(wrong.out + empty.out + none.out).toBe('');
  });

  it('says that nothing opens the vault when there is neither keychain nor spare key', async () => {
    const bench = await ProfileBench.open();
    writeFileSync(bench.profile.keychainFile, '{}');

    const { code, err } = await cli(ask(bench));

    expect(code).toBe(69);
    expect(err).toContain('no spare key is set');
  });

  it('tells no profile, no vault, a damaged spare key and a wrong call apart', async () => {
    const bench = await ProfileBench.open();
    writeFileSync(bench.profile.spareKeyFile, '{"format":"klyuchnik-spare-key"');

    const nowhere = await cli(['inventory', '--profile', join(bench.dir, 'store')]);
    const damaged = await cli(ask(bench));
    bench.close();
    rmSync(bench.profile.vaultFile);
    const empty = await cli(ask(bench));
    const wrong = await cli(['inventory', '--profil', bench.dir]);
    const unknown = await cli(['inventories']);

    expect([nowhere, damaged, empty, wrong, unknown].map(({ code }) => code)).toEqual([66, 65, 66, 64, 64]);
    expect(nowhere.err).toContain('There is no profile');
    expect(empty.err).toContain('has no vault yet');
    expect(readdirSync(join(bench.dir, 'store'))).not.toContain('profile.json');
  });

  it('prints what is left of a damaged vault, says so, and ends with another code', async () => {
    const bench = await ProfileBench.open('training');
    await bench.keepSpareKey(TRAINING_PASSPHRASE, true);
    bench.close();
    flipBit(bench.profile.vaultFile, valueIn(bench.profile.vaultFile, 'SELECT sealed FROM tokens LIMIT 1'));

    const { code, out, err } = await cli(ask(bench));

    expect(code).toBe(2);
    expect(labels(out)).toHaveLength(1);
    expect(err).toContain('Part of the vault is damaged, records not read: 1.');
  });

  it('does not read a vault of a newer version, nor one whose key is another', async () => {
    const bench = await ProfileBench.open('training');
    await bench.keepSpareKey(TRAINING_PASSPHRASE, true);
    bench.close();
    const other = await ProfileBench.open('training', 8);
    await other.keepSpareKey(TRAINING_PASSPHRASE, true);
    other.close();
    copyFileSync(bench.profile.spareKeyFile, other.profile.spareKeyFile);
    changeFile(bench.profile.vaultFile, 'PRAGMA user_version = 99');

    expect((await cli(ask(bench))).code).toBe(65);
    expect((await cli(ask(other))).code).toBe(77);
  });

  it('is read after the app was killed in the middle of its work', async () => {
    const bench = await ProfileBench.killed();
    await bench.keepSpareKey(TRAINING_PASSPHRASE, true);
    const before = bench.state();

    const { code, out } = await cli(ask(bench));

    expect(readdirSync(join(bench.dir, 'store'))).toContain('vault.sqlite-wal');
    expect(code).toBe(0);
    expect(labels(out)).toEqual(['token-everyday', 'token-paying']);
    expect(bench.state()).toEqual(before);
  });
});

describe('the inventory where there is a keyring', () => {
  let keyring: KeyringBench;
  beforeAll(async () => {
    keyring = await KeyringBench.start('unlocked');
  });
  afterAll(() => keyring.stop());

  it('is opened by the key in it, and by the spare key once it is locked, without waiting for anybody', async () => {
    const bench = await ProfileBench.open();
    await bench.keepSpareKey();
    await keyring.open(bench.profile.profileId).write('store-key', bench.storeKey);
    writeFileSync(bench.profile.keychainFile, '{}');
    const { env } = keyring.session;

    const open = await cli(ask(bench), { env });
    await keyring.session.keyring?.lock();
    const locked = await cli(ask(bench), { env });
    const spare = await cli(ask(bench, '--passphrase-stdin'), { env, input: PASSPHRASE });

    expect(open.code).toBe(0);
    expect(labels(open.out)).toHaveLength(2);
    expect(locked.code).toBe(77);
    expect(spare.out.replace(/"asOf": ".*"/, '')).toBe(open.out.replace(/"asOf": ".*"/, ''));
  });
});
