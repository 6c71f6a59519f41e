import {
  SEND_DEADLINE_MS,
  type BankCredentials,
  type ReadOutcome,
  type SendOutcome,
} from '../../ports/bank-ports.ts';
import type { Clock, Ids, Log, Timers } from '../../ports/ports.ts';
import { transportCode } from './broken-codes.ts';
import type { BankEnvironment } from './environments.ts';
import { createCaller, type Call, type Caller, type Try } from './caller.ts';
import { errorCodeOf, readOutcome, sendOutcome } from './outcome.ts';
import { createPauses } from './pauses.ts';
import { isWorthRepeating, MAX_RETRY_AFTER_MS, pauseAfter, READ_TRIES, retryAfterMs } from './retry.ts';
import { loadSystemRoots } from './trust.ts';

/** Units: milliseconds and bytes. Source: our choice; tapi.md names none. */
export interface ClientLimits {
  /** For TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** For one try of a read, from connecting to the last byte. */
  readonly readDeadlineMs: number;
  /** For a send. Longer, since giving up leaves money in doubt. */
  readonly sendDeadlineMs: number;
  /** A page of 5,000 operations, the largest answer there is (tapi.md §5.3), is about 8 MB. */
  readonly maxResponseBytes: number;
}

export const DEFAULT_LIMITS: ClientLimits = {
  connectTimeoutMs: 10_000,
  readDeadlineMs: 20_000,
  sendDeadlineMs: SEND_DEADLINE_MS,
  maxResponseBytes: 16 * 1024 * 1024,
};

export interface ClientOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  /** A number in [0, 1), for jitter only. */
  readonly random: () => number;
  /** Roots of the operating system; read once, at the first call that needs them. */
  readonly systemRoots?: () => Promise<readonly string[]>;
  readonly limits?: Partial<ClientLimits>;
  /** The environments that are always there; those of the bank unless a test says otherwise. */
  readonly bankEnvironments?: readonly BankEnvironment[];
  /** What carries the calls; HTTPS unless a test says otherwise. */
  readonly caller?: Caller;
}

export interface Read<T> extends Call {
  /** Gives `null` for an answer that is not what the bank documents. */
  readonly parse: (value: unknown) => T | null;
  /** The answer for an object that the bank does not know. */
  readonly missing?: T;
}

export interface Send<T> extends Call {
  readonly body: string;
  /** Gives `null` for the body of a 2xx that is not what the bank documents. */
  readonly parse: (text: string) => { readonly value: T } | null;
}

/** One try of a read, with everything about it that helps to find out why it failed. */
export interface Probed<T> {
  readonly outcome: ReadOutcome<T>;
  readonly httpStatus: number | null;
  readonly requestId: string;
  readonly errorCode: string | null;
  readonly transport: string | null;
  readonly date: string | null;
  readonly ms: number;
}

export interface Client extends Pick<
  Caller,
  | 'lookAtServer'
  | 'hearTime'
  | 'hearAuthorities'
  | 'setEnvironment'
  | 'setBankCa'
  | 'setPinned'
  | 'forgetCertificate'
  | 'close'
> {
  /** Asks for nothing but the time, once; whoever listens hears it. Errors: none, they are in the log. */
  askTime(environment: string): Promise<void>;
  /** Reads, up to four times. Effects: one line in the log per try. */
  read<T>(credentials: BankCredentials, read: Read<T>): Promise<ReadOutcome<T>>;
  /** Reads once, without repeating. Effects: at most one request; one line in the log. */
  probe<T>(credentials: BankCredentials, read: Read<T>): Promise<Probed<T>>;
  /** Sends. Effects: at most one request, whatever happens; one line in the log. */
  send<T>(credentials: BankCredentials, send: Send<T>): Promise<SendOutcome<T>>;
}

/** Makes the part that says what answers mean, repeats reads and writes the log. */
export function createClient(options: ClientOptions): Client {
  const { clock, timers, ids, log, random } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const caller =
    options.caller ??
    createCaller({
      clock,
      timers,
      ids,
      systemRoots: options.systemRoots ?? loadSystemRoots,
      limits,
      ...(options.bankEnvironments === undefined ? {} : { bankEnvironments: options.bankEnvironments }),
    });
  const pauses = createPauses(timers);

  /** How long the bank asks to stay away; also keeps other calls of the kind away. Units: milliseconds. */
  const askedToWait = (credentials: BankCredentials, call: Call, made: Try): number => {
    if (made.exchange.kind !== 'response' || made.exchange.status !== 429) return 0;
    const ms = Math.max(0, retryAfterMs(made.exchange.retryAfter, clock.now()) ?? 0);
    if (ms > 0) caller.holdBack(credentials, call, Math.min(ms, MAX_RETRY_AFTER_MS));
    return ms;
  };

  return {
    async read(credentials, read) {
      for (let tries = 1; ; tries += 1) {
        const made = await caller.attempt(credentials, read, limits.readDeadlineMs);
        const outcome = readOutcome(made.exchange, made.context, read);
        logCall(log, read, made, outcome);
        if (outcome.kind === 'answered') return outcome;
        const waitMs = Math.max(pauseAfter(tries, random()), askedToWait(credentials, read, made));
        const isLast = tries >= READ_TRIES || waitMs > MAX_RETRY_AFTER_MS;
        if (isLast || !isWorthRepeating(outcome.problem.code)) return outcome;
        if (!(await pauses.wait(waitMs))) return outcome;
      }
    },
    async probe(credentials, read) {
      const made = await caller.attempt(credentials, read, limits.readDeadlineMs);
      const outcome = readOutcome(made.exchange, made.context, read);
      logCall(log, read, made, outcome);
      askedToWait(credentials, read, made);
      return { outcome, ...seenIn(made) };
    },
    async send(credentials, send) {
      const made = await caller.attempt(credentials, send, limits.sendDeadlineMs);
      const outcome = sendOutcome(made.exchange, made.context, send.parse);
      logCall(log, send, made, outcome);
      askedToWait(credentials, send, made);
      return outcome;
    },
    async askTime(environment) {
      try {
        await caller.askTime(environment, limits.readDeadlineMs);
      } catch (error) {
        log.warn('time-not-asked', { environment, why: error instanceof Error ? error.name : 'unknown' });
      }
    },
    hearTime: caller.hearTime,
    hearAuthorities: caller.hearAuthorities,
    lookAtServer: caller.lookAtServer,
    setEnvironment: caller.setEnvironment,
    setBankCa: caller.setBankCa,
    setPinned: caller.setPinned,
    forgetCertificate: caller.forgetCertificate,
    async close() {
      pauses.close();
      await caller.close();
    },
  };
}

function seenIn({ exchange, context, ms }: Try): Omit<Probed<unknown>, 'outcome'> {
  const common = { httpStatus: exchange.status, requestId: context.requestId, ms };
  if (exchange.kind === 'broken') {
    return { ...common, errorCode: null, transport: transportCode(exchange.error), date: null };
  }
  return { ...common, errorCode: errorCodeOf(exchange.text), transport: null, date: exchange.date };
}

function logCall(
  log: Log,
  call: Call,
  made: Try,
  outcome: ReadOutcome<unknown> | SendOutcome<unknown>,
): void {
  const problem = 'problem' in outcome ? outcome.problem : null;
  const facts = {
    method: call.method,
    outcome: outcome.kind,
    code: problem?.code ?? null,
    requestId: made.context.requestId,
    httpStatus: made.exchange.status,
    ms: made.ms,
  };
  if (problem === null) log.info('bank-call', facts);
  else log.warn('bank-call', facts);
}
