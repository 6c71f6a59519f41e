import type { Answer } from '../../training-bank/api/answers.ts';
import {
  answerRequest,
  countPayRequest,
  findMethod,
  type BankRequest,
} from '../../training-bank/api/bank-requests.ts';
import { signDraft } from '../../training-bank/api/drafts.ts';
import { sha256Hex } from '../../training-bank/api/token-checks.ts';
import { runControl, type ControlCommand } from '../../training-bank/cabinet/control.ts';
import { bankSettingsSchema, type BankSettings } from '../../training-bank/state/bank-settings.ts';
import type { BankState, Operation, TokenRecord } from '../../training-bank/state/bank-state.ts';
import type { BankWorld } from '../../training-bank/state/bank-world.ts';
import { createFaults } from '../../training-bank/state/faults.ts';
import { preparedState } from '../../training-bank/state/prepared-company.ts';
import { createRateCounter } from '../../training-bank/state/rate-counter.ts';
import { settleDuePayments } from '../../training-bank/state/settlement.ts';

export interface BankInProcessOptions {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
  readonly settings: Partial<BankSettings>;
  /** Units: ms by the bank's clock between accepting a payment and carrying it out. */
  readonly settleAfterMs: number;
  /** Texts of its tokens, with the accesses of each in the bank's words. */
  readonly tokens: readonly { readonly text: string; readonly accesses: readonly string[] }[];
}

/** An answer as it leaves the bank, before a network has touched it. */
export interface BankReply {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly date: string;
}

/**
 * The training bank itself, its methods, its ledger and its clock, without its listeners: a request is a function call.
 * What money has moved is read here, and nowhere else.
 */
export class BankInProcess {
  readonly #world: BankWorld;

  constructor({ now, monotonicMs, settings, settleAfterMs, tokens }: BankInProcessOptions) {
    const state = preparedState(now());
    state.tokens.push(
      ...tokens.map(({ text, accesses }, index) => tokenOf(state, now(), text, accesses, index)),
    );
    const none = { perPaymentKopecks: null, perDayKopecks: null, perMonthKopecks: null };
    state.limits.tApi = { ...none, perCounterpartyPerDay: null };
    this.#world = {
      state,
      settings: bankSettingsSchema.parse(settings),
      preparedOperations: [],
      rates: createRateCounter(monotonicMs),
      settleAfterMs,
      now: () => new Date(now().getTime() + state.clockOffsetMs),
    };
  }

  /** Takes one request from its first check to its last change. */
  answer(request: BankRequest): BankReply {
    const found = findMethod(this.#world, request);
    countPayRequest(this.#world, found, request);
    return this.#replyOf(answerRequest(this.#world, found, request));
  }

  /** What a person does in online banking. */
  control(command: ControlCommand): void {
    const reach = {
      faults: createFaults(),
      setCertificateMode: () => undefined,
      issueCertificate: () => {
        throw new Error('the simulation has no certificates of the bank');
      },
    };
    const answer = runControl(this.#world, reach, command);
    if (!answer.ok) throw new Error(`the bank does not do it: ${answer.reason}`);
  }

  /** The director signs a draft in online banking; one that is signed already stays as it is. */
  sign(documentId: string): void {
    signDraft(this.#world, documentId, 'director');
  }

  /** The bank lets a payment lie, or carries it out: no earlier than then. */
  hold(id: string, until: Date): void {
    for (const payment of this.#world.state.payments)
      if (payment.id === id && payment.status === 'IN_PROGRESS') payment.settleAt = until.toISOString();
  }

  /** The bank closes the account for payments, or opens it again. */
  setAccountStatus(status: 'NORM' | 'BLOCKED'): void {
    for (const account of this.#world.state.accounts) account.status = status;
  }

  /** The memory of the bank as of now: whatever is due has been carried out. */
  get state(): BankState {
    settleDuePayments(this.#world);
    return this.#world.state;
  }

  /** Money that has left the company, oldest first. */
  get debits(): readonly Operation[] {
    return this.state.operations.filter(
      ({ direction, payVo }) => direction === 'Debit' && payVo === 'payment-order',
    );
  }

  #replyOf({ status, body, headers = {} }: Answer): BankReply {
    const text = body.kind === 'empty' ? '' : body.kind === 'json' ? JSON.stringify(body.value) : body.text;
    return {
      status,
      text,
      retryAfter: headers['retry-after'] ?? null,
      date: this.#world.now().toUTCString(),
    };
  }
}

function tokenOf(
  { company }: BankState,
  issuedAt: Date,
  text: string,
  accesses: readonly string[],
  index: number,
): TokenRecord {
  return {
    id: `token-${index + 1}`,
    label: `token-${index + 1}`,
    textSha256: sha256Hex(text),
    inn: company.inn,
    kpp: company.kpp,
    accesses: [...accesses],
    ips: [],
    ipCheck: false,
    issuedAt: issuedAt.toISOString(),
    lastUsedAt: null,
    revokedAt: null,
    issuer: { name: 'Директор', signRight: true, active: true },
    certificateFingerprints: [],
  };
}
