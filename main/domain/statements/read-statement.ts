import type { DayRange, StatementReading } from '../../../contract/areas/statements.ts';
import {
  addMs,
  DAY_MS,
  moscowDate,
  moscowDayStart,
  type Instant,
  type LocalDate,
} from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank, BankOperation, BankStatementPage } from '../../ports/bank-ports.ts';
import type { Digests, Publish } from '../../ports/ports.ts';
import { problemInfo, type BankCaller } from '../tokens/bank-caller.ts';
import { daysIn, daysToRead, withSpan } from './coverage.ts';
import {
  byDay,
  sumsOf,
  withCounterparties,
  type OfAccount,
  type StatementAccount,
  type StatementStore,
} from './statement-record.ts';

/** Operations asked for at once. Own choice: progress is seen; the bank allows 5,000 (tapi.md §5.3). */
const PAGE_LIMIT = 1_000;

export interface ReaderParts {
  readonly bank: Bank;
  readonly caller: BankCaller;
  readonly statements: StatementStore;
  /** The time at the bank of a company. */
  readonly bankNow: (companyId: CompanyId) => Instant;
  readonly digests: Digests;
  readonly publish: Publish;
}

interface Running {
  readonly ended: Promise<void>;
  progress: StatementReading;
}

/** What was read of days whose reading broke off: it goes on from there. */
interface Broken {
  readonly range: DayRange;
  readonly pages: readonly BankStatementPage[];
}

/**
 * Reads statements into the vault, month by month: what was read whole stays, whatever happens to the rest. One account
 * is read once at a time.
 */
export class StatementReader {
  readonly #parts: ReaderParts;
  readonly #running = new Map<string, Running>();
  readonly #broken = new Map<string, Broken>();
  /** Accounts that were read since a payment of ours has changed. */
  readonly #fresh = new Set<string>();
  #changes = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** Returns the day at the bank of an account. */
  today({ companyId }: Pick<OfAccount, 'companyId'>): LocalDate {
    return moscowDate(this.#parts.bankNow(companyId));
  }

  /** A payment of ours has changed: what was read a moment ago may be old now. */
  noteChange(): void {
    this.#changes += 1;
    this.#fresh.clear();
  }

  /** Returns how far the reading of an account is; `null` when there is none. */
  progressOf({ companyId, accountNumber }: OfAccount): StatementReading | null {
    return this.#running.get(`${companyId} ${accountNumber}`)?.progress ?? null;
  }

  /**
   * Reads what is not known yet of a period, and again what the bank may still amend.
   * Errors: the bank's problems, `bank-unreadable` for pages that go in a circle, `token-*`, `keychain-*`, `store-*`;
   * the months before the one that failed stay, and its pages until the vault is closed. No money moves.
   * Effects: reading calls; days written as they come.
   */
  async read({ companyId, accountNumber, ...period }: OfAccount & DayRange, isAsked: boolean): Promise<void> {
    const of = { companyId, accountNumber };
    const key = `${of.companyId} ${of.accountNumber}`;
    let hasWaited = false;
    for (let before = this.#running.get(key); before !== undefined; before = this.#running.get(key)) {
      hasWaited = true;
      // What it fails at is told to who asked first; here the same days are asked for again.
      await before.ended.catch(() => undefined);
    }
    const isWanted = (isAsked && !hasWaited) || !this.#fresh.has(key);
    const ranges = this.#toRead(of, period, isWanted);
    if (ranges.length === 0) return;
    const totalDays = ranges.reduce((sum, range) => sum + daysIn(range), 0);
    const progress = { doneDays: 0, totalDays, operations: 0 };
    const changes = this.#changes;
    const ended = this.#readAll(of, key, ranges);
    this.#running.set(key, { ended, progress });
    try {
      this.#tell(of);
      await ended;
      if (this.#changes === changes) this.#fresh.add(key);
    } finally {
      this.#running.delete(key);
      this.#tell(of);
    }
  }

  #toRead(of: OfAccount, period: DayRange, isAsked: boolean): readonly DayRange[] {
    const { statements } = this.#parts;
    const now = this.#parts.bankNow(of.companyId);
    const { spans = [], days = [] } = statements.account(of) ?? {};
    const heldDays = days.filter(({ held }) => held > 0).map(({ day }) => day);
    return daysToRead(spans, period, { now, today: moscowDate(now), heldDays, isAsked });
  }

  async #readAll(of: OfAccount, key: string, ranges: readonly DayRange[]): Promise<void> {
    for (const range of ranges) {
      const pages = await this.#pagesOf(of, key, range);
      this.#keep(of, range, pages);
      this.#advance(of, key, { doneDays: daysIn(range), operations: 0 });
    }
  }

  async #pagesOf(of: OfAccount, key: string, range: DayRange): Promise<readonly BankStatementPage[]> {
    const broken = this.#broken.get(key);
    this.#broken.delete(key);
    const isSame = broken?.range.from === range.from && broken.range.to === range.to;
    const pages: BankStatementPage[] = isSame ? [...broken.pages] : [];
    const met = new Set(pages.map(({ nextCursor }) => nextCursor));
    try {
      while (pages.length === 0 || pages.at(-1)?.nextCursor !== null) {
        const page = await this.#ask(of, range, pages.at(-1)?.nextCursor ?? null);
        const { nextCursor, operations } = page;
        if (nextCursor !== null && met.has(nextCursor)) throw new AppError('bank-unreadable');
        met.add(nextCursor);
        pages.push(page);
        this.#advance(of, key, { doneDays: 0, operations: operations.length });
      }
    } catch (error) {
      // A cursor that the bank no longer takes would fail for ever.
      const isOver = error instanceof AppError && CURSOR_OVER.has(error.code);
      if (pages.length > 0 && !isOver) this.#broken.set(key, { range, pages });
      throw error;
    }
    return pages;
  }

  async #ask(of: OfAccount, range: DayRange, cursor: string | null): Promise<BankStatementPage> {
    const { bank, caller } = this.#parts;
    const query = {
      accountNumber: of.accountNumber,
      from: moscowDayStart(range.from),
      to: addMs(moscowDayStart(range.to), DAY_MS),
      cursor,
      limit: PAGE_LIMIT,
    };
    const need = { companyId: of.companyId, access: 'statement', withCertificate: false } as const;
    const outcome = await caller.read(need, (credentials) => bank.statementPage(credentials, query));
    if (outcome.kind === 'failed') {
      const { code, details } = problemInfo(outcome.problem);
      throw new AppError(code, details);
    }
    return outcome.value;
  }

  #keep(of: OfAccount, range: DayRange, pages: readonly BankStatementPage[]): void {
    const { statements, digests } = this.#parts;
    const operations: readonly BankOperation[] = pages.flatMap((page) => page.operations);
    const balances = pages[0]?.balances ?? null;
    const known: StatementAccount = statements.account(of) ?? {
      ...of,
      spans: [],
      days: [],
      counterparties: [],
    };
    const found = byDay(operations, { digests, ...range });
    const emptied = known.days.filter(({ day }) => day >= range.from && day <= range.to && !found.has(day));
    const days = [...found, ...emptied.map(({ day }) => [day, []] as const)];
    const span = {
      ...range,
      readAt: this.#parts.bankNow(of.companyId),
      beginMinor: balances?.beginMinor ?? null,
      endMinor: balances?.endMinor ?? null,
    };
    const sums = days.map(([day, all]) => sumsOf(day, all));
    statements.save(
      {
        ...withSpan(known, span, sums),
        counterparties: withCounterparties(
          known.counterparties,
          days.flatMap(([, all]) => all),
        ),
      },
      days.map(([day, all]) => ({ ...of, day, operations: [...all] })),
    );
  }

  #advance(of: OfAccount, key: string, by: { doneDays: number; operations: number }): void {
    const running = this.#running.get(key);
    if (running === undefined) return;
    const { doneDays, totalDays, operations } = running.progress;
    running.progress = {
      doneDays: doneDays + by.doneDays,
      totalDays,
      operations: operations + by.operations,
    };
    this.#tell(of);
  }

  #tell({ companyId, accountNumber }: OfAccount): void {
    this.#parts.publish('statements.changed', { companyId, accountNumber });
  }
}

/** The bank's answers to a cursor that it does not know, and pages that go in a circle. */
const CURSOR_OVER: ReadonlySet<string> = new Set(['bank-refused-shape', 'bank-refused', 'bank-unreadable']);
