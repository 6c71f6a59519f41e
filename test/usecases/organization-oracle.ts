import { expect } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { Seat } from '../fakes/organization-world.ts';
import { STRICT_RULES } from '../fakes/vault-world.ts';

/** A request as the people of the model know it. */
export interface Asked {
  readonly author: string;
  /** Name of the person whose computer sends it. */
  readonly sender: string;
  readonly content: string;
  /**
   * When it ends by the time that it is; `null` where nobody can know, because its maker's computer never hears the
   * time.
   */
  readonly until: string | null;
  /** When it was made, by the time that it was. */
  readonly at: string;
}

/** A yes that a director gave with his passphrase, or a no. */
export interface Answer {
  readonly person: string;
  readonly requestHash: string;
  readonly verdict: 'approved' | 'rejected';
  readonly peopleHash: string;
  readonly policyHash: string;
  readonly until: string | null;
}

interface Sent {
  readonly at: string;
  readonly amountMinor: number;
  readonly inn: string;
  readonly account: string;
  readonly purpose: string;
}

/** What the bank was told, read from the bytes. */
interface Told {
  readonly payee: { readonly inn: string; readonly accountNumber: string };
  readonly amountMinor: number;
  readonly purpose: string;
  readonly documentNumber: number;
}

/** What the vault of a computer has lived through; a copy that is put back takes it back. */
export interface Lived {
  sent: Sent[];
  /** Requests that a director's no has been taken in for. */
  refused: Set<string>;
}

/** What leaves a computer for the bank. */
interface Leaving {
  readonly seat: Seat;
  readonly body: string;
  readonly bankPaymentId: string | null;
  /** The request under which this computer keeps the payment; `null` when it asked nobody. */
  readonly requestHash: string | null;
  readonly now: string;
}

/**
 * Writes down what people did at their computers, and says of each sending whether the rules in force there allowed it.
 * It knows the texts of requests and who said yes to which, and nothing of envelopes, counters, states and judgements.
 * It goes by the time that it is: what clocks show it does not know.
 */
export class OrganizationOracle {
  readonly asked = new Map<string, Asked>();
  readonly answers: Answer[] = [];
  readonly #lived = new Map<string, Lived>();
  /** Everything that ever left any computer; no copy of a vault takes this back. */
  readonly #ids = new Map<string, string>();
  readonly #payees: { readonly inn: string; readonly account: string }[] = [];
  sends = 0;
  approvedSends = 0;
  /** Sendings of what somebody at another computer asked for. */
  sendsForOthers = 0;

  lived(seat: Seat): Lived {
    const known = this.#lived.get(seat.name);
    if (known !== undefined) return known;
    const fresh: Lived = { sent: [], refused: new Set() };
    this.#lived.set(seat.name, fresh);
    return fresh;
  }

  past(seat: Seat): Lived {
    return structuredClone(this.lived(seat));
  }

  goBack(seat: Seat, past: Lived): void {
    this.#lived.set(seat.name, structuredClone(past));
  }

  /** Errors: fails the test when this may not leave. Returns what to note when the bank took it. */
  check(leaving: Leaving): () => void {
    const { seat, body, bankPaymentId, requestHash, now } = leaving;
    const told = JSON.parse(body) as Told; // written by the bank of the tests
    const { payee, amountMinor, purpose } = told;
    const one: Sent = { at: now, amountMinor, inn: payee.inn, account: payee.accountNumber, purpose };
    const rules = rulesAt(seat, now);
    // Whatever was asked of the others needs a yes, also where the rules let it go: the sender knows the maker by a
    // signature alone.
    const floor = requestHash === null ? 0 : 1;
    const needed = Math.max(floor, this.#neededFor(seat, one, rules));
    const counting = requestHash === null ? 0 : this.#counting(leaving, requestHash, contentKey(told));
    expect(counting).toBeGreaterThanOrEqual(needed);
    if (requestHash !== null) {
      const asked = this.asked.get(requestHash);
      if (asked?.author !== seat.name) this.sendsForOthers += 1;
      expect(asked?.sender).toBe(seat.name);
      expect(asked?.content).toBe(contentKey(told));
      // The same order has the same id, on whatever computer and after whatever was put back.
      expect(bankPaymentId).toBe(this.#ids.get(requestHash) ?? bankPaymentId);
      this.#ids.set(requestHash, bankPaymentId ?? '');
    }
    this.sends += 1;
    if (needed > 0) this.approvedSends += 1;
    return () => {
      this.lived(seat).sent.push(one);
      this.#payees.push({ inn: payee.inn, account: payee.accountNumber });
    };
  }

  /** People who said yes to this very request under the documents of today, and none who said no. */
  #counting({ seat, now }: Leaving, requestHash: string, content: string): number {
    const asked = this.asked.get(requestHash);
    if (asked === undefined || asked.content !== content) return 0;
    expect(this.lived(seat).refused.has(requestHash)).toBe(false);
    expect(isOver(asked.until, now)).toBe(false);
    const { people, policy } = seat.organization;
    const directors = people.document.members
      .filter(({ role, validThrough }) => role === 'director' && validThrough === null)
      .map(({ name }) => name);
    const valid = this.answers.filter(
      (answer) =>
        answer.requestHash === requestHash &&
        answer.verdict === 'approved' &&
        answer.person !== asked.author &&
        directors.includes(answer.person) &&
        answer.peopleHash === people.hash &&
        answer.policyHash === (policy?.hash ?? people.hash) &&
        !isOver(answer.until, now),
    );
    return new Set(valid.map(({ person }) => person)).size;
  }

  /** No more than the rules ask for: what only other computers know may make the app ask for more. */
  #neededFor(seat: Seat, one: Sent, rules: PolicyRules): number {
    const { sent } = this.lived(seat);
    const today = sent.filter(({ at }) => moscow(at, 10) >= moscow(one.at, 10));
    const month = sent.filter(({ at }) => moscow(at, 7) >= moscow(one.at, 7));
    const payeeDay = sum(today.filter(({ inn, account }) => inn === one.inn || account === one.account));
    const uses = [
      [rules.payment, 0],
      [rules.day, sum(today)],
      [rules.month, sum(month)],
      [rules.payeeDay, payeeDay],
    ] as const;
    for (const [{ refuseAboveMinor }, used] of uses)
      if (refuseAboveMinor !== null) expect(used + one.amountMinor).toBeLessThanOrEqual(refuseAboveMinor);
    const isOver = uses.some(([{ approvalAboveMinor }, used]) => used + one.amountMinor > approvalAboveMinor);
    const tiers = rules.tiers.filter(({ aboveMinor }) => payeeDay + one.amountMinor > aboveMinor);
    const before = this.#payees.filter(({ inn }) => inn === one.inn);
    const isNew = before.length === 0 && rules.newPayeeNeedsApproval;
    // A payment that nobody was asked about is known at its own computer alone.
    const isPaidHere = sent.some(({ inn }) => inn === one.inn);
    const isMoved = isPaidHere && !before.some(({ account }) => account === one.account);
    const isTwice = sent.some(
      (other) =>
        other.account === one.account &&
        other.amountMinor === one.amountMinor &&
        other.purpose === one.purpose,
    );
    if (!isOver && !isNew && !isMoved && !isTwice && tiers.length === 0) return 0;
    return Math.max(rules.approvalsNeeded, ...tiers.map(({ approvals }) => approvals));
  }
}

/** No clock may lengthen a life by more than this. Units: ms. */
export const MAY_BE_OFF_MS = 5 * 60_000;

function isOver(until: string | null, now: string): boolean {
  return until !== null && Date.parse(now) >= Date.parse(until) + MAY_BE_OFF_MS;
}

/** The rules that the computer has; the strictest when they have run out. */
function rulesAt(seat: Seat, now: string): PolicyRules {
  const { policy } = seat.organization;
  return policy === null || now >= policy.document.validUntil ? STRICT_RULES : policy.document.rules;
}

function sum(sent: readonly Sent[]): number {
  return sent.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** Moscow day or month, by the runtime's own calendar. */
function moscow(at: string, length: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' })
    .format(new Date(at))
    .slice(0, length);
}

/** What a payment is, in one text. */
export function contentKey({ payee, amountMinor, purpose, documentNumber }: Told): string {
  return [payee.inn, payee.accountNumber, amountMinor, purpose, documentNumber].join('|');
}
