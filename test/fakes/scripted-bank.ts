import type {
  Bank,
  BankAccount,
  BankCompany,
  BankCredentials,
  BankDocumentState,
  BankOperation,
  BankOrder,
  BankPaymentState,
  BankProblem,
  BankProblemCode,
  BankStatementPage,
  StatementQuery,
  PreparedOrder,
  ReadOutcome,
  SendOutcome,
} from '../../main/ports/bank-ports.ts';
import type { LocalDate } from '../../contract/values/dates.ts';
import { msBetween, type Instant } from '../../contract/values/dates.ts';
import type { Clock } from '../../main/ports/ports.ts';

/**
 * What the bank does with one sending. `lost-answer`: it takes the order and the answer is lost. `lost`: nothing
 * arrives. `late`: it arrives after `ms`, long after the answer was given up. `unknown`: nothing arrives, and the
 * failure has this code.
 */
export type SendPlan =
  | { readonly kind: 'accept' | 'lost-answer' | 'lost' | 'refuse' | 'not-sent' | 'throw' }
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'hang'; readonly until: Promise<void> }
  | { readonly kind: 'unknown'; readonly code: BankProblemCode; readonly arrives: boolean };

/** What the bank does with one question. `blind`: it does not know an order that it has. */
export type AskPlan = 'truth' | 'fail' | 'blind';

export type FinalStatus = 'EXECUTED' | 'FAILED' | 'CANCELLED';

export interface MadePayment {
  readonly id: string;
  readonly body: string;
  readonly amountMinor: number;
  status: 'IN_PROGRESS' | FinalStatus;
}

export function problem(code: BankProblemCode, message: string | null = null): BankProblem {
  return { code, httpStatus: null, errorId: null, message, requestId: 'request-1' };
}

/**
 * A bank in memory with a ledger of its own: one payment an id, whatever it is told about answers. Plans are used up in
 * order.
 */
export class ScriptedBank implements Bank {
  readonly #clock: Clock;
  readonly made = new Map<string, MadePayment>();
  readonly drafts: { readonly documentId: string; readonly body: string; status: string }[] = [];
  /** Every request that could have moved money, arrived or not. */
  readonly attempts: { readonly kind: 'pay' | 'draft'; readonly id: string | null; readonly body: string }[] =
    [];
  readonly calls: string[] = [];
  readonly seenCredentials: BankCredentials[] = [];
  readonly #late: { readonly at: Instant; readonly ms: number; readonly prepared: PreparedOrder }[] = [];
  sendPlans: SendPlan[] = [];
  askPlans: AskPlan[] = [];
  /** How a payment ends, and after how many questions. */
  ending: { readonly status: FinalStatus; readonly afterQuestions: number } = {
    status: 'EXECUTED',
    afterQuestions: 0,
  };
  companyAnswer: ReadOutcome<BankCompany> = {
    kind: 'answered',
    value: { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' },
  };
  accountsAnswer: ReadOutcome<readonly BankAccount[]> = { kind: 'answered', value: [] };
  statement: BankOperation[] = [];
  /** The balance before all of them; `null`: no balances are told. */
  openingMinor: number | null = null;
  readonly statementQueries: Pick<StatementQuery, 'cursor' | 'from' | 'to'>[] = [];
  /** Operations on a page of the statement. */
  pageSize = 1000;
  /** Each page names itself as the next one. */
  isTurningInACircle = false;
  statementProblem: BankProblem | null = null;
  /** Looks at the world at the moment when a sending leaves. */
  beforeSend: (prepared: PreparedOrder) => void = () => undefined;
  /** Runs inside each call that reads, before its answer. */
  whileReading: (call: string) => void | Promise<void> = () => undefined;
  /** Gets the environment of every call: the answer says what time it is. */
  tellTime: (environment: string) => void = () => undefined;
  #asked = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async company(credentials: BankCredentials): Promise<ReadOutcome<BankCompany>> {
    await this.#note('company', credentials);
    return this.companyAnswer;
  }

  async accounts(credentials: BankCredentials): Promise<ReadOutcome<readonly BankAccount[]>> {
    await this.#note('accounts', credentials);
    return this.accountsAnswer;
  }

  async statementPage(
    credentials: BankCredentials,
    query: Pick<StatementQuery, 'cursor' | 'from' | 'to'>,
  ): Promise<ReadOutcome<BankStatementPage>> {
    await this.#note('statement', credentials);
    this.statementQueries.push(query);
    if (this.statementProblem !== null) return { kind: 'failed', problem: this.statementProblem };
    const all = this.statement.filter(({ at }) => at === null || (at >= query.from && at < query.to));
    const from = Number(query.cursor ?? 0);
    const end = from + this.pageSize;
    const nextCursor = all.length > end ? String(this.isTurningInACircle ? from : end) : null;
    const balances = query.cursor === null ? this.#balances(query) : null;
    return { kind: 'answered', value: { operations: all.slice(from, end), balances, nextCursor } };
  }

  #balances({ from, to }: Pick<StatementQuery, 'from' | 'to'>): BankStatementPage['balances'] {
    if (this.openingMinor === null) return null;
    const sum = (direction: 'in' | 'out', isIn: (at: Instant) => boolean) =>
      this.statement
        .filter((one) => one.direction === direction && one.status !== 'Authorization' && isIn(one.at ?? ''))
        .reduce((total, { amountMinor }) => total + amountMinor, 0);
    const before = (at: Instant) => at < from;
    const within = (at: Instant) => at >= from && at < to;
    const beginMinor = this.openingMinor + sum('in', before) - sum('out', before);
    const inMinor = sum('in', within);
    const outMinor = sum('out', within);
    return { beginMinor, inMinor, outMinor, endMinor: beginMinor + inMinor - outMinor };
  }

  prepareOrder(
    order: BankOrder,
    bankPaymentId: string,
    meta: Readonly<Record<string, string>>,
  ): PreparedOrder {
    return { bankPaymentId, body: JSON.stringify({ id: bankPaymentId, ...order, meta }) };
  }

  prepareDraft(order: BankOrder, date: LocalDate): PreparedOrder {
    return { bankPaymentId: null, body: JSON.stringify({ ...order, date }) };
  }

  async pay(credentials: BankCredentials, prepared: PreparedOrder): Promise<SendOutcome<null>> {
    this.attempts.push({ kind: 'pay', id: prepared.bankPaymentId, body: prepared.body });
    this.beforeSend(prepared);
    this.#record('pay', credentials);
    const plan = this.sendPlans.shift() ?? { kind: 'accept' };
    return this.#carryOut(
      plan,
      () => this.#take(prepared),
      (ms) => {
        this.#late.push({ at: this.#clock.now(), ms, prepared });
      },
    );
  }

  async createDraft(
    credentials: BankCredentials,
    prepared: PreparedOrder,
  ): Promise<SendOutcome<{ readonly documentId: string }>> {
    this.attempts.push({ kind: 'draft', id: null, body: prepared.body });
    this.beforeSend(prepared);
    this.#record('createDraft', credentials);
    const plan = this.sendPlans.shift() ?? { kind: 'accept' };
    const documentId = `document-${this.drafts.length + 1}`;
    const take = () => {
      this.drafts.push({ documentId, body: prepared.body, status: 'CREATED' });
    };
    const outcome = await this.#carryOut(plan, take, take);
    return outcome.kind === 'accepted' ? { kind: 'accepted', value: { documentId } } : outcome;
  }

  async paymentState(credentials: BankCredentials, id: string): Promise<ReadOutcome<BankPaymentState>> {
    await this.#note('paymentState', credentials);
    this.#deliverLate();
    const plan = this.askPlans.shift() ?? 'truth';
    if (plan === 'fail') return { kind: 'failed', problem: problem('bank-down') };
    const payment = this.made.get(id);
    if (payment === undefined || plan === 'blind') return { kind: 'answered', value: { kind: 'unknown-id' } };
    const asked = this.#asked.get(id) ?? 0;
    this.#asked.set(id, asked + 1);
    if (asked >= this.ending.afterQuestions) payment.status = this.ending.status;
    return { kind: 'answered', value: { kind: 'known', status: payment.status, errorMessage: null } };
  }

  async documentStates(
    credentials: BankCredentials,
    ids: readonly string[],
  ): Promise<ReadOutcome<readonly BankDocumentState[]>> {
    await this.#note('documentStates', credentials);
    const found = this.drafts.filter(({ documentId }) => ids.includes(documentId));
    return {
      kind: 'answered',
      value: found.map(({ documentId, status }) => ({ documentId, status, errorMessage: null })),
    };
  }

  async askTime(environment: string): Promise<void> {
    await Promise.resolve();
    this.calls.push('askTime');
    this.tellTime(environment);
  }

  /** Delivers every late request now, however early. */
  deliverEverything(): void {
    for (const { prepared } of this.#late.splice(0)) this.#take(prepared);
  }

  #deliverLate(): void {
    const due = this.#late.filter(({ at, ms }) => msBetween(at, this.#clock.now()) >= ms);
    for (const one of due) {
      this.#late.splice(this.#late.indexOf(one), 1);
      this.#take(one.prepared);
    }
  }

  #take({ bankPaymentId, body }: PreparedOrder): void {
    const id = bankPaymentId ?? '';
    if (this.made.has(id)) return;
    const { amountMinor } = JSON.parse(body) as { amountMinor: number }; // written by prepareOrder above
    this.made.set(id, { id, body, amountMinor, status: 'IN_PROGRESS' });
  }

  async #carryOut(
    plan: SendPlan,
    take: () => void,
    takeLater: (ms: number) => void,
  ): Promise<SendOutcome<null>> {
    await Promise.resolve();
    switch (plan.kind) {
      case 'accept':
        take();
        return { kind: 'accepted', value: null };
      case 'lost-answer':
        take();
        return { kind: 'unknown', problem: problem('bank-timeout') };
      case 'lost':
        return { kind: 'unknown', problem: problem('bank-connection-lost') };
      case 'late':
        takeLater(plan.ms);
        return { kind: 'unknown', problem: problem('bank-timeout') };
      case 'unknown':
        if (plan.arrives) take();
        return { kind: 'unknown', problem: problem(plan.code) };
      case 'refuse':
        return { kind: 'refused', problem: problem('bank-refused', 'Нельзя') };
      case 'not-sent':
        return { kind: 'not-sent', problem: problem('bank-unreachable') };
      case 'hang':
        take();
        await plan.until;
        return { kind: 'unknown', problem: problem('bank-timeout') };
      case 'throw':
        throw new TypeError('a bug in the client');
    }
  }

  async #note(call: string, credentials: BankCredentials): Promise<void> {
    this.#record(call, credentials);
    await this.whileReading(call);
  }

  #record(call: string, credentials: BankCredentials): void {
    credentials.token.revealBytes(); // a wiped secret is a bug of the caller
    credentials.certificate?.key.revealBytes();
    this.calls.push(call);
    this.tellTime(credentials.environment);
    this.seenCredentials.push(credentials);
  }
}
