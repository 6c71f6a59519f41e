import { describe, expect, it, vi } from 'vitest';
import { CertificateId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { refreshAccounts } from '../../main/domain/statements/refresh-accounts.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import type { BankNeed } from '../../main/domain/tokens/bank-caller.ts';
import { Secret } from '../../main/ports/secret.ts';
import {
  approvedNew,
  COMPANY,
  errorOf,
  EVERYDAY,
  FREE_RULES,
  PAYING,
  seenOf,
  STRICT_RULES,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const READING: BankNeed = { companyId: COMPANY, access: 'accounts', withCertificate: false };
const SENDING: BankNeed = { companyId: COMPANY, access: 'payments', withCertificate: true };
const MINUTE_MS = 60_000;

async function furnished() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  return { world, day, reads: vi.spyOn(world.keychain, 'read') };
}

async function call({ parts }: Workday, need: BankNeed): Promise<void> {
  (await parts.caller.openFor(need)).close();
}

describe('the secrets of calls', () => {
  it('are read once for the calls of a minute, token and key of the certificate', async () => {
    const { day, reads } = await furnished();
    for (let count = 0; count < 5; count += 1) await call(day, SENDING);
    expect(reads.mock.calls).toEqual([[`token:${PAYING}`], ['certificate-key:certificate-1']]);
    day.timers.pass(MINUTE_MS);
    await call(day, SENDING);
    expect(reads).toHaveBeenCalledTimes(4);
  });

  it('are wiped in each call and in what was kept', async () => {
    const { day } = await furnished();
    const copies = vi.spyOn(Secret.prototype, 'copy');
    const opened = await day.parts.caller.openFor(SENDING);
    const { token, certificate } = opened.credentials;
    opened.close();
    expect([token.isWiped, certificate?.key.isWiped]).toEqual([true, true]);
    const kept = copies.mock.results.map(({ value }) => value as Secret);
    copies.mockRestore();
    expect(kept.map(({ isWiped }) => isWiped)).toEqual([false, false]);
    day.timers.pass(MINUTE_MS);
    expect(kept.map(({ isWiped }) => isWiped)).toEqual([true, true]);
  });

  it('are those of the keychain again a minute later: what another program changed freezes the token', async () => {
    const { world, day } = await furnished();
    await call(day, READING);
    world.keychain.overwrite(`token:${EVERYDAY}`, 't.another');
    await call(day, READING);
    day.timers.pass(MINUTE_MS);
    expect(await errorOf(() => day.parts.caller.openFor(READING))).toMatchObject({ code: 'secret-changed' });
    expect(day.parts.tokens.get(EVERYDAY)?.status).toBe('frozen');
  });

  it('are not what a check of the token looks at: it asks the keychain, and what is lost there is lost', async () => {
    const { world, day } = await furnished();
    const { parts, stores } = day;
    await call(day, READING);
    world.keychain.overwrite(`token:${EVERYDAY}`, 't.another');

    expect(await errorOf(() => checkToken({ ...stores, ...parts }, EVERYDAY))).toMatchObject({
      code: 'secret-changed',
    });
    expect(parts.tokens.get(EVERYDAY)?.status).toBe('frozen');
    await call(day, SENDING);
    await world.keychain.remove(`token:${PAYING}`);
    expect(await errorOf(() => checkToken({ ...stores, ...parts }, PAYING))).toMatchObject({
      code: 'secret-missing',
    });
    expect(await errorOf(() => parts.caller.openFor(SENDING))).toMatchObject({ code: 'secret-missing' });
  });

  it('keep nothing of what does not fit its fingerprint', async () => {
    const { world, day, reads } = await furnished();
    world.keychain.overwrite(`token:${EVERYDAY}`, 't.another');
    world.keychain.overwrite('certificate-key:certificate-1', 'another key');
    const timers = day.timers.count;
    await errorOf(() => day.parts.caller.openFor(READING));
    expect(day.timers.count).toBe(timers);
    await errorOf(() => day.parts.caller.openFor(SENDING));
    expect(day.timers.count).toBe(timers + 1); // the text of the paying token is what it should be
    await errorOf(() => day.parts.caller.openFor(SENDING));
    expect(reads.mock.calls.filter(([name]) => name.startsWith('certificate-key:'))).toHaveLength(2);
  });

  it('are never kept where a passphrase seals them, or while a director has his key in hand', async () => {
    const { world, day, reads } = await furnished();
    const { parts, stores } = day;
    const timers = day.timers.count;
    const personId = world.people.director.personId;
    if (personId === null) throw new Error('no director');
    const key = { open: (kept: Secret) => Promise.resolve(kept.copy()) };
    const by = parts.caller.with({ personId, key: key as never });
    for (let count = 0; count < 2; count += 1) (await by.openFor(SENDING)).close();
    expect(reads).toHaveBeenCalledTimes(4);

    const token = parts.tokens.get(PAYING);
    if (token === null) throw new Error('no token');
    const sealing = { sealedTo: personId, at: world.clock.now() };
    parts.tokens.save({ ...token, sealing: { ...sealing, isWhole: true } }, null);
    const certificateId = CertificateId.parse('certificate-1');
    const certificate = stores.certificates.get(certificateId);
    if (certificate === null) throw new Error('no certificate');
    const facts = { at: sealing.at, actor: THE_APP, companyId: COMPANY, subject: 'x' };
    stores.certificates.save({ ...certificate, sealing }, journalEntry('certificate-sealed', facts));
    (await by.openFor(SENDING)).close();
    expect(await errorOf(() => parts.caller.openFor(SENDING))).toMatchObject({ code: 'token-sealed' });
    expect(day.timers.count).toBe(timers);
  });

  it('serve a payment as freshly read ones do: one intention, one send', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const reads = vi.spyOn(world.keychain, 'read');
    await call(day, SENDING);
    const payment = await approvedNew(world, day);
    const paid = await pay(day.parts, world.people.accountant, seenOf(payment));
    expect(paid.status).toBe('in-progress');
    expect(world.bank.calls.filter((name) => name === 'pay')).toHaveLength(1);
    expect(reads.mock.calls.filter(([name]) => name === `token:${PAYING}`)).toHaveLength(1);
  });
});

describe('the note of the last use', () => {
  async function usedTwice() {
    const furnishedDay = await furnished();
    const { world, day } = furnishedDay;
    await refreshAccounts(day.parts, COMPANY);
    const first = world.clock.now();
    const states = () => day.stores.ledger.state.current().counter;
    return { ...furnishedDay, first, states };
  }
  const lastUse = ({ parts }: Workday) => parts.tokens.get(EVERYDAY)?.lastSighting?.at;

  it('is written at once when a use proves something new', async () => {
    const { world, first } = await usedTwice();
    expect(lastUse(world.start())).toBe(first);
  });

  it('is seen at once, is in the file within a minute, and is written once in that minute', async () => {
    const { world, day, first, states } = await usedTwice();
    for (let count = 0; count < 5; count += 1) {
      world.clock.pass(1_000);
      const opened = await day.parts.caller.openFor(READING);
      await day.parts.caller.note(opened, 'accounts', null);
      opened.close();
    }
    expect(lastUse(day)).toBe(world.clock.now());
    expect(lastUse(world.start())).toBe(first);
    const before = states();
    day.timers.pass(MINUTE_MS);
    expect(lastUse(world.start())).toBe(world.clock.now());
    expect(states()).toBe(before + 1);
    day.timers.pass(10 * MINUTE_MS);
    expect(states()).toBe(before + 1);
  });

  it('goes with any other change of the token, and is not written again', async () => {
    const { world, day, states } = await usedTwice();
    world.clock.pass(1_000);
    const opened = await day.parts.caller.openFor(READING);
    await day.parts.caller.note(opened, 'accounts', null);
    const token = day.parts.tokens.get(EVERYDAY);
    if (token === null) throw new Error('no token');
    day.parts.tokens.save({ ...token, label: 'Другое имя' }, null);
    expect(lastUse(world.start())).toBe(world.clock.now());
    const before = states();
    day.timers.pass(MINUTE_MS);
    expect(states()).toBe(before);
  });

  it('is written when the vault closes', async () => {
    const { world, day } = await usedTwice();
    world.clock.pass(1_000);
    const opened = await day.parts.caller.openFor(READING);
    await day.parts.caller.note(opened, 'accounts', null);
    day.parts.tokens.writeNotes();
    expect(lastUse(world.start())).toBe(world.clock.now());
  });

  it.each([
    ['a day after the last', 24 * 60 * MINUTE_MS, false],
    ['later than a day after the last', 24 * 60 * MINUTE_MS + 1, true],
  ])('of a use %s is written at once: %#', async (_, ms, isWritten) => {
    const { world, day, first } = await usedTwice();
    world.clock.pass(ms);
    const opened = await day.parts.caller.openFor(READING);
    await day.parts.caller.note(opened, 'accounts', null);
    expect(lastUse(world.start())).toBe(isWritten ? world.clock.now() : first);
  });

  it('is lost, and nothing else, when the disk takes nothing', async () => {
    const world = new VaultWorld();
    await world.furnish({ rules: FREE_RULES });
    const day = world.start({ commitFaults: [{ at: 3, code: 'store-full', isKept: false }] });
    await refreshAccounts(day.parts, COMPANY);
    const first = lastUse(day);
    const opened = await day.parts.caller.openFor(READING);
    world.clock.pass(1_000);
    await day.parts.caller.note(opened, 'accounts', null);
    day.parts.tokens.writeNotes();
    expect(world.logged.map(({ event }) => event)).toContain('token-uses-not-written');
    expect(lastUse(day)).toBe(first);
    await day.parts.caller.note(opened, 'accounts', null);
    day.parts.tokens.writeNotes();
    expect(lastUse(world.start())).toBe(world.clock.now());
  });
});
