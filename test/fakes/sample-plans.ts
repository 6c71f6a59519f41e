import type { PlanDetails, PlanStart, PlanStep, PlanSummary } from '../../contract/areas/plans.ts';
import { PlanId, TokenId } from '../../contract/values/ids.ts';
import { accountant, director, firstCompany } from './sample-session.ts';
import { day } from './sample-time.ts';
import { sampleTokens } from './sample-tokens.ts';

type StepState = readonly [PlanStep['step'], PlanStep['state'], PlanStep['by']];

const REISSUE: readonly StepState[] = [
  ['describe', 'done', 'person'],
  ['check-list', 'done', 'person'],
  ['issue-in-cabinet', 'done', 'person'],
  ['store', 'done', 'app'],
  ['prove', 'todo', 'app'],
  ['switch', 'todo', 'app'],
  ['worked-before', 'todo', 'app'],
  ['remove-in-cabinet', 'todo', 'person'],
  ['dead-now', 'todo', 'app'],
  ['dead-again', 'todo', 'app'],
  ['wipe', 'todo', 'app'],
  ['receipt', 'todo', 'app'],
];

const ISSUE: readonly StepState[] = [
  ['describe', 'todo', 'person'],
  ['check-list', 'todo', 'person'],
  ['issue-in-cabinet', 'todo', 'person'],
  ['store', 'todo', 'app'],
  ['prove', 'todo', 'app'],
];

const REVOKE: readonly StepState[] = [
  ['worked-before', 'done', 'app'],
  ['remove-in-cabinet', 'done', 'person'],
  ['dead-now', 'done', 'app'],
  ['dead-again', 'todo', 'app'],
  ['wipe', 'todo', 'app'],
  ['receipt', 'todo', 'app'],
];

const DRILL: readonly StepState[] = [
  ['start-drill', 'done', 'app'],
  ['token', 'done', 'person'],
  ['token', 'todo', 'person'],
  ['call-bank', 'todo', 'person'],
  ['finish-drill', 'todo', 'app'],
];

function stepsOf(states: readonly StepState[], tokens: readonly string[] = []): PlanStep[] {
  let walked = 0;
  return states.map(([step, state, by]) => ({
    step,
    state,
    by,
    tokenId: step === 'token' ? TokenId.parse(tokens[walked++]) : null,
    maySkip: step === 'check-list' || step === 'worked-before' || step === 'token' || step === 'call-bank',
    at: state === 'done' ? day(0) : null,
    who: state === 'done' ? director.name : null,
    reason: null,
  }));
}

function plan(id: string, change: Partial<PlanDetails> & Pick<PlanDetails, 'kind' | 'steps'>): PlanDetails {
  const { companyId, name, inn, kpp } = firstCompany();
  const next = change.steps.find(({ state }) => state === 'todo')?.step ?? null;
  return {
    planId: PlanId.parse(id),
    companyId,
    companyName: name,
    status: 'open',
    subject: 'Бухгалтерия, повседневный',
    tokenId: null,
    newTokenId: null,
    openedAt: day(-1),
    openedBy: accountant.name,
    closedAt: null,
    stepsDone: change.steps.filter(({ state }) => state !== 'todo').length,
    stepsAll: change.steps.length,
    nextStep: next,
    waitsFor: 'me',
    environmentKind: 'training',
    inn,
    kpp,
    needsDirector: false,
    wish: null,
    wishProblems: [],
    old: null,
    fresh: null,
    freshProblem: null,
    change: null,
    targets: [],
    proof: null,
    word: null,
    deadAt: null,
    drill: null,
    receipt: null,
    history: [
      { at: day(-1), kind: 'plan-opened', who: accountant.name, details: { plan: change.kind } },
      { at: day(0), kind: 'plan-step-done', who: accountant.name, details: { step: 'describe' } },
    ],
    ...change,
  };
}

/** Plans in the middle: an issue, a reissue, a revocation and a fire drill. */
export function samplePlans(): readonly PlanDetails[] {
  const [first, second] = sampleTokens();
  if (first === undefined || second === undefined) throw new Error('No sample tokens');
  const shape = (token: typeof first): NonNullable<PlanDetails['old']> => ({
    tokenId: token.tokenId,
    label: token.label,
    issuer: token.issuer,
    lastFour: token.lastFour,
    words: token.words,
    accesses: token.accesses.map(({ access }) => access),
    unusedAccesses: [],
    ips: token.ips,
    ipCheck: token.ipCheck,
    status: 'active',
    movesMoney: token.accesses.some(({ movesMoney }) => movesMoney),
    certificateLabel: token.certificateLabel,
    isCertificateBound: token.boundAt !== null,
    hasSecretHere: true,
  });
  const wish: NonNullable<PlanDetails['wish']> = {
    job: 'everyday',
    label: first.label,
    purpose: first.purpose,
    issuer: first.issuer,
    accesses: ['company-info', 'accounts', 'statement', 'drafts', 'document-status'],
    ips: [
      { address: '203.0.113.7', name: 'Офис', place: '' },
      { address: '2001:db8::7', name: 'Дом Ивановой', place: '' },
    ],
    ipCheck: 'on',
    certificateId: null,
  };
  const observation = { code: 'bank-token-dead' as const, addresses: ['203.0.113.7'] };
  return [
    plan('plan-issue', {
      kind: 'issue',
      subject: '',
      steps: stepsOf(ISSUE),
      wish: { ...wish, label: '', ips: [] },
      wishProblems: [
        { field: 'label', problem: 'empty', slot: null, ip: null },
        { field: 'ips', problem: 'empty', slot: null, ip: null },
      ],
    }),
    plan('plan-reissue', {
      kind: 'reissue',
      tokenId: first.tokenId,
      steps: stepsOf(REISSUE),
      wish,
      old: shape(first),
      proof: {
        isProven: false,
        missing: ['worked-before', 'dead-now', 'control', 'dead-again'],
        nextAt: null,
        hasControl: true,
        observations: [],
      },
    }),
    plan('plan-revoke', {
      kind: 'revoke',
      subject: second.label,
      tokenId: second.tokenId,
      steps: stepsOf(REVOKE),
      old: { ...shape(second), status: 'dead' },
      proof: {
        isProven: false,
        missing: ['pause', 'dead-again'],
        nextAt: day(0),
        hasControl: true,
        observations: [
          { at: day(-1), result: 'works', code: null, control: null, addresses: ['203.0.113.7'] },
          {
            ...observation,
            at: day(0),
            result: 'dead',
            control: { tokenId: first.tokenId, label: first.label, at: day(0), works: true, code: null },
          },
        ],
      },
    }),
    plan('plan-drill', {
      kind: 'fire-drill',
      subject: firstCompany().name,
      steps: stepsOf(DRILL, [second.tokenId, first.tokenId]),
      targets: [second, first].map((token, index) => ({
        tokenId: token.tokenId,
        label: token.label,
        companyName: token.companyName,
        lastFour: token.lastFour,
        words: token.words,
        accesses: token.accesses.map(({ access }) => access),
        ips: token.ips.map(({ address }) => address),
        ipCheck: token.ipCheck,
        damage: index === 0 ? 'money' : 'drafts',
        issuer: token.issuer,
        planId: null,
        state: index === 0 ? 'done' : 'todo',
        seconds: index === 0 ? 84 : null,
      })),
      drill: { startedAt: day(0), endedAt: null, seconds: null },
    }),
  ];
}

export function samplePlan(planId: string): PlanDetails | null {
  return samplePlans().find((one) => one.planId === planId) ?? null;
}

/** The line of a plan in the list. */
export function summaryOf(details: PlanDetails): PlanSummary {
  const { planId, companyId, companyName, kind, status, subject, tokenId, newTokenId } = details;
  const { openedAt, openedBy, closedAt, stepsDone, stepsAll, nextStep, waitsFor } = details;
  return {
    planId,
    companyId,
    companyName,
    kind,
    status,
    subject,
    tokenId,
    newTokenId,
    openedAt,
    openedBy,
    closedAt,
    stepsDone,
    stepsAll,
    nextStep,
    waitsFor,
  };
}

/** The sample plan of the kind that is started. */
export function startedPlan({ kind }: Pick<PlanStart, 'kind'>): PlanDetails {
  const all = samplePlans();
  const found = all.find((one) => one.kind === kind) ?? all[0];
  if (found === undefined) throw new Error('No sample plans');
  return found;
}
