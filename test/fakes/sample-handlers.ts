import type { OrdersFolderView } from '../../contract/areas/orders.ts';
import type { BackupView } from '../../contract/areas/backup.ts';
import type { BankDirectoryView } from '../../contract/areas/banks.ts';
import type { OrganizationView } from '../../contract/areas/organization.ts';
import type { DraftInBank } from '../../contract/areas/payments.ts';
import type { WarningView } from '../../contract/areas/reminders.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import { NO_VIEWS, type Views } from '../../contract/areas/views.ts';
import type { SpareKeyView } from '../../contract/areas/spare-key.ts';
import type { AppEvents, AppHandlers } from '../../contract/contract.ts';
import { checkInn } from '../../contract/values/bank-details.ts';
import { CompanyId, PersonId, TokenId } from '../../contract/values/ids.ts';
import { backupSamples } from './sample-backups.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { bankSampleHandlers } from './sample-banks.ts';
import { payeeSampleHandlers, previewWithoutCall } from './sample-payees.ts';
import { certificateSampleHandlers } from './sample-certificates.ts';
import {
  NO_STATEMENT,
  sampleAccounts,
  sampleOperations,
  sampleStatement,
  sampleTotals,
} from './sample-accounts.ts';
import { sampleDiagnosis, sampleProof } from './sample-diagnosis.ts';
import {
  emptyOverview,
  sampleJournal,
  sampleJournalChoices,
  sampleOverview,
  sampleOverviewOfAll,
  samplePolicy,
  samplePolicyPreview,
  sampleTraining,
} from './sample-overview.ts';
import {
  sampleApprovals,
  samplePayees,
  samplePaymentDetails,
  samplePayments,
  samplePreview,
  sampleLimits,
} from './sample-payments.ts';
import { exchangeSampleHandlers } from './sample-exchange.ts';
import { sampleGrade, sealedGrade } from './sample-protection.ts';
import { organizationSamples } from './sample-organization.ts';
import { samplePlan, samplePlans, startedPlan, summaryOf } from './sample-plans.ts';
import { reminderSampleHandlers } from './sample-reminders.ts';
import { orderSampleHandlers } from './sample-orders.ts';
import { sendingSampleHandlers } from './sample-sending.ts';
import { sheetSampleHandlers } from './sample-sheets.ts';
import { companies, sampleSession, TRAINING } from './sample-session.ts';
import { day } from './sample-time.ts';
import { manyTokens, sampleTokenDetails, sampleTokens } from './sample-tokens.ts';

interface HandlerOptions {
  readonly isEmpty?: boolean;
  readonly session?: Partial<SessionView>;
  readonly views?: Views;
  readonly tokens?: number;
  readonly warnings?: readonly WarningView[];
  readonly ordersFolder?: OrdersFolderView;
  readonly directory?: BankDirectoryView;
  readonly backups?: Partial<BackupView>;
  readonly isCallMissing?: boolean;
  readonly inBank?: DraftInBank;
  readonly organization?: OrganizationView;
  readonly emit: (name: 'session.changed', payload: AppEvents['session.changed']) => void;
}

/**
 * Handlers on the sample data. The session is the only thing that changes; everything else answers the same each time.
 */
export function sampleHandlers(options: HandlerOptions): AppHandlers {
  const isEmpty = options.isEmpty === true;
  const isStopped = options.session?.companies?.some((one) => one.isBankStopped) ?? false;
  return {
    ...sessionHandlers(options),
    ...paymentHandlers(isEmpty, options.session?.person?.role === 'director'),
    ...diagnosisHandlers(),
    ...gradeHandlers(),
    ...vaultHandlers(isEmpty, options.tokens),
    ...exchangeSampleHandlers(),
    ...certificateSampleHandlers(isEmpty, isStopped),
    ...reminderSampleHandlers(isEmpty, options.warnings),
    ...planHandlers(isEmpty),
    ...viewHandlers(options.views ?? NO_VIEWS),
    ...sheetSampleHandlers(),
    ...orderSampleHandlers(options.ordersFolder),
    ...bankSampleHandlers(isEmpty, options.directory),
    ...payeeSampleHandlers(isEmpty),
    ...(options.isCallMissing === true ? { 'payments.preview': previewWithoutCall } : {}),
    ...(options.inBank === undefined ? {} : draftHandlers(options.inBank)),
    ...backupSamples(options),
    ...organizationSamples(options.organization ?? null, async () => ({
      ...sampleSession(),
      ...options.session,
      phase: 'ready',
    })),
  };
}

type Of<Area extends string> = Pick<AppHandlers, Extract<keyof AppHandlers, `${Area}.${string}`>>;

function sessionHandlers({
  session: overrides,
  emit,
}: HandlerOptions): Of<'session' | 'setup' | 'spareKey' | 'misfit'> {
  let session: SessionView = { ...sampleSession(), ...overrides };
  const become = async (change: Partial<SessionView>): Promise<SessionView> => {
    session = { ...session, ...change };
    emit('session.changed', session);
    return session;
  };
  const done = async () => ({});
  return {
    'session.snapshot': async () => session,
    'session.switchPerson': ({ personId }) =>
      become({ person: session.people.find((one) => one.personId === personId) ?? null }),
    'session.selectCompany': ({ companyId }) => become({ companyId }),
    'session.lock': async () => {
      await become({ phase: 'locked', person: null });
      return {};
    },
    'session.open': () => become({ phase: 'ready', problem: null, person: session.people[0] ?? null }),
    'session.cancelKeychainWait': done,
    'session.usePassphraseFile': () => become({ phase: 'ready', problem: null }),
    'session.noteActivity': done,
    'session.openLink': done,
    'misfit.accept': () => become({ misfit: null, readOnly: false }),
    ...spareKeySamples(
      () => become({ phase: 'ready', problem: null, readOnly: true, bySpareKey: true }),
      () => become({ phase: 'ready', problem: null, readOnly: true }),
    ),
    'setup.addPerson': async (input) => {
      const person = { ...input, personId: PersonId.parse(`person-new-${session.people.length}`) };
      await become({ people: [...session.people, person], person: session.person ?? person });
      return person;
    },
    'setup.addCompany': async (input) => {
      if (checkInn(input.inn) !== null) throw new FakeRefusal('company-invalid');
      const company = {
        companyId: CompanyId.parse(`company-new-${session.companies.length}`),
        name: input.name,
        inn: input.inn,
        kpp: input.kpp,
        environment: session.environments.find((one) => one.environment === input.environment) ?? TRAINING,
        clockAheadMs: 0,
        clock: null,
        isBankStopped: false,
      };
      await become({
        phase: 'ready',
        companies: [...session.companies, company],
        companyId: company.companyId,
      });
      return company;
    },
    'setup.prepareTraining': () => become({ ...sampleSession(), companies: [...companies] }),
    'setup.changeLook': ({ language, theme }) =>
      become({ language: language ?? session.language, theme: theme ?? session.theme }),
    'setup.changeSettings': ({ lockAfterMinutes, staysInTray }) =>
      become({
        lockAfterMinutes: lockAfterMinutes ?? session.lockAfterMinutes,
        staysInTray: staysInTray ?? session.staysInTray,
      }),
  };
}

function spareKeySamples(
  open: () => Promise<SessionView>,
  restore: () => Promise<SessionView>,
): Of<'spareKey'> {
  let view: SpareKeyView = { state: 'own', madeAt: day(-3) };
  return {
    'spareKey.view': async () => view,
    'spareKey.open': open,
    'spareKey.restore': restore,
    'spareKey.set': async () => (view = { state: 'own', madeAt: day(0) }),
    'spareKey.remove': async () => (view = { state: 'none', madeAt: null }),
  };
}

/** One payment only: a draft in the bank, as `inBank` says. */
function draftHandlers(inBank: DraftInBank): Pick<Of<'payments'>, 'payments.get' | 'payments.list'> {
  const sample = samplePayments().find(({ status }) => status === 'handed-over');
  const details = sample === undefined ? null : samplePaymentDetails(sample.paymentId);
  if (details === null) throw new FakeRefusal('not-found');
  const mark = inBank.state === 'held' || inBank.state === 'changed' ? inBank.state : null;
  const status = inBank.state === 'held' ? ('handed-over' as const) : ('executed' as const);
  const payment = { ...details.payment, status, mark };
  return {
    'payments.list': async () => [payment],
    'payments.get': async () => ({
      ...details,
      payment,
      inBank,
      bankMessage: inBank.state === 'held' ? 'HELD' : 'EXECUTED',
      actions: ['copy'],
    }),
  };
}

function paymentHandlers(isEmpty: boolean, isDirector: boolean): Of<'payments' | 'approvals' | 'policy'> {
  const find = async (paymentId: string) => {
    const details = samplePaymentDetails(paymentId);
    if (details === null) throw new FakeRefusal('not-found');
    const canApprove = isDirector && details.payment.status === 'submitted';
    return canApprove ? { ...details, actions: [...details.actions, 'approve' as const] } : details;
  };
  const same = ({ paymentId }: { readonly paymentId: string }) => find(paymentId);
  return {
    'payments.list': async ({ group }) => (isEmpty ? [] : [...samplePayments(group)]),
    'payments.get': same,
    'payments.limits': async () => (isEmpty ? { ...sampleLimits(), rows: [] } : sampleLimits()),
    'payments.payees': async ({ text }) => (isEmpty ? [] : [...samplePayees(text)]),
    'payments.preview': async ({ fields }) => samplePreview(fields),
    'payments.saveDraft': async ({ draft, fields }) => {
      const details = await find(draft?.paymentId ?? 'payment-003');
      const revision = (draft?.revision ?? 0) + 1;
      return {
        ...details,
        fields,
        payment: { ...details.payment, revision },
        preview: samplePreview(fields),
      };
    },
    'payments.submit': same,
    'payments.pay': same,
    'payments.askBank': same,
    'payments.cancel': same,
    'payments.copy': same,
    'payments.settleBankDraft': ({ payment }) => find(payment.paymentId),
    'payments.print': async ({ what, paymentIds }) => ({
      place: `/home/anna/Документы/${what === 'orders' ? 'Платёжные поручения' : 'Реестр'}.pdf`,
      payments: paymentIds.length,
    }),
    ...sendingSampleHandlers(),
    'approvals.queue': async () => (isEmpty ? [] : [...sampleApprovals()]),
    'approvals.open': async ({ payments }) => ({
      answered: payments.map(({ paymentId }) => ({ paymentId, verdict: 'approved' })),
    }),
    'policy.get': async ({ companyId }) => samplePolicy(companyId),
    'policy.preview': async () => samplePolicyPreview(),
    'policy.change': async ({ companyId, version, rules }) => ({
      ...samplePolicy(companyId),
      version: version + 1,
      rules,
      lastSigned: rules,
      changedAt: day(0),
      validUntil: day(366),
    }),
  };
}

function vaultHandlers(
  isEmpty: boolean,
  count: number | undefined,
): Of<'overview' | 'tokens' | 'accounts' | 'statements' | 'journal' | 'training'> {
  const accounts = async () => (isEmpty ? { accounts: [], asOf: null, problem: null } : sampleAccounts());
  const details = async ({ tokenId }: { readonly tokenId: string }) => {
    const found = sampleTokenDetails(tokenId);
    if (found === null) throw new FakeRefusal('not-found');
    return found;
  };
  const tokens = () => {
    if (isEmpty) return [];
    return count === undefined ? sampleTokens() : manyTokens(count);
  };
  const anyToken = async (label: string) => {
    const { token } = await details({ tokenId: 'token-everyday' });
    return { ...token, tokenId: TokenId.parse('token-new-1'), label };
  };
  return {
    'overview.get': async () => (isEmpty ? emptyOverview() : sampleOverview()),
    'overview.all': async () => sampleOverviewOfAll(),
    'tokens.list': async () => [...tokens()],
    'tokens.page': async () => ({ tokens: [...tokens()], next: null }),
    'tokens.get': details,
    'tokens.add': ({ label }) => anyToken(label),
    'tokens.check': async ({ tokenId }) => ({
      token: (await details({ tokenId })).token,
      alive: true,
      problem: null,
    }),
    'accounts.list': accounts,
    'accounts.refresh': accounts,
    'statements.view': async () => (isEmpty ? NO_STATEMENT : sampleStatement()),
    'statements.read': async () => (isEmpty ? NO_STATEMENT : sampleStatement()),
    'statements.operations': async (query) =>
      isEmpty ? { operations: [], found: 0, inMinor: 0, outMinor: 0 } : sampleOperations(query),
    'statements.totals': async () =>
      isEmpty ? { step: 'day', flows: [], counterparties: [], others: null } : sampleTotals(),
    'statements.export': async () => ({
      place: '/home/anna/Документы/kl_to_1c.txt',
      operations: 14,
      lost: [],
    }),
    'journal.page': async (query) =>
      isEmpty ? { entries: [], nextBefore: null, found: 0 } : sampleJournal(query),
    'journal.choices': async () => (isEmpty ? { people: [], kinds: [] } : sampleJournalChoices()),
    'journal.save': async () => ({ place: '/home/anna/Документы/journal-2026-11-28.jsonl', lines: 140 }),
    'journal.verify': async () => ({ ok: true, entries: 140, brokenAt: null }),
    'training.view': async () => sampleTraining(),
    'training.openCabinet': async () => ({}),
    'training.control': async (input) => ({
      ...sampleTraining(),
      drafts: input.kind === 'sign-draft' ? [] : sampleTraining().drafts,
      bankTime: input.kind === 'advance-days' ? day(input.days) : day(0),
      fault: input.kind === 'set-fault' && input.fault !== 'none' ? input.fault : null,
    }),
  };
}

/** Remembers what was saved, as the settings do. */
function viewHandlers(first: Views): Of<'views'> {
  let views = first;
  return {
    'views.get': async () => views,
    'views.save': async (changed) => {
      views = changed;
      return views;
    },
  };
}

function planHandlers(isEmpty: boolean): Of<'plans'> {
  const same = async ({ planId }: { readonly planId: string }) => {
    const found = samplePlan(planId);
    if (found === null) throw new FakeRefusal('not-found');
    return found;
  };
  return {
    'plans.list': async () => (isEmpty ? [] : samplePlans().map(summaryOf)),
    'plans.get': same,
    'plans.start': async (start) => startedPlan(start),
    'plans.startChild': async () => startedPlan({ kind: 'issue' }),
    'plans.saveWish': async ({ planId, wish }) => ({ ...(await same({ planId })), wish }),
    'plans.mark': same,
    'plans.act': same,
    'plans.attachCertificate': same,
    'plans.takeWord': same,
    'plans.abandon': same,
    'plans.printCard': async () => ({ isSaved: true }),
    'plans.saveReceipt': async () => ({ isSaved: true }),
  };
}

function gradeHandlers(): Of<'grades'> {
  let isSealed = false;
  const view = (companyId: CompanyId) => (isSealed ? sealedGrade(companyId) : sampleGrade(companyId));
  const become = async (sealed: boolean) => {
    isSealed = sealed;
    return view(CompanyId.parse('company-1'));
  };
  return {
    'grades.list': async () =>
      companies.map(({ companyId }, index) => ({ companyId, grade: index === 0 ? 'C' : 'A' })),
    'grades.get': async ({ companyId }) => view(companyId),
    'grades.seal': () => become(true),
    'grades.unseal': () => become(false),
    'grades.move': () => become(false),
    'grades.takeBack': () => become(false),
    'grades.takeMoved': async () => ({
      kind: 'receipt' as const,
      tokenId: TokenId.parse('token-pay'),
      label: 'Платежи поставщикам',
    }),
  };
}

function diagnosisHandlers(): Of<'diagnosis' | 'custody'> {
  return {
    'diagnosis.run': async ({ tokenId }) => sampleDiagnosis(tokenId),
    'diagnosis.proveAccesses': async ({ tokenId }) => sampleProof(tokenId),
    'diagnosis.stop': async () => ({}),
    'custody.reveal': async () => ({}),
    'custody.restore': async ({ tokenId }) => {
      const found = sampleTokenDetails(tokenId);
      if (found === null) throw new FakeRefusal('not-found');
      return { token: found.token, alive: true, problem: null };
    },
  };
}
