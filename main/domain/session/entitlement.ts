import type { Caller, CallRule } from '../../../contract/callers.ts';
import { AppError } from '../../ports/app-error.ts';

/** Who calls now, and what his vault lets him do. */
export interface Standing {
  readonly caller: Caller;
  readonly vault: 'closed' | 'by-spare-key' | 'read-only' | 'writable';
}

/**
 * Holds a call against its rule: the home of «who may do what». Verbs that decide about money ask once more who acts.
 * Errors: `vault-locked`, `open-for-reading`, `store-read-only`, `not-entitled`.
 */
export function assertEntitled({ by, vault: need }: CallRule, { caller, vault }: Standing): void {
  if (need !== 'any' && vault === 'closed') throw new AppError('vault-locked');
  if (need === 'writable' && vault === 'by-spare-key') throw new AppError('open-for-reading');
  if (need === 'writable' && vault === 'read-only') throw new AppError('store-read-only');
  if (!by.includes(caller)) throw new AppError('not-entitled');
}
