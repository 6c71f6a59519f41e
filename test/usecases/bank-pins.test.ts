import { describe, expect, it } from 'vitest';
import type { AuthorityNews, SeenAuthority } from '../../main/ports/bank-ports.ts';
import { BankPins } from '../../main/domain/certificates/bank-pins.ts';
import { Authority } from '../../main/domain/certificates/authority.ts';
import { removeAuthority } from '../../main/domain/certificates/trust-authority.ts';
import { fakeTrust } from '../fakes/fake-certificates.ts';
import { codeOf, passphraseOf, STRICT_RULES, VaultWorld, type Workday } from '../fakes/vault-world.ts';

const HOST = 'business.tbank.ru';

function seen(name: string, host = HOST): SeenAuthority {
  return {
    host,
    server: { subject: `CN=${host}`, issuer: `CN=${name} Sub` },
    pem: `pem of ${name}`,
    subject: `CN=${name}`,
    sha256: Buffer.from(name).toString('hex').padEnd(64, '0'),
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2036-01-01T00:00:00.000Z',
  };
}

function news(kind: 'first' | 'unknown', name: string, host = HOST): AuthorityNews {
  return { kind, environment: 'production', seen: seen(name, host) };
}

function pinsOver(world: VaultWorld, day: Workday) {
  const trust = fakeTrust();
  let changes = 0;
  const { authorities, people } = day.stores;
  const pins = new BankPins({
    authorities,
    trust,
    clock: world.clock,
    ids: world.ids,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    changed: () => (changes += 1),
  });
  pins.start();
  const asking = { people, personKeys: day.parts.personKeys, prompt: world.prompt };
  const confirm = (name: string, environment: 'production' | 'sandbox' = 'production') =>
    pins.confirm(asking, actor, { environment, sha256: seen(name).sha256 });
  const journal = () =>
    day.stores.audit.page({ companyId: null, before: null, limit: 50 }).map(({ entry }) => entry);
  const anna = people.list().find(({ name }) => name === 'Анна');
  if (anna === undefined) throw new Error('the world has no accountant');
  const actor = { personId: anna.personId, name: anna.name, role: anna.role };
  return { trust, pins, confirm, journal, changes: () => changes, actor, authorities };
}

async function bench() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  return { world, day, ...pinsOver(world, day) };
}

describe('the bank’s hosts', () => {
  it('are pinned to what they showed at the first connection, with its date, in the vault', async () => {
    const { world, trust, pins, journal } = await bench();
    expect(trust.pinned.get('production')).toEqual({ hosts: [], roots: [] });

    trust.tell(news('first', 'A'));
    const at = world.clock.now();

    expect(pins.pins()).toMatchObject([{ host: HOST, subject: 'CN=A', at, by: null }]);
    expect(journal()[0]).toMatchObject({
      kind: 'authority-first-seen',
      personId: null,
      role: 'app',
      details: { environment: 'production', bankHost: HOST, fingerprint: seen('A').sha256 },
    });
    const later = pinsOver(world, world.start());
    expect(later.trust.pinned.get('production')).toEqual({ hosts: [HOST], roots: ['pem of A'] });
    expect(later.trust.pinned.get('sandbox')).toEqual({ hosts: [], roots: [] });
  });

  it('have one first connection each', async () => {
    const { trust, pins } = await bench();
    trust.tell(news('first', 'A'));
    trust.tell(news('first', 'B'));
    trust.tell(news('first', 'B', 'secured-openapi.tbank.ru'));

    expect(pins.pins().map(({ host, subject }) => [host, subject])).toEqual([
      [HOST, 'CN=A'],
      ['secured-openapi.tbank.ru', 'CN=B'],
    ]);
  });

  it('stay known when their authority is taken back, so that the next one needs a director', async () => {
    const { world, trust, pins, actor, authorities } = await bench();
    trust.tell(news('first', 'A'));
    const [pin] = pins.pins();

    removeAuthority({ authorities, trust, clock: world.clock }, actor, pin?.authorityId ?? '');
    pins.apply();

    expect(pins.pins()).toEqual([]);
    expect(trust.pinned.get('production')).toEqual({ hosts: [HOST], roots: [] });
    trust.tell(news('first', 'B'));
    expect(pins.pins()).toEqual([]);
  });

  it('that show another authority stop the bank until a director has confirmed it, who sees what it is', async () => {
    const { world, trust, pins, confirm, journal, changes } = await bench();
    trust.tell(news('first', 'A'));
    const since = world.clock.now();
    trust.tell(news('unknown', 'B'));
    world.clock.pass(60_000);
    trust.tell(news('unknown', 'B'));
    expect(pins.isStopped('production')).toBe(true);
    expect(pins.isStopped('sandbox')).toBe(false);
    expect(pins.strange()).toMatchObject([{ host: HOST, subject: 'CN=B', issuer: 'CN=B Sub', since }]);
    world.prompt.answer('не та', passphraseOf('Борис'));

    await confirm('B');

    const { subject, facts } = world.prompt.questions.at(-1) ?? { subject: '', facts: [] };
    expect(subject).toBe('Борис');
    expect(facts).toMatchObject([
      { label: 'authority', text: 'CN=B' },
      { label: 'issuer', text: 'CN=B Sub' },
      { label: 'fingerprint', text: seen('B').sha256 },
      { label: 'bank-host', text: HOST },
      { label: 'seen-since', text: expect.stringMatching(/^\d\d\.\d\d\.\d{4} \d\d:\d\d МСК$/) },
    ]);
    expect(pins.isStopped('production')).toBe(false);
    expect(trust.pinned.get('production')).toEqual({ hosts: [HOST], roots: ['pem of A', 'pem of B'] });
    expect(pins.pins().at(-1)).toMatchObject({ subject: 'CN=B', by: 'Борис' });
    expect(journal()[0]).toMatchObject({
      kind: 'authority-pinned',
      who: 'Анна',
      details: { director: 'Борис' },
    });
    expect(changes()).toBeGreaterThanOrEqual(2);
  });

  it('are not opened to anything but what a director was shown', async () => {
    const { world, trust, pins, confirm } = await bench();
    trust.tell(news('unknown', 'B'));

    expect(await codeOf(() => confirm('C'))).toBe('authority-gone');
    expect(await codeOf(() => confirm('B', 'sandbox'))).toBe('authority-gone');
    expect(await codeOf(() => confirm('B'))).toBe('cancelled-by-person');
    world.prompt.answer(passphraseOf('Борис'));
    const meanwhile = world.prompt.ask.bind(world.prompt);
    world.prompt.ask = (question, use) => {
      trust.tell({ kind: 'known', environment: 'production' });
      return meanwhile(question, use);
    };
    expect(await codeOf(() => confirm('B'))).toBe('authority-gone');
    expect(pins.pins()).toEqual([]);
    expect(pins.isStopped('production')).toBe(false);
  });

  it('keep their old records: one of an earlier version came from a file and pins no host', async () => {
    const { authorities, trust, world } = await bench();
    const { seen: _seen, ...old } = Authority.parse({
      authorityId: 'authority-1',
      environment: 'production',
      pem: 'pem of a file',
      sha256: 'aa',
      subject: 'CN=File',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2036-01-01T00:00:00.000Z',
      isStateRoot: true,
      addedAt: world.clock.now(),
      addedBy: 'Анна',
      removedAt: null,
    });
    expect(Authority.parse(old).seen).toBeNull();
    expect(authorities.list()).toEqual([]);
    expect(trust.pinned.get('production')?.hosts).toEqual([]);
  });

  it('are forgotten by the client when the vault closes', async () => {
    const { trust, pins } = await bench();
    trust.tell(news('first', 'A'));
    trust.tell(news('unknown', 'B'));

    pins.close();

    expect(trust.pinned.size).toBe(0);
    expect(trust.isHeard()).toBe(false);
    expect(pins.isStopped('production')).toBe(false);
  });

  it('of a bank that is not T-Bank’s own are nobody’s business here', async () => {
    const { trust, pins } = await bench();
    trust.tell({ kind: 'first', environment: 'training', seen: seen('A') });
    trust.tell({ kind: 'unknown', environment: 'training', seen: seen('A') });

    expect(pins.pins()).toEqual([]);
    expect(pins.isStopped('training')).toBe(false);
  });
});
