import { DAY_MS } from '../../contract/values/dates.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { approve, change, payOne, RENT, submit, type as typeDraft } from './acts.ts';
import { judgeEnd, type Books } from './judge-books.ts';
import type { Office } from './office.ts';

/** How the surroundings behave while somebody pays. */
export interface Seasons {
  readonly rough: (office: Office) => Promise<readonly string[]>;
  readonly calm: (office: Office) => Promise<void>;
  readonly booksOf: (office: Office) => Books;
}

/** Tries of one payment when nothing fails any more. Own choice: rules ask for an approval, then for another. */
const MOST_TRIES = 12;

/**
 * The same sum for the same purpose goes to the same payee twice, a month apart, and both times the accountant means
 * it: whatever failed on the way, the bank has two debits in the end. Returns what went wrong.
 */
export async function payRent(office: Office, { rough, calm, booksOf }: Seasons): Promise<readonly string[]> {
  for (const month of [1, 2]) {
    office.isCalm = false;
    typeDraft(office, RENT);
    const faults = await rough(office);
    if (faults.length > 0) return faults;
    await calm(office);
    await payWhatIsLeft(office, month);
    const books = judgeEnd({ ...booksOf(office), payments: office.paymentsInFile });
    const paid = office.bank.debits.filter(({ purpose }) => purpose === RENT.purpose).length;
    if (books.length > 0) return books;
    if (paid !== month) return [`the rent of ${month} months has left ${paid} times`];
    await office.pass(31 * DAY_MS);
  }
  return [];
}

/** What came to nothing is done once more, until the rent of this month has left. */
async function payWhatIsLeft(office: Office, month: number): Promise<void> {
  const paid = () => office.payments.filter(isRent).filter(({ status }) => status === 'executed').length;
  const answered = new Set<string>();
  for (let attempt = 0; attempt < MOST_TRIES && paid() < month; attempt += 1) {
    const rentThatIs = (wanted: Payment['status']) =>
      office.payments.filter(isRent).find(({ status }) => status === wanted);
    const [approved, submitted, draft] = (['approved', 'submitted', 'draft'] as const).map(rentThatIs);
    if (approved !== undefined) payOne(office, approved);
    else if (submitted !== undefined) answer(office, submitted, answered);
    else if (draft !== undefined) submit(office, draft);
    else typeDraft(office, RENT);
    for (let round = 0; round < 4; round += 1) await office.pass(61_000);
  }
}

/**
 * One that was asked for by a clock that stood ahead waits for approvals of that day: it is taken back and asked for
 * once more.
 */
function answer(office: Office, payment: Payment, answered: Set<string>): void {
  const request = `${payment.paymentId} ${payment.submittedAt ?? ''}`;
  if (answered.has(request)) change(office, payment, payment.fields);
  else approve(office, payment);
  answered.add(request);
}

function isRent({ fields }: Payment): boolean {
  return fields.purpose === RENT.purpose;
}
