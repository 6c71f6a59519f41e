import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ApprovalStore } from '../approvals/approvals-ports.ts';
import type { Bank } from '../../ports/bank-ports.ts';
import type { Company } from '../companies/company.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { CompanyTimes } from '../time/company-times.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { EnvelopeStore, OrganizationStore } from '../organizations/organizations-ports.ts';
import type { MemberKeys, PeopleStore, PersonKeys, SealingKeys } from '../people/people-ports.ts';
import type { PolicyStore } from '../policy/policy-ports.ts';
import type { Clock, Digests, Fingerprints, Ids, Log, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { assertRevision, type Payment } from './payment.ts';
import type { AmountWords, PaymentStore } from './payments-ports.ts';
import type { SendPermits } from './send-permits.ts';

/** What the verbs of payments work with; `compose.ts` hands it in. */
export interface PaymentParts {
  readonly payments: PaymentStore;
  readonly approvals: ApprovalStore;
  readonly policies: PolicyStore;
  readonly organizations: Organizations;
  readonly organizationRecords: OrganizationStore;
  readonly envelopes: EnvelopeStore;
  readonly people: PeopleStore;
  readonly companies: CompanyStore;
  readonly accounts: AccountStore;
  readonly tokens: TokenStore;
  readonly caller: BankCaller;
  readonly bank: Bank;
  readonly personKeys: PersonKeys;
  readonly memberKeys: MemberKeys;
  readonly sealingKeys: SealingKeys;
  /** Sealed tokens that a director has opened for one send each. */
  readonly permits: SendPermits;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly fingerprints: Fingerprints;
  readonly words: AmountWords;
  readonly clock: Clock;
  /** What time it is for a company, whatever the computer's clock says. */
  readonly times: CompanyTimes;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly log: Log;
  /** Asks the bank for the balances again, by itself; failures only show in the accounts. */
  readonly refreshBalances: (companyId: CompanyId) => void;
  /** Payments whose sending is under way in this process; anything else in `submitting` was cut off by a crash. */
  readonly sending: Set<PaymentId>;
}

export type TimeParts = Pick<PaymentParts, 'times' | 'companies'>;

/** Names a payment as the person saw it. */
export interface PaymentSeen {
  readonly paymentId: PaymentId;
  readonly revision: number;
}

/** Loads a payment as the person saw it. Errors: `not-found`, `stale-revision`. */
export function loadPayment({ payments }: PaymentParts, seen: PaymentSeen): Payment {
  const payment = payments.get(seen.paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  assertRevision(payment, seen.revision);
  return payment;
}

/** Returns the time by which rules and requests of a company are judged now; a payment is judged by its own (`company-time.ts`). */
export function timeIn({ times, companies }: TimeParts, companyId: CompanyId): Instant {
  return times.judged(companies.get(companyId)?.environment ?? '');
}

/** Returns the member whose computer sends the payment when it is not this one, else `null`. Only that one may ever send it. */
export function sentElsewhere(
  { organizations }: Pick<PaymentParts, 'organizations'>,
  { companyId, request }: Pick<Payment, 'companyId' | 'request'>,
): { readonly name: string } | null {
  if (request === null) return null;
  const sender = organizations.members(companyId).find(({ key }) => key === request.sender);
  return sender?.isHere === true ? null : { name: sender?.name ?? '' };
}

/** Loads the company of a payment. Errors: `not-found`. */
export function companyOf({ companies }: PaymentParts, payment: Pick<Payment, 'companyId'>): Company {
  const company = companies.get(payment.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  return company;
}
