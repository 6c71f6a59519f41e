import type { CardDraft, OrganizationView } from '../../contract/areas/organization.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { CompanyId, PersonId } from '../../contract/values/ids.ts';
import { samplePolicy } from './sample-overview.ts';
import { day } from './sample-time.ts';

type Of<Area extends string> = Pick<AppHandlers, Extract<keyof AppHandlers, `${Area}.${string}`>>;

const WORDS = ['кофе', 'лыжи', 'мост', 'зонт', 'перец', 'арка'];

/** An organization of four people, one of whom waits for a signature. */
export function sampleOrganization(change: Partial<OrganizationView> = {}): OrganizationView {
  const companyId = CompanyId.parse('company-main');
  const { rules } = samplePolicy(companyId);
  return {
    companyId,
    name: 'ООО «Вектор»',
    base: { companyId, peopleHash: 'a'.repeat(64), policyHash: 'b'.repeat(64) },
    words: WORDS,
    people: { version: 3, issuedAt: day(-20), signedBy: ['Борис Ильин'] },
    rules: {
      version: 2,
      issuedAt: day(-20),
      signedBy: ['Борис Ильин', 'Вера Орлова'],
      validUntil: day(346),
      state: 'signed',
    },
    changesNeed: 1,
    signaturesNeeded: 2,
    members: [
      member('Борис Ильин', 'director', { isHere: true }),
      member('Вера Орлова', 'director'),
      member('Анна Смирнова', 'accountant'),
      member('Глеб Панов', 'auditor'),
      member('Дина Котова', 'accountant', { isEnded: true }),
    ],
    proposals: [
      {
        hash: 'c'.repeat(64),
        issuedAt: day(-1),
        signedBy: ['Вера Орлова'],
        needed: 2,
        canSign: true,
        what: {
          kind: 'people',
          differences: [{ kind: 'member-added', name: 'Егор Лосев', role: 'accountant' }],
        },
      },
      {
        hash: 'd'.repeat(64),
        issuedAt: day(-1),
        signedBy: ['Вера Орлова'],
        needed: 2,
        canSign: true,
        what: {
          kind: 'rules',
          before: rules,
          after: { ...rules, approvalsNeeded: 2, newPayeeNeedsApproval: false },
        },
      },
    ],
    fork: null,
    voided: [],
    behind: null,
    hasRecovery: false,
    canChange: true,
    waitingKeys: [],
    ...change,
  };
}

/** Two versions that were signed at one moment. */
export function sampleFork(): NonNullable<OrganizationView['fork']> {
  const { rules } = samplePolicy(CompanyId.parse('company-main'));
  const deciders = ['Борис Ильин', 'Вера Орлова'];
  const can = { canKeep: true, isEnough: true, canKeepByFile: true };
  const common = { isForked: false, chosenBy: [], endedBy: deciders, ...can };
  return {
    peopleVersion: 3,
    rulesVersion: 2,
    deciders,
    branches: [
      {
        ...common,
        keep: { peopleHash: 'd'.repeat(64), policyHash: 'b'.repeat(64) },
        words: WORDS,
        documents: [{ kind: 'people', version: 4, issuedAt: day(-1), signedBy: ['Борис Ильин'] }],
        differences: [{ kind: 'member-added', name: 'Егор Лосев', role: 'accountant' }],
        rules: null,
      },
      {
        ...common,
        keep: { peopleHash: 'a'.repeat(64), policyHash: 'e'.repeat(64) },
        words: [...WORDS].reverse(),
        isEnough: false,
        endedBy: [],
        chosenBy: ['Вера Орлова'],
        documents: [{ kind: 'rules', version: 3, issuedAt: day(-1), signedBy: ['Вера Орлова'] }],
        differences: [],
        rules: { before: rules, after: { ...rules, approvalsNeeded: 2, newPayeeNeedsApproval: false } },
      },
    ],
  };
}

const CARD: CardDraft = {
  draftId: 'draft-0001',
  name: 'Егор Лосев',
  role: 'accountant',
  madeAt: day(0),
  words: WORDS,
};

/** Answers of the organization; `organization` is `null` for a company that works on one computer. */
export function organizationSamples(
  organization: OrganizationView | null,
  session: () => Promise<SessionView>,
): Of<'organization'> {
  let current = organization;
  const shown = async () => current ?? sampleOrganization({ proposals: [] });
  const decided = async () => (current = { ...(await shown()), fork: null });
  const saved = async () => ({ isSaved: true, name: CARD.name, words: WORDS });
  return {
    'organization.view': async () => ({ organization: current }),
    'organization.found': async () => (current = sampleOrganization({ proposals: [] })),
    'organization.saveCard': saved,
    'organization.newKey': saved,
    'organization.pickCard': async () => CARD,
    'organization.changeMember': shown,
    'organization.changeSignatures': shown,
    'organization.sign': async ({ hash }) => {
      const before = await shown();
      current = { ...before, proposals: before.proposals.filter((one) => one.hash !== hash) };
      return current;
    },
    'organization.decide': decided,
    'organization.decideByFile': decided,
    'organization.saveDocuments': async () => ({ isSaved: true }),
    'organization.pickDocuments': async () => ({
      kind: 'invitation',
      draftId: 'draft-0002',
      name: 'ООО «Вектор»',
      inn: '7701234567',
      words: WORDS,
      members: sampleOrganization()
        .members.filter(({ isEnded }) => !isEnded)
        .map(({ name, role, isHere }) => ({ name, role, isHere })),
    }),
    'organization.join': session,
    'organization.makeRecovery': shown,
    'organization.recover': shown,
  };
}

function member(
  name: string,
  role: OrganizationView['members'][number]['role'],
  change: Partial<OrganizationView['members'][number]> = {},
): OrganizationView['members'][number] {
  const personId = PersonId.parse(`member-${name.length}-${role}`);
  return {
    key: `key of ${name}`,
    personId,
    name,
    role,
    isHere: false,
    isEnded: false,
    words: WORDS,
    ...change,
  };
}
