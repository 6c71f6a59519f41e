import { describe, expect, it } from 'vitest';
import type { Observation } from '../../contract/areas/plans.ts';
import { addMs, type Instant } from '../../contract/values/dates.ts';
import { mayWipe } from '../../main/domain/plans/plan-steps.ts';
import { NO_COMPLETED_ACTIONS, Plan } from '../../main/domain/plans/plan.ts';
import { PAUSE_MS } from '../../main/domain/plans/proof.ts';

const NOW = '2026-11-16T10:00:00.000Z';
const CONTROL = { tokenId: 'token-control', label: 'Контрольный', at: NOW, works: true, code: null };

function look(result: 'works' | 'dead' | 'other', at: Instant): Observation {
  const control = result === 'dead' ? { ...CONTROL, at } : null;
  return { at, result, code: null, control, addresses: ['192.0.2.1'] } as Observation; // the id is of a token
}

const PROOF = [
  look('works', NOW),
  look('dead', addMs(NOW, 1_000)),
  look('dead', addMs(NOW, 1_000 + PAUSE_MS)),
];

function build(change: Partial<Record<keyof Plan, unknown>>): Plan {
  return Plan.parse({
    planId: 'plan-00000001',
    companyId: 'company-0001',
    isTraining: false,
    kind: 'revoke',
    status: 'open',
    subject: 'Повседневный',
    parentId: null,
    tokenId: 'token-00000001',
    newTokenId: null,
    wish: null,
    needsCertificate: false,
    freshProblem: null,
    change: null,
    targets: [],
    marks: [],
    observations: PROOF,
    deeds: NO_COMPLETED_ACTIONS,
    statusBefore: null,
    word: null,
    receipt: null,
    openedBy: 'Петров П. П.',
    openedAt: NOW,
    closedAt: null,
    history: [],
    ...change,
  });
}

const SKIPPED = {
  step: 'final-proof',
  tokenId: null,
  state: 'skipped',
  at: NOW,
  who: 'Петров П. П.',
  reason: 'нет',
};
const stopped = { ...NO_COMPLETED_ACTIONS, stoppedAt: NOW };
const over = { now: NOW, deadAt: NOW };

describe('the text of a token', () => {
  it.each<[string, Partial<Record<keyof Plan, unknown>>, boolean]>([
    ['of a proven revocation', {}, true],
    ['of a revocation without any look', { observations: [] }, false],
    ['of a revocation with one refusal', { observations: PROOF.slice(0, 2) }, false],
    [
      'whose token worked again afterwards',
      { observations: [...PROOF, look('works', addMs(NOW, 99_000))] },
      false,
    ],
    ['whose end is only a word', { word: 'Удалил' }, false],
    ['of a plan that is done', { status: 'done' }, false],
    ['of a plan that was abandoned', { status: 'abandoned' }, false],
    ['of a reissue that has not switched', { kind: 'reissue' }, false],
    [
      'of a reissue that has switched',
      { kind: 'reissue', deeds: { ...NO_COMPLETED_ACTIONS, switchedAt: NOW } },
      true,
    ],
    [
      'of a reissue that has switched and proves nothing',
      { kind: 'reissue', deeds: { ...NO_COMPLETED_ACTIONS, switchedAt: NOW }, observations: [] },
      false,
    ],
    ['of an issue', { kind: 'issue' }, false],
    ['of a fire drill', { kind: 'fire-drill' }, false],
    ['retired without being put aside', { kind: 'retire', marks: [SKIPPED] }, false],
    [
      'retired, before anybody decided on a last look',
      { kind: 'retire', deeds: stopped, observations: [] },
      false,
    ],
    ['retired, silent to the end', { kind: 'retire', deeds: stopped, marks: [SKIPPED] }, true],
  ])('%s may be destroyed: %#', (_, change, isAllowed) => {
    expect(mayWipe(build(change), over)).toBe(isAllowed);
  });

  it.each([
    [addMs(NOW, 1), false],
    [NOW, true],
    [addMs(NOW, -1), true],
    [null, false],
  ])('of a silent token that is dead at %s may be destroyed now: %s', (deadAt, isAllowed) => {
    const plan = build({ kind: 'retire', deeds: stopped, marks: [SKIPPED], observations: [] });
    expect(mayWipe(plan, { now: NOW, deadAt })).toBe(isAllowed);
  });
});
