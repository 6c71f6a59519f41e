import { z } from 'zod';
import { DraftChange } from '../../../contract/areas/payments.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type { BankOperation } from '../../ports/bank-ports.ts';
import type { PaymentContent } from './payment-content.ts';
import { readsAs } from './reads-as.ts';

/**
 * What was seen of a draft for signature in the bank. `held`: its word for it says that the bank holds it. Of an
 * executed one the statement shows `same` or `changed`; `not-found`: it was not in the statement for as long as it was
 * looked for.
 */
export const DraftSighting = z.strictObject({
  kind: z.enum(['held', 'same', 'changed', 'not-found']),
  at: Instant,
  /** What differs from what was laid, field by field. */
  changes: z.array(DraftChange),
});
export type DraftSighting = z.infer<typeof DraftSighting>;

/**
 * Words of the bank that say by themselves that it holds a document. No list of its words is published (tapi.md §5.8,
 * §11.7), so the word is always shown as well. Source: own choice.
 */
const HELD_WORDS: readonly string[] = ['HELD', 'HOLD', 'ON_HOLD', 'SUSPENDED'];

export function saysHeld(word: string | null): boolean {
  return word !== null && HELD_WORDS.includes(word);
}

/** What of a payment the statement shows beyond doubt. */
export interface ExecutedAs {
  readonly documentNumber: number;
  readonly amountMinor: number;
  readonly accountNumber: string;
}

/** Returns as what a payment was executed: what was changed in online banking counts, not what was laid there. */
export function executedAs(
  { documentNumber, amountMinor, payee }: PaymentContent,
  sighting: DraftSighting | null,
): ExecutedAs {
  const is = (field: DraftChange['field']) => sighting?.changes.find((change) => change.field === field)?.is;
  return {
    documentNumber,
    amountMinor: Number(is('amount') ?? amountMinor),
    accountNumber: is('payee-account') ?? payee.accountNumber,
  };
}

/** Tells whether the money went to somebody else, or to another account, than was laid into the bank. */
export function isPayeeChanged(sighting: DraftSighting | null): boolean {
  return (sighting?.changes ?? []).some(({ field }) => PAYEE_FIELDS.includes(field));
}

const PAYEE_FIELDS: readonly DraftChange['field'][] = ['payee-account', 'payee-bik', 'payee-inn'];

/**
 * Returns how an operation differs from the content that was laid into the bank. What the bank left out is not
 * compared, nor is the name, which it writes in its own way.
 */
export function changesIn(content: PaymentContent, operation: BankOperation): readonly DraftChange[] {
  const { payee, amountMinor, purpose } = content;
  const texts: readonly (readonly [DraftChange['field'], string, string])[] = [
    ['amount', String(amountMinor), String(operation.amountMinor)],
    ['payee-account', payee.accountNumber, operation.counterpartyAccount],
    ['payee-bik', payee.bik, operation.counterpartyBik],
    ['payee-inn', payee.inn === '0' ? '' : payee.inn, operation.counterpartyInn],
  ];
  const changes = texts.flatMap(([field, was, is]) =>
    was === '' || is === '' || was === is ? [] : [{ field, was, is }],
  );
  const isSamePurpose = operation.purpose === '' || readsAs(operation.purpose) === readsAs(purpose);
  return isSamePurpose ? changes : [...changes, { field: 'purpose', was: purpose, is: operation.purpose }];
}

/**
 * Returns the operation by which a draft was executed: the number of the document is the same, and sum, account or
 * purpose as well. `null` where there is none or where several could be it: then nobody says that it was changed.
 * `others`: what other payments of the ledger were executed as.
 */
export function operationOf(
  content: PaymentContent,
  operations: readonly BankOperation[],
  others: ReadonlySet<string>,
): BankOperation | null {
  const { amountMinor, payee, purpose } = content;
  const alike = operations
    .filter(
      (operation) =>
        operation.direction === 'out' &&
        Number.parseInt(operation.documentNumber, 10) === content.documentNumber &&
        !others.has(keyOfOperation(operation)),
    )
    .map((operation) => ({
      operation,
      points:
        Number(operation.amountMinor === amountMinor) +
        Number(operation.counterpartyAccount === payee.accountNumber) +
        Number(readsAs(operation.purpose) === readsAs(purpose)),
    }))
    .filter(({ points }) => points > 0);
  const most = Math.max(0, ...alike.map(({ points }) => points));
  const [first, ...more] = alike.filter(({ points }) => points === most);
  return first === undefined || more.length > 0 ? null : first.operation;
}

/** Text by which an operation and a payment of the ledger are one. */
export function keyOfExecuted({ documentNumber, amountMinor, accountNumber }: ExecutedAs): string {
  return `${documentNumber} ${amountMinor} ${accountNumber}`;
}

/** As `keyOfExecuted`, of an operation. */
export function keyOfOperation(
  operation: Pick<BankOperation, 'documentNumber' | 'amountMinor' | 'counterpartyAccount'>,
): string {
  const { amountMinor, counterpartyAccount } = operation;
  const documentNumber = Number.parseInt(operation.documentNumber, 10);
  return keyOfExecuted({ documentNumber, amountMinor, accountNumber: counterpartyAccount });
}
