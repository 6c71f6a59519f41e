import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CompanyId, TokenId } from '../../contract/values/ids.ts';
import { journalEntry } from '../../main/domain/audit/entry.ts';
import { act } from '../../main/domain/plans/act.ts';
import { loadPlan } from '../../main/domain/plans/keep-plan.ts';
import { keepSpec, confirmStep } from '../../main/domain/plans/confirm-step.ts';
import type { PlanVault } from '../../main/domain/plans/plan-vault.ts';
import { PAUSE_MS } from '../../main/domain/plans/proof.ts';
import { startPlan } from '../../main/domain/plans/start-plan.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import { systemIds } from '../../main/edges/system/system-ids.ts';
import { createTBank, type TBank } from '../../main/edges/tapi/t-bank.ts';
import { BankCaller } from '../../main/domain/tokens/bank-caller.ts';
import { startTrainingBank, type TrainingBank } from '../../training-bank/training-bank.ts';
import { typedWish } from '../fakes/plan-bench.ts';
import { VaultWorld } from '../fakes/vault-world.ts';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';

const TRAINING = CompanyId.parse('company-training');
const ACTOR = { personId: null, name: 'Борис', role: 'director' } as const;
const ACCESSES = ['company-info/get', 'bank-accounts/get', 'bank-statements/get'];

describe('plans at the training bank, over real TLS', () => {
  let world: VaultWorld;
  let bank: TrainingBank;
  let client: TBank;
  let parts: PlanVault;

  beforeEach(async () => {
    world = new VaultWorld();
    bank = await startTrainingBank({ now: () => new Date(world.clock.now()) });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    client = createTBank({
      clock: world.clock,
      timers: systemTimers,
      ids: systemIds,
      log,
      random: Math.random,
      systemRoots: () => Promise.resolve([]),
    });
    const { ordinaryBaseUrl, securedBaseUrl, caPem } = bank;
    client.registerEnvironment({ name: 'training', ordinaryBaseUrl, securedBaseUrl, caPem });
    const { parts: stored, stores } = world.start();
    const { people } = stores;
    const keychain = new RecentSecrets(stored.keychain, systemTimers);
    const caller = new BankCaller({ ...stored, keychain, people, bank: client, connections: client });
    parts = { ...stored, keychain, bank: client, caller };
    const { inn, kpp } = bank.snapshot().company;
    const company = { companyId: TRAINING, name: 'ООО «Пример»', inn, kpp, environment: 'training' };
    const at = world.clock.now();
    const entry = journalEntry('company-added', { at, actor: ACTOR, companyId: TRAINING, subject: '' });
    stores.companies.add({ ...company, createdAt: at }, entry);
  });

  afterEach(async () => {
    await client.close();
    await bank.stop();
  });

  /** What a person does in online banking. */
  function issueInCabinet(label: string): string {
    const answer = bank.control({
      command: 'issueToken',
      spec: { label, accesses: ACCESSES, ips: ['127.0.0.1'] },
    });
    if (!answer.ok || answer.kind !== 'token') throw new Error('not issued');
    return answer.text;
  }

  const mark = (
    planId: ReturnType<typeof loadPlan>['planId'],
    ...steps: readonly ('describe' | 'check-list' | 'issue-in-cabinet' | 'remove-in-cabinet')[]
  ) => {
    for (const step of steps)
      confirmStep(parts, ACTOR, { planId, step, tokenId: null, state: 'done', reason: '' });
  };

  async function issue(label: string): Promise<TokenId> {
    const starter = { actor: ACTOR, isTraining: true };
    const { planId } = startPlan(parts, starter, { kind: 'issue', companyId: TRAINING, job: 'statements' });
    keepSpec(parts, planId, typedWish({ label, ips: [{ address: '127.0.0.1', name: '', place: '' }] }));
    mark(planId, 'describe', 'check-list', 'issue-in-cabinet');
    world.prompt.answer(issueInCabinet(label));
    await act(parts, ACTOR, { planId, action: 'store' });
    const plan = await act(parts, ACTOR, { planId, action: 'prove' });
    expect(plan.status).toBe('done');
    return TokenId.parse(plan.newTokenId);
  }

  it('issues, reissues and revokes a token, and the receipt holds', async () => {
    await issue('контрольный');
    const old = await issue('рабочий');
    const starter = { actor: ACTOR, isTraining: true };
    const { planId } = startPlan(parts, starter, { kind: 'reissue', tokenId: old, addAddress: null });
    mark(planId, 'describe', 'check-list', 'issue-in-cabinet');
    world.prompt.answer(issueInCabinet('рабочий, новый'));
    for (const action of ['store', 'prove', 'switch', 'worked-before'] as const)
      await act(parts, ACTOR, { planId, action });
    mark(planId, 'remove-in-cabinet');
    const tooEarly = await act(parts, ACTOR, { planId, action: 'dead-now' });
    // Nobody has removed it yet: the bank lets it in, and that is no proof.
    expect(tooEarly.observations.at(-1)).toMatchObject({ result: 'works' });

    bank.control({ command: 'revokeToken', token: 'рабочий' });
    await act(parts, ACTOR, { planId, action: 'dead-now' });
    world.clock.pass(PAUSE_MS);
    for (const action of ['dead-again', 'wipe', 'receipt'] as const)
      await act(parts, ACTOR, { planId, action });

    const plan = loadPlan(parts, planId);
    const { receipt } = plan;
    expect(plan.status).toBe('done');
    expect(world.keychain.names()).not.toContain(`token:${old}`);
    expect(parts.tokens.get(old)).toMatchObject({ status: 'revoked', secretPlace: 'wiped' });
    expect(parts.tokens.get(TokenId.parse(plan.newTokenId))).toMatchObject({
      status: 'active',
      replaces: old,
    });
    expect(
      parts.workplaceKey.verify(receipt?.publicKey ?? '', receipt?.text ?? '', receipt?.signature ?? ''),
    ).toBe(true);
  });

  it('does not take the bank’s 403 for an address, its rate or its fault for a proof', async () => {
    await issue('контрольный');
    const tokenId = await issue('рабочий');
    const starter = { actor: ACTOR, isTraining: true };
    const { planId } = startPlan(parts, starter, { kind: 'revoke', tokenId });
    await act(parts, ACTOR, { planId, action: 'worked-before' });
    mark(planId, 'remove-in-cabinet');
    bank.control({ command: 'setTokenIps', token: 'рабочий', ips: ['192.0.2.1'] });

    const plan = await act(parts, ACTOR, { planId, action: 'dead-now' });

    expect(plan.observations.at(-1)).toMatchObject({ result: 'other', code: 'bank-ip-not-listed' });
    expect(world.keychain.names()).toContain(`token:${tokenId}`);
  });
});
