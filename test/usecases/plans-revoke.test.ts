import { describe, expect, it } from 'vitest';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { abandonPlan, takeAttestation } from '../../main/domain/plans/close-plan.ts';
import { CONTROL_WITHIN_MS, PAUSE_MS } from '../../main/domain/plans/proof.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import { PlanBench } from '../fakes/plan-bench.ts';
import { codeOf, EVERYDAY, PAYING } from '../fakes/vault-world.ts';

/**
 * A revocation up to the moment when the token was removed in online banking; the bank answers it with a 401 from then
 * on.
 */
async function removed() {
  const bench = await PlanBench.start();
  const { planId } = bench.open({ kind: 'revoke', tokenId: EVERYDAY });
  await bench.act(planId, 'worked-before');
  bench.done(planId, 'remove-in-cabinet');
  bench.answers(EVERYDAY, 'bank-token-dead');
  return { bench, planId };
}

describe('revoking a token', () => {
  it('ends with its text destroyed and a receipt that anybody can verify', async () => {
    const { bench, planId } = await removed();

    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(planId, 'dead-again');
    await bench.act(planId, 'wipe');
    const plan = await bench.act(planId, 'receipt');

    const { receipt } = bench.view(planId);
    expect(plan.status).toBe('done');
    expect(bench.holds(EVERYDAY)).toBe(false);
    expect(bench.token(EVERYDAY)).toMatchObject({ status: 'revoked', secretPlace: 'wiped' });
    expect(receipt).toMatchObject({ isValid: true });
    expect(JSON.parse(receipt?.text ?? '')).toMatchObject({
      kind: 'klyuchnik-receipt',
      end: 'revoked',
      evidence: { isProven: true, looks: [{ answer: 401 }, { answer: 401 }] },
    });
    const { workplaceKey } = bench.day.parts;
    expect(
      workplaceKey.verify(receipt?.publicKey ?? '', `${receipt?.text ?? ''} `, receipt?.signature ?? ''),
    ).toBe(false);
  });

  it('takes the token out of use as soon as it was seen to work', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.open({ kind: 'revoke', tokenId: EVERYDAY });

    await bench.act(planId, 'worked-before');

    expect(bench.token(EVERYDAY).status).toBe('quarantined');
    expect(
      bench.day.parts.caller.choose({
        companyId: bench.token(EVERYDAY).companyId,
        access: 'accounts',
        withCertificate: false,
      }).tokenId,
    ).toBe(PAYING);
  });

  const NO_PROOF: BankProblemCode[] = [
    'bank-ip-not-listed',
    'bank-access-missing',
    'bank-company-changed',
    'bank-forbidden',
    'bank-rate',
    'bank-down',
    'bank-timeout',
    'bank-connection-lost',
    'bank-unreachable',
    'bank-unreadable',
    'bank-redirect',
    'tls-untrusted',
  ];

  it.each(NO_PROOF)('takes %s for no proof and keeps the text', async (code) => {
    const { bench, planId } = await removed();
    bench.answers(EVERYDAY, code);

    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    const plan = await bench.act(planId, 'dead-now');

    expect(plan.observations.map(({ result }) => result)).toEqual(['works', 'other', 'other']);
    expect(plan.observations.at(-1)?.code).toBe(code);
    expect(await codeOf(() => bench.act(planId, 'wipe'))).toBe('plan-step-order');
    expect(bench.holds(EVERYDAY)).toBe(true);
  });

  it.each([
    [0, ['pause', 'dead-again']],
    [PAUSE_MS - 1, ['pause', 'dead-again']],
    [PAUSE_MS, []],
    [PAUSE_MS + 1, []],
  ])('needs the second 401 after the pause: %i ms', async (ms, missing) => {
    const { bench, planId } = await removed();

    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(ms);
    await bench.act(planId, 'dead-again');

    expect(bench.view(planId).proof?.missing).toEqual(missing);
  });

  it('takes a 401 for no proof while the control token fails too', async () => {
    const { bench, planId } = await removed();
    bench.answers(PAYING, 'bank-down');

    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(planId, 'dead-now');

    expect(bench.view(planId).proof?.missing).toEqual(['control', 'dead-again']);
    expect(bench.plan(planId).observations.at(-1)?.control).toMatchObject({
      works: false,
      code: 'bank-down',
    });
  });

  it('takes a control token that answered too late for none', async () => {
    const { bench, planId } = await removed();
    const { whileReading } = bench.world.bank;
    let calls = 0;
    bench.world.bank.whileReading = (call) => {
      calls += 1;
      // The first two calls are the 401 and its confirmation, the third is the control token.
      if (calls === 3) bench.world.clock.pass(CONTROL_WITHIN_MS + 1);
      return whileReading(call);
    };

    await bench.act(planId, 'dead-now');

    expect(bench.view(planId).proof?.missing).toEqual(['control', 'dead-again']);
  });

  it('takes a look from another network for none', async () => {
    const { bench, planId } = await removed();
    bench.world.ownAddresses = ['203.0.113.99'];

    await bench.act(planId, 'dead-now');

    expect(bench.view(planId).proof?.missing).toEqual(['same-place', 'dead-again']);
  });

  it('takes every 401 back when the token works again, and puts it aside again', async () => {
    const { bench, planId } = await removed();
    await bench.act(planId, 'dead-now');
    bench.answers(EVERYDAY, null);
    bench.world.clock.pass(PAUSE_MS);

    await bench.act(planId, 'dead-again');

    expect(bench.view(planId).proof?.missing).toContain('dead-now');
    expect(bench.token(EVERYDAY).status).toBe('quarantined');
  });

  it('keeps nothing of a look that the keychain did not allow, and goes on afterwards', async () => {
    const { bench, planId } = await removed();
    bench.day.timers.pass(60_000); // until then the last look's copy of the text serves
    bench.world.keychain.failWith('locked');

    expect(await codeOf(() => bench.act(planId, 'dead-now'))).toBe('keychain-locked');
    expect(bench.plan(planId).observations).toHaveLength(1);
    bench.world.keychain.failWith(undefined);
    await bench.act(planId, 'dead-now');

    expect(bench.plan(planId).observations).toHaveLength(2);
  });

  it('does not say that the text is gone while the keychain refuses to destroy it', async () => {
    const { bench, planId } = await removed();
    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(planId, 'dead-again');
    bench.world.keychain.failWith('denied');

    expect(await codeOf(() => bench.act(planId, 'wipe'))).toBe('keychain-denied');

    expect(bench.token(EVERYDAY)).toMatchObject({ status: 'dead', secretPlace: 'here' });
    expect(bench.plan(planId).deeds.wipedAt).toBeNull();
  });

  it('without a control token takes the word of a person for a word: no receipt, the text stays', async () => {
    const { bench, planId } = await removed();
    const { tokens } = bench.day.stores;
    tokens.save({ ...bench.token(PAYING), status: 'dead' }, null);

    await bench.act(planId, 'dead-now');
    const { proof } = bench.view(planId);
    const plan = takeAttestation(bench.day.parts, bench.world.people.director, {
      planId,
      word: 'удалил сам',
    });

    expect(proof).toMatchObject({ hasControl: false, isProven: false });
    expect(plan).toMatchObject({ status: 'done', word: 'удалил сам', receipt: null });
    expect(bench.holds(EVERYDAY)).toBe(true);
    expect(['dead', 'quarantined']).toContain(bench.token(EVERYDAY).status);
  });

  it('proves nothing for a token that never worked here', async () => {
    const bench = await PlanBench.start();
    bench.answers(EVERYDAY, 'bank-token-dead');
    const { planId } = bench.open({ kind: 'revoke', tokenId: EVERYDAY });
    await bench.act(planId, 'worked-before');
    bench.mark(planId, 'worked-before', 'skipped', 'токен уже не работает');
    bench.done(planId, 'remove-in-cabinet');
    bench.world.clock.pass(PAUSE_MS);

    expect(bench.view(planId).proof?.missing).toEqual(['worked-before', 'pause', 'dead-again']);
    await bench.act(planId, 'dead-again');
    expect(bench.view(planId).proof).toMatchObject({ isProven: false, missing: ['worked-before'] });
    expect(await codeOf(() => bench.act(planId, 'wipe'))).toBe('plan-step-order');
    expect(bench.holds(EVERYDAY)).toBe(true);
  });

  it('takes an earlier success on this computer when the token is dead already', async () => {
    const bench = await PlanBench.start();
    const at = bench.world.clock.now();
    bench.day.stores.tokens.save({ ...bench.token(EVERYDAY), lastSighting: { at, by: 'here' } }, null);
    bench.world.clock.pass(DAY_MS);
    bench.answers(EVERYDAY, 'bank-token-dead');
    const { planId } = bench.open({ kind: 'revoke', tokenId: EVERYDAY });

    await bench.act(planId, 'worked-before');
    bench.done(planId, 'remove-in-cabinet');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(planId, 'dead-again');

    expect(bench.view(planId).proof).toMatchObject({ isProven: true, missing: [] });
  });

  it('puts the token back to work when it is given up before anybody removed it', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.open({ kind: 'revoke', tokenId: EVERYDAY });
    await bench.act(planId, 'worked-before');

    await abandonPlan(bench.day.parts, bench.world.people.director, { planId, reason: 'не тот токен' });

    expect(bench.token(EVERYDAY).status).toBe('issued');
    expect(bench.plan(planId).status).toBe('abandoned');
    expect(await codeOf(() => bench.act(planId, 'worked-before'))).toBe('plan-state');
  });

  it('opens the plan that is open already instead of a second one', async () => {
    const bench = await PlanBench.start();
    const first = bench.open({ kind: 'revoke', tokenId: EVERYDAY });
    bench.restart();

    expect(bench.open({ kind: 'revoke', tokenId: EVERYDAY }).planId).toBe(first.planId);
  });

  it('keeps a second click apart from the first', async () => {
    const { bench, planId } = await removed();
    const first = bench.act(planId, 'dead-now');

    expect(await codeOf(() => bench.act(planId, 'dead-now'))).toBe('plan-busy');
    await first;
    expect(bench.plan(planId).observations).toHaveLength(2);
  });
});

describe('letting a token die of silence', () => {
  async function stopped() {
    const bench = await PlanBench.start();
    await bench.day.parts.caller.read(
      { companyId: bench.token(EVERYDAY).companyId, access: 'company-info', withCertificate: false },
      (credentials) => bench.world.bank.company(credentials),
      bench.token(EVERYDAY),
    );
    const { planId } = bench.open({ kind: 'retire', tokenId: EVERYDAY });
    await bench.act(planId, 'stop');
    return { bench, planId };
  }

  it.each([
    [90 * DAY_MS - 1, 'plan-step-order'],
    [90 * DAY_MS, null],
    [90 * DAY_MS + 1, null],
  ])('destroys the text only after its 90 days: %i ms', async (ms, code) => {
    const { bench, planId } = await stopped();
    bench.world.clock.pass(ms);

    const skip = () => bench.mark(planId, 'final-proof', 'skipped', 'срок вышел');
    if (code !== null) {
      expect(await codeOf(skip)).toBe(code);
      expect(await codeOf(() => bench.act(planId, 'wipe'))).toBe(code);
      expect(bench.holds(EVERYDAY)).toBe(true);
      return;
    }
    skip();
    await bench.act(planId, 'wipe');
    const plan = await bench.act(planId, 'receipt');

    expect(plan.status).toBe('done');
    expect(bench.holds(EVERYDAY)).toBe(false);
    expect(bench.token(EVERYDAY)).toMatchObject({ status: 'dead', secretPlace: 'wiped' });
    expect(JSON.parse(plan.receipt?.text ?? '')).toMatchObject({
      end: 'silence',
      evidence: { isProven: false },
    });
  });

  it('begins to count anew when the last look finds the token alive', async () => {
    const { bench, planId } = await stopped();
    bench.world.clock.pass(90 * DAY_MS);

    await bench.act(planId, 'final-proof');

    expect(bench.view(planId)).toMatchObject({ nextStep: 'wait', waitsFor: 'time' });
    expect(await codeOf(() => bench.act(planId, 'wipe'))).toBe('plan-step-order');
    expect(bench.token(EVERYDAY).status).toBe('quarantined');
  });

  it('takes one controlled 401 for the last proof', async () => {
    const { bench, planId } = await stopped();
    bench.world.clock.pass(91 * DAY_MS);
    bench.answers(EVERYDAY, 'bank-token-dead');

    await bench.act(planId, 'final-proof');
    await bench.act(planId, 'wipe');

    expect(bench.holds(EVERYDAY)).toBe(false);
  });
});
