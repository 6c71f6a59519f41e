import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeNewKeys } from '../../main/domain/organizations/new-keys.ts';
import { makeRecovery } from '../../main/domain/organizations/recovery.ts';
import { addPerson } from '../../main/domain/people/add-person.ts';
import { setSpareKey } from '../../main/domain/session/spare-key.ts';
import { recoveryFiles } from '../../main/edges/age/recovery-file.ts';
import { KeychainHolder } from '../../main/edges/keychain/keychain-holder.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import type { FakePrompt } from '../fakes/fake-people.ts';
import { openedVault } from '../fakes/fake-workplace.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { VaultWorld, type Workday } from '../fakes/vault-world.ts';

const SHORT = 'недлинная';
const GUESSABLE = 'легко подобрать её';
const GOOD = 'скворец точит медный чайник';

/** What the prompt refused of a short, a guessable and a good new passphrase. */
async function refusals(prompt: FakePrompt, choose: () => Promise<unknown>): Promise<readonly string[]> {
  const before = prompt.refusals.length;
  prompt.guessable.push(GUESSABLE);
  prompt.answer(SHORT, GUESSABLE, GOOD);
  await choose();
  return prompt.refusals.slice(before);
}

const BOTH = ['passphrase-weak', 'passphrase-guessable'];

const peopleOf = ({ parts, stores }: Workday) => ({ ...parts, audit: stores.audit });

describe('a new passphrase is long and hard to guess', () => {
  it('of a director', async () => {
    const world = new VaultWorld();
    const day = world.start();
    const input = { name: 'Борис', role: 'director' as const, isTraining: false };

    expect(await refusals(world.prompt, () => addPerson(peopleOf(day), null, input))).toEqual(BOTH);
  });

  it('and is not the name of the director', async () => {
    const world = new VaultWorld();
    const day = world.start();
    const name = 'Растопчинская Зоя';
    world.prompt.answer(name, GOOD);
    await addPerson(peopleOf(day), null, { name, role: 'director', isTraining: false });

    expect(world.prompt.refusals).toEqual(['passphrase-guessable']);
  });

  it('of a director with new keys, and of the recovery file', async () => {
    const { founder, ...world } = await OrganizationWorld.found();
    const parts = { ...founder.parts, recoveryFiles };
    const { prompt } = founder.world;
    const wanted = { personId: founder.person.personId, knowsPassphrase: false };
    const base = {
      companyId: founder.companyId,
      peopleHash: founder.organization.people.hash,
      policyHash: founder.organization.policy?.hash ?? null,
    };
    const save = () => {
      founder.knows();
      return Promise.resolve(true);
    };

    expect(await refusals(prompt, () => makeNewKeys(parts, world.maker.actor, wanted))).toEqual(BOTH);
    expect(await refusals(prompt, () => makeRecovery(parts, founder.actor, { base, save }))).toEqual(BOTH);
  });

  it('of the spare key', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const { spareKey } = openedVault(world, day);
    const set = () => setSpareKey(spareKey, world.prompt, world.people.accountant);

    expect(await refusals(world.prompt, set)).toEqual(BOTH);
  });

  it('of the passphrase file', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'klyuchnik-new-passphrase-'));
    const { prompt } = new VaultWorld();
    const holder = new KeychainHolder({
      os: Object.assign(new MemoryKeychain(), {
        cancelPending: () => undefined,
        lock: () => Promise.resolve(),
      }),
      backend: 'memory',
      passphraseFile: join(dir, 'passphrase-vault.json'),
      hasVault: () => false,
      prompt: () => prompt,
      onChange: () => undefined,
      timers: new FakeTimers(),
      state: 'absent',
    });

    expect(await refusals(prompt, () => holder.choosePassphraseFile())).toEqual(BOTH);
    rmSync(dir, { recursive: true });
  });
});
