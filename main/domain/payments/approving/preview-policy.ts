import {
  PREVIEW_DAYS,
  PREVIEW_NAMED,
  type PolicyPreview,
  type PolicyRules,
  type PreviewEffect,
} from '../../../../contract/areas/policy.ts';
import type { RuleDecision } from '../../../../contract/areas/payments.ts';
import {
  addMs,
  DAY_MS,
  moscowDate,
  type Instant,
  type LocalDate,
} from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { evaluate, type PaymentFacts } from '../../policy/evaluate.ts';
import { assertCoherent } from '../../policy/policy.ts';
import { classMarks, type PartyFacts } from '../payment-class.ts';
import { contentKey, type PaymentContent } from '../payment-content.ts';
import { payeeKey } from '../../counterparties/payee.ts';
import {
  hasReachedPayee,
  isApprovedAccount,
  isSameCounterparty,
  isSamePayee,
  payeeStanding,
} from '../payment-facts.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { contentOf, countsInBankLimits, countsInLimits, isPaid, type Payment } from '../payment.ts';
import { isMaker } from './approval.ts';
import { approvers, rulesInForce, type TouchedByJudge } from './judge.ts';
import { isVouched } from './answers.ts';

type TouchedByPreviewPolicy = TouchedByJudge & Pick<PaymentVault, 'clock'>;

type NamedPayment = PolicyPreview['named'][number];

/**
 * Plays the sent payments of the last days through the rules in force and through others, each with what had been paid
 * before it, and says what the others would have changed. What they would have refused still counts in the sums of the
 * payments after it. Reads only.
 * Errors: `policy-invalid`.
 */
export function previewPolicy(
  vault: TouchedByPreviewPolicy,
  companyId: CompanyId,
  rules: PolicyRules,
): PolicyPreview {
  assertCoherent(rules);
  const { policy, state } = rulesInForce(vault, companyId);
  const since = addMs(vault.clock.now(), -PREVIEW_DAYS * DAY_MS);
  const past = new Past();
  const counts = { refused: 0, asked: 0, more: 0, freed: 0 };
  const named: NamedPayment[] = [];
  let payments = 0;
  for (const { payment, at } of sentInOrder(vault, companyId)) {
    if (at >= since) {
      payments += 1;
      const facts = factsOf(vault, payment, past.before(contentOf(payment), at));
      const before = evaluate(policy.rules, { ...facts, rulesState: state });
      const after = evaluate(rules, { ...facts, rulesState: 'signed' });
      const effect = effectOf(before, after);
      if (effect !== null) {
        counts[effect] += 1;
        named.push(namedPayment(payment, { at, effect, before, after }));
      }
    }
    past.add(payment, at, isVouched(vault, payment));
  }
  return { payments, counts, named: named.slice(-PREVIEW_NAMED).reverse() };
}

function sentInOrder(
  vault: Pick<PaymentVault, 'payments'>,
  companyId: CompanyId,
): readonly { readonly payment: Payment; readonly at: Instant }[] {
  return vault.payments
    .list(companyId, null)
    .filter((payment) => isPaid(payment) && payment.content !== null)
    .flatMap((payment) => (payment.sentAt === null ? [] : [{ payment, at: payment.sentAt }]))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

type PastFacts = Pick<
  PaymentFacts,
  | 'usedDayMinor'
  | 'usedMonthMinor'
  | 'usedPayeeDayMinor'
  | 'usedPayeeDayPayments'
  | 'usedWithDrafts'
  | 'payee'
  | 'hasDuplicates'
> &
  Pick<PartyFacts, 'isAccountApproved' | 'isWagesAccountApproved'>;

function factsOf(
  vault: Pick<PaymentVault, 'organizations' | 'people' | 'companies' | 'accounts'>,
  payment: Payment,
  { isAccountApproved, isWagesAccountApproved, ...past }: PastFacts,
): Omit<PaymentFacts, 'rulesState'> {
  const { companyId } = payment;
  const content = contentOf(payment);
  return {
    ...past,
    isStatementUnread: false,
    // What was paid was not refused, and calls were not asked for.
    isNeverPaid: false,
    isCalledBack: true,
    amountMinor: content.amountMinor,
    accountNumber: content.fromAccountNumber,
    route: content.route,
    classes: classMarks(content, {
      companyInn: vault.companies.get(companyId)?.inn ?? '',
      ownAccounts: vault.accounts.list(companyId).map(({ account }) => account),
      isAccountApproved,
      isWagesAccountApproved,
    }),
    approvers: approvers(vault, companyId).filter(({ personId }) => !isMaker(payment, personId)).length,
  };
}

/** What was paid on each Moscow day, and the sums of days and months. */
class Days {
  readonly #sums = new Map<string, number>();
  readonly #days = new Map<string, PaymentContent[]>();

  add(day: LocalDate, content: PaymentContent): void {
    for (const name of [day, day.slice(0, 7)]) this.#sums.set(name, this.sumOf(name) + content.amountMinor);
    this.#days.set(day, [...this.on(day), content]);
  }

  /** `name`: a day or a month. Units: kopecks. */
  sumOf(name: string): number {
    return this.#sums.get(name) ?? 0;
  }

  on(day: LocalDate): readonly PaymentContent[] {
    return this.#days.get(day) ?? [];
  }

  countTo(day: LocalDate, payee: PaymentContent['payee']): number {
    return this.on(day).filter((other) => isSameCounterparty(other.payee, payee)).length;
  }
}

/** What had been paid before each payment of a walk in the order of sending. */
class Past {
  readonly #direct = new Days();
  /** Bank drafts as well, on the day of their handing over: so long ago nobody asks when they were signed. */
  readonly #withDrafts = new Days();
  readonly #keys = new Set<string>();
  /** Of each payee, for each account one payment, and one that a director approved: more say nothing new. */
  readonly #payees = new Map<string, Payment[]>();

  before(content: PaymentContent, at: Instant): PastFacts {
    const { payee } = content;
    const day = moscowDate(at);
    const paid = this.#payees.get(payeeKey(payee)) ?? [];
    return {
      usedDayMinor: this.#direct.sumOf(day),
      usedMonthMinor: this.#direct.sumOf(day.slice(0, 7)),
      usedPayeeDayMinor: this.#direct
        .on(day)
        .filter((other) => isSamePayee(other.payee, payee))
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      usedPayeeDayPayments: this.#direct.countTo(day, payee),
      usedWithDrafts: {
        dayMinor: this.#withDrafts.sumOf(day),
        monthMinor: this.#withDrafts.sumOf(day.slice(0, 7)),
        payeeDayPayments: this.#withDrafts.countTo(day, payee),
      },
      payee: payeeStanding(paid, payee),
      hasDuplicates: this.#keys.has(contentKey(content)),
      isAccountApproved: isApprovedAccount(paid, payee, 'any'),
      isWagesAccountApproved: isApprovedAccount(paid, payee, 'wages'),
    };
  }

  /** `isVouched`: whether it may make its payee a known one. */
  add(payment: Payment, at: Instant, isVouched: boolean): void {
    const content = contentOf(payment);
    const { payee } = content;
    this.#keys.add(contentKey(content));
    if (countsInLimits(payment)) this.#direct.add(moscowDate(at), content);
    if (countsInBankLimits(payment)) this.#withDrafts.add(moscowDate(at), content);
    if (!hasReachedPayee(payment) || !isVouched) return;
    const key = payeeKey(payee);
    const paid = this.#payees.get(key) ?? [];
    const saysNothingNew =
      payeeStanding(paid, payee) === 'known' &&
      (payment.approvalsNeeded === 0 || isApprovedAccount(paid, payee, 'wages'));
    if (!saysNothingNew) this.#payees.set(key, [...paid, payment]);
  }
}

function effectOf(before: RuleDecision, after: RuleDecision): PreviewEffect | null {
  const [was, is] = [strengthOf(before), strengthOf(after)];
  if (is === was) return null;
  if (is < was) return 'freed';
  if (after.kind === 'refuse') return 'refused';
  return before.kind === 'allow' ? 'asked' : 'more';
}

function strengthOf({ kind, approvalsNeeded }: RuleDecision): number {
  return kind === 'refuse' ? Infinity : approvalsNeeded;
}

function namedPayment(
  payment: Payment,
  reported: Pick<NamedPayment, 'at' | 'effect' | 'before' | 'after'>,
): NamedPayment {
  const { payee, amountMinor } = contentOf(payment);
  return { paymentId: payment.paymentId, payeeName: payee.name, amountMinor, ...reported };
}
