import { describe, expect, it } from 'vitest';
import { CompanyId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import {
  askSpareKey,
  guardedCompanies,
  keepTrainingCopy,
  removeSpareKey,
  renewForFirstReal,
  renewWhereCopied,
  setSpareKey,
  SPARE_PASSPHRASE_MIN,
  type SpareKeyParts,
} from '../../main/domain/session/spare-key.ts';
import { working } from '../../contract/callers.ts';
import { assertEntitled } from '../../main/domain/session/entitlement.ts';
import { Secret } from '../../main/ports/secret.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { MemorySpareKey } from '../fakes/memory-spare-key.ts';
import { codeOf, VaultWorld } from '../fakes/vault-world.ts';

const LONG = 'я'.repeat(SPARE_PASSPHRASE_MIN);
const PUBLIC = Secret.fromText('всем известная фраза');
const HINT = { label: 'training-passphrase', text: 'всем известная фраза' } as const;

async function scene(environment: string) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: null, environment });
  const { companies, audit } = day.stores;
  const handed: Secret[] = [];
  let renewed = 0;
  const parts: SpareKeyParts = {
    file: new MemorySpareKey(),
    companies,
    audit,
    clock: world.clock,
    storeKey: async () => {
      const key = Secret.fromText('ключ записей');
      handed.push(key);
      return key;
    },
    renewal: {
      isDone: () => renewed > 0,
      renew: async () => {
        renewed += 1;
      },
    },
  };
  const journal = () =>
    audit.page({ companyId: null, before: null, limit: 3 }).map(({ entry }) => entry.kind);
  const addCompany = (name: string, of: string) => {
    const company = {
      companyId: CompanyId.parse(`company-${name}`),
      name,
      inn: '',
      kpp: '0',
      environment: of,
    };
    const facts = { at: world.clock.now(), actor: THE_APP, companyId: company.companyId, subject: name };
    guardedCompanies(companies, parts).add(
      { ...company, createdAt: world.clock.now() },
      journalEntry('company-added', facts),
    );
  };
  return { world, day, parts, handed, journal, addCompany };
}

const ask = ({ world, parts }: Awaited<ReturnType<typeof scene>>) =>
  askSpareKey(
    { file: parts.file, prompt: world.prompt, trainingHint: HINT, kind: 'spare-passphrase' },
    async (key) => key.revealText(),
  );

describe('the spare key', () => {
  it('is set by a long enough passphrase, noted, and gives the key of the records to it alone', async () => {
    const scenery = await scene('production');
    const { world, parts, handed, journal } = scenery;
    world.prompt.answer(LONG.slice(1), LONG);
    await setSpareKey(parts, world.prompt, world.people.accountant);

    expect(world.prompt.refusals).toEqual(['passphrase-weak']);
    expect(parts.file.look()).toEqual({ state: 'own', madeAt: world.clock.now() });
    expect(journal()[0]).toBe('spare-key-set');
    world.prompt.answer('не то', LONG);
    expect(await ask(scenery)).toBe('ключ записей');
    expect(world.prompt.refusals).toEqual(['passphrase-weak', 'passphrase-wrong']);
    expect(world.prompt.questions.at(-1)?.facts).toEqual([]);
    expect(handed.every(({ isWiped }) => isWiped)).toBe(true);
  });

  it('stays as it was when the person closes the window, and is removed once, with one line', async () => {
    const { world, parts, journal } = await scene('production');
    expect(await codeOf(() => setSpareKey(parts, world.prompt, world.people.accountant))).toBe(
      'cancelled-by-person',
    );
    expect(parts.file.look().state).toBe('none');
    world.prompt.answer(LONG);
    await setSpareKey(parts, world.prompt, world.people.accountant);
    removeSpareKey(parts, world.people.director);
    removeSpareKey(parts, world.people.director);

    expect(parts.file.look().state).toBe('none');
    expect(journal().slice(0, 2)).toEqual(['spare-key-removed', 'spare-key-set']);
  });

  it('cannot be used where there is none', async () => {
    expect(await codeOf(async () => ask(await scene('production')))).toBe('not-found');
  });
});

describe('the copy of a vault of training companies', () => {
  it('is made by itself, opens with the phrase that is shown, and goes before the first real company is there', async () => {
    const scenery = await scene('training');
    const { world, parts, journal, addCompany } = scenery;
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('training');
    world.prompt.answer(PUBLIC.revealText());
    expect(await ask(scenery)).toBe('ключ записей');
    expect(world.prompt.questions.at(-1)?.facts).toEqual([HINT]);

    addCompany('second', 'training');
    expect(parts.file.look().state).toBe('training');
    await renewForFirstReal(parts);
    addCompany('real', 'production');

    expect(parts.file.look().state).toBe('none');
    expect(journal()).toEqual(['company-added', 'store-key-renewed', 'training-copy-removed']);
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('none');
  });

  it.each(['production', 'sandbox', 'stand'])('is never made for a company of %s', async (environment) => {
    const { parts } = await scene(environment);
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('none');
  });

  it('goes when a real company came while it was sealed, and at the next opening after a crash', async () => {
    const { parts, addCompany } = await scene('training');
    const storeKey = async () => {
      await renewForFirstReal(parts);
      addCompany('real', 'production');
      return Secret.fromText('ключ записей');
    };
    await keepTrainingCopy({ ...parts, storeKey }, PUBLIC);
    expect(parts.file.look().state).toBe('none');

    await parts.file.keep(Secret.fromText('ключ'), PUBLIC, { isTraining: true, madeAt: parts.clock.now() });
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('none');
  });

  it('does not take the place of a passphrase that a person chose, which goes with the key that it opened', async () => {
    const { world, parts, addCompany, journal } = await scene('training');
    world.prompt.answer(LONG);
    await setSpareKey(parts, world.prompt, world.people.accountant);
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('own');
    await renewForFirstReal(parts);
    addCompany('real', 'production');

    expect(parts.file.look().state).toBe('none');
    expect(journal()).toEqual(['company-added', 'store-key-renewed', 'spare-key-removed']);
  });

  it('lets no real company in before the records have a key that it does not open', async () => {
    const { parts, addCompany } = await scene('training');

    expect(await codeOf(() => addCompany('real', 'production'))).toBe('internal');
    await renewForFirstReal(parts);
    await renewForFirstReal(parts);
    addCompany('real', 'production');
    addCompany('another', 'sandbox');
    expect(parts.companies.list()).toHaveLength(3);
  });

  it('is not made again once the records have their own key, though nothing but training is there', async () => {
    const { parts } = await scene('training');
    await renewForFirstReal(parts);
    await keepTrainingCopy(parts, PUBLIC);

    expect(parts.file.look().state).toBe('none');
  });

  it('is not lost when the new key cannot be kept: it is made again while nothing real is there', async () => {
    const { parts } = await scene('training');
    await keepTrainingCopy(parts, PUBLIC);
    const renew = () => Promise.reject(Object.assign(new Error('locked'), { code: 'keychain-locked' }));
    const refused = { ...parts, renewal: { ...parts.renewal, renew } };

    expect(await codeOf(() => renewForFirstReal(refused))).toBe('keychain-locked');
    await keepTrainingCopy(parts, PUBLIC);
    expect(parts.file.look().state).toBe('training');
  });
});

describe('at the opening, records get a key of their own', () => {
  async function profile(...environments: readonly string[]) {
    const scenery = await scene(environments[0] ?? '');
    const { world, day, parts } = scenery;
    for (const [index, environment] of environments.slice(1).entries()) {
      world.clock.pass(1);
      const companyId = CompanyId.parse(`company-later-${index}`);
      const company = { companyId, name: '', inn: '', kpp: '0', environment, createdAt: world.clock.now() };
      const facts = { at: world.clock.now(), actor: THE_APP, companyId, subject: '' };
      day.stores.companies.add(company, journalEntry('company-added', facts));
    }
    await renewWhereCopied(parts);
    return parts.renewal.isDone();
  }

  it.each([
    [['training', 'production'], true],
    [['training', 'training', 'sandbox'], true],
    [['training'], false],
    [['production'], false],
    [['production', 'training'], false],
  ])('of %j: %s', async (environments, isRenewed) => {
    expect(await profile(...environments)).toBe(isRenewed);
  });

  it('also where the order is unclear and the copy is still there', async () => {
    const { parts, addCompany } = await scene('production');
    addCompany('later', 'training');
    await parts.file.keep(Secret.fromText('ключ'), PUBLIC, { isTraining: true, madeAt: parts.clock.now() });
    await renewWhereCopied(parts);

    expect([parts.renewal.isDone(), parts.file.look().state]).toEqual([true, 'none']);
  });
});

describe('a vault opened by the spare key', () => {
  it('is shown for reading, writes nothing, and refuses with its own reason', async () => {
    const { world, day, journal } = await scene('production');
    const before = journal();
    const vault = openedVault(world, day, { isReadOnly: true, isBySpareKey: true });
    const { workplace } = fakeWorkplace(
      world,
      () => Promise.reject(Object.assign(new Error('locked'), { code: 'keychain-locked' })),
      () => Promise.resolve(vault),
    );
    await workplace.open();
    await workplace.openForReading();

    expect(workplace.snapshot()).toMatchObject({ phase: 'ready', readOnly: true, bySpareKey: true });
    expect(await codeOf(() => assertEntitled(working, workplace.standing()))).toBe('open-for-reading');
    await workplace.lock();
    expect(vault.closed).toBe(1);
    expect(journal()).toEqual(before);
  });

  it('is closed again when the keychain opened the vault meanwhile', async () => {
    const { world, day } = await scene('production');
    const reading = openedVault(world, day, { isReadOnly: true, isBySpareKey: true });
    const whole = openedVault(world, day);
    const { workplace } = fakeWorkplace(
      world,
      () => Promise.resolve(whole),
      async () => {
        await workplace.open();
        return reading;
      },
    );
    await workplace.openForReading();

    expect(workplace.snapshot()).toMatchObject({ phase: 'ready', readOnly: false, bySpareKey: false });
    expect([reading.closed, whole.closed]).toEqual([1, 0]);
  });

  it('stays blocked when the passphrase is not given', async () => {
    const { world } = await scene('production');
    const { workplace } = fakeWorkplace(world, () => Promise.reject(new Error('no keychain')));
    await workplace.open();

    expect(await codeOf(() => workplace.openForReading())).toBe('not-found');
    expect(workplace.snapshot().phase).toBe('blocked');
  });
});
