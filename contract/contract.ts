import { z } from 'zod';
import { AccountsView, StatementInput, StatementPage } from './areas/accounts.ts';
import { ApprovalRequest, ApprovalsQuery, ApproveInput, RejectInput } from './areas/approvals.ts';
import { JournalPage, JournalQuery, JournalVerdict } from './areas/audit.ts';
import { CertificateInput, CertificateView } from './areas/certificates.ts';
import { OverviewQuery, OverviewView } from './areas/overview.ts';
import {
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
import { ChangePolicyInput, PolicyView } from './areas/policy.ts';
import {
  CompanyInput,
  CompanyView,
  LinkId,
  PersonInput,
  PersonView,
  SessionView,
  SettingsInput,
} from './areas/session.ts';
import { TokenCheck, TokenDetails, TokenInput, TokenView } from './areas/tokens.ts';
import { TrainingInput, TrainingView } from './areas/training.ts';
import type { CallName, EventName } from './channel-names.ts';
import { call, type AppCalls, type CallDefinition, type EventPayloads, type Handlers } from './define.ts';
import { CompanyId, PaymentId, PersonId, TokenId } from './values/ids.ts';

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

  'overview.get': call(OverviewQuery, OverviewView),

  'tokens.list': call(Nothing, z.array(TokenView)),
  'tokens.get': call(z.strictObject({ tokenId: TokenId }), TokenDetails),
  'tokens.add': call(TokenInput, TokenView),
  'tokens.check': call(z.strictObject({ tokenId: TokenId }), TokenCheck),

  'certificates.list': call(Nothing, z.array(CertificateView)),
  'certificates.import': call(CertificateInput, CertificateView),

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
    z.strictObject({ payment: PaymentRef, isInBank: z.boolean() }),
    PaymentDetails,
  ),

  'approvals.queue': call(ApprovalsQuery, z.array(ApprovalRequest)),
  'approvals.approve': call(ApproveInput, PaymentDetails),
  'approvals.reject': call(RejectInput, PaymentDetails),

  'policy.get': call(z.strictObject({ companyId: CompanyId }), PolicyView),
  'policy.change': call(ChangePolicyInput, PolicyView),

  'journal.page': call(JournalQuery, JournalPage),
  'journal.verify': call(Nothing, JournalVerdict),

  'training.view': call(Nothing, TrainingView),
  'training.control': call(TrainingInput, TrainingView),
} as const satisfies Readonly<Record<CallName, CallDefinition>>;

/** Every event from main to the window. */
export const events = {
  'session.changed': SessionView,
  'payments.changed': z.strictObject({ paymentId: PaymentId }),
  'tokens.changed': z.strictObject({ tokenId: TokenId }),
  'accounts.changed': z.strictObject({ companyId: CompanyId }),
} as const satisfies Readonly<Record<EventName, z.ZodType>>;

export type AppHandlers = Handlers<typeof calls>;
export type AppEvents = EventPayloads<typeof events>;

/** `window.app`, as preload makes it. */
export type AppApi = AppCalls<typeof calls> & {
  readonly on: <N extends EventName>(name: N, listener: (payload: AppEvents[N]) => void) => () => void;
};
