import { describe, expect, it } from 'vitest';
import type { AccessProofView } from '../../contract/areas/diagnosis.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { proveAccesses } from '../../main/domain/diagnosis/prove-accesses.ts';
import { problem } from '../fakes/scripted-bank.ts';
import { bankAccount, codeOf, COMPANY, FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';

const TOKEN = TokenId.parse('token-examined');

async function scene(accesses: readonly string[], change: { usedAt?: string } = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const token = await world.addToken(day, TOKEN, { accesses });
  if (change.usedAt !== undefined) {
    const used = token.accesses.map((held) => ({
      ...held,
      proof: 'proven' as const,
      provenAt: change.usedAt ?? null,
    }));
    day.stores.tokens.save({ ...token, accesses: used }, null);
  }
  const views: AccessProofView[] = [];
  const run = (isStopped = () => false) => {
    const parts = {
      ...day.stores,
      ...day.parts,
      bank: world.bank,
      bankTime: { now: () => world.clock.now() },
    };
    return proveAccesses(parts, world.people.accountant, TOKEN, {
      report: (view) => void views.push(view),
      isStopped,
    });
  };
  const outcomes = (view: AccessProofView) =>
    Object.fromEntries(view.accesses.map(({ access, outcome }) => [access, outcome]));
  const record = () => day.stores.tokens.get(TOKEN);
  const journal = () =>
    day.stores.audit.page({ companyId: COMPANY, before: null, limit: 10 }).map(({ entry }) => entry);
  return { world, day, run, views, outcomes, record, journal };
}

const refused = { kind: 'failed', problem: problem('bank-access-missing') } as const;

describe('proveAccesses', () => {
  it('proves what reads, and tries nothing that writes', async () => {
    const { run, outcomes, record, world, journal } = await scene([
      'company-info',
      'accounts',
      'statement',
      'drafts',
      'payments',
      'card-limits',
      'opensme/inn/[1]/kpp/[0]/unheard/of',
    ]);

    const view = await run();

    expect(outcomes(view)).toEqual({
      'company-info': 'proven',
      accounts: 'proven',
      statement: 'proven',
      drafts: 'by-use',
      payments: 'by-use',
      'card-limits': 'by-use',
      'opensme/inn/[1]/kpp/[0]/unheard/of': 'by-use',
    });
    expect(world.bank.calls).toEqual(['company', 'accounts', 'statement']);
    expect(world.bank.attempts).toEqual([]);
    expect(record()).toMatchObject({ status: 'active', lastSighting: { by: 'here' } });
    expect(journal()[0]).toMatchObject({
      kind: 'token-accesses-proved',
      details: { proven: 3, refused: 0, unexpected: 0 },
    });
  });

  it('shows what nobody ticked and the bank lets through as too much power', async () => {
    const { run, record, journal } = await scene(['accounts']);

    const view = await run();

    expect(view.accesses.filter(({ isExpected }) => !isExpected).map(({ access }) => access)).toEqual([
      'company-info',
      'statement',
    ]);
    expect(record()?.accesses.map(({ access, isExpected }) => [access, isExpected])).toEqual([
      ['accounts', true],
      ['company-info', false],
      ['statement', false],
    ]);
    expect(journal()[0]?.details).toMatchObject({ unexpected: 2 });
  });

  it('takes a refusal of what nobody ticked for right, and marks one that was ticked', async () => {
    const { run, world, record, outcomes } = await scene(['accounts', 'statement']);
    world.bank.companyAnswer = refused;
    world.bank.statementProblem = problem('bank-access-missing');

    const view = await run();

    expect(outcomes(view)).toMatchObject({ 'company-info': 'refused', statement: 'refused' });
    expect(record()?.accesses.map(({ access, proof }) => [access, proof])).toEqual([
      ['accounts', 'proven'],
      ['statement', 'refused'],
    ]);
    expect(record()?.lastProblem).toBeNull();
  });

  it('is no use of the access: the last use stays', async () => {
    const usedAt = '2026-06-01T09:00:00.000Z';
    const { run, record, world } = await scene(['accounts'], { usedAt });

    await run();

    expect(record()?.accesses[0]).toMatchObject({ provenAt: world.clock.now(), usedAt });
  });

  it('asks for a statement only of an account that it knows', async () => {
    const { run, world, outcomes } = await scene(['statement']);
    world.bank.accountsAnswer = refused;

    expect(outcomes(await run()).statement).toBe('by-use');

    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount()] };
    expect(outcomes(await run()).statement).toBe('proven');
  });

  it('breaks off when the bank takes no call of this token, and keeps what it has found', async () => {
    const { run, world, record, outcomes } = await scene(['company-info', 'accounts', 'statement']);
    world.bank.accountsAnswer = { kind: 'failed', problem: problem('bank-ip-not-listed') };

    const view = await run();

    expect(view).toMatchObject({ stopped: 'by-problem', problem: { code: 'bank-ip-not-listed' } });
    expect(outcomes(view)).toEqual({ 'company-info': 'proven', accounts: 'unclear', statement: 'unclear' });
    expect(record()?.accesses.map(({ proof }) => proof)).toEqual(['proven', 'unproven', 'unproven']);
    expect(world.bank.calls).not.toContain('statement');
  });

  it('goes on after an answer that says nothing of the token', async () => {
    const { run, world, outcomes } = await scene(['company-info', 'accounts']);
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-unreadable') };

    expect(outcomes(await run())).toMatchObject({ 'company-info': 'unclear', accounts: 'proven' });
  });

  it('stops when the person has had enough', async () => {
    const { run, views, world } = await scene(['company-info', 'accounts']);

    const view = await run(() => world.bank.calls.length > 0);

    expect(view).toMatchObject({ stopped: 'by-person' });
    expect(world.bank.calls).toEqual(['company']);
    expect(views.map(({ accesses }) => accesses.map(({ outcome }) => outcome)[0])).toEqual([
      'waiting',
      'asking',
      'proven',
      'proven',
    ]);
  });

  it('does not touch a frozen token, and passes the keychain’s refusal on', async () => {
    const { run, world, day, record } = await scene(['accounts']);
    world.keychain.failWith('locked');
    expect(await codeOf(run)).toBe('keychain-locked');

    world.keychain.failWith(undefined);
    const token = record();
    if (token !== null) day.stores.tokens.save({ ...token, status: 'frozen' }, null);
    expect(await codeOf(run)).toBe('token-frozen');
    expect(world.bank.calls).toEqual([]);
  });
});
