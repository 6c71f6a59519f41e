import type { BankProbes } from '../../ports/bank-ports.ts';
import type { BankTime, Clock, Ids, Publish } from '../../ports/ports.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { Company } from '../companies/company.ts';
import type { PaymentStore } from '../payments/payments-ports.ts';
import type { BankCaller } from '../tokens/bank-caller.ts';
import type { Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import type { NetworkFacts } from './diagnosis-ports.ts';
import type { DiagnosisReport } from './report.ts';

export interface InvestigateParts {
  readonly probes: BankProbes;
  readonly caller: BankCaller;
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly certificates: CertificateStore;
  readonly payments: Pick<PaymentStore, 'list'>;
  readonly network: NetworkFacts;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** What every part of an investigation works on. */
export interface Scene {
  readonly parts: InvestigateParts;
  readonly token: Token;
  readonly company: Company;
  readonly report: DiagnosisReport;
  readonly isStopped: () => boolean;
}

/** Ends an investigation that a person stopped. */
export class Stopped extends Error {}

/** Errors: throws `Stopped` when the person has had enough; asked before every call. */
export function goOn({ isStopped }: Pick<Scene, 'isStopped'>): void {
  if (isStopped()) throw new Stopped();
}
