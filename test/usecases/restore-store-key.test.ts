import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { restoreStoreKey, noteRestoredKey } from '../../main/domain/session/restore-store-key.ts';
import { KeychainCheckpoints } from '../../main/domain/session/keychain-checkpoints.ts';
import { misfitView, directorsWithoutKey } from '../../main/domain/session/accept-records.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { assertFitsFile } from '../../main/edges/store/fits-file.ts';
import type { OpenedStore } from '../../main/edges/store/open-store.ts';
import { auditLog } from '../../main/edges/store/record-stores.ts';
import { openKeyedStore } from '../../main/edges/store/store-key.ts';
import type { PersonId } from '../../contract/values/ids.ts';
import type { Keychain, KeychainWrite } from '../../main/ports/keychain-ports.ts';
import { readSecret } from '../../main/ports/read-secret.ts';
import { Secret } from '../../main/ports/secret.ts';
import { FakeClock, FakeTimers } from '../fakes/fake-clock.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { MemorySpareKey } from '../fakes/memory-spare-key.ts';
import { codeOf, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { quiet } from '../store/file-keychain.ts';
import { testFolder } from '../store/store-fixture.ts';

const PASSPHRASE = 'пять рыжих котов под мостом';
const HINT = { label: 'training-passphrase', text: 'всем известная фраза' } as const;

/** A profile in a real file, with its checkpoint in a keychain, and a spare key. */
class Profile {
  readonly clock = new FakeClock();
  readonly world = new VaultWorld();
  readonly keychain = new MemoryKeychain();
  readonly file = path.join(testFolder(), 'profile', 'vault.sqlite');
  readonly spareKey = new MemorySpareKey();

  static async withSpareKey(): Promise<Profile> {
    const profile = new Profile();
    const store = await profile.open(true);
    await profile.#keepCheckpoint(store);
    const storeKey = await readSecret(profile.keychain, 'store-key');
    const facts = { isTraining: false, madeAt: profile.clock.now() };
    await profile.spareKey.keep(storeKey, Secret.fromText(PASSPHRASE), facts);
    store.close();
    return profile;
  }

  open(isNew = false, accepted?: Parameters<typeof openKeyedStore>[0]['accepted']): Promise<OpenedStore> {
    const place = { file: this.file, keychain: this.keychain, log: quiet };
    return openKeyedStore(accepted === undefined ? place : { ...place, accepted }, isNew);
  }

  /** The key in the keychain, as it is there now. */
  async kept(): Promise<string> {
    const read = await this.keychain.read('store-key');
    return read.state === 'ok' ? Buffer.from(read.secret.revealBytes()).toString('hex') : read.state;
  }

  restore(keychain: Keychain = this.keychain): Promise<void> {
    return restoreStoreKey({
      file: this.spareKey,
      prompt: this.world.prompt,
      trainingHint: HINT,
      keychain: () => Promise.resolve(keychain),
      assertFits: (storeKey) => assertFitsFile(this.file, storeKey),
      clock: this.clock,
    });
  }

  note({ ledger }: OpenedStore): Promise<void> {
    return noteRestoredKey({
      keychain: this.keychain,
      audit: auditLog(ledger),
      clock: this.clock,
      log: quiet,
    });
  }

  async #keepCheckpoint({ ledger }: OpenedStore): Promise<void> {
    const checkpoints = new KeychainCheckpoints({
      isChecked: () => true,
      keychain: this.keychain,
      checkpoints: ledger.state,
      timers: new FakeTimers(),
      log: quiet,
      putBack: () => undefined,
    });
    await checkpoints.keep();
    // The file knows of it with the next write.
    const facts = { at: this.clock.now(), actor: THE_APP, companyId: null, subject: '' };
    auditLog(ledger).append(journalEntry('spare-key-set', facts));
    await checkpoints.keep();
  }
}

const kindsOf = ({ ledger }: OpenedStore) =>
  auditLog(ledger)
    .page({ companyId: null, before: null, limit: 10 })
    .map(({ entry }) => entry.kind);

describe('a keychain that was reset', () => {
  it('gets the key back by the spare passphrase; the records stay for reading until they are accepted, and the journal says both', async () => {
    const profile = await Profile.withSpareKey();
    const key = await profile.kept();
    profile.keychain.empty();
    expect(await codeOf(() => profile.open())).toBe('keychain-locked');

    profile.world.prompt.answer('не тот', PASSPHRASE);
    await profile.restore();

    expect(profile.world.prompt.questions.map(({ kind }) => kind)).toContain('spare-passphrase-to-restore');
    expect(profile.world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(await profile.kept()).toBe(key);
    const restoredAt = profile.clock.now();
    const shown = await profile.open();
    expect(shown.misfit?.kind).toBe('unkept');
    shown.close();
    if (shown.misfit === null) throw new Error('nothing to accept');
    profile.clock.pass(3_600_000);
    const actor = { personId: null, name: 'ООО «Пример»', role: 'director' as const };
    const opened = await profile.open(false, { actor, misfit: shown.misfit });
    await profile.note(opened);
    await profile.note(opened);

    expect(opened.misfit).toBeNull();
    expect(kindsOf(opened).slice(0, 2)).toEqual(['store-key-restored', 'records-accepted']);
    const [line] = auditLog(opened.ledger).page({ companyId: null, before: null, limit: 1 });
    expect(line?.entry).toMatchObject({ who: THE_APP.name, role: 'app', details: { restoredAt } });
    expect(profile.keychain.names()).not.toContain('store-key-restored');
    opened.close();
  });

  it('gets nothing by a key of other records', async () => {
    const profile = await Profile.withSpareKey();
    const other = Secret.fromBytes(new Uint8Array(32).fill(7));
    const facts = { isTraining: false, madeAt: profile.clock.now() };
    await profile.spareKey.keep(other, Secret.fromText(PASSPHRASE), facts);
    profile.keychain.empty();
    profile.world.prompt.answer(PASSPHRASE);

    expect(await codeOf(() => profile.restore())).toBe('store-key-wrong');
    expect(profile.keychain.names()).toEqual([]);
    expect((await profile.keychain.health()).state).toBe('corrupt');
  });

  it('gets nothing without a spare key, and nothing when the person closes the window', async () => {
    const profile = await Profile.withSpareKey();
    profile.keychain.empty();
    expect(await codeOf(() => profile.restore())).toBe('cancelled-by-person');
    profile.spareKey.remove();
    expect(await codeOf(() => profile.restore())).toBe('not-found');
    expect(profile.keychain.names()).toEqual([]);
  });

  it('gets nothing while the file of the records is not there', async () => {
    const profile = await Profile.withSpareKey();
    profile.keychain.empty();
    profile.world.prompt.answer(PASSPHRASE);
    rmSync(profile.file);

    expect(await codeOf(() => profile.restore())).toBe('store-io');
    expect(profile.keychain.names()).toEqual([]);
  });

  it.each(['absent', 'corrupt'] as const)('gets its key back also where that is %s', async (state) => {
    const profile = await Profile.withSpareKey();
    const key = await profile.kept();
    if (state === 'absent') await profile.keychain.remove('store-key');
    const keychain = state === 'absent' ? profile.keychain : corruptUntilWritten(profile.keychain);
    profile.world.prompt.answer(PASSPHRASE);

    await profile.restore(keychain);

    expect(await profile.kept()).toBe(key);
    // The checkpoint is still there and fits: nothing has to be accepted.
    const opened = await profile.open();
    await profile.note(opened);
    expect(opened.misfit).toBeNull();
    expect(kindsOf(opened)[0]).toBe('store-key-restored');
    opened.close();
  });
});

describe('a key', () => {
  it('is held against a file whose newest writes are still in its log, which stays as it is', async () => {
    const profile = new Profile();
    const store = await profile.open(true);
    const read = () => [profile.file, `${profile.file}-wal`].map((file) => readFileSync(file));
    const before = read();
    expect(before[1]?.length).toBeGreaterThan(0);

    assertFitsFile(profile.file, await readSecret(profile.keychain, 'store-key'));
    const other = Secret.fromBytes(new Uint8Array(32).fill(7));
    expect(await codeOf(async () => assertFitsFile(profile.file, other))).toBe('store-key-wrong');

    expect(read()).toEqual(before);
    store.close();
  });
});

describe('a keychain that has its key', () => {
  it('is left as it is, and nobody is asked', async () => {
    const profile = await Profile.withSpareKey();
    profile.keychain.overwrite('store-key', 'another key, whatever it opens');
    const names = profile.keychain.names();
    await profile.restore();

    expect(Buffer.from(await profile.kept(), 'hex').toString()).toBe('another key, whatever it opens');
    expect(profile.keychain.names()).toEqual(names);
    expect(profile.world.prompt.questions).toEqual([]);
  });

  it('keeps it when only its other items were cleared, and no line says that it was put back', async () => {
    const profile = await Profile.withSpareKey();
    const key = await profile.kept();
    profile.keychain.empty({ but: ['store-key'] });
    profile.world.prompt.answer(PASSPHRASE);

    await profile.restore();

    expect(profile.keychain.names()).toEqual(['store-key']);
    expect(await profile.kept()).toBe(key);
    expect((await profile.keychain.health()).state).toBe('ok');
  });
});

describe('a keychain that does not answer', () => {
  it.each(['locked', 'denied', 'unavailable', 'timeout'] as const)(
    'says so when it is %s, before the passphrase is asked for',
    async (problem) => {
      const profile = await Profile.withSpareKey();
      profile.keychain.failWith(problem);

      expect(await codeOf(() => profile.restore())).toBe(`keychain-${problem}`);
      expect(profile.world.prompt.questions).toEqual([]);
    },
  );

  it.each([1, 2, 3])('at step %i has the whole key or none, and the next try ends well', async (step) => {
    const profile = await Profile.withSpareKey();
    const key = await profile.kept();
    profile.keychain.empty();
    profile.world.prompt.answer(PASSPHRASE);
    expect(await codeOf(() => profile.restore(refusingFrom(profile.keychain, step)))).toBe('keychain-locked');
    expect(['absent', 'locked']).toContain(await profile.kept());

    profile.world.prompt.answer(PASSPHRASE);
    await profile.restore();
    expect(await profile.kept()).toBe(key);
  });

  it.each([1, 2, 3])(
    'after a crash behind step %i the vault opens, or the next try ends well',
    async (step) => {
      const profile = await Profile.withSpareKey();
      const key = await profile.kept();
      profile.keychain.empty();
      profile.world.prompt.answer(PASSPHRASE);
      await expect(profile.restore(crashingAfter(profile.keychain, step))).rejects.toThrow('crash');

      profile.world.prompt.answer(PASSPHRASE);
      await profile.restore();

      expect(await profile.kept()).toBe(key);
      expect((await profile.keychain.read('store-key-restored')).state).toBe('ok');
      // Whoever finds the key there is not asked again.
      expect(profile.world.prompt.questions).toHaveLength(step === 3 ? 1 : 2);
    },
  );
});

describe('the line of the journal', () => {
  it('waits for the next opening where it cannot be written', async () => {
    const profile = await Profile.withSpareKey();
    await profile.keychain.write('store-key-restored', Secret.fromText(profile.clock.now()));
    const opened = await profile.open();
    const full = { append: () => expect.fail('the disk is full') };
    await noteRestoredKey({ keychain: profile.keychain, audit: full, clock: profile.clock, log: quiet });
    expect(profile.keychain.names()).toContain('store-key-restored');

    await profile.note(opened);
    expect(kindsOf(opened)[0]).toBe('store-key-restored');
    opened.close();
  });

  it('is written without a time when the note was written over', async () => {
    const profile = await Profile.withSpareKey();
    profile.keychain.overwrite('store-key-restored', 'EVIL');
    const opened = await profile.open();
    await profile.note(opened);

    const [line] = auditLog(opened.ledger).page({ companyId: null, before: null, limit: 1 });
    expect(line?.entry).toMatchObject({ kind: 'store-key-restored', details: { restoredAt: null } });
    opened.close();
  });
});

describe('records of a keychain that was reset', () => {
  async function shown() {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const misfit = { kind: 'unkept' as const, rows: [], count: 0, since: null, newest: null };
    return { world, vault: openedVault(world, day, { misfit, isReadOnly: true }) };
  }

  it('are not offered to a director whose key is gone', async () => {
    const { world, vault } = await shown();
    const offered = (keyless: ReadonlySet<PersonId>) =>
      misfitView({ ...vault, keyless })?.directors.map(({ personId }) => personId);
    const [first, second] = offered(new Set()) ?? [];
    if (first === undefined || second === undefined) throw new Error('two directors are needed');
    for (const personId of [first, second])
      await world.keychain.write(`person-key:${personId}`, Secret.fromText('a sealed key'));
    expect(await directorsWithoutKey(vault)).toEqual(new Set());
    await world.keychain.remove(`person-key:${first}`);

    expect(offered(await directorsWithoutKey(vault))).toEqual([second]);
    world.keychain.empty();
    await world.keychain.remove('store-key-restored');
    expect(offered(await directorsWithoutKey(vault))).toEqual([]);
  });

  it('are still offered to him while a shut keychain does not say whether it has the key', async () => {
    const { world, vault } = await shown();
    world.keychain.failWith('locked');
    expect(await directorsWithoutKey(vault)).toEqual(new Set());
  });
});

describe('the workplace', () => {
  it('opens the vault once the key is there again', async () => {
    const { world, day } = await furnished();
    let hasKey = false;
    const { workplace } = fakeWorkplace(
      world,
      () =>
        hasKey
          ? Promise.resolve(openedVault(world, day))
          : Promise.reject(Object.assign(new Error('gone'), { code: 'secret-missing' })),
      undefined,
      async () => void (hasKey = true),
    );
    await workplace.open();
    expect(workplace.snapshot().phase).toBe('blocked');
    await workplace.restoreStoreKey();
    expect(workplace.snapshot()).toMatchObject({ phase: 'ready', readOnly: false });
  });

  it('stays blocked when the passphrase is not given, and asks nobody in an open vault', async () => {
    const { world, day } = await furnished();
    const refusing = fakeWorkplace(world, () => Promise.reject(new Error('no keychain'))).workplace;
    await refusing.open();
    expect(await codeOf(() => refusing.restoreStoreKey())).toBe('not-found');
    expect(refusing.snapshot().phase).toBe('blocked');

    const { workplace } = fakeWorkplace(world, () => Promise.resolve(openedVault(world, day)));
    await workplace.open();
    await workplace.restoreStoreKey();
    expect(workplace.snapshot().phase).toBe('ready');
  });
});

async function furnished() {
  const world = new VaultWorld();
  return { world, day: await world.furnish({ rules: STRICT_RULES }) };
}

/** Answers every change from the one of this number on with `locked`, and does nothing. */
function refusingFrom(keychain: MemoryKeychain, step: number): Keychain {
  return counting(keychain, (change, carryOut) =>
    change < step ? carryOut() : Promise.resolve({ state: 'locked' }),
  );
}

/** Carries out the change of this number and never answers: the process is gone. */
function crashingAfter(keychain: MemoryKeychain, step: number): Keychain {
  return counting(keychain, async (change, carryOut) => {
    const written = await carryOut();
    if (change === step) throw new Error('crash');
    return written;
  });
}

/** The key reads as one that another program wrote over, until it is written. */
function corruptUntilWritten(keychain: MemoryKeychain): Keychain {
  let isCorrupt = true;
  return {
    ...counting(keychain, (_change, carryOut) => carryOut()),
    read: (name) =>
      isCorrupt && name === 'store-key' ? Promise.resolve({ state: 'corrupt' }) : keychain.read(name),
    write: (name, secret) => {
      if (name === 'store-key') isCorrupt = false;
      return keychain.write(name, secret);
    },
  };
}

/** A keychain whose changes, counted from one, go through `change`. */
function counting(
  keychain: MemoryKeychain,
  change: (number: number, carryOut: () => Promise<KeychainWrite>) => Promise<KeychainWrite>,
): Keychain {
  let changes = 0;
  return {
    read: (name) => keychain.read(name),
    write: (name, secret) => change((changes += 1), () => keychain.write(name, secret)),
    remove: (name) => change((changes += 1), () => keychain.remove(name)),
    health: () => keychain.health(),
    cancelPending: () => keychain.cancelPending(),
    onWaiting: (listener) => keychain.onWaiting(listener),
    lock: () => keychain.lock(),
  };
}
