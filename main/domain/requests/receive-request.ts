import type { DraftFields } from '../../../contract/areas/payments.ts';
import { addMs, HOUR_MS, msBetween } from '../../../contract/values/dates.ts';
import { amountToDecimal } from '../../../contract/values/money.ts';
import { PaymentId, type CompanyId, type PersonId } from '../../../contract/values/ids.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { RequestEnvelope } from '../envelopes/envelope.ts';
import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { approvalsWanted } from '../payments/approving/approval-standing.ts';
import { judge, trustedPolicy, type TouchedByJudge } from '../payments/approving/judge.ts';
import { contentOfOrder, orderedPayment, orderId } from '../payments/ordered-payment.ts';
import { taxDraft } from '../payments/budget-fields.ts';
import { parseDraft, type PaymentContent } from '../payments/payment-content.ts';
import { askedNow, stampIn } from '../payments/company-time.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import { companyOf } from '../payments/load-payment.ts';
import { NOT_SENT_YET, type Payment } from '../payments/payment.ts';
import { subjectOf } from '../payments/draft/save-draft.ts';
import { signedAt } from '../time/foreign-stamp.ts';

type TouchedByReceiveRequest = TouchedByJudge & Pick<PaymentVault, 'envelopes'>;

/** A request that counts. */
export type Request = OpenedEnvelope & { readonly envelope: RequestEnvelope };

/**
 * Hex digits of the request's hash in the id of its payment. Own choice: half of the digest tells all requests apart.
 */
const REQUEST_ID_LENGTH = 32;

/**
 * Makes a payment of this computer from a request that counts: of another member, or of this one when an older copy of
 * the vault lacks it. The same request makes the same record, however often and wherever it is received. Returns
 * `null`, with a line in the log, for one that does not hold here.
 * Effects: the payment and a journal line, or, where the payment waits without its request, the two joined.
 */
export function receiveRequest(
  vault: TouchedByReceiveRequest,
  companyId: CompanyId,
  request: Request,
): Payment | null {
  const { envelope, hash } = request;
  const author = vault.organizations.members(companyId).find(({ key }) => key === envelope.author);
  const content = readContent(vault, envelope);
  const flaw =
    author === undefined || content === null ? 'order' : flawOf(vault, companyId, { envelope, content });
  if (author === undefined || content === null || flaw !== null) {
    vault.log.warn('request-does-not-hold', { hash, flaw });
    return null;
  }
  const actor: Actor = { personId: author.personId, name: author.name, role: author.role };
  const at = stampIn(vault, companyId);
  const known = author.isHere ? withoutRequest(vault, companyId, envelope) : null;
  const fields = { fields: fieldsOf(content) };
  const entry = journalEntry('request-received', { at, actor, companyId, subject: subjectOf(fields) });
  const reference = { requestHash: hash, sender: envelope.sender };
  if (known !== null) {
    const steps = [...known.steps, historyStep(entry)];
    return vault.payments.save({ ...known, request: reference, updatedAt: at, steps }, entry);
  }
  const payment = toPayment(vault, { companyId, request, content, author });
  const received = { ...payment, updatedAt: at, createdAt: at, steps: [historyStep(entry)] };
  vault.payments.add(received, entry);
  return received;
}

interface Received {
  readonly companyId: CompanyId;
  readonly request: Request;
  readonly content: PaymentContent;
  readonly author: KnownMember;
}

function toPayment(
  vault: TouchedByReceiveRequest,
  { companyId, request, content, author }: Received,
): Payment {
  const { envelope, hash } = request;
  const { issuedAt, expiresAt, sender, evidence } = envelope;
  const makers = makersIn(vault, companyId, envelope);
  const { decision } = judge(vault, {
    companyId,
    paymentId: null,
    makers: [author.personId, ...makers],
    content,
    isSentHere: false,
    inStatement: [],
  });
  // What the maker's computer knew is asked about too: it has seen payments that this one has not. What this one knows
  // is judged anew each time, because it depends on what else has come by then.
  const reported = evidence.reasons.map((code) => ({ code, limitMinor: null, usedMinor: null }));
  const receivedAt = vault.envelopes.get(hash)?.receivedAt ?? stampIn(vault, companyId);
  const asked = signedAt(issuedAt, { receivedAt, notBefore: null });
  const end = addMs(asked, trustedPolicy(vault, companyId).rules.requestHours * HOUR_MS);
  const signedEnd = addMs(expiresAt, msBetween(issuedAt, asked));
  return {
    paymentId: PaymentId.parse(`request-${hash.slice(0, REQUEST_ID_LENGTH)}`),
    companyId,
    revision: 1,
    status: 'submitted',
    fields: fieldsOf(content),
    content,
    contentHash: envelope.paymentId,
    preparedBy: author.personId,
    preparedByName: author.name,
    otherMakers: [...makers],
    createdAt: issuedAt,
    updatedAt: issuedAt,
    submittedAt: issuedAt,
    expiresAt: end < signedEnd ? end : signedEnd,
    ...askedNow(vault, companyId),
    approvalsNeeded: approvalsWanted(decision, true),
    reasons: reported,
    ...NOT_SENT_YET,
    steps: [],
    request: { requestHash: hash, sender },
    importedAs: null,
  };
}

/** The other members who have made or changed what is paid, as the request names them. */
function makersIn(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  companyId: CompanyId,
  { makers = [] }: RequestEnvelope,
): readonly PersonId[] {
  return organizations
    .members(companyId)
    .flatMap(({ key, personId }) => (makers.includes(key) ? [personId] : []));
}

/**
 * Says why a request does not hold here, or `null`: another payer, a date that is not that of the request, a sender who
 * is nobody.
 */
function flawOf(
  vault: Pick<PaymentVault, 'organizations' | 'companies' | 'digests'>,
  companyId: CompanyId,
  { envelope, content }: { readonly envelope: RequestEnvelope; readonly content: PaymentContent },
): string | null {
  const { payer, sender, issuedAt } = envelope;
  const company = companyOf(vault, { companyId });
  if (payer.inn !== company.inn || payer.kpp !== company.kpp) return 'payer';
  if (!vault.organizations.members(companyId).some(({ key }) => key === sender)) return 'sender';
  const id = orderId(vault.digests, envelope.organization, orderedPayment(content, issuedAt));
  return id === envelope.paymentId ? null : 'document-date';
}

/** Reads the order as if it had been typed here, so that nobody asks for one that this app would not have taken. */
function readContent(
  { digests }: Pick<PaymentVault, 'digests'>,
  { payment }: RequestEnvelope,
): PaymentContent | null {
  const content = contentOfOrder(payment);
  const parsed = parseDraft(fieldsOf(content), { ownAccounts: [], day: payment.documentDate });
  return parsed.ok && digests.canonical(parsed.content) === digests.canonical(content) ? content : null;
}

/** A payment of this computer that is the same order and waits without its request. */
function withoutRequest(
  vault: Pick<PaymentVault, 'payments'>,
  companyId: CompanyId,
  { paymentId }: RequestEnvelope,
): Payment | null {
  const waiting = vault.payments.list(companyId, ['submitted', 'approved']);
  return waiting.find(({ request, contentHash: hash }) => request === null && hash === paymentId) ?? null;
}

function fieldsOf(content: PaymentContent): DraftFields {
  const { payee } = content;
  return {
    accountNumber: content.fromAccountNumber,
    payeeName: payee.name,
    payeeInn: payee.inn,
    payeeKpp: payee.kpp,
    payeeBik: payee.bik,
    payeeBankName: payee.bankName ?? '',
    payeeCorrAccount: payee.corrAccountNumber ?? '',
    payeeAccount: payee.accountNumber,
    amountText: amountToDecimal(content.amountMinor).replace('.', ','),
    purpose: content.purpose,
    documentNumber: String(content.documentNumber),
    executionOrder: String(content.executionOrder),
    uin: content.uin ?? '',
    ...taxDraft(content.tax),
    revenueTypeCode: content.revenueTypeCode ?? '',
    route: content.route,
  };
}
