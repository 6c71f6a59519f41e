import { describe, expect, it } from 'vitest';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { abandonPlan } from '../../main/domain/plans/close-plan.ts';
import { attachCertificate, keepSpec } from '../../main/domain/plans/confirm-step.ts';
import { PAUSE_MS } from '../../main/domain/plans/proof.ts';
import { startChild } from '../../main/domain/plans/start-plan.ts';
import { NEW_TEXT, PlanBench, typedWish } from '../fakes/plan-bench.ts';
import { codeOf, COMPANY, EVERYDAY, PAYING } from '../fakes/vault-world.ts';

const TO_PASTE = ['describe', 'check-list', 'issue-in-cabinet'] as const;

async function pasted(wish = typedWish()) {
  const bench = await PlanBench.start();
  const { planId } = bench.issue(wish);
  bench.done(planId, ...TO_PASTE);
  bench.world.prompt.answer(NEW_TEXT);
  await bench.act(planId, 'store');
  return { bench, planId };
}

describe('issuing a token', () => {
  it('begins with the accesses of the job and with nothing for a job of one’s own', async () => {
    const bench = await PlanBench.start();

    const paying = bench.open({ kind: 'issue', companyId: COMPANY, job: 'paying' });
    const custom = bench.open({ kind: 'issue', companyId: COMPANY, job: 'custom' });

    expect(paying.wish?.accesses).toContain('payments');
    expect(custom.wish?.accesses).toEqual([]);
  });

  it('stores, proves and puts to use what was pasted', async () => {
    const { bench, planId } = await pasted();
    const stored = bench.token(bench.plan(planId).newTokenId);

    const plan = await bench.act(planId, 'prove');

    expect(stored.status).toBe('planned');
    expect(plan.status).toBe('done');
    expect(bench.token(plan.newTokenId)).toMatchObject({
      status: 'active',
      label: 'Выписки',
      lastFour: 'nnnn',
    });
    expect(JSON.stringify(bench.day.parts.plans.list())).not.toContain(NEW_TEXT.slice(0, 20));
  });

  it('keeps what was typed by half, over the end of the app', async () => {
    const bench = await PlanBench.start();
    const half = typedWish({ label: 'Вып', issuer: '', ips: [{ address: '198.51.', name: '', place: '' }] });
    const { planId } = bench.issue(half);
    bench.restart();

    expect(bench.view(planId).wish).toEqual(half);
    expect(bench.view(planId).wishProblems.map(({ field }) => field)).toEqual(['issuer', 'ips']);
    expect(await codeOf(() => bench.done(planId, 'describe'))).toBe('plan-wish-wrong');
  });

  it('does not let a proof or a paste come before its turn', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.issue();

    expect(await codeOf(() => bench.act(planId, 'store'))).toBe('plan-step-order');
    expect(await codeOf(() => bench.act(planId, 'prove'))).toBe('plan-step-order');
    expect(await codeOf(() => bench.done(planId, 'prove'))).toBe('plan-step-order');
  });

  it('asks for a director where the token could pay', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.issue(typedWish({ accesses: ['payments'] }));
    bench.done(planId, ...TO_PASTE);

    expect(await codeOf(() => bench.act(planId, 'store', bench.world.people.accountant))).toBe(
      'director-required',
    );
    expect(bench.view(planId).steps.map(({ step }) => step)).toContain('certificate');
  });

  it.each(['bank-ip-not-listed', 'bank-token-dead', 'bank-rate', 'bank-down', 'bank-timeout'] as const)(
    'says that the proof failed after %s and lets another text be pasted',
    async (code: BankProblemCode) => {
      const { bench, planId } = await pasted();
      const { newTokenId } = bench.plan(planId);
      if (newTokenId !== null) bench.answers(newTokenId, code);

      const failed = await bench.act(planId, 'prove');
      if (newTokenId !== null) bench.answers(newTokenId, null);
      bench.world.prompt.answer(`t.${'m'.repeat(86)}`);
      await bench.act(planId, 'store');
      const plan = await bench.act(planId, 'prove');

      expect(failed).toMatchObject({ status: 'open', freshProblem: code });
      expect(plan).toMatchObject({ status: 'done', freshProblem: null });
      expect(bench.token(newTokenId)).toMatchObject({ status: 'active', lastFour: 'mmmm' });
    },
  );

  it('refuses a text that is stored already and asks again', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.issue();
    bench.done(planId, ...TO_PASTE);
    const stored = `t.${EVERYDAY}-${'x'.repeat(40)}`; // not the usual form: pasted twice, it is insisted on
    bench.world.prompt.answer(stored, stored, NEW_TEXT);

    await bench.act(planId, 'store');

    expect(bench.world.prompt.refusals).toEqual(['token-unusual', 'token-duplicate']);
  });

  it('leaves nothing in the keychain when it is given up, whatever the crash before', async () => {
    const bench = await PlanBench.start();
    const { planId, newTokenId } = bench.issue();
    bench.done(planId, ...TO_PASTE);
    // The power goes off after the keychain was written and before the record was.
    bench.restart({ cutAt: 3 });
    bench.world.prompt.answer(NEW_TEXT);
    const cut = bench.act(planId, 'store').catch(() => null);
    await Promise.race([cut, bench.day.power.off]);
    bench.restart();
    bench.world.prompt.forget();
    expect(bench.holds(newTokenId)).toBe(true);

    await abandonPlan(bench.day.parts, bench.world.people.director, { planId, reason: 'передумал' });

    expect(bench.holds(newTokenId)).toBe(false);
  });

  it('leaves a token that was never proven in the ledger, out of use', async () => {
    const { bench, planId } = await pasted();
    const { newTokenId } = bench.plan(planId);

    await abandonPlan(bench.day.parts, bench.world.people.director, { planId, reason: 'передумал' });

    expect(bench.token(newTokenId).status).toBe('quarantined');
  });

  it('opens the description again, and not once the text is stored', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.issue();
    bench.done(planId, ...TO_PASTE);

    bench.mark(planId, 'describe', 'todo');
    const wish = typedWish({ label: 'Другое' });
    keepSpec(bench.day.parts, planId, wish);
    bench.done(planId, 'describe', 'issue-in-cabinet');
    bench.world.prompt.answer(NEW_TEXT);
    await bench.act(planId, 'store');

    expect(bench.token(bench.plan(planId).newTokenId).label).toBe('Другое');
    expect(await codeOf(() => bench.mark(planId, 'describe', 'todo'))).toBe('plan-step-order');
    expect(await codeOf(() => keepSpec(bench.day.parts, planId, wish))).toBe('plan-step-order');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16])(
    'goes on where it was when the power goes off at step %i of pasting and proving',
    async (cutAt) => {
      const bench = await PlanBench.start();
      const { planId, newTokenId } = bench.issue();
      bench.done(planId, ...TO_PASTE);
      bench.restart({ cutAt });
      bench.world.prompt.answer(NEW_TEXT);
      const run = bench.act(planId, 'store').then(() => bench.act(planId, 'prove'));
      await Promise.race([run.catch(() => null), bench.day.power.off]);
      bench.restart();
      bench.world.prompt.forget();
      bench.world.prompt.answer(NEW_TEXT);

      if (bench.plan(planId).status === 'open') {
        const seen = bench.view(planId).nextStep;
        if (seen === 'store') await bench.act(planId, 'store');
        if (bench.plan(planId).status === 'open') await bench.act(planId, 'prove');
      }

      expect(bench.plan(planId).status).toBe('done');
      expect(bench.token(newTokenId).status).toBe('active');
      expect(bench.world.keychain.names().filter((name) => name.startsWith('token:'))).toHaveLength(3);
    },
  );
});

describe('reissuing a token', () => {
  async function proven(tokenId = EVERYDAY) {
    const bench = await PlanBench.start();
    const { planId } = bench.open({ kind: 'reissue', tokenId, addAddress: '198.51.100.8' });
    bench.done(planId, ...TO_PASTE);
    bench.world.prompt.answer(NEW_TEXT);
    await bench.act(planId, 'store');
    await bench.act(planId, 'prove');
    return { bench, planId };
  }

  it('begins as the old token with the address added', async () => {
    const bench = await PlanBench.start();

    const plan = bench.open({ kind: 'reissue', tokenId: EVERYDAY, addAddress: '198.51.100.8' });

    expect(plan.wish).toMatchObject({
      label: EVERYDAY,
      accesses: ['company-info', 'accounts', 'statement', 'drafts', 'document-status'],
      ips: [{ address: '198.51.100.8' }],
    });
  });

  it('leaves the old token at work until the new one is proven and switched to', async () => {
    const bench = await PlanBench.start();
    const { planId, newTokenId } = bench.open({
      kind: 'reissue',
      tokenId: EVERYDAY,
      addAddress: '198.51.100.8',
    });
    bench.done(planId, ...TO_PASTE);
    bench.world.prompt.answer(NEW_TEXT);
    await bench.act(planId, 'store');
    if (newTokenId !== null) bench.answers(newTokenId, 'bank-ip-not-listed');

    await bench.act(planId, 'prove');

    expect(bench.token(EVERYDAY).status).toBe('issued');
    expect(bench.token(newTokenId).status).toBe('planned');
    expect(await codeOf(() => bench.act(planId, 'switch'))).toBe('plan-step-order');
  });

  it('switches, then ends the old token like any other', async () => {
    const { bench, planId } = await proven();
    const { newTokenId } = bench.plan(planId);

    await bench.act(planId, 'switch');
    const old = bench.token(EVERYDAY);
    await bench.act(planId, 'worked-before');
    bench.done(planId, 'remove-in-cabinet');
    bench.answers(EVERYDAY, 'bank-token-dead');
    await bench.act(planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(planId, 'dead-again');
    await bench.act(planId, 'wipe');
    const plan = await bench.act(planId, 'receipt');

    expect(old).toMatchObject({ status: 'quarantined', replacedBy: newTokenId, secretPlace: 'here' });
    expect(bench.token(newTokenId)).toMatchObject({ status: 'active', replaces: EVERYDAY });
    expect(plan.status).toBe('done');
    expect(bench.holds(EVERYDAY)).toBe(false);
    expect(bench.holds(newTokenId)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'has a working token when the power goes off at step %i of the switch',
    async (cutAt) => {
      const { bench, planId } = await proven();
      bench.restart({ cutAt });

      await bench.act(planId, 'switch').catch(() => null);
      bench.restart();
      const { newTokenId } = bench.plan(planId);
      const statuses = [bench.token(EVERYDAY).status, bench.token(newTokenId).status];
      if (bench.plan(planId).deeds.switchedAt === null) await bench.act(planId, 'switch');

      expect(statuses.some((status) => status === 'issued' || status === 'active')).toBe(true);
      expect(bench.token(EVERYDAY).status).toBe('quarantined');
      expect(bench.token(newTokenId).status).toBe('active');
    },
  );

  it('wants the certificate reissued where the old one was linked', async () => {
    const bench = await PlanBench.start();
    const token = bench.token(PAYING);
    bench.day.stores.tokens.save({ ...token, boundAt: bench.world.clock.now() }, null);
    const { planId } = bench.open({ kind: 'reissue', tokenId: PAYING, addAddress: '198.51.100.8' });
    bench.done(planId, ...TO_PASTE);
    bench.world.prompt.answer(NEW_TEXT);
    await bench.act(planId, 'store');
    await bench.act(planId, 'prove');
    const certificateId = await bench.world.addCertificate(bench.day, 'certificate-2');

    const before = await codeOf(() => bench.act(planId, 'switch'));
    const { director } = bench.world.people;
    attachCertificate(bench.day.parts, director, { planId, certificateId });
    await bench.act(planId, 'switch');

    expect(before).toBe('plan-step-order');
    expect(bench.token(bench.plan(planId).newTokenId)).toMatchObject({ certificateId, boundAt: null });
  });
});

describe('a plan that walks several tokens', () => {
  it('finds every token with the old address and begins each reissue with the new one', async () => {
    const bench = await PlanBench.start();
    const { tokens } = bench.day.stores;
    const slot = { address: '203.0.113.7', name: 'офис', place: '' };
    tokens.save({ ...bench.token(EVERYDAY), ips: [slot] }, null);
    const parent = bench.open({
      kind: 'address-change',
      companyId: null,
      from: '203.0.113.7',
      to: '198.51.100.9',
    });
    const starter = { actor: bench.world.people.director, isTraining: false };

    const child = startChild(bench.day.parts, starter, { parent, tokenId: EVERYDAY, kind: 'reissue' });

    expect(parent.targets.map(({ tokenId }) => tokenId)).toEqual([EVERYDAY]);
    expect(child.wish?.ips).toEqual([{ ...slot, address: '198.51.100.9' }]);
    expect(bench.view(parent.planId).targets[0]?.planId).toBe(child.planId);
  });

  it('is done when the plan of its last token is', async () => {
    const bench = await PlanBench.start();
    const parent = bench.open({ kind: 'issuer-left', companyId: COMPANY, issuer: 'Борис' });
    const starter = { actor: bench.world.people.director, isTraining: false };
    const walked = startChild(bench.day.parts, starter, { parent, tokenId: EVERYDAY, kind: 'revoke' });
    await bench.act(walked.planId, 'worked-before');
    bench.done(walked.planId, 'remove-in-cabinet');
    bench.answers(EVERYDAY, 'bank-token-dead');
    await bench.act(walked.planId, 'dead-now');
    bench.world.clock.pass(PAUSE_MS);
    await bench.act(walked.planId, 'dead-again');
    await bench.act(walked.planId, 'wipe');
    await bench.act(walked.planId, 'receipt');
    const half = bench.view(parent.planId);
    bench.markToken(parent.planId, PAYING, 'skipped', 'остаётся');

    expect(half.targets.find(({ tokenId }) => tokenId === EVERYDAY)?.state).toBe('done');
    expect(bench.plan(parent.planId).status).toBe('done');
  });

  it('says so when no token is concerned', async () => {
    const bench = await PlanBench.start();

    const start = () => bench.open({ kind: 'address-change', companyId: null, from: '203.0.113.1', to: '' });

    expect(await codeOf(start)).toBe('plan-token-state');
  });
});

describe('a fire drill', () => {
  it('puts the tokens that move money first and takes the time', async () => {
    const bench = await PlanBench.start();
    const { planId } = bench.open({ kind: 'fire-drill', companyId: null });

    await bench.act(planId, 'start-drill');
    bench.world.clock.pass(84_000);
    bench.markToken(planId, PAYING, 'done');
    bench.world.clock.pass(60_000);
    bench.markToken(planId, EVERYDAY, 'done');
    bench.done(planId, 'call-bank');
    await bench.act(planId, 'finish-drill');

    const view = bench.view(planId);
    expect(view.targets.map(({ tokenId, damage, seconds }) => [tokenId, damage, seconds])).toEqual([
      [PAYING, 'money', 84],
      [EVERYDAY, 'drafts', 144],
    ]);
    expect(view).toMatchObject({ status: 'done', drill: { seconds: 144 } });
    expect(
      bench.day.stores.audit.page({ companyId: null, before: null, limit: 5 }).map(({ entry }) => entry.kind),
    ).toContain('drill-finished');
  });
});
