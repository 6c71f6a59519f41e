import { X509Certificate } from 'node:crypto';
import { msBetween, type Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type {
  AuthorityNews,
  BankClientCertificate,
  BankCredentials,
  ServerLook,
} from '../../ports/bank-ports.ts';
import type { Clock, Ids, Timers } from '../../ports/ports.ts';
import type { AgentLimits, Agents } from './agent.ts';
import type { PinnedHosts } from './authorities.ts';
import { isUntrusted } from './broken-codes.ts';
import { PRODUCTION, SANDBOX, type BankEnvironment } from './environments.ts';
import { lookAtServer } from './look-at-server.ts';
import { AuthorityUnknown, createPinGate } from './pin-gate.ts';
import { METHODS, addressOf, type MethodName } from './methods.ts';
import type { CallContext } from './outcome.ts';
import { createRateLimiter } from './rate-limiter.ts';
import type { Exchange } from './request.ts';
import type * as requests from './request.ts';
import { UnusableCertificate } from './unusable-certificate.ts';

export interface Call {
  readonly method: MethodName;
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One try of a call. Units: `ms` from the asking to the end, the wait for the rate included. */
export interface Try {
  readonly exchange: Exchange;
  readonly context: CallContext;
  readonly ms: number;
}

/** Gets the time of a bank's answer. Source: RFC 9110 §6.6.1; whole seconds. */
export type TimeListener = (environment: string, at: Instant) => void;

export interface CallerOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly systemRoots: () => Promise<readonly string[]>;
  readonly limits: AgentLimits;
  /** The environments that are always there; those of the bank unless a test says otherwise. */
  readonly bankEnvironments?: readonly BankEnvironment[];
}

export interface Caller {
  /**
   * Makes one try: the environment's own host, within the bank's rate, at most one request.
   * Errors: rejects, before anything is sent, with `environment-unknown` or when a secret was wiped.
   */
  attempt(credentials: BankCredentials, call: Call, deadlineMs: number): Promise<Try>;
  /** Lets no call of this kind start with this token for `ms` milliseconds. */
  holdBack(credentials: BankCredentials, call: Call, ms: number): void;
  /** Asks the ordinary host for nothing but its time, without a token. Errors: rejects with `environment-unknown`. */
  askTime(environment: string, deadlineMs: number): Promise<void>;
  /**
   * Whoever wants to know gets the `Date` of every answer, with its environment; `null`: nobody does. TLS has shown by
   * then that it is the bank's.
   */
  hearTime(listener: TimeListener | null): void;
  /** Shakes hands with the ordinary host of the environment. Errors: rejects with `environment-unknown`. */
  lookAtServer(environment: string): Promise<ServerLook>;
  setEnvironment(environment: BankEnvironment): void;
  /** Whoever wants to know hears what calls found out about the bank's authorities; `null`: nobody does. */
  hearAuthorities(listener: ((news: AuthorityNews) => void) | null): void;
  setBankCa(environment: string, caPem: string | null): void;
  setPinned(environment: string, pinned: PinnedHosts | null): void;
  forgetCertificate(certificateId: string): void;
  close(): Promise<void>;
}

/** Makes the part that knows hosts, trust, connections and rates, and nothing of what answers mean. */
export function createCaller(options: CallerOptions): Caller {
  const { clock, timers } = options;
  const http = lazyHttp(options);
  const limiter = createRateLimiter(timers);
  const timeoutMs = options.limits.connectTimeoutMs;
  const gate = createPinGate({ systemRoots: options.systemRoots, timers, timeoutMs });
  const environments = new Map(
    (options.bankEnvironments ?? [PRODUCTION, SANDBOX]).map((known) => [known.name, known]),
  );
  let listener: TimeListener | null = null;
  const datesOf = datesReader();

  const environmentOf = (name: string): BankEnvironment => {
    const environment = environments.get(name);
    if (environment === undefined) throw new AppError('environment-unknown', { environment: name });
    return environment;
  };

  const noteTime = (environment: string, answer: Exchange): void => {
    const at = answer.kind === 'response' ? Date.parse(answer.date ?? '') : Number.NaN;
    if (!Number.isNaN(at)) listener?.(environment, new Date(at).toISOString());
  };

  /** A server that was refused may be one that everybody trusts and that is not pinned. */
  const explained = async (
    answer: Exchange,
    environment: BankEnvironment,
    baseUrl: string,
  ): Promise<Exchange> =>
    answer.kind === 'broken' && isUntrusted(answer.error)
      ? { ...answer, error: await gate.explain(environment, baseUrl, answer.error) }
      : answer;

  const onTheWire = async (
    credentials: BankCredentials,
    call: Call,
    wire: { readonly environment: BankEnvironment; readonly requestId: string; readonly deadlineMs: number },
  ): Promise<Exchange> => {
    const { verb, host, perSecond } = METHODS[call.method];
    const baseUrl = baseOf(wire.environment, host);
    const address = addressOf(baseUrl, call.method, call);
    const { agents, exchange } = await http.load();
    if (!(await limiter.enter(rateKey(credentials, call), perSecond))) return neverStarted(new Closed());
    try {
      const trusted = await gate.enter(wire.environment, baseUrl);
      const certificate = certificateFor(credentials, call);
      const agent = agents.agentFor({
        environment: wire.environment.name,
        baseUrl,
        host,
        certificate,
        authorities: trusted,
      });
      const { requestId, deadlineMs } = wire;
      const request = { verb, ...address, body: call.body ?? null, token: credentials.token };
      const answer = await exchange(agent, { ...request, requestId, deadlineMs }, timers);
      noteTime(wire.environment.name, answer);
      return await explained(answer, wire.environment, baseUrl);
    } catch (error) {
      if (error instanceof UnusableCertificate || error instanceof AuthorityUnknown)
        return neverStarted(error);
      throw error;
    }
  };

  return {
    async attempt(credentials, call, deadlineMs) {
      const environment = environmentOf(credentials.environment);
      const started = clock.now();
      const context: CallContext = {
        requestId: options.ids.newId(),
        host: METHODS[call.method].host,
        certificate: datesOf(certificateFor(credentials, call), Date.parse(started)),
      };
      const { requestId } = context;
      const done = await onTheWire(credentials, call, { environment, requestId, deadlineMs });
      return { exchange: done, context, ms: msBetween(started, clock.now()) };
    },
    async askTime(name, deadlineMs) {
      const environment = environmentOf(name);
      const baseUrl = environment.ordinaryBaseUrl;
      const { agents, exchange } = await http.load();
      if (!(await limiter.enter(JSON.stringify([name, 'time']), METHODS.company.perSecond))) return;
      const trusted = await gate.enter(environment, baseUrl);
      const place = { environment: name, baseUrl, host: 'ordinary' } as const;
      const agent = agents.agentFor({ ...place, certificate: null, authorities: trusted });
      const requestId = options.ids.newId();
      const request = {
        verb: METHODS.company.verb,
        ...addressOf(baseUrl, 'company', {}),
        body: null,
        token: null,
      };
      const answer = await exchange(agent, { ...request, requestId, deadlineMs }, timers);
      noteTime(name, await explained(answer, environment, baseUrl));
    },
    hearTime: (heard) => {
      listener = heard;
    },
    async lookAtServer(name) {
      const environment = environmentOf(name);
      const authorities = await gate.authoritiesOf(environment);
      return lookAtServer({ baseUrl: environment.ordinaryBaseUrl, authorities, timeoutMs }, timers);
    },
    holdBack: (credentials, call, ms) => limiter.pause(rateKey(credentials, call), ms),
    setEnvironment: (environment) => void environments.set(environment.name, environment),
    hearAuthorities: gate.hear,
    setBankCa: gate.setBankCa,
    setPinned: gate.setPinned,
    forgetCertificate: (certificateId) => http.loaded()?.agents.forgetCertificate(certificateId),
    async close() {
      limiter.close();
      await http.loaded()?.agents.close();
    },
  };
}

class Closed extends Error {}

interface Http {
  readonly agents: Agents;
  readonly exchange: typeof requests.exchange;
}

/** The HTTP client is a third of main's code: it is read at the first call, not at the start of the app. */
function lazyHttp({ limits, timers }: CallerOptions) {
  let loading: Promise<Http> | null = null;
  let loaded: Http | null = null;
  const read = async (): Promise<Http> => {
    const [{ createAgents }, { exchange }] = await Promise.all([
      import('./agent.ts'),
      import('./request.ts'),
    ]);
    loaded ??= { agents: createAgents(limits, timers), exchange };
    return loaded;
  };
  return {
    load: (): Promise<Http> => (loading ??= read()),
    loaded: (): Http | null => loaded,
  };
}

function neverStarted(error: Error): Exchange {
  return { kind: 'broken', because: 'error', error, wasStarted: false, status: null };
}

function baseOf(environment: BankEnvironment, host: 'ordinary' | 'secured'): string {
  return host === 'secured' ? environment.securedBaseUrl : environment.ordinaryBaseUrl;
}

/** The ordinary host never sees the certificate. */
function certificateFor(credentials: BankCredentials, call: Call): BankClientCertificate | null {
  return METHODS[call.method].host === 'secured' ? credentials.certificate : null;
}

/** How the bank counts is not published (tapi.md §5.0); token and method is the finest that it can be. */
function rateKey(credentials: BankCredentials, call: Call): string {
  return JSON.stringify([credentials.environment, credentials.tokenId, call.method]);
}

/** Reads the dates of each certificate once. */
function datesReader(): (
  certificate: BankClientCertificate | null,
  nowMs: number,
) => CallContext['certificate'] {
  const known = new Map<string, { readonly chainPem: string; readonly from: number; readonly to: number }>();
  const datesOf = ({ certificateId, chainPem }: BankClientCertificate) => {
    const kept = known.get(certificateId);
    if (kept?.chainPem === chainPem) return kept;
    const leaf = leafOf(chainPem);
    // One that cannot be read fails when the connection is made; its dates do not matter then.
    const from = leaf === null ? Number.NEGATIVE_INFINITY : Date.parse(leaf.validFrom);
    const to = leaf === null ? Number.POSITIVE_INFINITY : Date.parse(leaf.validTo);
    known.set(certificateId, { chainPem, from, to });
    return { from, to };
  };
  return (certificate, nowMs) => {
    if (certificate === null) return 'none';
    const { from, to } = datesOf(certificate);
    return from <= nowMs && nowMs <= to ? 'in-dates' : 'out-of-dates';
  };
}

function leafOf(chainPem: string): X509Certificate | null {
  try {
    return new X509Certificate(chainPem);
  } catch {
    return null;
  }
}
