import { describe, expect, it } from 'vitest';
import type { CompanyEventInput } from '../../contract/areas/company-events.ts';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { risksOf } from '../../contract/values/company-events.ts';
import {
  addCompanyEvent,
  companyEventsOf,
  removeCompanyEvent,
} from '../../main/domain/companies/change-company-events.ts';
import { changeKeepAlive } from '../../main/domain/tokens/change-keep-alive.ts';
import { correctAddresses, editToken, noteUse } from '../../main/domain/tokens/edit-token.ts';
import { KeepAliveRunner } from '../../main/domain/tokens/keep-alive-runner.ts';
import { threatenedPart, type Token } from '../../main/domain/tokens/token.ts';
import { problem } from '../fakes/scripted-bank.ts';
import {
  codeOf,
  COMPANY,
  EVERYDAY,
  FREE_RULES,
  OWN_ACCOUNT,
  PAYING,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

async function opened() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  return { world, day };
}

function partsOf(world: VaultWorld, { parts, stores }: Workday) {
  return { ...parts, ...stores, bankTime: world.bankTime, random: () => 0.5 };
}

function tokenOf({ stores }: Workday, tokenId = EVERYDAY): Token {
  const token = stores.tokens.get(tokenId);
  if (token === null) throw new Error('no token');
  return token;
}

function mark(change: Partial<CompanyEventInput> = {}): CompanyEventInput {
  return {
    companyId: COMPANY,
    kind: 'issuer-left',
    issuer: 'Борис',
    on: '2026-11-16',
    sentBy: '',
    newKpp: '',
    note: '',
    ...change,
  };
}

function threats(day: Workday, tokenId = EVERYDAY): readonly string[] {
  const { marks } = companyEventsOf(day.stores, COMPANY);
  const risks = risksOf(threatenedPart(tokenOf(day, tokenId)), marks);
  return risks.flatMap(({ kind, happened }) => (happened === null ? [] : [kind]));
}

function lastKinds({ stores }: Workday, count: number): readonly string[] {
  return stores.audit.page({ companyId: null, before: null, limit: count }).map(({ entry }) => entry.kind);
}

describe('a mark of what has happened', () => {
  it('puts the tokens of the issuer who left at risk, and first among the risks', async () => {
    const { world, day } = await opened();

    addCompanyEvent(partsOf(world, day), world.people.director, mark({ issuer: 'БОРИС' }));

    expect(threats(day)).toEqual(['issuer-left']);
    const { marks } = companyEventsOf(day.stores, COMPANY);
    const risks = risksOf(threatenedPart(tokenOf(day)), marks);
    expect(risks[0]?.happened?.kind).toBe('issuer-left');
    expect(risks).toHaveLength(8);
    expect(lastKinds(day, 1)).toEqual(['standing-marked']);
  });

  it('leaves the tokens of other issuers alone', async () => {
    const { world, day } = await opened();

    addCompanyEvent(partsOf(world, day), world.people.director, mark({ issuer: 'Вера' }));

    expect(threats(day)).toEqual([]);
  });

  it.each([
    ['2026-10-31', []],
    ['2026-11-01', ['issuer-left']],
    ['2026-11-02', ['issuer-left']],
  ])('of %s concerns a token issued on 01.11: %j', async (on, expected) => {
    const { world, day } = await opened();

    addCompanyEvent(partsOf(world, day), world.people.director, mark({ on }));

    expect(threats(day)).toEqual(expected);
  });

  it('of a changed password is over when a call succeeds on a later day; of an issuer who left it is not', async () => {
    const { world, day } = await opened();
    addCompanyEvent(partsOf(world, day), world.people.director, mark({ kind: 'password-changed' }));
    addCompanyEvent(partsOf(world, day), world.people.director, mark());
    expect(threats(day).toSorted()).toEqual(['issuer-left', 'password-changed']);

    noteUse(partsOf(world, day), world.people.director, {
      tokenId: EVERYDAY,
      on: '2026-11-16',
      by: 'person',
    });
    expect(threats(day).toSorted()).toEqual(['issuer-left', 'password-changed']);

    world.clock.pass(DAY_MS);
    noteUse(partsOf(world, day), world.people.director, {
      tokenId: EVERYDAY,
      on: '2026-11-17',
      by: 'person',
    });
    expect(threats(day)).toEqual(['issuer-left']);
  });

  it('of changed details gives the company its new KPP and puts every token at risk', async () => {
    const { world, day } = await opened();

    const changed = mark({ kind: 'details-changed', issuer: null, newKpp: '999901002' });
    addCompanyEvent(partsOf(world, day), world.people.director, changed);

    expect(world.start().stores.companies.get(COMPANY)?.kpp).toBe('999901002');
    expect(day.stores.companies.get(COMPANY)?.kpp).toBe('999901002');
    expect([threats(day), threats(day, PAYING)]).toEqual([['details-changed'], ['details-changed']]);
  });

  it('can be taken back, which is journalled too', async () => {
    const { world, day } = await opened();
    const standing = addCompanyEvent(partsOf(world, day), world.people.director, mark());
    const markId = standing.marks[0]?.markId ?? '';

    removeCompanyEvent(partsOf(world, day), world.people.director, { companyId: COMPANY, markId });

    expect(threats(world.start())).toEqual([]);
    expect(lastKinds(day, 2)).toEqual(['standing-unmarked', 'standing-marked']);
  });

  it.each([
    [{ on: '2026-11-17' }, 'standing-invalid'],
    [{ issuer: null }, 'standing-invalid'],
    [{ kind: 'ip-check-off', issuer: null }, 'standing-invalid'],
    [{ kind: 'details-changed', issuer: null, newKpp: '12' }, 'standing-invalid'],
  ] as const)('is refused when it does not hold together: %j', async (change, code) => {
    const { world, day } = await opened();

    const act = () => addCompanyEvent(partsOf(world, day), world.people.director, mark(change));

    expect(await codeOf(act)).toBe(code);
    expect(companyEventsOf(day.stores, COMPANY).marks).toEqual([]);
  });

  it('is refused when it is there already', async () => {
    const { world, day } = await opened();
    addCompanyEvent(partsOf(world, day), world.people.director, mark());

    const again = () =>
      addCompanyEvent(partsOf(world, day), world.people.director, mark({ issuer: 'борис' }));

    expect(await codeOf(again)).toBe('standing-known');
  });
});

describe('the record of a token', () => {
  it('is put right, and the journal names what changed', async () => {
    const { world, day } = await opened();
    const token = tokenOf(day);
    const { label, purpose, rule, certificateId, ips } = token;
    const edit = { tokenId: EVERYDAY, label, purpose, rule, certificateId, ips, issuer: 'Вера' };

    editToken(partsOf(world, day), world.people.director, { ...edit, label: 'Новое имя' });

    expect(tokenOf(world.start())).toMatchObject({ label: 'Новое имя', issuer: 'Вера' });
    const [line] = day.stores.audit.page({ companyId: null, before: null, limit: 1 });
    expect(line?.entry).toMatchObject({ kind: 'token-edited', details: { changed: 'label issuer' } });
  });

  it('writes nothing when nothing changed', async () => {
    const { world, day } = await opened();
    const { label, purpose, issuer, rule, certificateId, ips } = tokenOf(day);

    const edit = { tokenId: EVERYDAY, label, purpose, issuer, rule, certificateId, ips };
    editToken(partsOf(world, day), world.people.director, edit);

    expect(lastKinds(day, 1)).not.toContain('token-edited');
  });

  it('does not take other addresses on the way', async () => {
    const { world, day } = await opened();
    const { label, purpose, issuer, rule, certificateId } = tokenOf(day);
    const ips = [{ address: '8.8.8.8', name: '', place: '' }];

    const act = () =>
      editToken(partsOf(world, day), world.people.director, {
        tokenId: EVERYDAY,
        label,
        purpose,
        issuer,
        rule,
        certificateId,
        ips,
      });

    expect(await codeOf(act)).toBe('bad-request');
  });

  it('takes the addresses as they are in the bank, with a reason', async () => {
    const { world, day } = await opened();
    const ips = [{ address: '2A02:6B8::7', name: 'офис', place: 'Москва' }];

    correctAddresses(partsOf(world, day), world.people.director, {
      tokenId: EVERYDAY,
      ips,
      ipCheck: 'on',
      reason: 'опечатка',
    });

    expect(tokenOf(world.start()).ips).toEqual([{ address: '2a02:6b8::7', name: 'офис', place: 'Москва' }]);
  });

  it.each(['10.0.0.1', '8.8.8.0/24', '0.0.0.0.0'])('refuses %s there as anywhere', async (address) => {
    const { world, day } = await opened();
    const ips = [{ address, name: '', place: '' }];
    const correction = { tokenId: EVERYDAY, ips, ipCheck: 'on' as const, reason: 'опечатка' };

    const act = () => correctAddresses(partsOf(world, day), world.people.director, correction);

    expect(await codeOf(act)).toBe('token-addresses');
  });

  it.each([
    ['2026-10-31', 'sighting-future'],
    ['2026-11-17', 'sighting-future'],
  ])('refuses a use on %s, before the issue or in the future', async (on, code) => {
    const { world, day } = await opened();

    const act = () =>
      noteUse(partsOf(world, day), world.people.director, { tokenId: EVERYDAY, on, by: 'person' });

    expect(await codeOf(act)).toBe(code);
  });

  it('keeps a later use that was seen here when an earlier one is told', async () => {
    const { world, day } = await opened();
    const need = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
    await day.parts.caller.read(need, (credentials) => world.bank.accounts(credentials));
    const seen = tokenOf(day).lastSighting;

    noteUse(partsOf(world, day), world.people.director, {
      tokenId: EVERYDAY,
      on: '2026-11-16',
      by: 'person',
    });

    expect(tokenOf(day).lastSighting).toEqual(seen);
    expect(seen?.by).toBe('here');
  });
});

describe('the choice of a token for a secured call', () => {
  const need = { companyId: COMPANY, access: 'payments', withCertificate: true } as const;

  it('passes over a token whose certificate has ended', async () => {
    const { world, day } = await opened();
    expect(day.parts.caller.choose(need).tokenId).toBe(PAYING);

    world.clock.set('2027-12-31T00:00:00.000Z');

    expect(await codeOf(() => day.parts.caller.choose(need))).toBe('client-certificate-expired');
    expect(day.parts.caller.canServe(need)).toBe(false);
  });
});

describe('keep-alive', () => {
  function runnerOf(world: VaultWorld, day: Workday) {
    const accountOf = () => OWN_ACCOUNT;
    const parts = { ...partsOf(world, day), accountOf };
    return new KeepAliveRunner(parts, day.timers);
  }

  async function turnedOn(tokenId = EVERYDAY) {
    const { world, day } = await opened();
    changeKeepAlive(partsOf(world, day), world.people.director, { tokenId, action: 'on' });
    return { world, day };
  }

  it.each([
    [0, 60],
    [0.999_999, 75],
  ])('with the chance %d plans the call for about day %d without use', async (random, dayNumber) => {
    const { world, day } = await opened();
    const parts = { ...partsOf(world, day), random: () => random };

    const token = changeKeepAlive(parts, world.people.director, { tokenId: EVERYDAY, action: 'on' });

    const issued = '2026-10-31T21:00:00.000Z'; // never used: counted from the day of the issue
    const dueMs = Date.parse(token.keepAlive.dueAt ?? '') - Date.parse(issued);
    expect(Math.round(dueMs / DAY_MS)).toBe(dayNumber);
    expect(dueMs).toBeLessThanOrEqual(75 * DAY_MS);
  });

  it('makes one reading call when the moment has come, not before, and never a write', async () => {
    const { world, day } = await turnedOn();
    const dueAt = tokenOf(day).keepAlive.dueAt ?? '';
    world.clock.set(addMs(dueAt, -1));
    await runnerOf(world, day).round();
    expect(world.bank.calls).toEqual([]);

    world.clock.set(dueAt);
    await runnerOf(world, day).round();

    expect(world.bank.calls).toEqual(['company']);
    expect(world.bank.attempts).toEqual([]);
    expect(tokenOf(day).lastSighting).toEqual({ at: dueAt, by: 'here' });
    expect(lastKinds(day, 1)).toEqual(['keep-alive-done']);
  });

  it('asks once whether the token is still needed; without an answer the next round is not done', async () => {
    const { world, day } = await turnedOn();
    world.clock.pass(80 * DAY_MS);
    await runnerOf(world, day).round();
    expect(tokenOf(day).keepAlive).toMatchObject({ isOn: true, confirmedAt: null });

    world.clock.pass(80 * DAY_MS);
    await runnerOf(world, day).round();
    expect(world.bank.calls).toEqual(['company']);

    changeKeepAlive(partsOf(world, day), world.people.director, { tokenId: EVERYDAY, action: 'confirm' });
    await runnerOf(world, day).round();
    expect(world.bank.calls).toEqual(['company', 'company']);
  });

  it('is put off by a use of the token meanwhile', async () => {
    const { world, day } = await turnedOn();
    world.clock.pass(50 * DAY_MS);
    const need = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
    await day.parts.caller.read(need, (credentials) => world.bank.accounts(credentials));

    world.clock.pass(30 * DAY_MS);
    await runnerOf(world, day).round();

    expect(world.bank.calls).toEqual(['accounts']);
    expect(tokenOf(day).keepAlive.dueAt).toBe(addMs(tokenOf(day).lastSighting?.at ?? '', 67.5 * DAY_MS));
  });

  it('after a long sleep does what is overdue one after another, also in a new run of the app', async () => {
    const { world, day } = await turnedOn();
    changeKeepAlive(partsOf(world, day), world.people.director, { tokenId: PAYING, action: 'on' });
    world.clock.pass(85 * DAY_MS);
    const next = world.start();

    await runnerOf(world, next).round();
    expect(world.bank.calls).toHaveLength(1);

    await runnerOf(world, next).round();
    expect(world.bank.calls).toHaveLength(2);

    await runnerOf(world, next).round();
    expect(world.bank.calls).toHaveLength(2);
  });

  it('tries again hours later when the bank cannot be reached', async () => {
    const { world, day } = await turnedOn();
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-unreachable') };
    world.clock.pass(80 * DAY_MS);
    await runnerOf(world, day).round();
    await runnerOf(world, day).round();
    expect(world.bank.calls).toHaveLength(1);

    world.bank.companyAnswer = { kind: 'answered', value: { name: '', inn: '9999000006', kpp: '999901001' } };
    world.clock.pass(12 * 3_600_000);
    await runnerOf(world, day).round();
    expect(lastKinds(day, 1)).toEqual(['keep-alive-done']);
  });

  it.each([
    [['statement'], 'statement'],
    [['drafts', 'statement'], 'statement'],
    [['accounts', 'payments'], 'accounts'],
  ])('reads with what the token has: %j', async (accesses, call) => {
    const { world, day } = await opened();
    const token = { ...tokenOf(day), accesses: accesses.map(held) };
    day.stores.tokens.save(token, null);
    changeKeepAlive(partsOf(world, day), world.people.director, { tokenId: EVERYDAY, action: 'on' });

    world.clock.pass(80 * DAY_MS);
    await runnerOf(world, day).round();

    expect(world.bank.calls).toEqual([call]);
  });

  it.each([
    ['nothing harmless to read', { accesses: ['drafts', 'payments'].map(held) }],
    ['the old terms', { rule: { kind: 'absolute', days: 365 } }],
    ['its text elsewhere', { secretPlace: 'elsewhere' }],
    ['been revoked', { status: 'revoked' }],
  ] as const)('is refused to a token that has %s', async (_name, change) => {
    const { world, day } = await opened();
    day.stores.tokens.save({ ...tokenOf(day), ...change } as Token, null); // each change is one of a token

    const act = () =>
      changeKeepAlive(partsOf(world, day), world.people.director, { tokenId: EVERYDAY, action: 'on' });

    expect(await codeOf(act)).toBe('keep-alive-impossible');
  });
});

function held(access: string): Token['accesses'][number] {
  return { access, proof: 'unproven', provenAt: null, isExpected: true };
}
