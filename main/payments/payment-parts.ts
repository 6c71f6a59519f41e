import type { CompanyId, PaymentId } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';
import type { ApprovalStore } from '../approvals/approvals-ports.ts';
import type { Bank } from '../bank-ports.ts';
import type { Company } from '../companies/company.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { EnvelopeStore } from '../organizations/organizations-ports.ts';
import type { MemberKeys, PeopleStore, PersonKeys } from '../people/people-ports.ts';
import type { PolicyStore } from '../policy/policy-ports.ts';
import type { Clock, Digests, Fingerprints, Ids, Log, Publish } from '../ports.ts';
import type { SecretPrompt } from '../secret-prompt-ports.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { assertRevision, type Payment } from './payment.ts';
import type { AmountWords, PaymentStore } from './payments-ports.ts';

/** What the verbs of payments work with; `compose.ts` hands it in. */
export interface PaymentParts {
  readonly payments: PaymentStore;
  readonly approvals: ApprovalStore;
  readonly policies: PolicyStore;
  readonly organizations: Organizations;
  readonly envelopes: EnvelopeStore;
  readonly people: PeopleStore;
  readonly companies: CompanyStore;
  readonly accounts: AccountStore;
  readonly tokens: TokenStore;
  readonly caller: BankCaller;
  readonly bank: Bank;
  readonly personKeys: PersonKeys;
  readonly memberKeys: MemberKeys;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly fingerprints: Fingerprints;
  readonly words: AmountWords;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly log: Log;
  /** Asks the bank for the balances again, by itself; failures only show in the accounts. */
  readonly refreshBalances: (companyId: CompanyId) => void;
  /** Payments whose sending is under way in this process; anything else in `submitting` was cut off by a crash. */
  readonly underWay: Set<PaymentId>;
}

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

/** Loads the company of a payment. Errors: `not-found`. */
export function companyOf({ companies }: PaymentParts, payment: Pick<Payment, 'companyId'>): Company {
  const company = companies.get(payment.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  return company;
}
