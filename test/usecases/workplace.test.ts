import { describe, expect, it } from 'vitest';
import { SessionView } from '../../contract/areas/session.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { DEFAULT_LOCK_MINUTES } from '../../main/domain/session/settings.ts';
import { addCompany } from '../../main/domain/companies/add-company.ts';
import { codeOf, COMPANY, passphraseOf, VaultWorld } from '../fakes/vault-world.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';

const MINUTE_MS = 60_000;

async function atWork(change: Parameters<typeof openedVault>[2] = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: null });
  const vault = openedVault(world, day, change);
  const made = fakeWorkplace(world, () => Promise.resolve(vault));
  await made.workplace.open();
  return { world, day, vault, ...made };
}

function journalOf({ day }: Awaited<ReturnType<typeof atWork>>) {
  return day.stores.audit.page({ companyId: null, before: null, limit: 50 }).map(({ entry }) => entry.kind);
}

describe('opening', () => {
  it('comes back as somebody who is no director, and says so in the journal', async () => {
    const work = await atWork();
    const { workplace, world } = work;
    workplace.setPerson(
      work.vault.people.list().filter(({ role }) => role === 'director')[0] ?? workplace.person,
    );
    await workplace.lock();
    await workplace.open();

    expect(workplace.person.personId).toBe(world.people.accountant.personId);
    expect(journalOf(work).slice(0, 2)).toEqual(['vault-opened', 'vault-locked']);
    expect(SessionView.safeParse(workplace.snapshot()).success).toBe(true);
  });

  it('tells the window how far the check of the records has come, and no more of it afterwards', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const { workplace, views } = fakeWorkplace(world, async () => {
      workplace.noteProgress({ checked: 12_000, all: 32_000 });
      return Promise.resolve(openedVault(world, day));
    });
    await workplace.open();

    const told = views.map(({ phase, progress }) => [phase, progress]);
    expect(told.slice(0, 2)).toEqual([
      ['opening', null],
      ['opening', { checked: 12_000, all: 32_000 }],
    ]);
    expect(told.at(-1)).toEqual(['ready', null]);
  });

  it('does not come back as a person of the other kind of company', async () => {
    const { workplace, world, day, vault } = await atWork();
    const stranger = await world.addPerson(day, 'Учебная', { role: 'accountant', isTraining: true });
    vault.settings.save({ ...workplace.settings, personId: stranger.personId, companyId: COMPANY });
    await workplace.lock();
    await workplace.open();

    expect(workplace.person.personId).toBe(world.people.accountant.personId);
  });

  it('that fails is told as blocked, and can be tried again', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    let isLocked = true;
    const { workplace } = fakeWorkplace(world, () =>
      isLocked ? Promise.reject(new AppError('keychain-locked')) : Promise.resolve(openedVault(world, day)),
    );
    await workplace.open();
    const blocked = workplace.snapshot();
    isLocked = false;
    await workplace.open();

    expect(blocked).toMatchObject({ phase: 'blocked', problem: { code: 'keychain-locked' }, companies: [] });
    expect(workplace.snapshot().phase).toBe('ready');
  });

  it('that fails after the file was opened gives the file back', async () => {
    const world = new VaultWorld();
    await world.furnish({ rules: null });
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });
    const vault = openedVault(world, day);
    const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));

    await workplace.open();

    expect(workplace.snapshot()).toMatchObject({ phase: 'blocked', problem: { code: 'store-full' } });
    expect(vault.closed).toBe(1);
  });

  it('asked for twice at once opens once', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    let openings = 0;
    const { workplace } = fakeWorkplace(world, async () => {
      openings += 1;
      return openedVault(world, day);
    });

    await Promise.all([workplace.open(), workplace.open()]);

    expect(openings).toBe(1);
  });

  it('of a damaged file writes nothing, and lets people look and change places', async () => {
    const work = await atWork({ isReadOnly: true, damagedRecords: 2 });
    const { workplace, world } = work;
    const before = journalOf(work);
    world.prompt.answer(passphraseOf('Борис'));
    await workplace.switchPerson(world.people.director.personId ?? workplace.person.personId);

    expect(workplace.snapshot()).toMatchObject({ phase: 'ready', readOnly: true, damagedRecords: 2 });
    expect(workplace.person.name).toBe('Борис');
    await workplace.lock();
    expect(journalOf(work)).toEqual(before);
  });
});

describe('locking', () => {
  it('closes the file, the prompt and the keychain, and refuses everything after', async () => {
    const { workplace, world, vault, keychainLocks, views } = await atWork();

    await workplace.lock();

    expect(vault.closed).toBe(1);
    expect(keychainLocks).toHaveLength(1);
    expect(world.prompt.isClosed).toBe(true);
    expect(await codeOf(() => workplace.vault)).toBe('vault-locked');
    expect(await codeOf(() => workplace.actorIn(COMPANY))).toBe('vault-locked');
    expect(views.at(-1)).toMatchObject({ phase: 'locked', people: [], companies: [], person: null });
  });

  it('happens even when the disk takes no more lines', async () => {
    const world = new VaultWorld();
    await world.furnish({ rules: null });
    const day = world.start({ commitFaults: [{ at: 2, code: 'store-full', isKept: false }] });
    const vault = openedVault(world, day);
    const { workplace, keychainLocks } = fakeWorkplace(world, () => Promise.resolve(vault));
    await workplace.open();

    await workplace.lock();

    expect(workplace.snapshot().phase).toBe('locked');
    expect(vault.closed).toBe(1);
    expect(keychainLocks).toHaveLength(1);
  });

  it('ends the keychain even when the file does not close', async () => {
    const { workplace, keychainLocks } = await atWork({
      close: () => Promise.reject(new AppError('store-io')),
    });

    await workplace.lock().catch(() => undefined);

    expect(workplace.snapshot().phase).toBe('locked');
    expect(keychainLocks).toHaveLength(1);
  });

  it('happens by itself after the minutes without input, counted from the last', async () => {
    const { workplace, timers } = await atWork();
    timers.pass(DEFAULT_LOCK_MINUTES * MINUTE_MS - 1);
    workplace.noteActivity();
    timers.pass(DEFAULT_LOCK_MINUTES * MINUTE_MS - 1);
    const before = workplace.snapshot().phase;
    timers.pass(1);

    await expect.poll(() => workplace.snapshot().phase).toBe('locked');
    expect(before).toBe('ready');
  });

  it('never happens by itself when a person said so', async () => {
    const { workplace, timers } = await atWork();
    workplace.changeSettings({ lockAfterMinutes: 0 });
    timers.pass(1_000 * MINUTE_MS);

    expect(timers.count).toBe(0);
    expect(workplace.snapshot().phase).toBe('ready');
  });
});

describe('leaving', () => {
  it('locks', async () => {
    const { workplace, vault, world } = await atWork();

    await workplace.leave();

    expect(workplace.snapshot().phase).toBe('locked');
    expect(vault.closed).toBe(1);
    expect(world.prompt.isClosed).toBe(true);
  });

  it('locks what is being opened, and ends the question that was asked for it', async () => {
    const world = new VaultWorld();
    const vault = openedVault(world, await world.furnish({ rules: null }));
    let opens = (): void => undefined;
    const slow = new Promise<void>((resolve) => (opens = resolve));
    const { workplace, keychainLocks } = fakeWorkplace(world, () => slow.then(() => vault));
    const opening = workplace.open();

    const leaving = workplace.leave();
    await expect.poll(() => world.prompt.isClosed).toBe(true);
    opens();
    await Promise.all([opening, leaving]);

    expect(workplace.snapshot().phase).toBe('locked');
    expect(vault.closed).toBe(1);
    expect(keychainLocks).toHaveLength(1);
  });

  it('twice at once locks once', async () => {
    const work = await atWork();

    await Promise.all([work.workplace.leave(), work.workplace.leave()]);

    expect(journalOf(work).filter((kind) => kind === 'vault-locked')).toHaveLength(1);
    expect(work.vault.closed).toBe(1);
  });

  it('a vault that did not open changes nothing', async () => {
    const { workplace } = fakeWorkplace(new VaultWorld(), () =>
      Promise.reject(new AppError('keychain-locked')),
    );
    await workplace.open();

    await workplace.leave();

    expect(workplace.snapshot()).toMatchObject({ phase: 'blocked', problem: { code: 'keychain-locked' } });
  });
});

describe('the person who acts', () => {
  it('becomes a director with his passphrase only', async () => {
    const { workplace, world } = await atWork();
    const { director } = world.people;
    if (director.personId === null) throw new Error('nobody');
    const before = await codeOf(() => workplace.switchPerson(director.personId ?? workplace.person.personId));
    world.prompt.answer('не та');
    const wrong = await codeOf(() => workplace.switchPerson(director.personId ?? workplace.person.personId));
    const still = workplace.person.name;
    world.prompt.answer('не та', passphraseOf('Борис'));
    await workplace.switchPerson(director.personId);

    expect(world.prompt.questions.at(-1)).toMatchObject({ kind: 'passphrase-to-enter', facts: [] });
    expect([before, wrong, still, workplace.person.name]).toEqual([
      'cancelled-by-person',
      'cancelled-by-person',
      'Анна',
      'Борис',
    ]);
  });

  it('of a training company cannot act or look in a real one, and an auditor only looks', async () => {
    const { workplace, world, day } = await atWork();
    workplace.setPerson(await world.addPerson(day, 'Учебный', { role: 'director', isTraining: true }));
    const training = [
      await codeOf(() => workplace.actorIn(COMPANY)),
      await codeOf(() => workplace.readerIn(COMPANY)),
    ];
    workplace.setPerson(await world.addPerson(day, 'Ревизор', { role: 'auditor' }));

    expect(training).toEqual(['not-entitled', 'not-entitled']);
    expect(await codeOf(() => workplace.actorIn(COMPANY))).toBe('not-entitled');
    expect(await codeOf(() => workplace.worker)).toBe('not-entitled');
    expect(workplace.readerIn(COMPANY).name).toBe('Ревизор');
  });

  it('changes with the company when he does not belong there, and never into a director by itself', async () => {
    const { workplace, world, day, vault } = await atWork();
    await world.addPerson(day, 'Учебный директор', { role: 'director', isTraining: true });
    const accountant = await world.addPerson(day, 'Учебная', { role: 'accountant', isTraining: true });
    const company = addCompany(
      { companies: vault.companies, clock: world.clock, ids: world.ids },
      world.people.accountant,
      {
        name: 'Учебная',
        inn: '7707083893',
        kpp: '',
        environment: 'training',
      },
    );

    workplace.selectCompany(company.companyId);
    const inTraining = workplace.person.personId;
    workplace.selectCompany(COMPANY);

    expect(inTraining).toBe(accountant.personId);
    expect(workplace.person.personId).toBe(world.people.accountant.personId);
  });
});
