import type { BankCredentials } from '../../main/ports/bank-ports.ts';
import type { Caller, Call, Try } from '../../main/edges/tapi/caller.ts';
import { addressOf, METHODS } from '../../main/edges/tapi/methods.ts';
import { createRateLimiter } from '../../main/edges/tapi/rate-limiter.ts';
import type { Exchange } from '../../main/edges/tapi/request.ts';
import type { BankRequest } from '../../training-bank/api/bank-requests.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';
import type { BankSurroundings } from '../fakes/vault-world.ts';
import type { Agenda } from './agenda.ts';
import type { BankInProcess, BankReply } from './bank-in-process.ts';
import type { Dice } from './dice.ts';
import { FAIR, fateOf, type Fate, type Weather } from './weather.ts';

/** Where the bank stands, as its documents say. Source: tapi.md §1. */
const BASES = { ordinary: 'https://bank.example/openapi', secured: 'https://secured.bank.example' } as const;

/** Units: ms. Own choice: within a country, and what a loaded server takes. */
const FASTEST_MS = 20;
const SLOWEST_MS = 250;
/** How long after its taking a payment may still be unknown at the bank. Units: ms. Own choice: a slow replica. */
const STALE_MS = 60_000;
/**
 * The latest that a request arrives. Units: ms. Own choice: within the day; `reconcile.ts` gives a payment up after
 * three.
 */
const LATEST_MS = 20 * 3_600_000;

/** A request that left this computer and could move money. */
export interface Sent {
  readonly method: 'pay' | 'create-draft';
  readonly body: string;
}

export interface NetworkParts {
  readonly clock: FakeClock;
  readonly agenda: Agenda;
  readonly bank: BankInProcess;
  readonly dice: Dice;
  readonly tell: (line: () => string) => void;
}

interface Flight {
  readonly call: Call;
  readonly request: BankRequest;
  readonly deadlineMs: number;
  readonly answer: (exchange: Exchange) => void;
}

/**
 * Carries requests to the bank and answers back, as the weather lets it. A process that is killed takes nothing back
 * that is on its way. Above it works the real client: its repeats of reads, its rates, its reading of answers.
 */
export class Network {
  readonly #parts: NetworkParts;
  weather: Weather = FAIR;
  readonly sent: Sent[] = [];
  /** What became of each of them, and of those that never left. */
  readonly fates: Fate[] = [];

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** The way to the bank of one run of the app. */
  callerOf({ timers, power, heard }: BankSurroundings): Caller {
    const limiter = createRateLimiter(timers);
    const keyOf = ({ tokenId }: BankCredentials, { method }: Call) => `${tokenId} ${method}`;
    const none = () => undefined;
    return {
      attempt: async (credentials, call, deadlineMs) => {
        await limiter.enter(keyOf(credentials, call), METHODS[call.method].perSecond);
        const request = requestOf(credentials, call);
        const exchange = await this.#carry({ call, request, deadlineMs }, () => power.isOff);
        if (exchange.kind === 'response' && exchange.date !== null)
          heard(credentials.environment, new Date(exchange.date).toISOString());
        return this.#tryOf(credentials, call, exchange);
      },
      askTime: async (environment, deadlineMs) => {
        const call = { method: 'company' } as const;
        const request = requestOf(null, call);
        const exchange = await this.#carry({ call, request, deadlineMs }, () => power.isOff);
        if (exchange.kind === 'response' && exchange.date !== null)
          heard(environment, new Date(exchange.date).toISOString());
      },
      holdBack: (credentials, call, ms) => limiter.pause(keyOf(credentials, call), ms),
      hearTime: none,
      lookAtServer: () => Promise.reject(new Error('nobody looks at the server here')),
      setEnvironment: none,
      hearAuthorities: none,
      setBankCa: none,
      setPinned: none,
      forgetCertificate: none,
      close: () => Promise.resolve(),
    };
  }

  #tryOf(credentials: BankCredentials, { method }: Call, exchange: Exchange): Try {
    const { host } = METHODS[method];
    const certificate = host === 'secured' && credentials.certificate !== null ? 'in-dates' : 'none';
    return { exchange, context: { requestId: 'request', host, certificate }, ms: 0 };
  }

  /** Resolves with what the sender sees; a dead one sees nothing any more. */
  #carry(flight: Omit<Flight, 'answer'>, isDead: () => boolean): Promise<Exchange> {
    const { dice, tell } = this.#parts;
    const { call } = flight;
    const fate = fateOf(dice, this.weather, call.method);
    tell(() => `  ${call.method} ${call.id ?? ''} leaves: ${fate}`);
    if (call.method === 'pay' || call.method === 'create-draft') {
      this.fates.push(fate);
      if (fate !== 'no-route') this.sent.push({ method: call.method, body: call.body ?? '' });
    }
    return new Promise((resolve) => {
      const answer = (exchange: Exchange): void => {
        if (!isDead()) resolve(exchange);
      };
      this.#fly(fate, { ...flight, answer });
    });
  }

  #fly(fate: Fate, flight: Flight): void {
    const { dice } = this.#parts;
    const there = this.#wayMs();
    const back = there + this.#wayMs();
    switch (fate) {
      case 'no-route':
        return this.#after(there, () => flight.answer(broken('ECONNREFUSED', false)));
      case 'request-lost':
        return this.#silence(flight);
      case 'late': {
        this.#silence(flight);
        // As many within minutes as within hours.
        const ms = Math.round(1_000 * (LATEST_MS / 1_000) ** dice.next());
        return this.#after(ms, () => void this.#arrive(flight));
      }
      case 'answer-lost':
        this.#after(there, () => void this.#arrive(flight));
        return this.#silence(flight);
      case 'page-before':
        return this.#after(back, () => flight.answer(this.#page(dice.pick([500, 502]))));
      case 'rate-before':
        return this.#after(back, () => flight.answer(this.#page(429)));
      case 'foreign-404':
        return this.#after(back, () => flight.answer(this.#page(404)));
      case 'slow': {
        const slow = dice.between(back, flight.deadlineMs - SLOWEST_MS);
        return this.#exchange(flight, { there, back: slow }, () => this.#answerBy(fate, flight));
      }
      case 'stale':
        return this.#exchange(flight, { there, back }, () => this.#askStale(flight));
      default:
        return this.#exchange(flight, { there, back }, () => this.#answerBy(fate, flight));
    }
  }

  #exchange(flight: Flight, { there, back }: { there: number; back: number }, take: () => Exchange): void {
    this.#after(there, () => {
      const exchange = take();
      this.#after(back - there, () => flight.answer(exchange));
    });
  }

  /** The bank carries it out; what comes back is as the fate wants it. */
  #answerBy(fate: Fate, flight: Flight): Exchange {
    const { dice } = this.#parts;
    const reply = this.#arrive(flight);
    const isTaken = reply.status < 300;
    if (fate === 'doubled' && isTaken)
      this.#after(dice.between(1, 3_600_000), () => void this.#arrive(flight));
    if (!isTaken) return responseOf(reply);
    if (fate === 'page-after') return this.#page(dice.pick([500, 502]));
    if (fate === 'rate-after') return this.#page(429);
    if (fate === 'garbled') return responseOf({ ...reply, text: '{"status":"EXEC' });
    return responseOf(reply);
  }

  #arrive({ request, call }: Flight): BankReply {
    const { bank, tell } = this.#parts;
    const reply = bank.answer(request);
    tell(() => `  ${call.method} ${call.id ?? ''} is at the bank: ${reply.status} ${gistOf(reply.text)}`);
    return reply;
  }

  /** What was taken a moment ago is not known yet where it is asked for. */
  #askStale(flight: Flight): Exchange {
    const { bank, clock } = this.#parts;
    const payment = bank.state.payments.find(({ id }) => id === flight.call.id);
    const ageMs = payment === undefined ? 0 : Date.parse(clock.truth) - Date.parse(payment.acceptedAt);
    if (ageMs > STALE_MS) return responseOf(this.#arrive(flight));
    const { request } = flight;
    const path = request.path.replace(/[^/]+$/, 'never-made');
    return responseOf(this.#arrive({ ...flight, request: { ...request, path } }));
  }

  /** Nothing comes back: the connection breaks, or the sender gives up. */
  #silence({ deadlineMs, answer }: Flight): void {
    const { dice } = this.#parts;
    if (dice.percent(50)) this.#after(deadlineMs, () => answer(broken('ABORT_ERR', true, 'deadline')));
    else this.#after(dice.between(100, 5_000), () => answer(broken('UND_ERR_SOCKET', true)));
  }

  #page(status: number): Exchange {
    const text = `<html><head><title>${status}</title></head><body>nginx</body></html>`;
    return { kind: 'response', status, text, retryAfter: status === 429 ? '1' : null, date: null };
  }

  #wayMs(): number {
    return this.#parts.dice.between(FASTEST_MS, SLOWEST_MS);
  }

  #after(ms: number, happen: () => void): void {
    const { agenda, clock } = this.#parts;
    agenda.add(clock.ms() + ms, happen);
  }
}

function broken(code: string, wasStarted: boolean, because: 'deadline' | 'error' = 'error'): Exchange {
  const error = Object.assign(new Error(code), { code });
  return { kind: 'broken', because, error, wasStarted, status: null };
}

function responseOf({ status, text, retryAfter, date }: BankReply): Exchange {
  return { kind: 'response', status, text, retryAfter, date };
}

/** What a person wants to read of an answer: a state, or why not. Ids that the bank throws are left out. */
function gistOf(text: string): string {
  return /"errorMessage":"([^"]*)"/.exec(text)?.[1] ?? /^\{"status":"(\w+)"/.exec(text)?.[1] ?? '';
}

/** Returns the request as the bank's listener would read it. `null`: without a token. */
function requestOf(credentials: BankCredentials | null, call: Call): BankRequest {
  const { verb, host } = METHODS[call.method];
  const { path: whole } = addressOf(BASES[host], call.method, call);
  const [path = '', query = ''] = whole.split('?');
  const certificate = host === 'secured' ? credentials?.certificate : null;
  return {
    listener: host,
    verb,
    path,
    query: new URLSearchParams(query),
    body: call.body ?? '',
    caller: {
      authorization: credentials === null ? undefined : `Bearer ${credentials.token.revealText()}`,
      ip: '192.0.2.10',
      certificateFingerprint: certificate?.certificateId ?? null,
    },
  };
}
