import { describe, expect, it } from 'vitest';
import type { RecordsMisfit } from '../../contract/areas/session.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { proveForRecords } from '../../main/domain/session/accept-records.ts';
import { KeychainCheckpoints, readCheckpoint } from '../../main/domain/session/keychain-checkpoints.ts';
import { Secret } from '../../main/ports/secret.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
  errorOf,
  FREE_RULES,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';

async function keeping() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  await day.parts.checkpoints.settled(); // the keeper of the day writes nothing any more
  const timers = new FakeTimers();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const keeper = new KeychainCheckpoints({
    isChecked: () => true,
    keychain: world.keychain,
    checkpoints: day.stores.ledger.state,
    timers,
    log,
    putBack: () => undefined,
  });
  await keeper.keep();
  return { world, day, timers, keeper, kept: () => readCheckpoint(world.keychain) };
}

const current = ({ stores }: Workday) => stores.ledger.state.current();

const draft = ({ people }: VaultWorld, day: Workday, purpose: string) =>
  saveDraft(day.parts, people.accountant, {
    companyId: COMPANY,
    seen: null,
    fields: draftFields({ purpose }),
  });

describe('the checkpoint in the keychain', () => {
  it('is that of the last write before the first byte of a payment leaves', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const payment = await approvedNew(world, day);
    const atSend: unknown[] = [];
    const send = world.bank.pay.bind(world.bank);
    world.bank.pay = async (...asked) => {
      atSend.push(await readCheckpoint(world.keychain), current(day));
      return send(...asked);
    };

    await pay(day.parts, world.people.accountant, seenOf(payment));

    expect(atSend).toHaveLength(2);
    expect(atSend[0]).toEqual(atSend[1]);
  });

  it('that cannot be kept stops a payment: nothing is sent, and it waits as it was', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const payment = await approvedNew(world, day);
    const write = world.keychain.write.bind(world.keychain);
    world.keychain.write = (name, secret) =>
      name === 'checkpoint' ? Promise.resolve({ state: 'locked' }) : write(name, secret);

    const after = await pay(day.parts, world.people.accountant, seenOf(payment));

    expect(after).toMatchObject({ status: 'approved', problem: { code: 'keychain-locked' }, sentAt: null });
    expect(world.bank.attempts).toEqual([]);
    world.keychain.write = write;
    const again = await pay(day.parts, world.people.accountant, seenOf(after));
    expect(again.status).toBe('in-progress');
  });

  it('follows an approval, a person and rules at once, and anything else within a minute', async () => {
    const { world, day, timers, keeper, kept } = await keeping();
    await draft(world, day, 'Первый');
    await keeper.settled();
    expect(await kept()).not.toEqual(current(day));

    timers.pass(59_999);
    await keeper.settled();
    await Promise.resolve();
    await keeper.keep();
    expect(await kept()).toEqual(current(day));

    await world.addPerson(day, 'Галина', { role: 'accountant' });
    await keeper.settled();
    expect(await kept()).toEqual(current(day));
    await approvedNew(world, day);
    await keeper.settled();
    expect(await kept()).toEqual(current(day));
    await world.setRules(day, FREE_RULES);
    await keeper.settled();
    expect(await kept()).toEqual(current(day));
  });

  it('is written by itself when the time has come', async () => {
    const { world, day, timers, kept } = await keeping();
    await draft(world, day, 'Первый');
    const before = timers.count;
    await draft(world, day, 'Второй');

    expect([before, timers.count]).toEqual([1, 1]);
    timers.pass(60_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await kept()).toEqual(current(day));
    expect(timers.count).toBe(0);
  });

  it('goes with the lock, which waits no longer than two seconds for a keychain that does not answer', async () => {
    const { world, day, timers, keeper, kept } = await keeping();
    await draft(world, day, 'Первый');
    await keeper.close();
    expect(await kept()).toEqual(current(day));

    await draft(world, day, 'Второй');
    world.keychain.write = () => new Promise(() => undefined);
    let isClosed = false;
    const closing = keeper.close().then(() => {
      isClosed = true;
    });
    timers.pass(1_999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    timers.pass(1);
    await closing;
  });

  it('that is being written is waited for by the lock, also once the records were put back', async () => {
    const { world, day, timers, keeper } = await keeping();
    const write = world.keychain.write.bind(world.keychain);
    let goOn = () => undefined as unknown;
    world.keychain.write = async (name, secret) => {
      await new Promise((resolve) => (goOn = () => resolve(undefined)));
      return write(name, secret);
    };
    await world.addPerson(day, 'Галина', { role: 'accountant' });
    keeper.witnessed({ ...current(day), counter: current(day).counter + 5 });

    let isClosed = false;
    const closing = keeper.close().then(() => (isClosed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    goOn();
    await closing;
    expect(timers.count).toBe(0);
  });

  it.each(['', 'junk', '{}', '{"counter":0}'])('that reads %j is none', async (text) => {
    const world = new VaultWorld();
    const secret = Secret.fromText(text === '' ? ' ' : text);
    await world.keychain.write('checkpoint', secret);

    expect(await readCheckpoint(world.keychain)).toBe('none');
  });

  it('is asked for, not guessed, while the keychain is shut', async () => {
    const world = new VaultWorld();
    world.keychain.failWith('locked');

    expect(await codeOf(() => readCheckpoint(world.keychain))).toBe('keychain-locked');
  });
});

describe('records that were changed outside', () => {
  const MISFIT: RecordsMisfit = {
    kind: 'older',
    rows: [],
    count: 0,
    since: '2026-11-01T09:00:00.000Z',
    newest: '2026-11-29T09:00:00.000Z',
  };

  async function shown() {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const recoveryFiles = { sign: () => Promise.reject(new Error('no file')) };
    const shut = { keyless: new Set<never>(), hasTokenTexts: true };
    return { world, vault: { ...day.parts, ...shut, misfit: MISFIT, recoveryFiles } };
  }

  it('are accepted by the passphrase of a director, who is told since when', async () => {
    const { world, vault } = await shown();
    world.prompt.answer('не та', passphraseOf('Борис'));
    const { personId, ...actor } = world.people.director;
    if (personId === null) throw new Error('no id');

    const accepted = await proveForRecords(vault, { kind: 'director', personId });

    expect(accepted).toEqual({ actor: { personId, ...actor }, misfit: MISFIT });
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(world.prompt.questions[0]).toMatchObject({
      subject: 'Борис',
      facts: [
        { label: 'records-since', text: '01.11.2026 12:00 МСК' },
        { label: 'records-newest', text: '29.11.2026 12:00 МСК' },
      ],
    });
  });

  it('are accepted neither by an accountant nor without a question', async () => {
    const { world, vault } = await shown();
    const { personId } = world.people.accountant;
    if (personId === null) throw new Error('no id');

    expect(await errorOf(() => proveForRecords(vault, { kind: 'director', personId }))).toMatchObject({
      code: 'not-found',
    });
    const companyId = CompanyId.parse('company-1');
    const file = new Uint8Array();
    expect(await codeOf(() => proveForRecords(vault, { kind: 'recovery-file', companyId, file }))).toBe(
      'organization-unknown',
    );
    expect(
      await codeOf(() => proveForRecords({ ...vault, misfit: null }, { kind: 'director', personId })),
    ).toBe('not-found');
    expect(world.prompt.questions).toEqual([]);
  });
});
