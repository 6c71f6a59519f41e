import { z } from 'zod';
import {
  ExchangeQuery,
  ExchangeView,
  RequestRef,
  RequestStatus,
  SaveSignedInput,
  TakenView,
} from './areas/exchange.ts';
import { AccountsView, StatementInput, StatementPage } from './areas/accounts.ts';
import { AnsweredPayments, ApprovalRequest, ApprovalsQuery, OpenApprovalsInput } from './areas/approvals.ts';
import { JournalPage, JournalQuery, JournalVerdict } from './areas/audit.ts';
import {
  CertificateDetails,
  CertificateFindings,
  CertificateView,
  ChainView,
  DeletedSources,
  EditCertificateInput,
  KeepInput,
  KeptCertificate,
  MarkStepInput,
  RequestInput,
  RequestView,
  RetireInput,
} from './areas/certificates.ts';
import { AccessProofView, DiagnosisView } from './areas/diagnosis.ts';
import { ProtectionView, MoveInput, MoveTaken, SealInput } from './areas/protection.ts';
import {
  CardDraft,
  CardSaved,
  ChangeBase,
  DecideInput,
  FoundInput,
  JoinInput,
  MemberInput,
  OrganizationStanding,
  OrganizationView,
  PickedDocuments,
  RecoverInput,
} from './areas/organization.ts';
import { OverviewOfAll, OverviewQuery, OverviewView } from './areas/overview.ts';
import {
  BankDraftFinding,
  PayeesQuery,
  PayeeView,
  PaymentDetails,
  PaymentPreview,
  PaymentRef,
  PaymentsQuery,
  PaymentSummary,
  PreviewInput,
  SaveDraftInput,
} from './areas/payments.ts';
import {
  PlanAbandonInput,
  PlanActInput,
  PlanCertificateInput,
  PlanChildInput,
  PlanDetails,
  StepConfirmationInput,
  PlanRef,
  PlanSaved,
  PlanStart,
  PlanSummary,
  PlanSpecInput,
  PlanWordInput,
} from './areas/plans.ts';
import { ChangePolicyInput, PolicyPreview, PolicyPreviewInput, PolicyView } from './areas/policy.ts';
import {
  CompanyInput,
  CompanyView,
  LinkId,
  PersonInput,
  PersonView,
  SessionView,
  SettingsInput,
} from './areas/session.ts';
import {
  AddressCorrection,
  KeepAliveInput,
  TokenCheck,
  TokenDetails,
  TokenEdit,
  TokenInput,
  TokenPage,
  TokenView,
  UseNoted,
} from './areas/tokens.ts';
import { Views } from './areas/views.ts';
import { CompanyEventInput, CompanyEventsView, UnmarkInput } from './areas/company-events.ts';
import { CalendarInput, CalendarSaved, OwnAddresses, RemindersView } from './areas/reminders.ts';
import { SpareKeyView } from './areas/spare-key.ts';
import {
  ExportDone,
  ExportInput,
  ImportDone,
  ImportInput,
  ImportPreview,
  SheetDraft,
} from './areas/sheets.ts';
import { TrainingInput, TrainingView } from './areas/training.ts';
import { AuthorityView, RootDraft, TrustInput, TrustView } from './areas/trust.ts';
import type { CallName, EventName } from './channel-names.ts';
import { call, type AppCalls, type CallDefinition, type EventPayloads, type Handlers } from './define.ts';
import type { Result } from './result.ts';
import { CertificateId, CompanyId, PaymentId, PersonId, PlanId, TokenId } from './values/ids.ts';

const Nothing = z.strictObject({});
const Done = z.strictObject({});

/** Every call from the window to main. Secrets cross none of them: main asks for those in a window of its own. */
export const calls = {
  'session.snapshot': call(Nothing, SessionView),
  'session.switchPerson': call(z.strictObject({ personId: PersonId }), SessionView),
  'session.selectCompany': call(z.strictObject({ companyId: CompanyId }), SessionView),
  'session.lock': call(Nothing, Done),
  'session.open': call(Nothing, SessionView),
  'session.cancelKeychainWait': call(Nothing, Done),
  'session.usePassphraseFile': call(Nothing, SessionView),
  'session.noteActivity': call(Nothing, Done),
  'session.openLink': call(z.strictObject({ link: LinkId }), Done),

  'setup.addPerson': call(PersonInput, PersonView),
  'setup.addCompany': call(CompanyInput, CompanyView),
  'setup.prepareTraining': call(
    z.strictObject({ accountantName: z.string(), directorName: z.string() }),
    SessionView,
  ),
  'setup.changeSettings': call(SettingsInput, SessionView),

  'spareKey.view': call(Nothing, SpareKeyView),
  'spareKey.open': call(Nothing, SessionView),
  'spareKey.set': call(Nothing, SpareKeyView),
  'spareKey.remove': call(Nothing, SpareKeyView),

  'overview.get': call(OverviewQuery, OverviewView),
  'overview.all': call(Nothing, OverviewOfAll),

  'views.get': call(Nothing, Views),
  'views.save': call(Views, Views),

  'tokens.list': call(Nothing, z.array(TokenView)),
  'tokens.page': call(z.strictObject({ from: z.int().min(0) }), TokenPage),
  'tokens.get': call(z.strictObject({ tokenId: TokenId }), TokenDetails),
  'tokens.add': call(TokenInput, TokenView),
  'tokens.check': call(z.strictObject({ tokenId: TokenId }), TokenCheck),

  'diagnosis.run': call(z.strictObject({ tokenId: TokenId }), DiagnosisView),
  'diagnosis.proveAccesses': call(z.strictObject({ tokenId: TokenId }), AccessProofView),
  'diagnosis.stop': call(z.strictObject({ tokenId: TokenId }), Done),
  'custody.reveal': call(z.strictObject({ tokenId: TokenId }), Done),
  'custody.restore': call(z.strictObject({ tokenId: TokenId }), TokenCheck),

  'certificates.list': call(Nothing, z.array(CertificateView)),
  'certificates.get': call(z.strictObject({ certificateId: CertificateId }), CertificateDetails),
  'certificates.chain': call(z.strictObject({ tokenId: TokenId }), ChainView),
  'certificates.pick': call(Nothing, CertificateFindings),
  'certificates.keep': call(KeepInput, KeptCertificate),
  'certificates.discard': call(z.strictObject({ draftId: z.string().max(64) }), Done),
  'certificates.deleteSources': call(z.strictObject({ sourceId: z.string().max(64) }), DeletedSources),
  'certificates.edit': call(EditCertificateInput, CertificateView),
  'certificates.retire': call(RetireInput, CertificateView),
  'certificates.markStep': call(MarkStepInput, CertificateView),
  'certificates.requests': call(Nothing, z.array(RequestView)),
  'certificates.makeRequest': call(RequestInput, RequestView),
  'certificates.saveRequest': call(z.strictObject({ requestId: CertificateId }), Done),
  'certificates.abandonRequest': call(z.strictObject({ requestId: CertificateId }), Done),

  'trust.view': call(Nothing, TrustView),
  'trust.pick': call(Nothing, RootDraft),
  'trust.add': call(TrustInput, AuthorityView),
  'trust.remove': call(z.strictObject({ authorityId: z.string().max(64) }), Done),

  'accounts.list': call(z.strictObject({ companyId: CompanyId }), AccountsView),
  'accounts.refresh': call(z.strictObject({ companyId: CompanyId }), AccountsView),
  'accounts.statement': call(StatementInput, StatementPage),

  'payments.list': call(PaymentsQuery, z.array(PaymentSummary)),
  'payments.get': call(z.strictObject({ paymentId: PaymentId }), PaymentDetails),
  'payments.payees': call(PayeesQuery, z.array(PayeeView)),
  'payments.preview': call(PreviewInput, PaymentPreview),
  'payments.saveDraft': call(SaveDraftInput, PaymentDetails),
  'payments.submit': call(PaymentRef, PaymentDetails),
  'payments.pay': call(PaymentRef, PaymentDetails),
  'payments.askBank': call(PaymentRef, PaymentDetails),
  'payments.cancel': call(PaymentRef, PaymentDetails),
  'payments.copy': call(z.strictObject({ paymentId: PaymentId }), PaymentDetails),
  'payments.settleBankDraft': call(
    z.strictObject({ payment: PaymentRef, finding: BankDraftFinding }),
    PaymentDetails,
  ),

  'approvals.queue': call(ApprovalsQuery, z.array(ApprovalRequest)),
  'approvals.open': call(OpenApprovalsInput, AnsweredPayments),

  'plans.list': call(Nothing, z.array(PlanSummary)),
  'plans.get': call(PlanRef, PlanDetails),
  'plans.start': call(PlanStart, PlanDetails),
  'plans.startChild': call(PlanChildInput, PlanDetails),
  'plans.saveWish': call(PlanSpecInput, PlanDetails),
  'plans.mark': call(StepConfirmationInput, PlanDetails),
  'plans.act': call(PlanActInput, PlanDetails),
  'plans.attachCertificate': call(PlanCertificateInput, PlanDetails),
  'plans.takeWord': call(PlanWordInput, PlanDetails),
  'plans.abandon': call(PlanAbandonInput, PlanDetails),
  'plans.printCard': call(PlanRef, PlanSaved),
  'plans.saveReceipt': call(PlanRef, PlanSaved),

  'sheets.export': call(ExportInput, ExportDone),
  'sheets.pick': call(Nothing, SheetDraft),
  'sheets.preview': call(ImportInput, ImportPreview),
  'sheets.import': call(ImportInput, ImportDone),
  'sheets.discard': call(z.strictObject({ draftId: z.string().max(64) }), Done),

  'grades.get': call(z.strictObject({ companyId: CompanyId }), ProtectionView),
  'grades.seal': call(SealInput, ProtectionView),
  'grades.unseal': call(z.strictObject({ tokenId: TokenId }), ProtectionView),
  'grades.move': call(MoveInput, ProtectionView),
  'grades.takeBack': call(z.strictObject({ tokenId: TokenId }), ProtectionView),
  'grades.takeMoved': call(z.strictObject({}), MoveTaken),

  'organization.view': call(z.strictObject({ companyId: CompanyId }), OrganizationStanding),
  'organization.found': call(FoundInput, OrganizationView),
  'organization.saveCard': call(z.strictObject({ personId: PersonId }), CardSaved),
  'organization.newKey': call(
    z.strictObject({ personId: PersonId, knowsPassphrase: z.boolean() }),
    CardSaved,
  ),
  'organization.pickCard': call(Nothing, CardDraft),
  'organization.changeMember': call(MemberInput, OrganizationView),
  'organization.changeSignatures': call(
    z.strictObject({ base: ChangeBase, changesNeed: z.int().min(1).max(5) }),
    OrganizationView,
  ),
  'organization.sign': call(
    z.strictObject({ companyId: CompanyId, hash: z.string().max(64) }),
    OrganizationView,
  ),
  'organization.decide': call(DecideInput, OrganizationView),
  'organization.saveDocuments': call(
    z.strictObject({ companyId: CompanyId }),
    z.strictObject({ isSaved: z.boolean() }),
  ),
  'organization.pickDocuments': call(Nothing, PickedDocuments),
  'organization.join': call(JoinInput, SessionView),
  'organization.makeRecovery': call(z.strictObject({ base: ChangeBase }), OrganizationView),
  'organization.recover': call(RecoverInput, OrganizationView),

  'policy.get': call(z.strictObject({ companyId: CompanyId }), PolicyView),
  'policy.change': call(ChangePolicyInput, PolicyView),
  'policy.preview': call(PolicyPreviewInput, PolicyPreview),

  'journal.page': call(JournalQuery, JournalPage),
  'journal.verify': call(Nothing, JournalVerdict),

  'records.editToken': call(TokenEdit, TokenView),
  'records.correctAddresses': call(AddressCorrection, TokenView),
  'records.noteUse': call(UseNoted, TokenView),
  'records.keepAlive': call(KeepAliveInput, TokenView),
  'computer.addresses': call(Nothing, OwnAddresses),

  'standings.get': call(z.strictObject({ companyId: CompanyId }), CompanyEventsView),
  'standings.mark': call(CompanyEventInput, CompanyEventsView),
  'standings.unmark': call(UnmarkInput, CompanyEventsView),

  'reminders.list': call(Nothing, RemindersView),
  'reminders.change': call(z.strictObject({ isOn: z.boolean() }), RemindersView),
  'reminders.exportCalendar': call(CalendarInput, CalendarSaved),

  'exchange.view': call(ExchangeQuery, ExchangeView.nullable()),
  'exchange.chooseFolder': call(ExchangeQuery, ExchangeView.nullable()),
  'exchange.leaveFolder': call(ExchangeQuery, ExchangeView.nullable()),
  'exchange.look': call(ExchangeQuery, ExchangeView.nullable()),
  'exchange.openFiles': call(Nothing, TakenView),
  'exchange.standings': call(ExchangeQuery, z.array(RequestStatus)),
  'exchange.sign': call(RequestRef, Done),
  'exchange.saveFile': call(SaveSignedInput, Done),
  'training.view': call(Nothing, TrainingView),
  'training.control': call(TrainingInput, TrainingView),
  'training.openCabinet': call(Nothing, Done),
} as const satisfies Readonly<Record<CallName, CallDefinition>>;

/** Every event from main to the window. */
export const events = {
  'session.changed': SessionView,
  'payments.changed': z.strictObject({ paymentId: PaymentId }),
  'tokens.changed': z.strictObject({ tokenId: TokenId }),
  'diagnosis.progress': DiagnosisView,
  'proof.progress': AccessProofView,
  'accounts.changed': z.strictObject({ companyId: CompanyId }),
  'plans.changed': z.strictObject({ planId: PlanId }),
  'organizations.changed': z.strictObject({ companyId: CompanyId }),
  'exchange.changed': z.strictObject({ companyId: CompanyId }),
} as const satisfies Readonly<Record<EventName, z.ZodType>>;

export type AppHandlers = Handlers<typeof calls>;
export type AppEvents = EventPayloads<typeof events>;

/** `window.app`, as preload makes it. */
export type AppApi = AppCalls<typeof calls> & {
  /** Hands files that a person dropped on the window to main; preload asks the system where they lie. */
  readonly dropCertificateFiles: (
    files: readonly object[],
  ) => Promise<Result<z.infer<typeof CertificateFindings>>>;
  /** The same for files that members of an organization signed. */
  readonly dropSignedFiles: (files: readonly object[]) => Promise<Result<TakenView>>;
  readonly on: <N extends EventName>(name: N, listener: (payload: AppEvents[N]) => void) => () => void;
};
