import type { Place } from './killed-office.ts';

/** Where the process dies, in the order of a payment's way. */
export const POINTS = [
  'before the intention',
  'after the intention',
  'before the bytes leave',
  'while the bank has it',
  'before the outcome is written',
  'after the outcome is written',
  'when it is over',
] as const;
export type Point = (typeof POINTS)[number];

/** What a child is told. No secret is in it. */
export interface KilledCase {
  readonly place: Place;
  /** What is paid for, a payment each; no other case has them. */
  readonly purposes: readonly string[];
  /** Ids of earlier cases are not used again: the bank is the same. */
  readonly idsUsed: number;
  /** With which of them it dies, from 1. */
  readonly victim: number;
  readonly point: Point;
}
