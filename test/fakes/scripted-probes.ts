import type {
  BankCompany,
  BankCredentials,
  BankProbe,
  BankProbes,
  BankProblemCode,
  ProbeAnswer,
  ServerLook,
} from '../../main/ports/bank-ports.ts';
import type { Clock } from '../../main/ports/ports.ts';
import { problem } from './scripted-bank.ts';

/** What a probe meets: a code, or `ok`. */
export type ProbePlan = BankProblemCode | 'ok';

interface Asked {
  readonly tokenId: string;
  readonly kind: BankProbe['kind'];
  readonly withCertificate: boolean;
}

/** A bank that answers probes as told, and remembers what it was asked. */
export class ScriptedProbes implements BankProbes {
  readonly asked: Asked[] = [];
  readonly #clock: Clock;
  company: BankCompany = { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' };
  /** Decides each answer; everything is good to begin with, and the secured host wants its certificate. */
  plan: (asked: Asked) => ProbePlan = ({ kind, withCertificate }) =>
    kind === 'payment-state' && !withCertificate ? 'client-certificate-missing' : 'ok';
  transport: string | null = null;
  /** Units: milliseconds by which the bank's clock is ahead of ours. */
  bankAheadMs = 0;
  look: ServerLook = {
    host: 'bank.test',
    refusal: null,
    subject: 'CN=bank',
    issuer: 'CN=CA',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
  };
  whileAsking: (asked: Asked) => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async probe(credentials: BankCredentials, probe: BankProbe): Promise<ProbeAnswer> {
    credentials.token.revealBytes(); // a wiped secret is a bug of the caller
    const { tokenId, certificate } = credentials;
    const asked = { tokenId, kind: probe.kind, withCertificate: certificate !== null };
    this.asked.push(asked);
    this.whileAsking(asked);
    const code = this.plan(asked);
    const isLost = code === 'bank-unreachable' || code === 'bank-timeout' || code === 'tls-untrusted';
    const bankMs = Date.parse(this.#clock.now()) + this.bankAheadMs;
    return Promise.resolve({
      problem: code === 'ok' ? null : problem(code, 'слова банка'),
      httpStatus: isLost ? null : 200,
      requestId: `request-${this.asked.length}`,
      errorCode: code === 'ok' || isLost ? null : 'FORBIDDEN',
      transport: isLost ? this.transport : null,
      bankTime: isLost ? null : new Date(bankMs).toISOString(),
      ms: 12,
      company: code === 'ok' && probe.kind === 'company' ? this.company : null,
    });
  }

  lookAtServer(): Promise<ServerLook> {
    return Promise.resolve(this.look);
  }
}
