import enAccounts from './en/accounts.json';
import enApproval from './en/approval.json';
import enApprovals from './en/approvals.json';
import enBackup from './en/backup.json';
import enCertificates from './en/certificates.json';
import enClock from './en/clock.json';
import enCommon from './en/common.json';
import enDiagnosis from './en/diagnosis.json';
import enErrors from './en/errors.json';
import enExchange from './en/exchange.json';
import enFirstRun from './en/firstRun.json';
import enGrades from './en/grades.json';
import enGuide from './en/guide.json';
import enJournal from './en/journal.json';
import enOrganization from './en/organization.json';
import enOverview from './en/overview.json';
import enPayees from './en/payees.json';
import enPayments from './en/payments.json';
import enPlans from './en/plans.json';
import enSecret from './en/secret.json';
import enSession from './en/session.json';
import enSettings from './en/settings.json';
import enSheets from './en/sheets.json';
import enSpareKey from './en/spareKey.json';
import enTokens from './en/tokens.json';
import enTrust from './en/trust.json';
import ruAccounts from './ru/accounts.json';
import ruApproval from './ru/approval.json';
import ruApprovals from './ru/approvals.json';
import ruBackup from './ru/backup.json';
import ruCertificates from './ru/certificates.json';
import ruClock from './ru/clock.json';
import ruCommon from './ru/common.json';
import ruDiagnosis from './ru/diagnosis.json';
import ruErrors from './ru/errors.json';
import ruExchange from './ru/exchange.json';
import ruFirstRun from './ru/firstRun.json';
import ruGrades from './ru/grades.json';
import ruGuide from './ru/guide.json';
import ruJournal from './ru/journal.json';
import ruOrganization from './ru/organization.json';
import ruOverview from './ru/overview.json';
import ruPayees from './ru/payees.json';
import ruPayments from './ru/payments.json';
import ruPlans from './ru/plans.json';
import ruSecret from './ru/secret.json';
import ruSession from './ru/session.json';
import ruSettings from './ru/settings.json';
import ruSheets from './ru/sheets.json';
import ruSpareKey from './ru/spareKey.json';
import ruTokens from './ru/tokens.json';
import ruTrust from './ru/trust.json';

/** All texts, by area; one JSON file an area and language. Russian is the source of the key names. */
export const ru = {
  accounts: ruAccounts,
  approval: ruApproval,
  approvals: ruApprovals,
  backup: ruBackup,
  certificates: ruCertificates,
  clock: ruClock,
  common: ruCommon,
  diagnosis: ruDiagnosis,
  errors: ruErrors,
  exchange: ruExchange,
  firstRun: ruFirstRun,
  grades: ruGrades,
  guide: ruGuide,
  journal: ruJournal,
  organization: ruOrganization,
  overview: ruOverview,
  payees: ruPayees,
  payments: ruPayments,
  plans: ruPlans,
  secret: ruSecret,
  session: ruSession,
  settings: ruSettings,
  sheets: ruSheets,
  spareKey: ruSpareKey,
  tokens: ruTokens,
  trust: ruTrust,
} as const;

export const en = {
  accounts: enAccounts,
  approval: enApproval,
  approvals: enApprovals,
  backup: enBackup,
  certificates: enCertificates,
  clock: enClock,
  common: enCommon,
  diagnosis: enDiagnosis,
  errors: enErrors,
  exchange: enExchange,
  firstRun: enFirstRun,
  grades: enGrades,
  guide: enGuide,
  journal: enJournal,
  organization: enOrganization,
  overview: enOverview,
  payees: enPayees,
  payments: enPayments,
  plans: enPlans,
  secret: enSecret,
  session: enSession,
  settings: enSettings,
  sheets: enSheets,
  spareKey: enSpareKey,
  tokens: enTokens,
  trust: enTrust,
} as const;
