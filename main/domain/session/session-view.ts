import { companyOrder, personOrder } from '../../../contract/values/list-order.ts';
import type { CompanyView, SessionView } from '../../../contract/areas/session.ts';
import { msBetween } from '../../../contract/values/dates.ts';
import { waitingWarnings } from '../../../contract/values/waiting-warnings.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { Company } from '../companies/company.ts';
import { companyProtectionLevel } from '../protection/protection-view.ts';
import { dueTemplates } from '../payments/draft/templates.ts';
import { clockNotice } from '../payments/approving/clock-notice.ts';
import { approvalObstacle } from '../payments/approving/approve.ts';
import { actorOf, belongsTo, type Person } from '../people/person.ts';
import { warningsOf } from '../reminders/warnings.ts';
import { plansWaitingFor } from '../plans/plan-view.ts';
import { companyFacts } from './company-facts.ts';
import { misfitView } from './accept-records.ts';
import type { OpenedVault } from './opened-vault.ts';

type OpenPart = Pick<
  SessionView,
  | 'phase'
  | 'problem'
  | 'people'
  | 'person'
  | 'companies'
  | 'companyId'
  | 'protection'
  | 'damagedRecords'
  | 'misfit'
  | 'recordsChecked'
  | 'readOnly'
  | 'bySpareKey'
  | 'attention'
>;

/**
 * What the window shows of an open vault: people of the chosen company's kind, companies, and what waits for this
 * person.
 */
export function sessionView(
  vault: OpenedVault,
  person: Person | null,
  companyId: CompanyId | null,
): OpenPart {
  const companies = [...vault.companies.list()].sort(companyOrder);
  const company = companies.find((known) => known.companyId === companyId) ?? companies[0] ?? null;
  const people = vault.people
    .list()
    .filter((known) => company === null || belongsTo(known, company.environment))
    .sort(personOrder);
  // While the training company is prepared its people are there before one of them works here.
  const isFirstRun = person === null || people.length === 0 || companies.length === 0;
  return {
    phase: isFirstRun && !vault.isReadOnly ? 'first-run' : 'ready',
    problem: null,
    people: people.map(personView),
    person: person === null ? null : personView(person),
    companies: companies.map((known) => companyView(vault, known)),
    companyId: company?.companyId ?? null,
    protection: company === null ? null : companyProtectionLevel(vault, company),
    damagedRecords: vault.damagedRecords,
    misfit: misfitView(vault),
    recordsChecked: vault.check.rows,
    readOnly: vault.isReadOnly,
    bySpareKey: vault.isBySpareKey,
    attention: attention(vault, person, company),
  };
}

export function personView({ personId, name, role }: Person) {
  return { personId, name, role };
}

export function companyView(vault: OpenedVault, company: Company): CompanyView {
  const { companyId, name, inn, kpp, environment } = company;
  const kind =
    environment === 'production' || environment === 'sandbox' || environment === 'training'
      ? environment
      : 'other';
  return {
    companyId,
    name,
    inn,
    kpp,
    environment: { environment, kind },
    clockAheadMs: msBetween(vault.clock.now(), vault.bankTime.now(environment)),
    clock: clockNotice(vault, company),
    isBankStopped: vault.pins.isStopped(environment),
  };
}

function attention(
  vault: OpenedVault,
  person: Person | null,
  company: Company | null,
): SessionView['attention'] {
  if (person === null || company === null)
    return { tokens: 0, certificates: 0, payments: 0, approvals: 0, plans: 0, templates: 0 };
  const { companyId } = company;
  const waiting = waitingWarnings(warningsOf(companyFacts(vault, company)), companyId);
  const certificates = waiting.filter(({ kind }) => kind === 'certificate-ends').length;
  const parts = vault;
  const submitted = parts.payments.list(companyId, ['submitted']);
  const actor = actorOf(person);
  return {
    tokens: waiting.length - certificates,
    certificates,
    payments: parts.payments.list(companyId, ['approved', 'unknown']).length,
    approvals: submitted.filter((payment) => approvalObstacle(parts, actor, payment) === null).length,
    templates: person.role === 'auditor' ? 0 : dueTemplates(vault, companyId),
    plans: plansWaitingFor(vault, { actor, companyId, isTraining: person.isTraining }),
  };
}
