import type { Payment } from '../../main/domain/payments/payment.ts';
import type { Payment as BankPayment } from '../../training-bank/state/bank-state.ts';
import type { Sent } from './network.ts';

export interface Books {
  /** As the app says. */
  readonly payments: readonly Payment[];
  readonly bank: {
    readonly state: { readonly payments: readonly Readonly<BankPayment>[] };
    /** Money that has left, by what it was for. */
    readonly debits: readonly { readonly purpose: string }[];
  };
  /** What left this computer and could move money. */
  readonly sent: readonly Sent[];
}

type Status = Payment['status'];

/** What the app calls so has moved no money and never will, as it stands. */
const NOT_PAID: readonly Status[] = [
  'draft',
  'submitted',
  'approved',
  'refused',
  'failed',
  'cancelled',
  'expired',
];

/** What the bank may have of a payment that the app calls so. Everything else leaves it open, and says so. */
const AT_BANK: Readonly<Partial<Record<Status, readonly (BankPayment['status'] | 'nothing')[]>>> = {
  draft: ['nothing'],
  submitted: ['nothing'],
  approved: ['nothing'],
  refused: ['nothing'],
  expired: ['nothing'],
  failed: ['nothing', 'FAILED'],
  cancelled: ['nothing', 'CANCELLED'],
  executed: ['EXECUTED'],
};

/**
 * Holds what the app says of its payments against the ledger of the bank, where a debit is an operation of the account
 * and nothing else. Returns what does not fit, empty when all does.
 */
export function judgeBooks(books: Books): readonly string[] {
  return [...judgeEach(books), ...judgeDebits(books), ...judgeSent(books)];
}

/** The same when the faults are over and everything had its time: then every intention has come to an end. */
export function judgeEnd(books: Books): readonly string[] {
  const open: readonly Status[] = ['submitting', 'unknown', 'in-progress'];
  const undecided = books.payments
    .filter(({ fields, status }) => fields.route === 'direct' && open.includes(status))
    .map(({ paymentId, status }) => `${paymentId} is still ${status}`);
  return [...judgeBooks(books), ...undecided, ...judgeCounts(books)];
}

/** The bank keeps with a payment whose it is. */
function judgeEach({ payments, bank }: Books): readonly string[] {
  const { payments: taken } = bank.state;
  const ownerOf = ({ meta }: Readonly<BankPayment>) => meta?.['order'];
  const ids = new Set<string>(payments.map(({ paymentId }) => paymentId));
  const strangers = taken.filter((one) => one.source === 'api' && !ids.has(ownerOf(one) ?? ''));
  return [
    ...strangers.map(({ id }) => `the bank has ${id}, and the app knows nothing of it`),
    ...payments
      .filter(({ fields }) => fields.route === 'direct')
      .flatMap(({ paymentId, status }) => {
        const mine = taken.filter((one) => ownerOf(one) === paymentId);
        if (mine.length > 1) return [`the bank has ${mine.length} payments for ${paymentId}`];
        const there = mine[0]?.status ?? 'nothing';
        return AT_BANK[status]?.includes(there) === false
          ? [`${paymentId} is called ${status}, and the bank has: ${there}`]
          : [];
      }),
  ];
}

/** Debits are told by what the person typed: neither our ids nor those of the bank say whose they are. */
function judgeDebits({ payments, bank }: Books): readonly string[] {
  return purposesOf(payments, bank.debits).flatMap((purpose) => {
    const alike = payments.filter((payment) => purposeOf(payment) === purpose);
    const executed = alike.filter(({ status }) => status === 'executed').length;
    const possible = alike.filter(({ status }) => !NOT_PAID.includes(status)).length;
    const debits = countOf(bank.debits, purpose);
    if (debits > possible) return [`«${purpose}» left ${debits} times, and ${possible} at most may have`];
    if (debits < executed) return [`«${purpose}» left ${debits} times, and ${executed} are called executed`];
    return [];
  });
}

/** In the end as many debits as payments that are called executed; drafts that wait for a signature are still open. */
function judgeCounts({ payments, bank }: Books): readonly string[] {
  return purposesOf(payments, bank.debits).flatMap((purpose) => {
    const alike = payments.filter((payment) => purposeOf(payment) === purpose);
    if (alike.some(({ fields }) => fields.route === 'bank-draft')) return [];
    const executed = alike.filter(({ status }) => status === 'executed').length;
    const debits = countOf(bank.debits, purpose);
    return debits === executed ? [] : [`«${purpose}» left ${debits} times, ${executed} are called executed`];
  });
}

/** A draft has no id by which the bank could tell a repeat, so it leaves once; one payment leaves as one text. */
function judgeSent({ payments, sent }: Books): readonly string[] {
  const laid = sent.filter(({ method }) => method === 'create-draft').map(({ body }) => body);
  const twice = laid.filter((body, index) => laid.indexOf(body) !== index);
  const texts = new Map<string, Set<string>>();
  for (const { method, body } of sent) {
    if (method !== 'pay') continue;
    const { meta } = JSON.parse(body) as { meta: { order: string } }; // as the bank reads it
    texts.set(meta.order, (texts.get(meta.order) ?? new Set()).add(body));
  }
  const known = new Set<string>(payments.map(({ paymentId }) => paymentId));
  return [
    ...twice.map((body) => `a draft was laid twice: ${body}`),
    ...[...texts].filter(([, bodies]) => bodies.size > 1).map(([id]) => `${id} left as several texts`),
    ...[...texts.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `${id} left, and the app knows nothing of it`),
  ];
}

function purposeOf({ content }: Payment): string | null {
  return content?.purpose ?? null;
}

function purposesOf(payments: readonly Payment[], debits: Books['bank']['debits']): readonly string[] {
  const all = [...payments.map(purposeOf), ...debits.map(({ purpose }) => purpose)];
  return [...new Set(all.filter((purpose) => purpose !== null))];
}

function countOf(debits: Books['bank']['debits'], purpose: string): number {
  return debits.filter((debit) => debit.purpose === purpose).length;
}
