import type {
  JournalChoices,
  JournalEntryView,
  JournalPage,
  JournalQuery,
} from '../../contract/areas/audit.ts';
import type { JournalEntry } from '../../main/domain/audit/entry.ts';
import { choicesOf, searchableLine, wanted } from '../../main/domain/audit/journal-search.ts';
import {
  TIMELINE_ITEMS,
  type OverviewOfAll,
  type OverviewView,
  type TimelineItem,
  type TimelineMonth,
} from '../../contract/areas/overview.ts';
import type { RuleDecision, RuleReason } from '../../contract/areas/payments.ts';
import type { PolicyPreview, PolicyRules, PolicyView } from '../../contract/areas/policy.ts';
import type { TrainingView } from '../../contract/areas/training.ts';
import { DAY_MS, moscowDate } from '../../contract/values/dates.ts';
import { CertificateId, CompanyId, PaymentId, PersonId, TokenId } from '../../contract/values/ids.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { sampleLimits, samplePayments } from './sample-payments.ts';
import { accountant, companies, director, firstCompany } from './sample-session.ts';
import { day, SAMPLE_NOW } from './sample-time.ts';

interface End {
  readonly kind: TimelineItem['kind'];
  readonly label: string;
  readonly days: number;
  readonly tone: TimelineItem['tone'];
}

const ENDS: readonly End[] = [
  { kind: 'token', label: 'Выписка для 1С', days: 6, tone: 'urgent' },
  { kind: 'certificate', label: 'Сертификат Петрова', days: 26, tone: 'soon' },
  { kind: 'token', label: 'Старая интеграция', days: 43, tone: 'calm' },
  { kind: 'token', label: 'Зарплата', days: 45, tone: 'calm' },
  { kind: 'token', label: 'Платежи директора', days: 87, tone: 'calm' },
  { kind: 'token', label: 'Бухгалтерия, повседневный', days: 90, tone: 'calm' },
  { kind: 'signature', label: 'Петров П. П.', days: 190, tone: 'calm' },
  { kind: 'certificate', label: 'Сертификат на 2027 год', days: 328, tone: 'calm' },
];

function endOf({ kind, label, days, tone }: End): TimelineItem {
  return {
    kind,
    label,
    tone,
    daysLeft: days,
    at: day(days),
    companyName: firstCompany().name,
    who: 'Петров П. П.',
    tokenId: kind === 'token' ? TokenId.parse('token-everyday') : null,
    certificateId: kind === 'token' ? null : CertificateId.parse('certificate-petrov'),
  };
}

function timeline(ends: readonly TimelineItem[]): TimelineMonth[] {
  return months().map((month) => {
    const items = ends.filter(({ at }) => moscowDate(at).startsWith(month));
    return { month, count: items.length, items: items.slice(0, TIMELINE_ITEMS) };
  });
}

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
    limits: sampleLimits(),
    timeline: timeline(ENDS.map(endOf)),
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
    limits: { rows: [], isSumOfSeveralComputers: false },
    timeline: timeline([]),
  };
}

/** Forty tokens in three companies, as a director has them. */
export function sampleOverviewOfAll(): OverviewOfAll {
  const { risks } = sampleOverview();
  const many = Array.from({ length: 40 }, (_, index): End => ({
    kind: index % 9 === 5 ? 'certificate' : 'token',
    label: `Выписки и остатки ${index + 1}`,
    days: 3 + ((index * 37) % 320) - (index % 3 === 0 ? ((index * 37) % 320) - 20 : 0),
    tone: index % 3 === 0 ? 'soon' : 'calm',
  }));
  const line = { tokens: 13, troubled: 4, nearest: 'Выписка для 1С', nearestAt: day(6) };
  return {
    risks: risks.map((risk) => ({ ...risk, count: risk.count * 3 })),
    timeline: timeline([...ENDS, ...many].sort((a, b) => a.days - b.days).map(endOf)),
    companies: [
      ...companies.map(({ companyId, name }, index) => ({
        ...line,
        companyId,
        name,
        approvals: index === 0 ? { count: 3, totalMinor: 18_430_000 } : null,
        availableMinor: index === 0 ? 128_490_050 : null,
      })),
      {
        companyId: CompanyId.parse('company-third'),
        name: 'ООО «Торговый дом Северо-Западные поставки и логистика»',
        tokens: 14,
        troubled: 0,
        nearest: null,
        nearestAt: null,
        approvals: { count: 0, totalMinor: 0 },
        availableMinor: -1_200_00,
      },
    ],
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
  tiers: [
    { aboveMinor: 20_000_000, approvals: 2 },
    { aboveMinor: 40_000_000, approvals: 3 },
  ],
  classes: { own: 'no-thresholds', tax: 'as-others', salary: 'always-ask' },
  approvalHours: null,
  callBackNeeded: false,
  bankLimits: null,
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
/** As after years of work: the numbers have seven digits. */
const JOURNAL_END = 1_284_140;

/** The journal as main answers, filters and all. */
export function sampleJournal({ companyId, filter, before, limit }: JournalQuery): JournalPage {
  const found = journalLines().filter((line) =>
    wanted({ companyId, ...filter })(searchableLine(line.seq, line.entry)),
  );
  const page = found.filter(({ seq }) => before === null || seq < before).slice(0, limit);
  const entries = page.map(({ seq, entry: { personId: _, ...entry } }) => ({
    ...entry,
    seq,
    hash: String(seq).padStart(64, '0'),
  }));
  return {
    entries,
    nextBefore: page.length < limit ? null : (page.at(-1)?.seq ?? null),
    found: found.length,
  };
}

export function sampleJournalChoices(): JournalChoices {
  return choicesOf(journalLines().map(({ seq, entry }) => searchableLine(seq, entry)));
}

/** Newest first. */
function journalLines(): readonly { readonly seq: number; readonly entry: JournalEntry }[] {
  return Array.from({ length: JOURNAL_LENGTH }, (_, index) => {
    const seq = JOURNAL_END - index;
    const event = EVENTS[seq % EVENTS.length] ?? EVENTS[0];
    if (event === undefined) throw new Error('No sample events');
    const person = [accountant, director].find(({ name }) => name === event.who);
    const entry = {
      ...event,
      at: day(0, -index * 97),
      companyId: event.subject === '' ? null : firstCompany().companyId,
      personId: person?.personId ?? null,
    };
    return { seq, entry };
  });
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

export function samplePolicy(companyId: CompanyId): PolicyView {
  return {
    companyId,
    version: 3,
    rules: sampleRules,
    state: 'signed',
    changedAt: day(-20),
    changedBy: 'Петров П. П.',
    signedBy: ['Орлова В. И.'],
    validUntil: day(346),
    lastSigned: sampleRules,
    directors: [
      { personId: PersonId.parse('person-petrov'), name: 'Петров П. П.' },
      { personId: PersonId.parse('person-orlova'), name: 'Орлова В. И.' },
      { personId: PersonId.parse('person-gromov'), name: 'Громов А. А.' },
    ],
    isOrganization: false,
    waiting: 0,
  };
}

export function samplePolicyPreview(): PolicyPreview {
  const decision = (kind: RuleDecision['kind'], approvalsNeeded: number, code?: RuleReason['code']) => ({
    kind,
    approvalsNeeded,
    reasons: code === undefined ? [] : [{ code, limitMinor: 5_000_000, usedMinor: 0 }],
  });
  const free = decision('allow', 0);
  const one = decision('needs-approval', 1, 'over-payment-limit');
  const two = decision('needs-approval', 2, 'over-tier');
  const lines = [
    ['ООО «Ромашка»', 31_000_000, 'more', one, two],
    ['ООО «Поставщик канцелярии и оргтехники»', 7_250_000, 'asked', free, one],
    ['ИП Кузнецов А. А.', 62_000_000, 'refused', one, decision('refuse', 0, 'over-payment-cap')],
    ['Казначейство России (ФНС России)', 18_400_050, 'freed', one, free],
  ] as const;
  return {
    payments: 148,
    counts: { refused: 1, asked: 1, more: 1, freed: 1 },
    named: lines.map(([payeeName, amountMinor, effect, before, after], index) => ({
      payeeName,
      amountMinor,
      effect,
      before,
      after,
      paymentId: PaymentId.parse(`payment-00${index}`),
      at: day(-3 * index - 1),
    })),
  };
}
