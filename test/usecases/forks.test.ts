import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { Secret } from '../../main/ports/secret.ts';
import {
  changePeople,
  changeRules,
  type PeopleChange,
} from '../../main/domain/organizations/change-documents.ts';
import { changeMember } from '../../main/domain/organizations/change-members.ts';
import { recoveryFiles } from '../../main/edges/age/recovery-file.ts';
import { decideFork, decideForkByFile } from '../../main/domain/organizations/decide.ts';
import { makeRecovery } from '../../main/domain/organizations/recovery.ts';
import { organizationView } from '../../main/domain/organizations/organization-view.ts';
import { answersTo } from '../../main/domain/payments/approving/answers.ts';
import { rulesInForce } from '../../main/domain/payments/approving/judge.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { OrganizationWorld, Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';
import { copyVault } from '../fakes/vault-copy.ts';
import { FREE_RULES, seenOf, STRICT_RULES } from '../fakes/vault-world.ts';

async function threeDirectors(rules: PolicyRules = FREE_RULES) {
  const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера', 'Глеб'], rules });
  const [boris, vera, gleb] = world.directors as [Seat, Seat, Seat];
  return { world, boris, vera, gleb, maker: world.maker };
}

async function setPeople(world: OrganizationWorld, seat: Seat, change: PeopleChange): Promise<void> {
  seat.knows();
  await changePeople(seat.parts, seat.actor, { base: world.baseOf(seat), change });
}

async function setRules(world: OrganizationWorld, seat: Seat, rules: PolicyRules): Promise<void> {
  seat.knows();
  await changeRules(seat.parts, seat.actor, { base: world.baseOf(seat), rules });
}

function without({ organization }: Seat, gone: Seat): PeopleChange {
  const members = organization.people.document.members.map((one) =>
    one.key === gone.key ? { ...one, validThrough: 7 } : one,
  );
  return { members };
}

function viewOf(seat: Seat) {
  const view = organizationView(seat.parts, {
    companyId: seat.companyId,
    personId: seat.person.personId,
    rulesState: rulesInForce(seat.parts, seat.companyId).state,
    words: (hash) => [hash.slice(0, 8)],
  });
  if (view === null) throw new Error('no organization');
  return view;
}

/** The versions on the screen of a computer. */
function branchesAt(seat: Seat) {
  return viewOf(seat).fork?.branches ?? [];
}

/** A director keeps the version that one of these people signed. */
async function keepThatOf(seat: Seat, name: string): Promise<void> {
  const branches = branchesAt(seat);
  const kept = branches.find(({ documents }) => documents[0]?.signedBy.includes(name));
  if (kept === undefined) throw new Error(`nobody called ${name} signed a version`);
  seat.knows();
  const { companyId } = seat;
  const seen = branches.map(({ keep }) => keep);
  await decideFork(seat.parts, seat.actor, { companyId, keep: kept.keep, seen });
}

/** Makes a recovery file at a computer, and hands the documents round. */
async function fileOf(world: OrganizationWorld, seat: Seat): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  seat.world.prompt.answer(ON_PAPER);
  seat.knows();
  await makeRecovery({ ...seat.parts, recoveryFiles }, seat.actor, {
    base: world.baseOf(seat),
    save: (file) => Promise.resolve(kept.push(file) > 0),
  });
  world.share();
  return kept[0] ?? new Uint8Array();
}

const ON_PAPER = 'фраза на бумаге, длинная';

/** Somebody keeps the version that a person signed, with a recovery file. */
async function keepByFile(seat: Seat, name: string, file: Uint8Array): Promise<void> {
  const branches = branchesAt(seat);
  const kept = branches.find(({ documents }) => documents[0]?.signedBy.includes(name));
  if (kept === undefined) throw new Error(`nobody called ${name} signed a version`);
  const choice = { companyId: seat.companyId, keep: kept.keep, seen: branches.map(({ keep }) => keep) };
  seat.world.prompt.answer(ON_PAPER);
  await decideForkByFile({ ...seat.parts, recoveryFiles }, seat.actor, { choice, file });
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const linesOf = ({ day }: Seat) =>
  day.stores.audit.page({ companyId: null, before: null, limit: 100 }).map(({ entry }) => entry.kind);

describe('two directors who ended each other', () => {
  async function quarrel() {
    const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], rules: FREE_RULES });
    const [boris, vera] = world.directors as [Seat, Seat];
    const file = await fileOf(world, boris);
    await setPeople(world, boris, without(boris, vera));
    await setPeople(world, vera, without(vera, boris));
    world.share();
    await keepThatOf(boris, 'Борис');
    await keepThatOf(vera, 'Вера');
    world.share();
    return { world, boris, vera, file };
  }

  it('are told apart by the recovery file, at the computer of anybody, and every computer follows', async () => {
    const { world, vera, file } = await quarrel();
    expect(branchesAt(world.maker).map(({ canKeepByFile }) => canKeepByFile)).toEqual([true, true]);
    await keepByFile(world.maker, 'Вера', file);
    world.share();
    for (const seat of world.seats) {
      expect(viewOf(seat).fork).toBeNull();
      expect(linesOf(seat)).toContain('organization-fork-ended');
    }
    await setPeople(world, vera, { name: 'ООО «Новое»' });
    world.share();
    expect(world.maker.organization.people.document.name).toBe('ООО «Новое»');
    // Boris is no director any more.
    expect(await codeOf(setPeople(world, world.directors[0] as Seat, {}))).toBe('director-required');
  });

  it('are not told apart by a file that the organization does not name', async () => {
    const { world } = await quarrel();
    const { file } = await recoveryFiles.make(Secret.fromText(ON_PAPER));
    expect(await codeOf(keepByFile(world.maker, 'Вера', file))).toBe('recovery-wrong');
    expect(viewOf(world.maker).fork).not.toBeNull();
  });
});

/** Boris gives the company another name while Vera changes the rules. */
async function splitWorld() {
  const made = await threeDirectors();
  const { world, boris, vera } = made;
  await setPeople(world, boris, { name: 'ООО «Новое»' });
  await setRules(world, vera, { ...FREE_RULES, requestHours: 5 });
  world.share();
  return made;
}

describe('two directors who change people and rules at one moment', () => {
  it('see both versions on every computer, with who signed and what differs', async () => {
    const { world } = await splitWorld();
    for (const seat of world.seats) {
      const { fork, name } = viewOf(seat);
      expect(name).toBe('ООО «Пример»');
      expect(fork).toMatchObject({ peopleVersion: 2, deciders: ['Борис', 'Вера', 'Глеб'] });
      const branches = branchesAt(seat);
      expect(branches).toHaveLength(2);
      expect(branches).toContainEqual(
        expect.objectContaining({
          documents: [expect.objectContaining({ kind: 'people', version: 3, signedBy: ['Борис'] })],
          differences: [{ kind: 'name', before: 'ООО «Пример»', after: 'ООО «Новое»' }],
          rules: null,
          endedBy: ['Борис', 'Вера', 'Глеб'],
        }),
      );
      expect(branches).toContainEqual(
        expect.objectContaining({
          documents: [expect.objectContaining({ kind: 'rules', signedBy: ['Вера'] })],
          differences: [],
          rules: { before: FREE_RULES, after: { ...FREE_RULES, requestHours: 5 } },
        }),
      );
      expect(linesOf(seat)).toContain('organization-fork-found');
    }
  });

  it('change nothing else until one of them has decided', async () => {
    const { world, boris, vera } = await splitWorld();
    expect(await codeOf(setPeople(world, boris, { name: 'ООО «Иное»' }))).toBe('organization-forked');
    expect(await codeOf(setRules(world, vera, FREE_RULES))).toBe('organization-forked');
  });

  it('have one version everywhere once one director has decided and the files have come', async () => {
    const { world, gleb, maker } = await splitWorld();
    await keepThatOf(gleb, 'Вера');
    world.share();
    for (const seat of world.seats) {
      expect(viewOf(seat)).toMatchObject({ fork: null, name: 'ООО «Пример»' });
      expect(seat.organization.policy?.document.rules.requestHours).toBe(5);
      expect(viewOf(seat).voided).toMatchObject([{ kind: 'people', version: 3, signedBy: ['Борис'] }]);
      expect(linesOf(seat)).toContain('organization-fork-ended');
    }
    maker.restart();
    expect(maker.organization.fork).toBeNull();
    // And they go on from there.
    await setPeople(world, world.founder, { name: 'ООО «Новое»' });
    world.share();
    expect(maker.organization.people.document.name).toBe('ООО «Новое»');
  });

  it('sign what they were shown and nothing else', async () => {
    const { boris, gleb, maker } = await splitWorld();
    const [one, two] = branchesAt(gleb);
    if (one === undefined || two === undefined) throw new Error('no versions');
    const choice = { companyId: gleb.companyId, keep: one.keep, seen: [one.keep, two.keep] };
    const ofMaker = { ...choice, companyId: maker.companyId };
    const missing = { ...choice, seen: [one.keep] };
    expect(await codeOf(decideFork(gleb.parts, gleb.actor, missing))).toBe('organization-change');
    const unknown = { ...choice, keep: { ...one.keep, peopleHash: 'f'.repeat(64) } };
    expect(await codeOf(decideFork(gleb.parts, gleb.actor, unknown))).toBe('organization-change');
    expect(await codeOf(decideFork(maker.parts, maker.actor, ofMaker))).toBe('director-required');
    await keepThatOf(gleb, 'Борис');
    const facts = gleb.world.prompt.questions.at(-1)?.facts ?? [];
    expect(facts.find(({ label }) => label === 'fork-keep')?.text).toContain(
      'люди, версия 3 (Борис, 16.11.2026',
    );
    expect(facts.find(({ label }) => label === 'fork-keep')?.text).toContain(
      'название: ООО «Пример» → ООО «Новое»',
    );
    expect(facts.find(({ label }) => label === 'fork-set-aside')?.text).toContain('→ 5 ч');
    expect(facts.find(({ label }) => label === 'fork-words')?.text.split(' ')).toHaveLength(6);
    expect(await codeOf(decideFork(gleb.parts, gleb.actor, choice))).toBe('not-found');
    expect(boris.organization.fork).not.toBeNull();
  });
});

describe('while two versions are open', () => {
  it('nothing is paid without an approval, though both versions let it go', async () => {
    const { maker } = await splitWorld();
    expect(rulesInForce(maker.parts, maker.companyId)).toMatchObject({
      state: 'forked',
      policy: { rules: { requestHours: 5 } },
    });
    const asked = await ask(maker);
    expect(asked.status).toBe('submitted');
    expect(await codeOf(pay(maker.parts, maker.actor, seenOf(asked)))).not.toBe('done');
    expect(maker.world.bank.made.size).toBe(0);
  });

  it('the approval of a director who is in every version counts', async () => {
    const { world, boris, maker } = await splitWorld();
    const folder = new MemoryFolder();
    const asked = await ask(maker);
    await folder.settle(world.seats);
    await approveAt(boris, asked);
    await folder.settle(world.seats);
    const approved = paymentAt(maker, asked);
    expect(approved.status).toBe('approved');
    await pay(maker.parts, maker.actor, seenOf(approved));
    expect(maker.world.bank.made.size).toBe(1);
  });

  it('the approval of a director whom one version ended does not', async () => {
    const { world, boris, vera, gleb, maker } = await threeDirectors(STRICT_RULES);
    const folder = new MemoryFolder();
    const asked = await ask(maker);
    await folder.settle(world.seats);
    // Vera's computer has heard of neither version, so she approves by the last one that all share.
    await setPeople(world, boris, without(boris, vera));
    await setPeople(world, gleb, { name: 'ООО «Новое»' });
    maker.takeIn([...boris.documents(), ...gleb.documents()]);
    await approveAt(vera, asked);
    await folder.settle([vera, maker]);
    expect(answersTo(maker.parts, paymentAt(maker, asked))).toMatchObject([{ personName: 'Вера' }]);
    expect(paymentAt(maker, asked).status).toBe('submitted');
    world.share();
    await approveAt(gleb, asked);
    await folder.settle([gleb, maker]);
    expect(paymentAt(maker, asked).status).toBe('approved');
  });

  it('what one version forbids is forbidden', async () => {
    const { world, boris, vera, maker } = await threeDirectors();
    const capped = { ...FREE_RULES, payment: { approvalAboveMinor: 1_000_00, refuseAboveMinor: 2_000_00 } };
    await setRules(world, boris, capped);
    await setRules(world, vera, { ...FREE_RULES, requestHours: 7 });
    world.share();
    expect(await codeOf(ask(maker, { amountText: '2001' }))).not.toBe('done');
    expect((await ask(maker, { amountText: '2000' })).status).toBe('submitted');
  });

  it('documents still reach a person whom one version ended, payments do not', async () => {
    const { world, boris, vera, gleb } = await threeDirectors();
    await setPeople(world, boris, without(boris, vera));
    await setPeople(world, gleb, { name: 'ООО «Новое»' });
    world.share();
    const { organizations } = boris.parts;
    const readers = organizations.documentReaders(boris.companyId).map(({ key }) => key);
    const members = organizations.validMembers(boris.companyId).map(({ key }) => key);
    expect(readers).toContain(vera.key);
    expect(members).not.toContain(vera.key);
  });
});

describe('a director who was ended', () => {
  it('makes two versions seen from an old copy, and wins nothing with it', async () => {
    const { world, boris, vera, gleb, maker } = await threeDirectors();
    const copy = copyVault(vera.world.db);
    await setPeople(world, boris, without(boris, vera));
    world.share();
    copy.restore();
    vera.restart();
    await setPeople(world, vera, without(vera, boris));
    world.share();
    expect(branchesAt(maker)).toHaveLength(2);
    await keepThatOf(vera, 'Вера');
    world.share();
    expect(branchesAt(maker)).toHaveLength(2);
    expect(branchesAt(gleb).map(({ endedBy }) => endedBy)).toContainEqual(['Глеб']);
    await keepThatOf(gleb, 'Борис');
    world.share();
    for (const seat of world.seats) {
      expect(seat.organization.fork).toBeNull();
      const ended = seat.organization.people.document.members.filter(
        ({ validThrough }) => validThrough !== null,
      );
      expect(ended.map(({ name }) => name)).toEqual(['Вера']);
    }
  });
});

describe('a single director', () => {
  it('ends alone what he signed twice from an old copy, whatever old files the accountant brings again', async () => {
    const world = await OrganizationWorld.found({ rules: FREE_RULES });
    const { founder, maker } = world;
    const copy = copyVault(founder.world.db);
    await setPeople(world, founder, { name: 'ООО «Первое»' });
    maker.takeIn(founder.documents());
    copy.restore();
    founder.restart();
    await setPeople(world, founder, { name: 'ООО «Второе»' });
    world.share();
    const old = [...maker.documents()];
    expect(branchesAt(founder)).toHaveLength(2);
    const second = branchesAt(founder).find(({ differences }) =>
      differences.some((one) => one.kind === 'name' && one.after === 'ООО «Второе»'),
    );
    if (second === undefined) throw new Error('no such version');
    founder.knows();
    const seen = branchesAt(founder).map(({ keep }) => keep);
    const { companyId } = founder;
    await decideFork(founder.parts, founder.actor, { companyId, keep: second.keep, seen });
    world.share();
    maker.takeIn(old);
    founder.takeIn(old);
    for (const seat of world.seats) expect(viewOf(seat)).toMatchObject({ fork: null, name: 'ООО «Второе»' });
  });
});

describe('a document that comes before the one that names its signer', () => {
  it('waits, frightens nobody, and counts when the other one comes', async () => {
    const { world, boris, maker } = await threeDirectors();
    const dima = new Seat(world.clock, 'Дима');
    await dima.world.addPerson(dima.day, 'Дима', { role: 'director' });
    const card = await dima.card();
    boris.knows();
    const change = { kind: 'add', card } as const;
    await changeMember(boris.parts, boris.actor, { base: world.baseOf(boris), change });
    const before = boris.documents();
    dima.takeIn(before, boris.organization.record.organization);
    await setRules(world, dima, { ...FREE_RULES, requestHours: 9 });
    maker.takeIn(dima.documents().filter((file) => !before.includes(file)));
    expect(maker.organization.policy?.document.rules.requestHours).not.toBe(9);
    expect(maker.parts.organizations.behind(maker.companyId)).toBeNull();
    maker.takeIn(before);
    expect(maker.organization.policy?.document.rules.requestHours).toBe(9);
  });
});
