import type { AuthorityNews } from '../../ports/bank-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { createAuthorities, type PinnedHosts } from './authorities.ts';
import { AUTHORITY_UNKNOWN } from './broken-codes.ts';
import type { BankEnvironment } from './environments.ts';
import { findRoot } from './find-root.ts';
import { shakeHands } from './shake-hands.ts';

/** A server proved itself by an authority that is trusted and not pinned; nothing was sent. */
export class AuthorityUnknown extends Error {
  readonly code = AUTHORITY_UNKNOWN;

  constructor() {
    super('the authority of the server is not pinned');
  }
}

export interface PinGate {
  /**
   * Returns who may sign the server that a call goes to. The first connection to a host of the bank pins it to the
   * authority that it shows.
   * Errors: rejects with `AuthorityUnknown` while a server of the environment shows an authority that is not pinned.
   * Effects: handshakes at a first connection and while calls are stopped; no byte of a request.
   */
  enter(environment: BankEnvironment, baseUrl: string): Promise<readonly string[]>;
  /**
   * Says why a server was refused: it may be trusted by everybody but not pinned. Then every later call of the
   * environment is stopped until it shows a pinned authority again, or its authority is pinned.
   */
  explain(environment: BankEnvironment, baseUrl: string, refusal: unknown): Promise<unknown>;
  /** Returns who may sign a server that is only looked at. */
  authoritiesOf(environment: BankEnvironment): Promise<readonly string[]>;
  /** Whoever wants to know hears what was found out about authorities; `null`: nobody does. */
  hear(listener: ((news: AuthorityNews) => void) | null): void;
  setBankCa(environment: string, caPem: string | null): void;
  setPinned(environment: string, pinned: PinnedHosts | null): void;
}

export interface PinGateOptions {
  readonly systemRoots: () => Promise<readonly string[]>;
  readonly timers: Timers;
  /** Units: milliseconds for one look. */
  readonly timeoutMs: number;
}

/** Makes the gate that every call to a bank passes before its first byte. Source: ADR 0063. */
export function createPinGate({ systemRoots, timers, timeoutMs }: PinGateOptions): PinGate {
  const authorities = createAuthorities(systemRoots);
  const pins = new Map<string, PinnedHosts>();
  /** The address whose authority is not pinned, by environment. */
  const stopped = new Map<string, string>();
  const looking = new Map<string, Promise<void>>();
  let listener: ((news: AuthorityNews) => void) | null = null;

  /** Many calls begin at once; each place is looked at once. */
  const once = (key: string, look: () => Promise<void>): Promise<void> => {
    const known = looking.get(key) ?? look().finally(() => looking.delete(key));
    looking.set(key, known);
    return known;
  };

  const setPinned = (environment: string, pinned: PinnedHosts | null): void => {
    if (pinned === null) pins.delete(environment);
    else pins.set(environment, pinned);
    authorities.setPinned(environment, pinned);
  };

  const firstLook = async (environment: BankEnvironment, baseUrl: string): Promise<void> => {
    const everyRoot = await authorities.everyRoot(environment);
    const seen = await findRoot({ baseUrl, authorities: everyRoot, timeoutMs }, timers);
    if (seen === null || authorities.isKnown(environment.name, seen.host)) return;
    const { hosts, roots } = pins.get(environment.name) ?? { hosts: [], roots: [] };
    setPinned(environment.name, { hosts: [...hosts, seen.host], roots: [...roots, seen.pem] });
    listener?.({ kind: 'first', environment: environment.name, seen });
  };

  const lookAgain = async (environment: BankEnvironment, baseUrl: string): Promise<void> => {
    const pinned = await authorities.of(environment);
    const { refusal } = await shakeHands({ baseUrl, authorities: pinned, timeoutMs }, timers);
    if (refusal !== null || !stopped.delete(environment.name)) return;
    listener?.({ kind: 'known', environment: environment.name });
  };

  return {
    async enter(environment, baseUrl) {
      const { name, trust } = environment;
      if (trust.kind === 'own') return authorities.of(environment);
      const stranger = stopped.get(name);
      if (stranger !== undefined) {
        await once(`again ${name}`, () => lookAgain(environment, stranger));
        if (stopped.has(name)) throw new AuthorityUnknown();
      }
      // Nobody who would remember it: then nothing is learned, and only what is pinned already counts.
      if (listener !== null && !authorities.isKnown(name, new URL(baseUrl).hostname))
        await once(`first ${name} ${baseUrl}`, () => firstLook(environment, baseUrl));
      return authorities.of(environment);
    },
    async explain(environment, baseUrl, refusal) {
      if (environment.trust.kind === 'own') return refusal;
      const everyRoot = await authorities.everyRoot(environment);
      const seen = await findRoot({ baseUrl, authorities: everyRoot, timeoutMs }, timers);
      if (seen === null) return refusal;
      stopped.set(environment.name, baseUrl);
      listener?.({ kind: 'unknown', environment: environment.name, seen });
      return new AuthorityUnknown();
    },
    authoritiesOf: (environment) => authorities.of(environment),
    hear: (heard) => {
      listener = heard;
      stopped.clear(); // whoever hears from now on is told anew
    },
    setBankCa: authorities.setBankCa,
    setPinned,
  };
}
