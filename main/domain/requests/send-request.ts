import { isRoubleAccount } from '../../../contract/values/currencies.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../contract/values/money.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { plainOf } from '../../../contract/values/plain-text.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { RequestEnvelope } from '../envelopes/envelope.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { contentHash, judge, type TouchedByJudge } from '../payments/approving/judge.ts';
import { needOf } from '../payments/need.ts';
import { orderedPayment } from '../payments/ordered-payment.ts';
import { payeeStanding } from '../payments/payment-facts.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { companyOf } from '../payments/load-payment.ts';
import { contentOf, makersOf, type Payment } from '../payments/payment.ts';
import { subjectOf } from '../payments/draft/save-draft.ts';
import {
  headOf,
  ownRecord,
  unsignedEnvelope,
  type UnsignedEnvelope,
} from '../payments/approving/unsigned-envelope.ts';

export type TouchedBySendRequest = TouchedByJudge &
  Pick<
    PaymentVault,
    'envelopes' | 'tokens' | 'memberKeys' | 'prompt' | 'words' | 'clock' | 'checkpoints' | 'publish'
  >;

/** Most reasons and duplicates that the evidence of a request holds. Source: docs/format/envelope.md. */
const EVIDENCE_MAX = 20;

/** Tells whether a payment of an organization waits for its request to be signed. */
function isRequestOwed(vault: Pick<PaymentVault, 'organizations'>, payment: Payment): boolean {
  return (
    payment.status === 'submitted' &&
    payment.request === null &&
    vault.organizations.of(payment.companyId) !== null
  );
}

/**
 * Signs the request that asks the members of an organization to approve a submitted payment, and keeps it for the
 * others. Without an organization, or when the payment has a request already, nothing happens. A director who is the
 * maker is asked for his passphrase.
 *
 * Errors: `not-a-member`, `cancelled-by-person`, `passphrase-wrong`, `secret-missing`, `keychain-*`; the payment waits
 * without a request then. No money moves.
 * Effects: the request, the payment and a journal line: all or none. Calling twice is safe.
 */
export async function sendRequest(
  vault: TouchedBySendRequest,
  actor: Actor,
  paymentId: PaymentId,
): Promise<Payment> {
  const payment = load(vault, paymentId);
  if (!isRequestOwed(vault, payment)) return payment;
  const maker = makerOf(vault, payment);
  if (maker === null || maker.personId !== actor.personId)
    throw new AppError('not-a-member', { person: payment.preparedByName });
  if (maker.role !== 'director') {
    const made = unsignedRequest(vault, payment, maker);
    return keep(vault, payment, made, await vault.memberKeys.sign(maker.personId, made.signed));
  }
  const { amountMinor, payee } = contentOf(payment);
  const facts = [
    { label: 'amount' as const, text: vault.words.inDigits(amountMinor) },
    { label: 'payee' as const, text: payee.name },
  ];
  const question = { kind: 'passphrase' as const, subject: maker.name, facts, minLength: 1 };
  return vault.prompt.ask(question, async (passphrase) => {
    const made = unsignedRequest(vault, payment, maker);
    const signature = await vault.personKeys.sign(maker.personId, passphrase, made.signed);
    return keep(vault, payment, made, signature);
  });
}

/**
 * Signs the requests of a company that are still owed: the keychain was locked, or the app ended between the submission
 * and the request. Those of a director wait for him, because only his passphrase signs. Errors: none, they are in the
 * log. Effects: as `sendRequest`.
 */
export async function sendOwedRequests(vault: TouchedBySendRequest, companyId: CompanyId): Promise<void> {
  const submitted = vault.payments.listByStatus(['submitted']);
  for (const payment of submitted.filter((one) => one.companyId === companyId)) {
    const maker = isRequestOwed(vault, payment) ? makerOf(vault, payment) : null;
    if (maker === null || maker.role === 'director') continue;
    const { personId, name, role } = maker;
    try {
      await sendRequest(vault, { personId, name, role }, payment.paymentId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      vault.log.warn('request-not-signed', { paymentId: payment.paymentId, code: error.code });
    }
  }
}

/** Returns the member of this computer who made the payment; `null` when he belongs to no organization, or not here. */
function makerOf(
  vault: Pick<PaymentVault, 'organizations'>,
  { companyId, preparedBy }: Payment,
): KnownMember | null {
  const found = vault.organizations
    .validMembers(companyId)
    .find(({ personId, isHere }) => personId === preparedBy && isHere);
  return found ?? null;
}

/**
 * Returns the key of the member whose computer will send a payment: the maker's, when a token here can send it; else
 * that of a director, one known to have a paying token before others, the latest before earlier ones.
 */
export function senderOf(
  vault: Pick<PaymentVault, 'organizations' | 'caller'>,
  payment: Pick<Payment, 'companyId' | 'fields'>,
  maker: Pick<KnownMember, 'key'>,
): PublicKey {
  const { companyId } = payment;
  if (vault.caller.canServe(needOf(payment))) return maker.key;
  const directors = vault.organizations
    .validMembers(companyId)
    .filter(({ role, key }) => role === 'director' && key !== maker.key);
  const newest = vault.organizations.newest(companyId);
  const rank = ({ key }: KnownMember) =>
    (newest.get(key)?.envelope.payingToken ?? 'none') === 'none' ? 1 : 0;
  const [best] = [...directors].sort((a, b) => rank(a) - rank(b));
  return best?.key ?? maker.key;
}

function unsignedRequest(
  vault: TouchedBySendRequest,
  payment: Payment,
  maker: KnownMember,
): UnsignedEnvelope {
  const { companyId, submittedAt, expiresAt } = payment;
  if (submittedAt === null || expiresAt === null)
    throw new AppError('payment-state', { from: payment.status, to: 'submitted' });
  const content = contentOf(payment);
  const { name, inn, kpp } = companyOf(vault, payment);
  return unsignedEnvelope(vault, companyId, {
    ...headOf(vault, { companyId, author: maker.key, issuedAt: submittedAt, expiresAt }),
    kind: 'request',
    paymentId: contentHash(vault, payment, { content, at: submittedAt }),
    sender: senderOf(vault, payment, maker),
    ...otherMakersOf(vault, payment),
    payer: { name, inn, kpp },
    payment: orderedPayment(content, submittedAt),
    evidence: evidenceOf(vault, payment),
  });
}

/** Names the other members who have made or changed what is paid, so that no computer counts their approvals. */
function otherMakersOf(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  { companyId, otherMakers }: Payment,
): Pick<RequestEnvelope, 'makers'> {
  const makers = organizations
    .members(companyId)
    .flatMap(({ key, personId }) => (otherMakers.includes(personId) ? [key] : []))
    .sort();
  return makers.length === 0 ? {} : { makers };
}

function evidenceOf(vault: TouchedBySendRequest, payment: Payment): RequestEnvelope['evidence'] {
  const { companyId, paymentId } = payment;
  const content = contentOf(payment);
  const isSentHere = vault.caller.canServe(needOf(payment));
  const { decision, paid, duplicates } = judge(vault, {
    companyId,
    paymentId,
    makers: makersOf(payment),
    content,
    isSentHere,
    inStatement: [],
  });
  const codes = [...decision.reasons, ...payment.reasons].map(({ code }) => code);
  const [last] = paid;
  const account = vault.accounts
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
      on: moscowDate(at ?? vault.clock.now()),
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
function keep(
  vault: TouchedBySendRequest,
  payment: Payment,
  made: UnsignedEnvelope,
  signature: string,
): Payment {
  const { envelope } = made;
  if (envelope.kind !== 'request') throw new AppError('internal');
  const { companyId, preparedBy, preparedByName, paymentId } = payment;
  const record = ownRecord(vault, made, signature);
  const actor: Actor = {
    personId: preparedBy,
    name: preparedByName,
    role: roleOf(vault, companyId, envelope.author),
  };
  const at = vault.clock.now();
  const entry = journalEntry('request-signed', { at, actor, companyId, subject: subjectOf(payment) });
  const asked: Payment = {
    ...payment,
    contentHash: envelope.paymentId,
    request: { requestHash: record.hash, sender: envelope.sender },
    updatedAt: at,
    steps: [...payment.steps, historyStep(entry)],
  };
  const saved = vault.payments.saveWithEnvelope(asked, record, entry);
  vault.publish('payments.changed', { paymentId });
  return saved;
}

function roleOf(
  vault: Pick<PaymentVault, 'organizations'>,
  companyId: CompanyId,
  author: PublicKey,
): Actor['role'] {
  return vault.organizations.members(companyId).find(({ key }) => key === author)?.role ?? 'accountant';
}

function load({ payments }: Pick<PaymentVault, 'payments'>, paymentId: PaymentId): Payment {
  const payment = payments.get(paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  return payment;
}

/**
 * Asks the members of an organization at once for a payment that was just submitted; what cannot be signed now is asked
 * for by the payment itself, and by the exchange later. Errors: none of ours. No money moves.
 */
export async function requestSubmitted(
  vault: TouchedBySendRequest & Pick<PaymentVault, 'log'>,
  actor: Actor,
  submitted: Payment,
): Promise<Payment> {
  try {
    return await sendRequest(vault, actor, submitted.paymentId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    vault.log.warn('request-not-signed', { paymentId: submitted.paymentId, code: error.code });
    return submitted;
  }
}

/**
 * The same for many. Whoever closes the question about his passphrase is not asked for each of the others: the exchange
 * asks later. Errors: none of ours. No money moves.
 */
export async function requestAll(
  vault: TouchedBySendRequest & Pick<PaymentVault, 'log'>,
  actor: Actor,
  submitted: readonly Payment[],
): Promise<void> {
  for (const payment of submitted) {
    const asked = await requestSubmitted(vault, actor, payment);
    if (isRequestOwed(vault, asked)) return;
  }
}
