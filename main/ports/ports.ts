import type { AppEvents } from '../../contract/contract.ts';
import type { Instant } from '../../contract/values/dates.ts';
import type { Secret } from './secret.ts';

/** The time of day. */
export interface Clock {
  now(): Instant;
}

/**
 * The time at the bank of an environment: the computer's, but for the training bank, whose clock a person can move. A
 * token's life is counted by the bank's clock.
 */
export interface BankTime {
  now(environment: string): Instant;
}

/** New ids and random bytes. */
export interface Ids {
  /** A fresh id: lower-case letters, digits and hyphens, safe in SQL, file names and the bank's fields. */
  newId(): string;
}

/** Pure digests; behind a port only because nouns and verbs may not import node:crypto. */
export interface Digests {
  /** SHA-256 of the text in UTF-8, as lower-case hex. */
  sha256(text: string): string;
  /** SHA-256 of bytes. Units: 32 bytes. */
  sha256Bytes(bytes: Uint8Array): Uint8Array;
  /** Canonical JSON (RFC 8785) of a plain value. */
  canonical(value: unknown): string;
}

/** A line of the log: a code and safe facts, never bodies, headers, names with sums, or secrets. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** Writes the error with its stack and causes, redacted. */
  error(event: string, error: unknown, facts?: LogFacts): void;
}

/** Timers that tests can move. */
export interface Timers {
  /** Calls `action` after `ms`; returns a function that takes it back. */
  after(ms: number, action: () => void): () => void;
}

/** Hears what the desktop says of the person who sits at the computer. */
export interface DesktopEar {
  /** Nobody sits there now: the screen is locked, or the computer is about to sleep. May be told several times. */
  left(): void;
  /** The computer woke up. */
  wokeUp(): void;
}

/** A desktop that says when its person leaves. */
export interface Desktop {
  /** Tells `ear` until the returned function is called. Errors: none; a desktop that cannot be heard says nothing. */
  listen(ear: DesktopEar): () => void;
}

/** Tells the window that something changed. */
export type Publish = <N extends keyof AppEvents>(name: N, payload: AppEvents[N]) => void;

/** Keyed fingerprints: equal secrets are found, and none can be guessed from its fingerprint without the store key. */
export interface Fingerprints {
  ofSecret(secret: Secret): string;
  ofText(purpose: string, text: string): string;
  /** Words to read aloud, derived from a hex digest. */
  words(digest: string, count: number): readonly string[];
}
