import type { RecordsMisfit, RecordsProgress } from '../../../contract/areas/session.ts';
import type { Checkpoint } from '../../ports/checkpoint-ports.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { inspectInTurns } from './check-store.ts';
import type { Ledger } from './ledger.ts';

/** The checkpoint that is kept outside; `not-looked` where nobody could ask for it. */
export type KeptCheckpoint = Checkpoint | 'none' | 'not-looked';

/** What a check of every row has read. */
export interface Checked {
  readonly damaged: number;
  readonly tokens: readonly Token[];
  readonly payments: readonly Payment[];
}

/** Hears how far a check has come. */
export type OnProgress = (progress: RecordsProgress) => void;

/** How often a check tells how far it has come. Units: ms. Own choice: numbers that move, and few messages. */
const TELL_EVERY_MS = 100;

/** Opens every row of the file once; what the stores keep in memory is taken from there, not read again. */
export async function checkRows(ledger: Ledger, onProgress?: OnProgress): Promise<Checked> {
  const tokens: Token[] = [];
  const payments: Payment[] = [];
  const damaged = await countDamaged(ledger, {
    onToken: (token) => tokens.push(token),
    onPayment: (payment) => payments.push(payment),
    onRow: telling(ledger.countRows(), onProgress ?? (() => undefined)),
  });
  return { damaged, tokens, payments };
}

/**
 * Tells whether the file may be used before every row is opened: its newest state opens and names the end of the
 * journal, what is kept outside fits it, and somebody and some company are there to be shown. What changes rows shows
 * in `checkBehind`.
 */
export function isTrustworthy(ledger: Ledger, kept: KeptCheckpoint): boolean {
  if (kept === 'not-looked') return false;
  const { state, journal, companies, people } = ledger;
  journal.trustEnd();
  if (!state.endsWith(journal.chain) || keptMisfit(state, kept) !== null) return false;
  return companies.count() > 0 && people.count() > 0;
}

/**
 * Opens every row of a file that is in use, a few milliseconds at a time; rows that are written meanwhile are counted
 * as they are then. Returns how many there were, or `null` when one is not as it was written.
 */
export async function checkBehind(ledger: Ledger): Promise<number | null> {
  let rows = 0;
  const damaged = await countDamaged(ledger, { onRow: () => (rows += 1) });
  return damaged === 0 && ledger.state.misfit(ledger.journal.chain) === null ? rows : null;
}

interface CheckListeners {
  readonly onToken?: (token: Token) => void;
  readonly onPayment?: (payment: Payment) => void;
  readonly onRow: () => void;
}

async function countDamaged(ledger: Ledger, { onToken, onPayment, onRow }: CheckListeners): Promise<number> {
  ledger.state.beginCheck();
  const tables = await inspectInTurns(ledger.checked(onToken, onPayment), onRow);
  return tables.reduce((sum, one) => sum + one.damaged.length + (one.isReadable ? 0 : 1), 0);
}

/** Counts rows, and tells from time to time. `all` null: nobody knows of how many, so nothing is told. */
function telling(all: number | null, onProgress: OnProgress): () => void {
  let checked = 0;
  let toldAt = performance.now();
  return () => {
    checked += 1;
    if (all === null || performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    onProgress({ checked: Math.min(checked, all), all });
  };
}

/** Compares the rows, the journal and what is kept outside. `null`: everything is as the program wrote it last. */
export function misfitOf({ state, journal }: Ledger, kept: KeptCheckpoint): RecordsMisfit | null {
  const misfit = state.misfit(journal.chain);
  return misfit !== null || kept === 'not-looked' ? misfit : keptMisfit(state, kept);
}

function keptMisfit(
  state: Ledger['state'],
  kept: Exclude<KeptCheckpoint, 'not-looked'>,
): RecordsMisfit | null {
  const { at } = state.current();
  if (kept === 'none') return state.isKept ? wholeMisfit('unkept', at, null) : null;
  const fit = state.compare(kept);
  return fit === 'fits' ? null : wholeMisfit(fit, at, kept.at);
}

/** A file from before the states, or a new one, where a checkpoint says that there was a newer one. */
export function unexpectedStart(kept: KeptCheckpoint): RecordsMisfit | null {
  return typeof kept === 'string' ? null : wholeMisfit('older', null, kept.at);
}

function wholeMisfit(
  kind: RecordsMisfit['kind'],
  since: RecordsMisfit['since'],
  newest: RecordsMisfit['newest'],
): RecordsMisfit {
  return { kind, rows: [], count: 0, since, newest };
}
