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

/** What a check is told. `isJournalTrusted`: the lines of the journal are left to `checkJournal`. */
export interface CheckOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly isJournalTrusted?: boolean | undefined;
}

/** Opens every row of the file once; what the stores keep in memory is taken from there, not read again. */
export async function checkRows(
  ledger: Ledger,
  { onProgress = () => undefined, isJournalTrusted = false }: CheckOptions = {},
): Promise<Checked> {
  const tokens: Token[] = [];
  const payments: Payment[] = [];
  ledger.state.beginCheck();
  const all = ledger.checked(
    (token) => tokens.push(token),
    (payment) => payments.push(payment),
  );
  if (isJournalTrusted) ledger.journal.trustEnd();
  const tables = await inspectInTurns(
    all.filter(({ table }) => !isJournalTrusted || table !== ledger.journal.table),
    telling(ledger.countRows(isJournalTrusted), onProgress),
  );
  const damaged = tables.reduce((sum, one) => sum + one.damaged.length + (one.isReadable ? 0 : 1), 0);
  return { damaged, tokens, payments };
}

/**
 * Opens every line of the journal, behind the screen. Returns false when one is damaged, or does not continue the one
 * before.
 */
export async function checkJournal({ journal }: Ledger): Promise<boolean> {
  const [found] = await inspectInTurns([
    { table: journal.table, inspectInSteps: () => journal.inspectInSteps() },
  ]);
  return found?.isReadable === true && found.damaged.length === 0 && journal.chain.brokenAt === null;
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
  if (misfit !== null || kept === 'not-looked') return misfit;
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
