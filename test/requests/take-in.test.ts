import { beforeEach, describe, expect, it } from 'vitest';
import { ApprovalId, CompanyId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { readCard } from '../../main/domain/organizations/cards.ts';
import { changeMember } from '../../main/domain/organizations/change-members.ts';
import { makeNewKeys } from '../../main/domain/organizations/new-keys.ts';
import type { EnvelopeRecord } from '../../main/domain/organizations/organization.ts';
import { unsignedAnswer } from '../../main/domain/payments/approving/unsigned-answer.ts';
import { ownRecord } from '../../main/domain/payments/approving/unsigned-envelope.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { sealedToMembers } from '../../main/domain/requests/outbox.ts';
import { NOTHING_TAKEN, takeIn } from '../../main/domain/requests/take-in.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, paymentAt } from '../fakes/request-world.ts';
import { codeOf, draftFields } from '../fakes/vault-world.ts';

let world: OrganizationWorld;
let maker: Seat;
let founder: Seat;

beforeEach(async () => {
  world = await OrganizationWorld.found();
  ({ maker, founder } = world);
  founder.world.warned.length = 0;
});

const bytes = (text: string) => new TextEncoder().encode(text);

/** The signed files of a computer's own envelopes, the oldest first, as they may travel open. */
function filesOf(seat: Seat): readonly string[] {
  return recordsOf(seat).map(({ file }) => file);
}

function recordsOf({ parts, companyId }: Seat): readonly EnvelopeRecord[] {
  return parts.envelopes.list(companyId).filter(({ isOwn }) => isOwn);
}

/** Why files did not fit, as the log of a computer says. */
const reasonsAt = (seat: Seat) =>
  seat.world.warned.filter(({ event }) => event === 'file-does-not-fit').map(({ facts }) => facts['reason']);

const paymentsAt = (seat: Seat): readonly Payment[] => seat.parts.payments.list(seat.companyId, null);

describe('files that are taken in', () => {
  it('come to nothing when there are none', async () => {
    expect(await takeIn(founder.parts, [])).toEqual(NOTHING_TAKEN);
  });

  it('make a payment of a request at once, count it as new once, and as known from then on', async () => {
    await ask(maker);
    await ask(maker, { documentNumber: '2', purpose: 'Другое. НДС не облагается' });
    const [first = '', second = ''] = filesOf(maker);

    expect(await takeIn(founder.parts, [bytes(first)])).toEqual({ ...NOTHING_TAKEN, requests: 1 });
    expect(paymentsAt(founder)).toHaveLength(1);
    expect(await takeIn(founder.parts, [first, second].map(bytes))).toEqual({
      ...NOTHING_TAKEN,
      requests: 1,
      known: 1,
    });
    expect(paymentsAt(founder)).toHaveLength(2);
    expect(await takeIn(founder.parts, [first, second].map(bytes))).toEqual({ ...NOTHING_TAKEN, known: 2 });
    expect(reasonsAt(founder)).toEqual([]);
  });

  it('move the payment that they are about, here too, without a look at all the others', async () => {
    const asked = await ask(maker);
    const [request = ''] = filesOf(maker);
    await takeIn(founder.parts, [bytes(request)]);
    await approveAt(founder, asked);
    const [answer = ''] = filesOf(founder);

    expect(await takeIn(maker.parts, [bytes(answer)])).toEqual({ ...NOTHING_TAKEN, answers: 1 });
    expect(paymentAt(maker, asked).status).toBe('approved');
  });

  it('that are no signed texts and not encrypted to anybody here are for somebody else', async () => {
    expect(await takeIn(founder.parts, [bytes('накладная'), new Uint8Array([0xff, 0])])).toEqual({
      ...NOTHING_TAKEN,
      unfit: 2,
    });
    expect(reasonsAt(founder)).toEqual(['not-for-us', 'not-for-us']);
  });

  it('with a signature that does not hold keep nothing back of the others', async () => {
    await ask(maker);
    const [request = ''] = filesOf(maker);
    const forged = request.replace('Оплата', 'Уплата');
    expect(forged).not.toBe(request);

    expect(await takeIn(founder.parts, [forged, request].map(bytes))).toEqual({
      ...NOTHING_TAKEN,
      requests: 1,
      unfit: 1,
    });
    expect(reasonsAt(founder)).toEqual(['signature']);
    expect(paymentsAt(founder)).toHaveLength(1);
  });

  it('with documents say which of them are here, known ones too; a forged one is none', async () => {
    const people = maker.documents().find((file) => file.includes('Анна')) ?? '';
    const forged = people.replace('Анна', 'Инна');
    expect(forged).not.toBe(people);

    expect(await takeIn(founder.parts, [people, forged].map(bytes))).toEqual({
      ...NOTHING_TAKEN,
      known: 1,
      unfit: 1,
      seen: [systemDigests.sha256(people)],
    });
    expect(reasonsAt(founder)).toEqual(['signature']);
  });

  it('of another organization are counted once, and not kept', async () => {
    const other = await OrganizationWorld.found();
    await ask(other.maker);

    expect(await takeIn(founder.parts, filesOf(other.maker).map(bytes))).toEqual({
      ...NOTHING_TAKEN,
      unfit: 1,
    });
    expect(reasonsAt(founder)).toEqual(['other-organization']);
    expect(founder.parts.envelopes.list(founder.companyId)).toEqual([]);
  });

  it('in which an accountant approves are not kept', async () => {
    const asked = await ask(maker);
    const { parts, actor, person, companyId } = maker;
    const unsigned = unsignedAnswer(parts, asked, {
      approvalId: ApprovalId.parse('approval-1'),
      paymentId: asked.paymentId,
      companyId,
      personId: person.personId,
      personName: actor.name,
      verdict: 'approved',
      reason: 'сама себе',
      contentHash: asked.contentHash ?? '',
      policyVersion: 1,
      answered: [],
      at: world.clock.now(),
      expiresAt: asked.expiresAt ?? '',
      list: null,
      envelope: null,
    });
    if (unsigned === null) throw new Error('no organization');
    const signature = await parts.memberKeys.sign(person.personId, unsigned.signed);
    const { file } = ownRecord(parts, unsigned, signature);

    expect(await takeIn(founder.parts, [bytes(file)])).toEqual({ ...NOTHING_TAKEN, unfit: 1 });
    expect(reasonsAt(founder)).toEqual(['author-not-entitled']);
    expect(founder.parts.envelopes.list(founder.companyId)).toEqual([]);
  });

  it('are taken in beside a company whose own documents are damaged', async () => {
    await ask(maker);
    const [record] = founder.parts.organizationRecords.list();
    if (record === undefined) throw new Error('no organization');
    const companyId = CompanyId.parse('company-2');
    const facts = { at: world.clock.now(), actor: THE_APP, companyId, subject: '' };
    founder.parts.organizationRecords.save(
      { ...record, companyId, organization: 'f'.repeat(64) },
      [],
      journalEntry('organization-joined', facts),
    );

    expect(await takeIn(founder.parts, filesOf(maker).map(bytes))).toMatchObject({ requests: 1, unfit: 0 });
  });
});

describe('encrypted files', () => {
  async function sealedRequest(): Promise<Uint8Array> {
    await ask(maker);
    const [request = ''] = filesOf(maker);
    return sealedToMembers(maker.parts, maker.companyId, request);
  }

  it('are opened by whoever of this computer they are for, also when the key of another one is gone', async () => {
    const sealed = await sealedRequest();
    const { day, person } = founder;
    const lost = await founder.world.addPerson(day, 'Глеб', { role: 'accountant' });
    const facts = { at: world.clock.now(), actor: THE_APP, companyId: null, subject: '' };
    const { openingKey } = person;
    day.stores.people.save({ ...lost, openingKey }, journalEntry('person-added', facts));
    founder.parts.people.list = () => [{ ...lost, openingKey }, person];

    expect(await takeIn(founder.parts, [sealed])).toEqual({ ...NOTHING_TAKEN, requests: 1 });
  });

  it('wait for a keychain that is shut: nothing of them is lost or called unfit', async () => {
    const sealed = await sealedRequest();
    founder.world.keychain.failWith('locked');

    expect(await codeOf(() => takeIn(founder.parts, [sealed]))).toBe('keychain-locked');
    founder.world.keychain.failWith(undefined);
    expect(await takeIn(founder.parts, [sealed])).toEqual({ ...NOTHING_TAKEN, requests: 1 });
  });

  it('wait too when the keychain fails in a way that nobody foresaw', async () => {
    const sealed = await sealedRequest();
    founder.parts.memberKeys.openAll = () => Promise.reject(new TypeError('a bug'));

    await expect(takeIn(founder.parts, [sealed])).rejects.toThrow(TypeError);
  });
});

describe('new keys of a person of this computer', () => {
  /** The document by which the organization names Анна with keys that she made anew. */
  async function exchange(): Promise<string> {
    const before = maker.key;
    const made = await makeNewKeys(maker.parts, maker.actor, {
      personId: maker.person.personId,
      knowsPassphrase: false,
    });
    const read = readCard({ digests: systemDigests, verify: founder.parts.personKeys.verify }, made.file);
    if (read === null) throw new Error('the card does not hold');
    founder.knows();
    const change = { kind: 'replace', key: before, card: read.card } as const;
    await changeMember(founder.parts, founder.actor, { base: world.baseOf(founder), change });
    const known = maker.documents();
    return founder.documents().find((file) => !known.includes(file)) ?? '';
  }

  it('are taken with the document that names them', async () => {
    const before = maker.key;
    const document = await exchange();

    expect(await takeIn(maker.parts, [bytes(document)])).toMatchObject({ documents: 1 });
    expect(maker.key).not.toBe(before);
    expect(maker.person.nextKeys).toBeNull();
  });

  it('that cannot be taken are tried again with the next document, not with each request', async () => {
    await ask(founder, draftFields({ purpose: 'Аренда. НДС не облагается' }));
    const before = maker.key;
    const document = await exchange();
    const { read } = maker.world.keychain;
    maker.world.keychain.read = () => Promise.resolve({ state: 'locked' });
    await takeIn(maker.parts, [bytes(document)]);
    await takeIn(maker.parts, filesOf(founder).map(bytes));
    expect(maker.world.logged.map(({ event }) => event)).toEqual(['new-keys-not-taken']);
    expect(maker.key).toBe(before);

    maker.world.keychain.read = read.bind(maker.world.keychain);
    await takeIn(maker.parts, [bytes(document)]);
    expect(maker.key).not.toBe(before);
  });
});
