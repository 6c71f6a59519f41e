import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS, HOUR_MS } from '../../contract/values/dates.ts';
import { setUpBackups, stopBackups } from '../../main/domain/session/backup-verbs.ts';
import { fakeBackups, MemoryBackupFolder } from '../fakes/fake-backups.ts';
import { codeOf, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';

const PASSPHRASE = 'восемь рыжих лис у моста';
const MINUTE_MS = 60_000;

async function bench() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const folder = new MemoryBackupFolder();
  const backup = fakeBackups(world, day, folder);
  const vault = { ...day.parts, ...day.stores, backup, prompt: world.prompt, clock: world.clock };
  const actor = world.people.accountant;
  const setUp = async () => {
    world.prompt.answer(PASSPHRASE);
    await setUpBackups(vault, actor, '/copies');
  };
  const kinds = () =>
    day.stores.audit
      .page({ companyId: null, before: null, limit: 20 })
      .map(({ entry }) => entry.kind)
      .filter((kind) => kind.startsWith('backup-'));
  return { world, day, folder, backup, vault, actor, setUp, kinds };
}

describe('the daily backup', () => {
  it('is made at once when it is set up, and then once a day', async () => {
    const { world, folder, backup, setUp, kinds } = await bench();
    expect(backup.daily.isDue()).toBe(false); // nobody has chosen a folder
    await setUp();
    expect([...folder.files.keys()]).toHaveLength(1);
    expect(kinds()).toEqual(['backup-made', 'backup-set']);
    await backup.daily.look();
    expect(folder.files.size).toBe(1);

    world.clock.pass(DAY_MS);
    await backup.daily.look();
    await backup.daily.look();
    expect(folder.files.size).toBe(2);
    expect(backup.store.get().made.map(({ name }) => name)).toEqual([...folder.files.keys()]);
    backup.daily.stop();
  });

  it('says why it failed, tries again in an hour, and keeps the ones before', async () => {
    const { world, folder, backup, setUp, kinds } = await bench();
    await setUp();
    world.clock.pass(DAY_MS);
    folder.problem = 'backup-folder-gone';
    await backup.daily.look();
    expect(backup.store.get().failure).toEqual({ at: world.clock.now(), code: 'backup-folder-gone' });
    expect(kinds()[0]).toBe('backup-failed');

    folder.problem = null;
    world.clock.pass(HOUR_MS - 1);
    expect(backup.daily.isDue()).toBe(false);
    world.clock.pass(1);
    await backup.daily.look();
    expect(backup.store.get()).toMatchObject({ failure: null, made: [{}, {}] });
    expect(folder.files.size).toBe(2);
    backup.daily.stop();
  });

  it('tells the journal of one mishap once', async () => {
    const { world, folder, backup, setUp, kinds } = await bench();
    await setUp();
    world.clock.pass(DAY_MS);
    folder.problem = 'store-full';
    for (let hour = 0; hour < 5; hour += 1) {
      await backup.daily.look();
      world.clock.pass(HOUR_MS);
    }
    expect(kinds().filter((kind) => kind === 'backup-failed')).toHaveLength(1);
    expect(folder.files.size).toBe(1);
    backup.daily.stop();
  });

  it('does not count a file that is not what was written, and lets none go for it', async () => {
    const { world, folder, backup, actor, setUp } = await bench();
    await setUp();
    for (let day = 0; day < 20; day += 1) {
      world.clock.pass(DAY_MS);
      await backup.daily.make(actor);
    }
    const before = [...folder.files.keys()];
    const made = backup.store.get().made.length;
    folder.spoils = true;
    world.clock.pass(DAY_MS);
    expect(await codeOf(() => backup.daily.make(actor))).toBe('backup-damaged');
    expect(backup.store.get().made).toHaveLength(made);
    for (const name of before) expect(folder.files.has(name)).toBe(true);
  });

  it('deletes only what it made and nobody has touched', async () => {
    const { world, folder, backup, actor, setUp } = await bench();
    folder.files.set('чужой.klyuchnik-backup.age', new Uint8Array([1]));
    await setUp();
    const touched = [...folder.files.keys()].at(-1) ?? '';
    folder.files.set(touched, new Uint8Array([2])); // somebody put another file under its name
    for (let day = 0; day < 60; day += 1) {
      world.clock.pass(DAY_MS);
      await backup.daily.make(actor);
    }
    expect(folder.files.get('чужой.klyuchnik-backup.age')).toEqual(new Uint8Array([1]));
    expect(folder.files.get(touched)).toEqual(new Uint8Array([2]));
    const { made } = backup.store.get();
    expect(folder.files.size).toBe(made.length + 2);
    expect(made.length).toBeLessThan(20);
  });

  it('goes on when the clock is put back, and when it was years ahead', async () => {
    const { world, folder, backup, setUp } = await bench();
    const start = world.clock.now();
    world.clock.reset(addMs(start, 5 * 365 * DAY_MS));
    await setUp();
    world.clock.reset(start);
    expect(backup.daily.isDue()).toBe(true);
    await backup.daily.look();
    expect(folder.files.size).toBe(2);
    expect(backup.daily.isDue()).toBe(false);
    world.clock.pass(DAY_MS);
    expect(backup.daily.isDue()).toBe(true);
    backup.daily.stop();
  });

  it('looks again by itself, and not after it was stopped', async () => {
    const { world, day, folder, backup, setUp } = await bench();
    await setUp();
    backup.daily.start();
    await Promise.resolve();
    world.clock.pass(DAY_MS);
    day.timers.pass(15 * MINUTE_MS);
    await expect.poll(() => folder.files.size).toBe(2);
    backup.daily.stop();
    world.clock.pass(DAY_MS);
    day.timers.pass(15 * MINUTE_MS);
    expect(folder.files.size).toBe(2);
  });

  it('ends when it is switched off: the passphrase goes, the files stay', async () => {
    const { world, folder, vault, backup, actor, setUp } = await bench();
    await setUp();
    expect(world.keychain.names()).toContain('backup-passphrase');
    await stopBackups(vault, actor);
    expect(world.keychain.names()).not.toContain('backup-passphrase');
    expect(folder.files.size).toBe(1);
    expect(backup.daily.isDue()).toBe(false);
    expect(await codeOf(() => backup.daily.make(actor))).toBe('backup-not-set');
  });
});
