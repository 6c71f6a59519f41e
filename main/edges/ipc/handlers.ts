import type { AppHandlers } from '../../../contract/contract.ts';
import type { FileSaver, PdfPrinter } from '../../ports/document-ports.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { TrainingBankHost } from '../../domain/training/training-company.ts';
import type { ApprovalSession } from './approval-session.ts';
import { approvalHandlers } from './approvals-handlers.ts';
import { backupHandlers, type BackupHandlerParts } from './backup-handlers.ts';
import { bankHandlers, type BankHandlerParts } from './banks-handlers.ts';
import { certificateHandlers, type CertificateHandlerParts } from './certificates-handlers.ts';
import { diagnosisHandlers, type DiagnosisHandlerParts } from './diagnosis-handlers.ts';
import { protectionHandlers, type ProtectionHandlerParts } from './protection-handlers.ts';
import { exchangeHandlers, type ExchangeHandlerParts } from './exchange-handlers.ts';
import { journalHandlers, type JournalHandlerParts } from './journal-handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { organizationHandlers, type OrganizationHandlerParts } from './organization-handlers.ts';
import { misfitHandlers, type MisfitHandlerParts } from './misfit-handlers.ts';
import { overviewHandlers } from './overview-handlers.ts';
import { invoiceHandlers, type InvoiceHandlerParts } from './invoices-handlers.ts';
import { orderHandlers, type OrderHandlerParts } from './orders-handlers.ts';
import { payeeHandlers } from './payees-handlers.ts';
import { paymentHandlers, type PaymentHandlerParts } from './payments-handlers.ts';
import { planHandlers } from './plans-handlers.ts';
import { sessionHandlers, type SessionHandlerParts } from './session-handlers.ts';
import { recordHandlers, type RecordHandlerParts } from './records-handlers.ts';
import { reminderHandlers, type ReminderHandlerParts } from './reminders-handlers.ts';
import { spareKeyHandlers, type SpareKeyHandlerParts } from './spare-key-handlers.ts';
import { sheetHandlers, type SheetHandlerParts } from './sheets-handlers.ts';
import { statementHandlers, type StatementHandlerParts } from './statements-handlers.ts';
import { companyEventHandlers } from './company-events-handlers.ts';
import { templateHandlers } from './templates-handlers.ts';
import { trainingHandlers } from './training-handlers.ts';
import { tokenHandlers, type TokenHandlerParts } from './tokens-handlers.ts';
import { viewHandlers } from './views-handlers.ts';
import { trustHandlers, type TrustHandlerParts } from './trust-handlers.ts';

export interface HandlerParts
  extends
    SessionHandlerParts,
    SpareKeyHandlerParts,
    BackupHandlerParts,
    JournalHandlerParts,
    TokenHandlerParts,
    DiagnosisHandlerParts,
    RecordHandlerParts,
    OrganizationHandlerParts,
    MisfitHandlerParts,
    ReminderHandlerParts,
    CertificateHandlerParts,
    ExchangeHandlerParts,
    ProtectionHandlerParts,
    SheetHandlerParts,
    BankHandlerParts,
    InvoiceHandlerParts,
    StatementHandlerParts,
    OrderHandlerParts,
    PaymentHandlerParts,
    TrustHandlerParts {
  readonly workplace: Workplace;
  /** Shows payments in the window in which they are answered. */
  readonly approvalSession: Pick<ApprovalSession, 'open'>;
  readonly saver: FileSaver;
  readonly printer: PdfPrinter;
  readonly trainingBank: TrainingBankHost;
  /** Shows online banking of the training bank in a window of its own. */
  readonly openCabinet: () => Promise<void>;
}

/** One handler for every call of the contract. They say who acts and where; the verbs decide. */
export function appHandlers(parts: HandlerParts): AppHandlers {
  return {
    ...sessionHandlers(parts),
    ...spareKeyHandlers(parts),
    ...backupHandlers(parts),
    ...tokenHandlers(parts),
    ...diagnosisHandlers(parts),
    ...overviewHandlers(parts.workplace),
    ...organizationHandlers(parts),
    ...misfitHandlers(parts),
    ...viewHandlers(parts.workplace),
    ...journalHandlers(parts),
    ...ledgerHandlers(parts.workplace),
    ...payeeHandlers(parts.workplace),
    ...paymentHandlers(parts),
    ...planHandlers(parts),
    ...protectionHandlers(parts),
    ...approvalHandlers(parts.workplace, parts.approvalSession),
    ...exchangeHandlers(parts),
    ...certificateHandlers(parts),
    ...trustHandlers(parts),
    ...recordHandlers(parts),
    ...statementHandlers(parts),
    ...templateHandlers(parts.workplace),
    ...bankHandlers(parts),
    ...invoiceHandlers(parts),
    ...orderHandlers(parts),
    ...sheetHandlers(parts),
    ...companyEventHandlers(parts),
    ...reminderHandlers(parts),
    ...trainingHandlers(parts.workplace, parts.trainingBank, parts.openCabinet),
  };
}
