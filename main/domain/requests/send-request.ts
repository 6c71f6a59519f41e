import { isRoubleAccount } from '../../../contract/values/currencies.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../contract/values/money.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { RequestEnvelope } from '../envelopes/envelope.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import { plainOf } from '../../../contract/values/plain-text.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { contentHash, judge } from '../payments/judge.ts';
import { needOf } from '../payments/need.ts';
import { orderedPayment } from '../payments/ordered-payment.ts';
import { payeeStanding } from '../payments/payment-facts.ts';
import { companyOf, type PaymentParts } from '../payments/payment-parts.ts';
import { contentOf, makersOf, type Payment } from '../payments/payment.ts';
import { subjectOf } from '../payments/save-draft.ts';
import { headOf, ownRecord, statement, type Statement } from '../payments/statement.ts';

/** Most reasons and duplicates that the evidence of a request holds. Source: docs/format/envelope.md. */
const EVIDENCE_MAX = 20;

/** Tells whether a payment of an organization waits for its request to be signed. */
function isRequestOwed(parts: PaymentParts, payment: Payment): boolean {
  return (
    payment.status === 'submitted' &&
    payment.request === null &&
    parts.organizations.of(payment.companyId) !== null
  );
}

/**
 * Signs the request that asks the members of an organization to approve a submitted payment, and keeps it for the others. Without an organization, or when the
 * payment has a request already, nothing happens. A director who is the maker is asked for his passphrase.
 *
 * Errors: `not-a-member`, `cancelled-by-person`, `passphrase-wrong`, `secret-missing`, `keychain-*`; the payment waits without a request then. No money moves.
 * Effects: the request, the payment and a journal line: all or none. Calling twice is safe.
 */
export async function sendRequest(parts: PaymentParts, actor: Actor, paymentId: PaymentId): Promise<Payment> {
  const payment = load(parts, paymentId);
  if (!isRequestOwed(parts, payment)) return payment;
  const maker = makerOf(parts, payment);
  if (maker === null || maker.personId !== actor.personId)
    throw new AppError('not-a-member', { person: payment.preparedByName });
  if (maker.role !== 'director') {
    const made = requestStatement(parts, payment, maker);
    return keep(parts, payment, made, await parts.memberKeys.sign(maker.personId, made.signed));
  }
  const { amountMinor, payee } = contentOf(payment);
  const facts = [
    { label: 'amount' as const, text: parts.words.inDigits(amountMinor) },
    { label: 'payee' as const, text: payee.name },
  ];
  const question = { kind: 'passphrase' as const, subject: maker.name, facts, minLength: 1 };
  return parts.prompt.ask(question, async (passphrase) => {
    const made = requestStatement(parts, payment, maker);
    const signature = await parts.personKeys.sign(maker.personId, passphrase, made.signed);
    return keep(parts, payment, made, signature);
  });
}

/**
 * Signs the requests that are still owed: the keychain was locked, or the app ended between the submission and the request. Those of a director wait for him,
 * because only his passphrase signs. Errors: none, they are in the log. Effects: as `sendRequest`.
 */
export async function sendOwedRequests(parts: PaymentParts): Promise<void> {
  for (const payment of parts.payments.listByStatus(['submitted'])) {
    const maker = isRequestOwed(parts, payment) ? makerOf(parts, payment) : null;
    if (maker === null || maker.role === 'director') continue;
    const { personId, name, role } = maker;
    try {
      await sendRequest(parts, { personId, name, role }, payment.paymentId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      parts.log.warn('request-not-signed', { paymentId: payment.paymentId, code: error.code });
    }
  }
}

/** Returns the member of this computer who made the payment; `null` when he belongs to no organization, or not here. */
function makerOf(parts: PaymentParts, { companyId, preparedBy }: Payment): KnownMember | null {
  const found = parts.organizations
    .validMembers(companyId)
    .find(({ personId, isHere }) => personId === preparedBy && isHere);
  return found ?? null;
}

/**
 * Returns the key of the member whose computer will send a payment: the maker's, when a token here can send it; else that of a director, one known to have a
 * paying token before others, the latest before earlier ones.
 */
export function senderOf(
  parts: PaymentParts,
  payment: Pick<Payment, 'companyId' | 'fields'>,
  maker: Pick<KnownMember, 'key'>,
): PublicKey {
  const { companyId } = payment;
  if (parts.caller.canServe(needOf(payment))) return maker.key;
  const directors = parts.organizations
    .validMembers(companyId)
    .filter(({ role, key }) => role === 'director' && key !== maker.key);
  const newest = parts.organizations.newest(companyId);
  const rank = ({ key }: KnownMember) =>
    (newest.get(key)?.envelope.payingToken ?? 'none') === 'none' ? 1 : 0;
  const [best] = [...directors].sort((a, b) => rank(a) - rank(b));
  return best?.key ?? maker.key;
}

function requestStatement(parts: PaymentParts, payment: Payment, maker: KnownMember): Statement {
  const { companyId, submittedAt, expiresAt } = payment;
  if (submittedAt === null || expiresAt === null)
    throw new AppError('payment-state', { from: payment.status, to: 'submitted' });
  const content = contentOf(payment);
  const { name, inn, kpp } = companyOf(parts, payment);
  return statement(parts, companyId, {
    ...headOf(parts, { companyId, author: maker.key, issuedAt: submittedAt, expiresAt }),
    kind: 'request',
    paymentId: contentHash(parts, payment, { content, at: submittedAt }),
    sender: senderOf(parts, payment, maker),
    ...otherMakersOf(parts, payment),
    payer: { name, inn, kpp },
    payment: orderedPayment(content, submittedAt),
    evidence: evidenceOf(parts, payment),
  });
}

/** Names the other members who have made or changed what is paid, so that no computer counts their approvals. */
function otherMakersOf(
  { organizations }: PaymentParts,
  { companyId, otherMakers }: Payment,
): Pick<RequestEnvelope, 'makers'> {
  const makers = organizations
    .members(companyId)
    .flatMap(({ key, personId }) => (otherMakers.includes(personId) ? [key] : []))
    .sort();
  return makers.length === 0 ? {} : { makers };
}

function evidenceOf(parts: PaymentParts, payment: Payment): RequestEnvelope['evidence'] {
  const { companyId, paymentId } = payment;
  const content = contentOf(payment);
  const isSentHere = parts.caller.canServe(needOf(payment));
  const { decision, paid, duplicates } = judge(parts, {
    ...{ companyId, paymentId, makers: makersOf(payment), content },
    ...{ isSentHere, inStatement: [] },
  });
  const codes = [...decision.reasons, ...payment.reasons].map(({ code }) => code);
  const [last] = paid;
  const account = parts.accounts
    .list(companyId)
    .find((known) => known.account.accountNumber === content.fromAccountNumber);
  return {
    reasons: [...new Set(codes)].slice(0, EVIDENCE_MAX),
    payee: {
      standing: payeeStanding(paid, content.payee),
      paidBefore: paid.length,
      lastPaidOn: last === undefined ? null : moscowDate(last.sentAt ?? last.updatedAt),
      lastAmount: last === undefined ? null : amountToDecimal(contentOf(last).amountMinor),
    },
    duplicates: duplicates.slice(0, EVIDENCE_MAX).map(({ at, documentNumber, source }) => ({
      on: moscowDate(at ?? parts.clock.now()),
      documentNumber: plainOf(documentNumber, 20),
      source,
    })),
    balance:
      account === undefined || !isRoubleAccount(account.account)
        ? null
        : { available: amountToDecimal(account.account.availableMinor), asOf: account.asOf },
  };
}

/** Errors: `stale-revision` when the payment was changed while the key was opened; nothing is kept then. */
function keep(parts: PaymentParts, payment: Payment, made: Statement, signature: string): Payment {
  const { envelope } = made;
  if (envelope.kind !== 'request') throw new AppError('internal');
  const { companyId, preparedBy, preparedByName, paymentId } = payment;
  const record = ownRecord(parts, made, signature);
  const actor: Actor = {
    personId: preparedBy,
    name: preparedByName,
    role: roleOf(parts, companyId, envelope.author),
  };
  const at = parts.clock.now();
  const entry = journalEntry('request-signed', { at, actor, companyId, subject: subjectOf(payment) });
  const asked: Payment = {
    ...payment,
    contentHash: envelope.paymentId,
    request: { requestHash: record.hash, sender: envelope.sender },
    updatedAt: at,
    steps: [...payment.steps, historyStep(entry)],
  };
  const saved = parts.payments.saveWithEnvelope(asked, record, entry);
  parts.publish('payments.changed', { paymentId });
  return saved;
}

function roleOf(parts: PaymentParts, companyId: CompanyId, author: PublicKey): Actor['role'] {
  return parts.organizations.members(companyId).find(({ key }) => key === author)?.role ?? 'accountant';
}

function load({ payments }: PaymentParts, paymentId: PaymentId): Payment {
  const payment = payments.get(paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  return payment;
}
