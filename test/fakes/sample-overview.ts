import type { JournalEntryView, JournalPage } from '../../contract/areas/audit.ts';
import type { OverviewView } from '../../contract/areas/overview.ts';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { TrainingView } from '../../contract/areas/training.ts';
import { DAY_MS, moscowDate } from '../../contract/values/dates.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { samplePayments } from './sample-payments.ts';
import { accountant, director } from './sample-session.ts';
import { day, SAMPLE_NOW } from './sample-time.ts';

type TimelineItem = OverviewView['timeline'][number]['items'][number];

const DATED: readonly TimelineItem[] = [
  { kind: 'token', label: 'Выписка для 1С', at: day(6), isUrgent: true },
  { kind: 'certificate', label: 'Сертификат Петрова', at: day(26), isUrgent: true },
  { kind: 'token', label: 'Старая интеграция', at: day(43), isUrgent: false },
  { kind: 'token', label: 'Зарплата', at: day(45), isUrgent: false },
  { kind: 'token', label: 'Платежи директора', at: day(87), isUrgent: false },
  { kind: 'token', label: 'Бухгалтерия, повседневный', at: day(90), isUrgent: false },
  { kind: 'certificate', label: 'Сертификат на 2027 год', at: day(328), isUrgent: false },
];

function months(): readonly string[] {
  const start = new Date(Date.parse(SAMPLE_NOW) - 15 * DAY_MS);
  return Array.from({ length: 12 }, (_, index) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index, 1)).toISOString().slice(0, 7),
  );
}

export function sampleOverview(): OverviewView {
  return {
    risks: [
      { kind: 'expiring', count: 2, nearest: 'Выписка для 1С', nearestAt: day(6) },
      { kind: 'idle', count: 1, nearest: 'Выписка для 1С', nearestAt: null },
      { kind: 'unused-accesses', count: 3, nearest: 'Бухгалтерия, повседневный', nearestAt: null },
      { kind: 'certificates', count: 1, nearest: 'Сертификат Петрова', nearestAt: day(26) },
    ],
    approvals: {
      count: 3,
      totalMinor: 18_430_000,
      oldestExpiresAt: day(1, 158),
      first: samplePayments('waiting').slice(0, 3),
    },
    sending: 2,
    accounts: sampleAccounts(),
    day: { usedMinor: 6_200_000, limitMinor: 10_000_000 },
    timeline: months().map((month) => ({
      month,
      items: DATED.filter((one) => moscowDate(one.at).startsWith(month)),
    })),
  };
}

export function emptyOverview(): OverviewView {
  const full = sampleOverview();
  return {
    ...full,
    risks: full.risks.map((risk) => ({ ...risk, count: 0, nearest: null, nearestAt: null })),
    approvals: { count: 0, totalMinor: 0, oldestExpiresAt: null, first: [] },
    sending: 0,
    accounts: { accounts: [], asOf: null, problem: null },
    day: { usedMinor: 0, limitMinor: null },
    timeline: full.timeline.map(({ month }) => ({ month, items: [] })),
  };
}

const LIMIT = { approvalAboveMinor: 5_000_000, refuseAboveMinor: 50_000_000 };

export const sampleRules: PolicyRules = {
  payment: LIMIT,
  day: { approvalAboveMinor: 10_000_000, refuseAboveMinor: 100_000_000 },
  month: { approvalAboveMinor: 100_000_000, refuseAboveMinor: null },
  payeeDay: LIMIT,
  accounts: [],
  newPayeeNeedsApproval: true,
  approvalsNeeded: 1,
  requestHours: 72,
};

const EVENTS: readonly Pick<JournalEntryView, 'kind' | 'subject' | 'who' | 'role' | 'details'>[] = [
  {
    kind: 'token-checked',
    subject: 'Бухгалтерия, повседневный',
    who: accountant.name,
    role: 'accountant',
    details: {},
  },
  {
    kind: 'payment-submitted',
    subject: 'ООО «Ромашка»',
    who: accountant.name,
    role: 'accountant',
    details: { amountMinor: 9_240_000 },
  },
  {
    kind: 'payment-unknown',
    subject: 'АО «Связь»',
    who: 'Klyuchnik',
    role: 'app',
    details: { problem: 'bank-timeout', amountMinor: 410_050 },
  },
  { kind: 'person-switched', subject: director.name, who: director.name, role: 'director', details: {} },
  {
    kind: 'payment-approved',
    subject: 'ООО «Энергия»',
    who: director.name,
    role: 'director',
    details: { amountMinor: 1_825_000 },
  },
  {
    kind: 'policy-changed',
    subject: 'ООО «Пример»',
    who: director.name,
    role: 'director',
    details: { version: 3 },
  },
  { kind: 'vault-opened', subject: '', who: 'Klyuchnik', role: 'app', details: {} },
];

const JOURNAL_LENGTH = 140;

export function sampleJournal(before: number | null, limit: number): JournalPage {
  const newest = before === null ? JOURNAL_LENGTH : before - 1;
  const count = Math.min(limit, newest);
  const entries = Array.from({ length: count }, (_, index) => {
    const seq = newest - index;
    const event = EVENTS[seq % EVENTS.length] ?? EVENTS[0];
    if (event === undefined) throw new Error('No sample events');
    return { ...event, seq, at: day(0, (seq - JOURNAL_LENGTH) * 97) };
  });
  return { entries, nextBefore: newest - count > 0 ? newest - count + 1 : null };
}

export function sampleTraining(): TrainingView {
  return {
    isRunning: true,
    bankTime: day(0),
    drafts: [
      {
        documentId: 'document-1',
        documentNumber: '211',
        payeeName: 'ООО «Вода»',
        amountMinor: 99_000,
        status: 'NEW',
      },
    ],
    fault: null,
    kpp: '999901001',
    tokens: [
      {
        bankTokenId: 'token-1',
        label: 'Бухгалтерия, повседневный',
        issuer: 'Петров П. П.',
        isIssuerActive: true,
        ips: ['127.0.0.1'],
        isRevoked: false,
        aliveUntil: day(90),
      },
      {
        bankTokenId: 'token-2',
        label: 'Платежи директора',
        issuer: 'Петров П. П.',
        isIssuerActive: true,
        ips: ['127.0.0.1'],
        isRevoked: false,
        aliveUntil: day(87),
      },
    ],
  };
}
