import { addMs, DAY_MS } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank, BankCredentials, ReadOutcome } from '../../ports/bank-ports.ts';
import type { Log, Timers } from '../../ports/ports.ts';
import { historyStep, journalEntry, THE_APP } from '../audit/entry.ts';
import { bankNow } from '../companies/bank-now.ts';
import type { BankCaller } from './bank-caller.ts';
import type { ChangeKeepAliveParts } from './change-keep-alive.ts';
import { afterRound, harmlessAccess, isKeepAliveDue, isPlanValid, nextKeepAlive } from './keep-alive.ts';
import { withStep, type Token } from './token.ts';

export interface KeepAliveRunnerParts extends ChangeKeepAliveParts {
  readonly bank: Pick<Bank, 'company' | 'accounts' | 'statementPage'>;
  readonly caller: BankCaller;
  readonly log: Log;
  /** Some account of the company, for a token that may read statements only; `null` when none is known. */
  readonly accountOf: (companyId: CompanyId) => string | null;
}

/**
 * Pause between two rounds, each of one call at most: what is overdue after a sleep is done soon, and not all at once.
 * Units: ms. Own choice.
 */
const PAUSE_MS = { from: 5 * 60_000, until: 15 * 60_000 } as const;
/**
 * After a call that failed for another reason than the token itself. Units: ms. Own choice: an outage of the bank or
 * the network is over by then.
 */
const RETRY_MS = { from: 3 * 3_600_000, until: 12 * 3_600_000 } as const;
/** Length of the statement asked for. Units: days. Own choice: the shortest that is surely well-formed. */
const STATEMENT_DAYS = 1;

/**
 * Keeps tokens alive whose owners asked for it: one harmless reading call between day 60 and 75 without use, while the
 * vault is open. The moment is written down with the token, so a restart or a sleep only makes it late.
 */
export class KeepAliveRunner {
  readonly #parts: KeepAliveRunnerParts;
  readonly #timers: Timers;
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: KeepAliveRunnerParts, timers: Timers) {
    this.#parts = parts;
    this.#timers = timers;
  }

  start(): void {
    if (this.#isStopped) return;
    this.#cancel = this.#timers.after(between(PAUSE_MS, this.#parts.random()), () => {
      this.round()
        .catch((error: unknown) => this.#parts.log.error('keep-alive-failed', error))
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  /**
   * One round: plans what was used meanwhile, and calls for the token that is longest due. Errors: those of the store.
   */
  async round(): Promise<void> {
    for (const token of this.#parts.tokens.list(null)) this.#replan(token);
    const [due] = this.#parts.tokens
      .list(null)
      .filter((token) => isKeepAliveDue(token, bankNow(this.#parts, token.companyId)))
      .sort((a, b) => ((a.keepAlive.dueAt ?? '') > (b.keepAlive.dueAt ?? '') ? 1 : -1));
    if (due !== undefined) await this.#keep(due);
  }

  #replan(token: Token): void {
    if (!token.keepAlive.isOn || isPlanValid(token)) return;
    const dueAt = nextKeepAlive(token, this.#parts.random());
    this.#parts.tokens.save({ ...token, keepAlive: { ...token.keepAlive, dueAt } }, null);
  }

  async #keep(token: Token): Promise<void> {
    const { tokens, clock, publish, random } = this.#parts;
    const isDone = await this.#call(token);
    if (this.#isStopped) return; // the vault was locked meanwhile; the call itself is noted
    const seen = tokens.get(token.tokenId);
    if (seen === null || !seen.keepAlive.isOn) return;
    if (isDone) {
      const facts = { at: clock.now(), actor: THE_APP, companyId: token.companyId, subject: token.label };
      const entry = journalEntry('keep-alive-done', facts);
      const next = { ...seen, keepAlive: afterRound(seen, random()) };
      tokens.save(withStep(next, historyStep(entry)), entry);
    } else {
      const dueAt = addMs(bankNow(this.#parts, token.companyId), between(RETRY_MS, random()));
      tokens.save({ ...seen, keepAlive: { ...seen.keepAlive, dueAt } }, null);
    }
    publish('tokens.changed', { tokenId: token.tokenId });
  }

  async #call(token: Token): Promise<boolean> {
    const access = harmlessAccess(token);
    if (access === null) return false;
    const { caller, log } = this.#parts;
    const need = { companyId: token.companyId, access, withCertificate: false };
    try {
      const outcome = await caller.read(need, (credentials) => this.#read(token, credentials), token);
      return outcome.kind === 'answered';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn('keep-alive-not-done', { code: error.code });
      return false;
    }
  }

  async #read(token: Token, credentials: BankCredentials): Promise<ReadOutcome<unknown>> {
    const { bank, accountOf } = this.#parts;
    switch (harmlessAccess(token)) {
      case 'accounts':
        return bank.accounts(credentials);
      case 'statement': {
        const accountNumber = accountOf(token.companyId);
        if (accountNumber === null) throw new AppError('keep-alive-impossible');
        const to = bankNow(this.#parts, token.companyId);
        const from = addMs(to, -STATEMENT_DAYS * DAY_MS);
        return bank.statementPage(credentials, { accountNumber, from, to, cursor: null, limit: 1 });
      }
      default:
        return bank.company(credentials);
    }
  }
}

function between({ from, until }: { readonly from: number; readonly until: number }, random: number): number {
  return Math.floor(from + random * (until - from));
}
