import { BackupView, OpenedBackup } from './areas/backup.ts';
import { z } from 'zod';
import {
  ExchangeQuery,
  ExchangeView,
  RequestRef,
  RequestStatus,
  SaveSignedInput,
  TakenView,
} from './areas/exchange.ts';
import { AccountNumber, AccountsView } from './areas/accounts.ts';
import {
  ExportStatementInput,
  OperationsPage,
  OperationsQuery,
  ReadStatementInput,
  StatementPeriod,
  StatementSaved,
  StatementTotals,
  StatementView,
} from './areas/statements.ts';
import { AnsweredPayments, ApprovalRequest, ApprovalsQuery, OpenApprovalsInput } from './areas/approvals.ts';
import {
  BankDirectoryView,
  BankFound,
  BankQuery,
  BanksView,
  DIRECTORY_CONTENT_SIZE,
  DirectoryContent,
} from './areas/banks.ts';
import {
  JournalChoices,
  JournalPage,
  JournalQuery,
  JournalSaved,
  JournalSaveInput,
  JournalVerdict,
} from './areas/audit.ts';
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
import { CompanyProtection, ProtectionView, MoveInput, MoveTaken, SealInput } from './areas/protection.ts';
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
import { INVOICE_PICTURE_SIZE, InvoiceFound, InvoicePicture } from './areas/invoices.ts';
import { SaveTemplateInput, TemplateRef, TemplateView } from './areas/templates.ts';
import {
  FoundFileInput,
  OrdersFolderView,
  IMPORT_ORDERS_SIZE,
  ImportOrdersInput,
  ORDERS_CONTENT_SIZE,
  OrdersContent,
  OrdersDone,
  OrdersDraft,
  OrdersPick,
} from './areas/orders.ts';
import { LimitsView } from './areas/limits.ts';
import { OverviewOfAll, OverviewQuery, OverviewView } from './areas/overview.ts';
import {
  CallBackInput,
  MergeInput,
  NeverPayInput,
  PayeeInput,
  PayeeListQuery,
  PayeeNoteInput,
  PayeeRow,
} from './areas/payees.ts';
import {
  BankDraftFinding,
  MANY_SIZE,
  ManyPayments,
  PayeesQuery,
  PayeeView,
  PaymentDetails,
  PaymentPreview,
  PaymentRef,
  PaymentsQuery,
  PaymentSummary,
  PreviewInput,
  PRINT_SIZE,
  PrintDone,
  PrintInput,
  SaveDraftInput,
  SendingView,
  SubmittedMany,
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
  LookInput,
  MisfitInput,
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
  EXPORT_SIZE,
  ExportDone,
  ExportInput,
  ImportDone,
  ImportInput,
  ImportPreview,
  SheetDraft,
} from './areas/sheets.ts';
import { TrainingInput, TrainingView } from './areas/training.ts';
import { AuthorityView, PinInput, PinView, RootDraft, TrustInput, TrustView } from './areas/trust.ts';
import type { CallName, EventName } from './channel-names.ts';
import { always, directing, entering, looking, oneself, outside, settingUp, working } from './callers.ts';
import { call, type AppCalls, type CallDefinition, type EventPayloads, type Handlers } from './define.ts';
import type { Result } from './result.ts';
import { CertificateId, CompanyId, PaymentId, PersonId, PlanId, TokenId } from './values/ids.ts';

const Nothing = z.strictObject({});
const Done = z.strictObject({});
const OfCompany = z.strictObject({ companyId: CompanyId });

/** Every call from the window to main. Secrets cross none of them: main asks for those in a window of its own. */
export const calls = {
  'session.snapshot': call(always, Nothing, SessionView),
  'session.switchPerson': call(entering, z.strictObject({ personId: PersonId }), SessionView),
  'session.selectCompany': call(entering, z.strictObject({ companyId: CompanyId }), SessionView),
  'session.lock': call(always, Nothing, Done),
  'session.open': call(always, Nothing, SessionView),
  'session.cancelKeychainWait': call(always, Nothing, Done),
  'session.usePassphraseFile': call(outside, Nothing, SessionView),
  'session.noteActivity': call(always, Nothing, Done),
  'session.openLink': call(always, z.strictObject({ link: LinkId }), Done),
  'misfit.accept': call(entering, MisfitInput, SessionView),

  'setup.addPerson': call(settingUp, PersonInput, PersonView),
  'setup.addCompany': call(working, CompanyInput, CompanyView),
  'setup.prepareTraining': call(
    settingUp,
    z.strictObject({ accountantName: z.string(), directorName: z.string() }),
    SessionView,
  ),
  'setup.changeLook': call(oneself, LookInput, SessionView),
  'setup.changeSettings': call(working, SettingsInput, SessionView),

  'spareKey.view': call(always, Nothing, SpareKeyView),
  'spareKey.open': call(outside, Nothing, SessionView),
  'spareKey.restore': call(outside, Nothing, SessionView),
  'spareKey.set': call(working, Nothing, SpareKeyView),
  'spareKey.remove': call(working, Nothing, SpareKeyView),

  'backup.view': call(looking, Nothing, BackupView),
  'backup.setUp': call(working, Nothing, BackupView),
  'backup.stop': call(working, Nothing, BackupView),
  'backup.make': call(working, Nothing, BackupView),
  'backup.saveWithSecrets': call(directing, z.strictObject({ leaves: z.boolean() }), BackupView),
  'backup.takeUp': call(directing, Nothing, BackupView),
  'backup.open': call(always, Nothing, OpenedBackup),
  'backup.restore': call(always, Nothing, SessionView),
  'backup.forget': call(always, Nothing, Done),

  'overview.get': call(looking, OverviewQuery, OverviewView),
  'overview.all': call(looking, Nothing, OverviewOfAll),

  'views.get': call(looking, Nothing, Views),
  'views.save': call(looking, Views, Views),

  'tokens.list': call(looking, Nothing, z.array(TokenView)),
  'tokens.page': call(looking, z.strictObject({ from: z.int().min(0) }), TokenPage),
  'tokens.get': call(looking, z.strictObject({ tokenId: TokenId }), TokenDetails),
  'tokens.add': call(working, TokenInput, TokenView),
  'tokens.check': call(working, z.strictObject({ tokenId: TokenId }), TokenCheck),

  'diagnosis.run': call(working, z.strictObject({ tokenId: TokenId }), DiagnosisView),
  'diagnosis.proveAccesses': call(working, z.strictObject({ tokenId: TokenId }), AccessProofView),
  'diagnosis.stop': call(working, z.strictObject({ tokenId: TokenId }), Done),
  'custody.reveal': call(working, z.strictObject({ tokenId: TokenId }), Done),
  'custody.restore': call(working, z.strictObject({ tokenId: TokenId }), TokenCheck),

  'certificates.list': call(looking, Nothing, z.array(CertificateView)),
  'certificates.get': call(looking, z.strictObject({ certificateId: CertificateId }), CertificateDetails),
  'certificates.chain': call(looking, z.strictObject({ tokenId: TokenId }), ChainView),
  'certificates.pick': call(working, Nothing, CertificateFindings),
  'certificates.keep': call(working, KeepInput, KeptCertificate),
  'certificates.discard': call(working, z.strictObject({ draftId: z.string().max(64) }), Done),
  'certificates.deleteSources': call(
    working,
    z.strictObject({ sourceId: z.string().max(64) }),
    DeletedSources,
  ),
  'certificates.edit': call(working, EditCertificateInput, CertificateView),
  'certificates.retire': call(working, RetireInput, CertificateView),
  'certificates.markStep': call(working, MarkStepInput, CertificateView),
  'certificates.requests': call(looking, Nothing, z.array(RequestView)),
  'certificates.makeRequest': call(working, RequestInput, RequestView),
  'certificates.saveRequest': call(looking, z.strictObject({ requestId: CertificateId }), Done),
  'certificates.abandonRequest': call(working, z.strictObject({ requestId: CertificateId }), Done),

  'trust.view': call(looking, Nothing, TrustView),
  'trust.pick': call(working, Nothing, RootDraft),
  'trust.add': call(working, TrustInput, AuthorityView),
  'trust.pin': call(working, PinInput, PinView),
  'trust.remove': call(working, z.strictObject({ authorityId: z.string().max(64) }), Done),

  'accounts.list': call(looking, z.strictObject({ companyId: CompanyId }), AccountsView),
  'accounts.refresh': call(working, z.strictObject({ companyId: CompanyId }), AccountsView),
  'statements.view': call(looking, StatementPeriod, StatementView),
  'statements.read': call(working, ReadStatementInput, StatementView),
  'statements.operations': call(looking, OperationsQuery, OperationsPage),
  'statements.totals': call(looking, StatementPeriod, StatementTotals),
  'statements.export': call(looking, ExportStatementInput, StatementSaved),

  'banks.view': call(looking, Nothing, BanksView),
  'banks.find': call(looking, BankQuery, BankFound),
  'banks.pick': call(working, Nothing, BankDirectoryView),
  'banks.read': call(working, DirectoryContent, BankDirectoryView, DIRECTORY_CONTENT_SIZE),

  'payees.list': call(looking, PayeeListQuery, z.array(PayeeRow)),
  'payees.note': call(working, PayeeNoteInput, Done),
  'payees.forbid': call(working, NeverPayInput, Done),
  'payees.allow': call(directing, PayeeInput, Done),
  'payees.merge': call(working, MergeInput, Done),
  'payees.separate': call(working, PayeeInput, Done),
  'payees.callBack': call(working, CallBackInput, Done),

  'payments.list': call(looking, PaymentsQuery, z.array(PaymentSummary)),
  'payments.get': call(looking, z.strictObject({ paymentId: PaymentId }), PaymentDetails),
  'payments.limits': call(looking, OfCompany, LimitsView),
  'payments.payees': call(working, PayeesQuery, z.array(PayeeView)),
  'payments.preview': call(working, PreviewInput, PaymentPreview),
  'payments.saveDraft': call(working, SaveDraftInput, PaymentDetails),
  'payments.submit': call(working, PaymentRef, PaymentDetails),
  'payments.pay': call(working, PaymentRef, PaymentDetails),
  'payments.askBank': call(working, PaymentRef, PaymentDetails),
  'payments.cancel': call(working, PaymentRef, PaymentDetails),
  'payments.copy': call(working, z.strictObject({ paymentId: PaymentId }), PaymentDetails),
  'payments.settleBankDraft': call(
    working,
    z.strictObject({ payment: PaymentRef, finding: BankDraftFinding }),
    PaymentDetails,
  ),
  'payments.print': call(looking, PrintInput, PrintDone, PRINT_SIZE),
  'payments.submitMany': call(working, ManyPayments, SubmittedMany, MANY_SIZE),
  'payments.sendMany': call(working, ManyPayments, SendingView, MANY_SIZE),
  'payments.sending': call(looking, OfCompany, SendingView.nullable()),
  'payments.pauseSending': call(working, OfCompany, SendingView.nullable()),
  'payments.resumeSending': call(working, OfCompany, SendingView.nullable()),
  'payments.dismissSending': call(working, OfCompany, Done),

  'approvals.queue': call(looking, ApprovalsQuery, z.array(ApprovalRequest)),
  'approvals.open': call(looking, OpenApprovalsInput, AnsweredPayments),

  'plans.list': call(looking, Nothing, z.array(PlanSummary)),
  'plans.get': call(looking, PlanRef, PlanDetails),
  'plans.start': call(working, PlanStart, PlanDetails),
  'plans.startChild': call(working, PlanChildInput, PlanDetails),
  'plans.saveWish': call(working, PlanSpecInput, PlanDetails),
  'plans.mark': call(working, StepConfirmationInput, PlanDetails),
  'plans.act': call(working, PlanActInput, PlanDetails),
  'plans.attachCertificate': call(working, PlanCertificateInput, PlanDetails),
  'plans.takeWord': call(working, PlanWordInput, PlanDetails),
  'plans.abandon': call(working, PlanAbandonInput, PlanDetails),
  'plans.printCard': call(looking, PlanRef, PlanSaved),
  'plans.saveReceipt': call(looking, PlanRef, PlanSaved),

  'templates.list': call(looking, OfCompany, z.array(TemplateView)),
  'templates.save': call(working, SaveTemplateInput, z.array(TemplateView)),
  'templates.remove': call(working, TemplateRef, z.array(TemplateView)),
  'templates.skip': call(working, TemplateRef, z.array(TemplateView)),
  'templates.use': call(working, TemplateRef, z.strictObject({ paymentId: PaymentId })),

  'invoices.read': call(working, InvoicePicture, InvoiceFound, INVOICE_PICTURE_SIZE),
  'orders.pick': call(working, OrdersPick, OrdersDraft),
  'orders.read': call(working, OrdersContent, OrdersDraft, ORDERS_CONTENT_SIZE),
  'orders.import': call(working, ImportOrdersInput, OrdersDone, IMPORT_ORDERS_SIZE),
  'orders.discard': call(working, z.strictObject({ draftId: z.string().max(64) }), Done),
  'orders.folder': call(looking, OrdersPick, OrdersFolderView),
  'orders.chooseFolder': call(working, OrdersPick, OrdersFolderView),
  'orders.leaveFolder': call(working, OrdersPick, OrdersFolderView),
  'orders.openFound': call(working, FoundFileInput, OrdersDraft),
  'orders.setAside': call(working, FoundFileInput, OrdersFolderView),

  'sheets.export': call(looking, ExportInput, ExportDone, EXPORT_SIZE),
  'sheets.pick': call(working, Nothing, SheetDraft),
  'sheets.preview': call(working, ImportInput, ImportPreview),
  'sheets.import': call(working, ImportInput, ImportDone),
  'sheets.discard': call(working, z.strictObject({ draftId: z.string().max(64) }), Done),

  'grades.list': call(looking, Nothing, z.array(CompanyProtection)),
  'grades.get': call(looking, z.strictObject({ companyId: CompanyId }), ProtectionView),
  'grades.seal': call(working, SealInput, ProtectionView),
  'grades.unseal': call(working, z.strictObject({ tokenId: TokenId }), ProtectionView),
  'grades.move': call(working, MoveInput, ProtectionView),
  'grades.takeBack': call(working, z.strictObject({ tokenId: TokenId }), ProtectionView),
  'grades.takeMoved': call(working, z.strictObject({}), MoveTaken),

  'organization.view': call(looking, z.strictObject({ companyId: CompanyId }), OrganizationStanding),
  'organization.found': call(directing, FoundInput, OrganizationView),
  'organization.saveCard': call(oneself, z.strictObject({ personId: PersonId }), CardSaved),
  'organization.newKey': call(
    oneself,
    z.strictObject({ personId: PersonId, knowsPassphrase: z.boolean() }),
    CardSaved,
  ),
  'organization.pickCard': call(working, Nothing, CardDraft),
  'organization.changeMember': call(directing, MemberInput, OrganizationView),
  'organization.changeSignatures': call(
    directing,
    z.strictObject({ base: ChangeBase, changesNeed: z.int().min(1).max(5) }),
    OrganizationView,
  ),
  'organization.sign': call(
    directing,
    z.strictObject({ companyId: CompanyId, hash: z.string().max(64) }),
    OrganizationView,
  ),
  'organization.decide': call(directing, DecideInput, OrganizationView),
  'organization.decideByFile': call(working, DecideInput, OrganizationView),
  'organization.saveDocuments': call(
    looking,
    z.strictObject({ companyId: CompanyId }),
    z.strictObject({ isSaved: z.boolean() }),
  ),
  'organization.pickDocuments': call(oneself, Nothing, PickedDocuments),
  'organization.join': call(oneself, JoinInput, SessionView),
  'organization.makeRecovery': call(directing, z.strictObject({ base: ChangeBase }), OrganizationView),
  'organization.recover': call(working, RecoverInput, OrganizationView),

  'policy.get': call(looking, z.strictObject({ companyId: CompanyId }), PolicyView),
  'policy.change': call(directing, ChangePolicyInput, PolicyView),
  'policy.preview': call(directing, PolicyPreviewInput, PolicyPreview),

  // A word can stand in the words of many kinds and facts.
  'journal.page': call(looking, JournalQuery, JournalPage, { characters: 512 * 1024, values: 8_192 }),
  'journal.save': call(looking, JournalSaveInput, JournalSaved, { characters: 512 * 1024, values: 8_192 }),
  'journal.choices': call(looking, Nothing, JournalChoices),
  'journal.verify': call(looking, Nothing, JournalVerdict),

  'records.editToken': call(working, TokenEdit, TokenView),
  'records.correctAddresses': call(working, AddressCorrection, TokenView),
  'records.noteUse': call(working, UseNoted, TokenView),
  'records.keepAlive': call(working, KeepAliveInput, TokenView),
  'computer.addresses': call(looking, Nothing, OwnAddresses),

  'standings.get': call(looking, z.strictObject({ companyId: CompanyId }), CompanyEventsView),
  'standings.mark': call(working, CompanyEventInput, CompanyEventsView),
  'standings.unmark': call(working, UnmarkInput, CompanyEventsView),

  'reminders.list': call(looking, Nothing, RemindersView),
  'reminders.change': call(working, z.strictObject({ isOn: z.boolean() }), RemindersView),
  'reminders.exportCalendar': call(looking, CalendarInput, CalendarSaved),

  'exchange.view': call(looking, ExchangeQuery, ExchangeView.nullable()),
  'exchange.chooseFolder': call(working, ExchangeQuery, ExchangeView.nullable()),
  'exchange.leaveFolder': call(working, ExchangeQuery, ExchangeView.nullable()),
  'exchange.look': call(oneself, ExchangeQuery, ExchangeView.nullable()),
  'exchange.openFiles': call(oneself, Nothing, TakenView),
  'exchange.standings': call(looking, ExchangeQuery, z.array(RequestStatus)),
  'exchange.sign': call(working, RequestRef, Done),
  'exchange.saveFile': call(working, SaveSignedInput, Done),
  'training.view': call(looking, Nothing, TrainingView),
  'training.control': call(working, TrainingInput, TrainingView),
  'training.openCabinet': call(working, Nothing, Done),
} as const satisfies Readonly<Record<CallName, CallDefinition>>;

/** Every event from main to the window. */
export const events = {
  'session.changed': SessionView,
  'payments.changed': z.strictObject({ paymentId: PaymentId }),
  'sending.changed': z.strictObject({ isRunning: z.boolean() }),
  'tokens.changed': z.strictObject({ tokenId: TokenId }),
  'diagnosis.progress': DiagnosisView,
  'proof.progress': AccessProofView,
  'statements.changed': z.strictObject({ companyId: CompanyId, accountNumber: AccountNumber }),
  'accounts.changed': z.strictObject({ companyId: CompanyId }),
  'plans.changed': z.strictObject({ planId: PlanId }),
  'organizations.changed': z.strictObject({ companyId: CompanyId }),
  'exchange.changed': z.strictObject({ companyId: CompanyId }),
  'orders.changed': z.strictObject({ companyId: CompanyId }),
  'backup.changed': z.strictObject({ isFailed: z.boolean() }),
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
