import { isPaidToBudget } from '../../../contract/values/bank-details/budget.ts';
import type { ClassMark } from '../policy/evaluate.ts';
import type { PaymentContent } from './payment-content.ts';
import { WAGES_ORDER } from './payment-facts.ts';

/** What is known of the two sides of a payment beyond its content. */
export interface PartyFacts {
  readonly companyInn: string;
  /** Accounts of the company that the bank has told of. */
  readonly ownAccounts: readonly { readonly accountNumber: string; readonly bankBik: string }[];
  /** A director approved an earlier payment to this very account. */
  readonly isAccountApproved: boolean;
  /** The same, of an earlier payment of wages. */
  readonly isWagesAccountApproved: boolean;
}

/**
 * BIKs under which units of the Treasury of Russia occur, beyond those that `isPaidToBudget` knows: a class is asked
 * for rather once too often. Source: tapi.md §8.1 (`01…`, also `00…` and `02…`);
 * https://github.com/horadorara/bank_ed807_practice.
 */
const TREASURY_BIK = /^0[0-2]/;
/** A treasury account for the income of the budgets. Source: tapi.md §8.2 (`03100643…`). */
const TAX_ACCOUNT = /^03100/;
/**
 * Accounts and deposits of natural persons. Source: chart of accounts of the Bank of Russia (809-P): 40817, 40820,
 * 423, 426.
 */
const PERSONS_ACCOUNT = /^(40817|40820|423|426)/;

/**
 * Says which classes a payment belongs to. Any mark of a class counts, so that no other mark leads around a rule that
 * always asks; a class is sure when all its marks agree and the account is proven by somebody other than the author:
 * the bank, the treasury's own numbers, or a director.
 */
export function classMarks(content: PaymentContent, facts: PartyFacts): readonly ClassMark[] {
  const { payee, executionOrder } = content;
  const { companyInn, ownAccounts, isAccountApproved, isWagesAccountApproved } = facts;
  const marks: ClassMark[] = [];
  const isOwnAccount = ownAccounts.some(
    ({ accountNumber, bankBik }) => accountNumber === payee.accountNumber && bankBik === payee.bik,
  );
  if (payee.inn === companyInn || isOwnAccount) {
    marks.push({ name: 'own', isSure: payee.inn === companyInn && (isOwnAccount || isAccountApproved) });
  }
  const isToBudget = isPaidToBudget({
    payeeAccount: payee.accountNumber,
    payeeBik: payee.bik,
    payeeCorrAccount: payee.corrAccountNumber ?? '',
  });
  if (isToBudget || content.tax !== undefined || TREASURY_BIK.test(payee.bik)) {
    const isSure = TREASURY_BIK.test(payee.bik) && TAX_ACCOUNT.test(payee.accountNumber);
    marks.push({ name: 'tax', isSure });
  }
  const isToPerson = PERSONS_ACCOUNT.test(payee.accountNumber);
  if (isToPerson || executionOrder === WAGES_ORDER) {
    const isSure = isToPerson && executionOrder === WAGES_ORDER && isWagesAccountApproved;
    marks.push({ name: 'salary', isSure });
  }
  return marks;
}
