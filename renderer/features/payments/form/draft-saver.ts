import type { DraftFields, PaymentDetails } from '../../../../contract/areas/payments.ts';
import type { ErrorInfo, Result } from '../../../../contract/result.ts';
import type { PaymentId } from '../../../../contract/values/ids.ts';

export interface DraftRef {
  readonly paymentId: PaymentId;
  readonly revision: number;
}

/** How the draft stands. `conflict`: somebody else changed it since; the typed text is still here. */
export type DraftState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export interface DraftSaverParts {
  readonly save: (draft: DraftRef | null, fields: DraftFields) => Promise<Result<PaymentDetails>>;
  /** Runs `work` after the pause in typing; the function given back calls it off. */
  readonly later: (work: () => void) => () => void;
  readonly onState: (state: DraftState) => void;
}

export interface DraftSaver {
  /** Notes what was typed; it is saved after the pause. */
  readonly change: (fields: DraftFields) => void;
  /**
   * Saves what is not saved yet and waits for it.
   * Errors: never throws; `null` when nothing could be saved (the state says why) or nothing was ever typed.
   */
  readonly flush: () => Promise<DraftRef | null>;
  /** After a conflict: goes on from the revision that is in the vault, with the text that is in the form. */
  readonly keepMine: (latest: DraftRef) => Promise<DraftRef | null>;
  /** After a conflict: takes the stored revision as the base; the form shows its fields. */
  readonly takeTheirs: (latest: DraftRef) => void;
}

/**
 * Saves a draft while it is typed: one save at a time, the newest text last, nothing dropped.
 * A failed save keeps the text waiting; the next change or `flush` tries again.
 */
export function createDraftSaver(parts: DraftSaverParts, opened: DraftRef | null): DraftSaver {
  let base = opened;
  let unsaved: DraftFields | null = null;
  let isConflict = false;
  let callOff: (() => void) | null = null;
  let running: Promise<void> | null = null;

  async function saveOnce(fields: DraftFields): Promise<boolean> {
    unsaved = null;
    parts.onState({ kind: 'saving' });
    const result = await parts.save(base, fields);
    if (result.ok) {
      base = { paymentId: result.value.payment.paymentId, revision: result.value.payment.revision };
      parts.onState(
        unsaved === null ? { kind: 'saved', at: result.value.payment.updatedAt } : { kind: 'waiting' },
      );
      return true;
    }
    unsaved ??= fields;
    isConflict = result.error.code === 'stale-revision';
    parts.onState(isConflict ? { kind: 'conflict' } : { kind: 'failed', error: result.error });
    return false;
  }

  async function saveAll(): Promise<void> {
    let isGoing = true;
    while (isGoing && unsaved !== null) isGoing = await saveOnce(unsaved);
    // Not in a later `finally`: text typed between the last save and that moment would wait for nobody.
    running = null;
  }

  async function flush(): Promise<DraftRef | null> {
    callOff?.();
    callOff = null;
    if (running === null && unsaved !== null && !isConflict) running = saveAll();
    await running;
    return unsaved === null ? base : null;
  }

  return {
    change(fields) {
      unsaved = fields;
      if (isConflict) return;
      callOff?.();
      callOff = parts.later(() => void flush());
      if (running === null) parts.onState({ kind: 'waiting' });
    },
    flush,
    keepMine(latest) {
      base = latest;
      isConflict = false;
      return flush();
    },
    takeTheirs(latest) {
      base = latest;
      isConflict = false;
      unsaved = null;
      parts.onState({ kind: 'clean' });
    },
  };
}
