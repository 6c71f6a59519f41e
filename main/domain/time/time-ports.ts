import type { Realm, TimeRecord } from './known-time.ts';

/** Keeps what is known of the time. */
export interface TimeStore {
  get(realm: Realm): TimeRecord | null;
  /** Errors: `store-*`. */
  save(record: TimeRecord): void;
}

/**
 * Time that passes by a clock that nobody can move, from any beginning; it may stand still while the computer sleeps.
 */
export interface Lived {
  /** Units: ms. */
  ms(): number;
}
