import { describe, expect, it } from 'vitest';
import { recoveryFiles } from '../../main/edges/age/recovery-file.ts';
import {
  comparedWords,
  documentsFile,
  joinOrganization,
  openDocuments,
  readInvitation,
  standHash,
} from '../../main/domain/organizations/carry-documents.ts';
import { makeCard, readCard } from '../../main/domain/organizations/cards.ts';
import { changePeople } from '../../main/domain/organizations/change-documents.ts';
import { changeMember } from '../../main/domain/organizations/change-members.ts';
import { makeNewKeys, takeNewKeys } from '../../main/domain/organizations/new-keys.ts';
import { organizationView } from '../../main/domain/organizations/organization-view.ts';
import { makeRecovery, recoverMember } from '../../main/domain/organizations/recovery.ts';
import { takeInDocuments } from '../../main/domain/organizations/take-in-documents.ts';
import { Secret } from '../../main/ports/secret.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { OrganizationWorld, Seat } from '../fakes/organization-world.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { passphraseOf, STRICT_RULES } from '../fakes/vault-world.ts';

const NEW_PASSPHRASE = 'совсем другая фраза';

function cardOf(seat: Seat, file: string) {
  const read = readCard({ digests: systemDigests, verify: seat.parts.personKeys.verify }, file);
  if (read === null) throw new Error('the card does not hold');
  return read.card;
}

/** What one document of an organization that is known here came to. */
function takeIn(seat: Seat, file: string): 'counts' | 'proposed' | 'nothing-new' {
  const { counting, proposed } = takeInDocuments(seat.parts, seat.companyId, [file]);
  if (counting > 0) return 'counts';
  return proposed > 0 ? 'proposed' : 'nothing-new';
}

/** The person proved himself when his computer joined. */
function prove(seat: Seat): void {
  const { organization } = seat.organization.record;
  const proven = [seat.person.personId];
  takeInDocuments(seat.parts, seat.companyId, [], { trustedRoot: organization, proven });
}

async function twoDirectors() {
  const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'] });
  const [boris, vera] = world.directors as [Seat, Seat];
  return { world, boris, vera, maker: world.maker };
}

describe('a member card', () => {
  it('is refused after any change, and when it shows the key of another', async () => {
    const { boris } = await twoDirectors();
    boris.knows();
    const { file } = await makeCard(boris.parts, boris.actor, boris.person.personId);
    const reading = { digests: systemDigests, verify: boris.parts.personKeys.verify };
    expect(readCard(reading, file)).not.toBeNull();
    expect(readCard(reading, file.replace('"director"', '"auditor"'))).toBeNull();
    expect(readCard(reading, file.replace('Борис', 'Бориc'))).toBeNull();
  });
});

describe('a computer that joins by a file', () => {
  it('shows the same words as the director’s, and has the company and the rules afterwards', async () => {
    const { world, boris } = await twoDirectors();
    const gleb = new Seat(world.clock, 'Глеб');
    await gleb.world.addPerson(gleb.day, 'Глеб', { role: 'auditor' });
    boris.knows();
    const change = { kind: 'add', card: await gleb.card() } as const;
    await changeMember(boris.parts, boris.actor, { base: world.baseOf(boris), change });
    const sealed = await documentsFile(boris.parts, boris.companyId);

    const invitation = readInvitation(gleb.parts, await openDocuments(gleb.parts, sealed));
    const words = comparedWords(gleb.parts, standHash(gleb.parts, invitation.chain));
    expect(words).toEqual(comparedWords(boris.parts, standHash(boris.parts, boris.organization.chain)));
    const { companyId, organization } = await joinOrganization(gleb.parts, gleb.actor, invitation);
    expect(gleb.parts.companies.get(companyId)).toMatchObject({ name: 'ООО «Пример»', inn: '9999000006' });
    expect(organization.policy?.hash).toBe(boris.organization.policy?.hash);
  });

  it('opens nothing that is for others, and joins nothing that names nobody here', async () => {
    const { world, boris } = await twoDirectors();
    const sealed = await documentsFile(boris.parts, boris.companyId);
    const other = new Seat(new FakeClock(), 'Чужой');
    await other.world.addPerson(other.day, 'Чужой', { role: 'accountant' });
    await other.card();
    await expect(openDocuments(other.parts, sealed)).rejects.toMatchObject({ code: 'organization-file' });
    expect(() => readInvitation(other.parts, boris.documents())).toThrow();
    expect(world.seats).toHaveLength(3);
  });
});

describe('a director who forgot his passphrase', () => {
  it('has another key once another director has put it in, and no earlier', async () => {
    const { world, boris, vera, maker } = await twoDirectors();
    const before = vera.key;
    prove(vera);
    vera.world.prompt.answer(NEW_PASSPHRASE);
    const made = await makeNewKeys(vera.parts, maker.actor, {
      personId: vera.person.personId,
      knowsPassphrase: false,
    });
    await takeNewKeys(vera.parts, vera.companyId);
    expect(vera.key).toBe(before);

    boris.knows();
    const change = { kind: 'replace', key: before, card: cardOf(boris, made.file) } as const;
    await changeMember(boris.parts, boris.actor, { base: world.baseOf(boris), change });
    world.share();
    await takeNewKeys(vera.parts, vera.companyId);
    expect(vera.key).toBe(made.card.key);
    expect(vera.person.nextKeys).toBeNull();
    const signature = await vera.parts.personKeys.sign(
      vera.person.personId,
      Secret.fromText(NEW_PASSPHRASE),
      'text',
    );
    expect(vera.parts.personKeys.verify(made.card.key, 'text', signature)).toBe(true);
    const sealed = await documentsFile(boris.parts, boris.companyId);
    expect(await openDocuments(vera.parts, sealed)).toEqual(boris.documents());
  });

  it('has no key exchanged by an organization that he never proved himself to', async () => {
    const { world, boris, vera, maker } = await twoDirectors();
    const before = vera.key;
    vera.world.prompt.answer(NEW_PASSPHRASE);
    const made = await makeNewKeys(vera.parts, maker.actor, {
      personId: vera.person.personId,
      knowsPassphrase: false,
    });
    boris.knows();
    const change = { kind: 'replace', key: before, card: cardOf(boris, made.file) } as const;
    await changeMember(boris.parts, boris.actor, { base: world.baseOf(boris), change });
    world.share();
    await takeNewKeys(vera.parts, vera.companyId);
    expect(vera.key).toBe(before);
  });
});

describe('a key that was ended', () => {
  it('signs no change any more, on any computer', async () => {
    const { world, boris, vera, maker } = await twoDirectors();
    const base = world.baseOf(vera);
    boris.knows();
    const change = { kind: 'end', key: vera.key } as const;
    await changeMember(boris.parts, boris.actor, { base: world.baseOf(boris), change });
    // The thief has no newer documents, and signs on the old ones.
    vera.knows();
    await changePeople(vera.parts, vera.actor, { base, change: { name: 'ООО «Чужое»' } });
    const forged = vera.documents();
    for (const file of forged) expect(takeIn(maker, file)).not.toBe('proposed');
    for (const file of forged) takeIn(boris, file);
    expect(boris.organization.people.document.name).toBe('ООО «Пример»');
  });

  it('never leaves fewer directors than a change needs', async () => {
    const { world, founder } = await OrganizationWorld.found().then((one) => ({
      world: one,
      founder: one.founder,
    }));
    const change = { kind: 'end', key: founder.key } as const;
    await expect(
      changeMember(founder.parts, founder.actor, { base: world.baseOf(founder), change }),
    ).rejects.toMatchObject({ code: 'organization-directors' });
  });
});

describe('the recovery file', () => {
  it('replaces the key of the last director, with its own passphrase alone', async () => {
    const world = await OrganizationWorld.found();
    const { founder } = world;
    const parts = { ...founder.parts, recoveryFiles };
    const kept: Uint8Array[] = [];
    founder.world.prompt.answer('фраза на бумаге, длинная');
    founder.knows();
    await makeRecovery(parts, founder.actor, {
      base: world.baseOf(founder),
      save: (file) => Promise.resolve(kept.push(file) > 0),
    });
    const [file] = kept;
    if (file === undefined) throw new Error('no file');
    founder.world.prompt.answer(NEW_PASSPHRASE);
    const before = founder.key;
    const made = await makeNewKeys(parts, world.maker.actor, {
      personId: founder.person.personId,
      knowsPassphrase: false,
    });
    const change = { kind: 'replace', key: before, card: cardOf(founder, made.file) } as const;
    founder.world.prompt.answer('не та фраза', 'фраза на бумаге, длинная');
    await recoverMember(parts, founder.actor, { base: world.baseOf(founder), change, file });
    expect(founder.world.prompt.refusals).toContain('passphrase-wrong');
    await takeNewKeys(parts, founder.companyId);
    expect(founder.key).toBe(made.card.key);
    world.share();
    expect(world.maker.organization.people.hash).toBe(founder.organization.people.hash);
  });
});

describe('a keychain that was reset', () => {
  it('leaves a director and an accountant who sign again, by the recovery file and then by the director', async () => {
    const world = await OrganizationWorld.found();
    const { founder, maker } = world;
    const parts = { ...founder.parts, recoveryFiles };
    const kept: Uint8Array[] = [];
    founder.world.prompt.answer('фраза на бумаге, длинная');
    founder.knows();
    const base = world.baseOf(founder);
    await makeRecovery(parts, founder.actor, { base, save: async (file) => kept.push(file) > 0 });
    const [file] = kept;
    if (file === undefined) throw new Error('no file');
    for (const seat of world.seats) {
      seat.world.keychain.empty();
      // The key of the records was put back.
      await seat.world.keychain.write('store-key', Secret.fromText('the key of the records'));
    }
    const { personId } = founder.person;
    await founder.parts.personKeys.remove(personId);
    const sign = (passphrase: string) =>
      founder.parts.personKeys.sign(personId, Secret.fromText(passphrase), 'text');
    await expect(sign(passphraseOf('Борис'))).rejects.toMatchObject({ code: 'secret-missing' });

    founder.world.prompt.answer(NEW_PASSPHRASE);
    const before = founder.key;
    const made = await makeNewKeys(parts, founder.actor, { personId, knowsPassphrase: false });
    const change = { kind: 'replace', key: before, card: cardOf(founder, made.file) } as const;
    founder.world.prompt.answer('фраза на бумаге, длинная');
    await recoverMember(parts, founder.actor, { base: world.baseOf(founder), change, file });
    await takeNewKeys(parts, founder.companyId);

    const signature = await sign(NEW_PASSPHRASE);
    expect(founder.parts.personKeys.verify(founder.key, 'text', signature)).toBe(true);
    expect(founder.key).toBe(made.card.key);
    world.share();
    const wanted = { personId: maker.person.personId, knowsPassphrase: false };
    const hers = await makeNewKeys(maker.parts, maker.actor, wanted);
    founder.world.prompt.answer(NEW_PASSPHRASE);
    const hersInstead = { kind: 'replace', key: maker.key, card: cardOf(founder, hers.file) } as const;
    await changeMember(founder.parts, founder.actor, { base: world.baseOf(founder), change: hersInstead });
    world.share();
    await takeNewKeys(maker.parts, maker.companyId);
    expect(maker.key).toBe(hers.card.key);
    const { publicKey } = maker.person;
    const word = await maker.parts.memberKeys.sign(maker.person.personId, 'text');
    expect(maker.parts.personKeys.verify(publicKey ?? '', 'text', word)).toBe(true);
    const sealed = await documentsFile(founder.parts, founder.companyId);
    expect(await openDocuments(maker.parts, sealed)).toEqual(founder.documents());
  });
});

describe('a computer that was away', () => {
  it('is behind once it holds a document whose forerunner is missing, and catches up with it', async () => {
    const { world, boris, maker } = await twoDirectors();
    const rename = async (name: string) => {
      boris.knows();
      await changePeople(boris.parts, boris.actor, { base: world.baseOf(boris), change: { name } });
      return (
        boris
          .documents()
          .find(
            (file) =>
              file.includes(`"version":${boris.organization.people.document.version}`) &&
              file.startsWith('klyuchnik-people'),
          ) ?? ''
      );
    };
    const third = await rename('ООО «Два»');
    const fourth = await rename('ООО «Три»');
    expect(takeIn(maker, fourth)).toBe('proposed');
    expect(maker.parts.organizations.behind(maker.companyId)).not.toBeNull();
    expect(takeIn(maker, third)).toBe('counts');
    expect(maker.parts.organizations.behind(maker.companyId)).toBeNull();
    expect(maker.organization.people.document.name).toBe('ООО «Три»');
  });
});

describe('a change that needs two directors', () => {
  it('waits with one signature, says what it changes, and counts with the second', async () => {
    const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], changesNeed: 2 });
    const [boris, vera] = world.directors as [Seat, Seat];
    boris.knows();
    await changePeople(boris.parts, boris.actor, { base: world.baseOf(boris), change: { changesNeed: 1 } });
    world.share();
    const view = organizationView(vera.parts, {
      companyId: vera.companyId,
      personId: vera.person.personId,
      rulesState: 'signed',
      words: () => [],
    });
    expect(view?.proposals).toMatchObject([
      {
        signedBy: ['Борис'],
        needed: 2,
        canSign: true,
        what: { differences: [{ kind: 'changes-need', before: 2, after: 1 }] },
      },
    ]);
    await world.signAll(vera);
    for (const seat of world.seats) expect(seat.organization.people.document.changesNeed).toBe(1);
  });
});

describe('the window in which a director signs a change', () => {
  const changes = (seat: Seat) =>
    seat.world.prompt.questions
      .at(-1)
      ?.facts.filter(({ label }) => label === 'change')
      .map(({ text }) => text);

  it('names every changed rule to the first director and to the second', async () => {
    const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'] });
    await world.setRules({ ...STRICT_RULES, approvalsNeeded: 2, requestHours: 24 });
    await world.setRules({ ...STRICT_RULES, approvalsNeeded: 1, requestHours: 24 });
    const [boris, vera] = world.directors as [Seat, Seat];

    expect(changes(boris)).toEqual(['Сколько подписей: 2 → 1']);
    expect(changes(vera)).toEqual(['Сколько подписей: 2 → 1']);
  });

  it('says who becomes director and what that means', async () => {
    const { world, boris } = await twoDirectors();
    const gleb = new Seat(world.clock, 'Глеб');
    await gleb.world.addPerson(gleb.day, 'Глеб', { role: 'director' });
    const card = await gleb.card();
    boris.knows();
    await changeMember(boris.parts, boris.actor, {
      base: world.baseOf(boris),
      change: { kind: 'add', card },
    });

    expect(changes(boris)).toEqual(['Глеб станет директором: сможет подписывать и менять правила']);
  });
});
