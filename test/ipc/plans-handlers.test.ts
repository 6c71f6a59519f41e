import { describe, expect, it } from 'vitest';
import type { PlanStart } from '../../contract/areas/plans.ts';
import { PlanId } from '../../contract/values/ids.ts';
import { planHandlers } from '../../main/edges/ipc/plans-handlers.ts';
import { fakeDocuments } from '../fakes/fake-documents.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { codeOf, COMPANY, EVERYDAY, FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';

/** The handlers over a vault in which a person of this role works. */
async function doorFor(
  role: 'accountant' | 'director' | 'auditor',
  { isTraining = false }: { readonly isTraining?: boolean } = {},
) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const person = await world.addPerson(day, 'Вахтёр', { role, isTraining });
  const pupil = await world.addPerson(day, 'Ученик', { role: 'accountant', isTraining: true });
  const vault = openedVault(world, day);
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  workplace.changeSettings({ personId: person.personId });
  const documents = fakeDocuments();
  const { saver, printer, saved, printed } = { ...documents, ...documents };
  return { world, workplace, pupil, saved, printed, handlers: planHandlers({ workplace, saver, printer }) };
}

const REVOKE: PlanStart = { kind: 'revoke', tokenId: EVERYDAY };

describe('plans through the door', () => {
  it('are begun, listed and counted for an accountant', async () => {
    const { handlers, workplace } = await doorFor('accountant');

    const { planId } = await handlers['plans.start'](REVOKE);

    expect((await handlers['plans.list']({})).map((plan) => [plan.planId, plan.waitsFor])).toEqual([
      [planId, 'me'],
    ]);
    expect(workplace.snapshot().attention.plans).toBe(1);
  });

  it('are looked at by an auditor and not touched', async () => {
    const { handlers } = await doorFor('auditor');

    expect(await codeOf(() => handlers['plans.start'](REVOKE))).toBe('not-entitled');
    expect(await handlers['plans.list']({})).toEqual([]);
  });

  it('of a real company are out of reach of a training person', async () => {
    const { handlers } = await doorFor('director', { isTraining: true });

    expect(await codeOf(() => handlers['plans.start'](REVOKE))).toBe('not-entitled');
  });

  it('give a training person no receipts or cards of a real company', async () => {
    const { handlers, workplace, pupil } = await doorFor('accountant');
    const started = await handlers['plans.start']({ kind: 'fire-drill', companyId: null });
    const planId = PlanId.parse(started.planId);
    workplace.changeSettings({ personId: pupil.personId });

    expect(await handlers['plans.list']({})).toEqual([]);
    expect(await codeOf(() => handlers['plans.get']({ planId }))).toBe('not-found');
    expect(await codeOf(() => handlers['plans.printCard']({ planId }))).toBe('not-found');
    expect(await codeOf(() => handlers['plans.saveReceipt']({ planId }))).toBe('not-found');
  });

  it('wait for a director where they give a token that can pay', async () => {
    const { handlers, workplace } = await doorFor('accountant');
    const started = await handlers['plans.start']({ kind: 'issue', companyId: COMPANY, job: 'paying' });
    const planId = PlanId.parse(started.planId);
    const wish = {
      job: 'paying' as const,
      label: 'Платежи',
      purpose: '',
      issuer: 'Борис',
      accesses: ['payments'],
      ips: [{ address: '198.51.100.7', name: '', place: '' }],
      ipCheck: 'on' as const,
      certificateId: null,
    };
    await handlers['plans.saveWish']({ planId, wish });
    for (const step of ['describe', 'check-list', 'issue-in-cabinet'] as const)
      await handlers['plans.mark']({ planId, step, tokenId: null, state: 'done', reason: '' });

    expect((await handlers['plans.get']({ planId })).waitsFor).toBe('director');
    expect(workplace.snapshot().attention.plans).toBe(0);
    expect(await codeOf(() => handlers['plans.act']({ planId, action: 'store' }))).toBe('director-required');
  });

  it('print a card that holds no secret', async () => {
    const { handlers, printed, saved, world } = await doorFor('accountant');
    const started = await handlers['plans.start']({ kind: 'fire-drill', companyId: null });
    const planId = PlanId.parse(started.planId);

    await handlers['plans.printCard']({ planId });

    const secret = await world.keychain.read(`token:${EVERYDAY}`);
    expect(saved.map(({ suggestedName }) => suggestedName)).toEqual(['Пожарная тревога 2026-11-16.pdf']);
    expect(secret.state === 'ok' && printed.join().includes(secret.secret.revealText())).toBe(false);
  });
});
