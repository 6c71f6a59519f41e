import type { OrderState } from '../../../../contract/areas/orders.ts';
import type { DraftFields, PaymentRoute } from '../../../../contract/areas/payments.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { withoutSpaces } from '../../../../contract/values/visible-text.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { AuditLog } from '../../audit/audit-ports.ts';
import { journalEntry, type Actor } from '../../audit/entry.ts';
import type { CheckedDocument, CheckedFile } from '../../onec/check-file.ts';
import { documentDigest } from '../../onec/identity.ts';
import { bankView } from '../../counterparties/bank-directory.ts';
import { allOrNone } from '../all-or-none.ts';
import { companyOf } from '../load-payment.ts';
import { BANK_NAME_MAX, duplicateKey } from '../payment-content.ts';
import type { Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { draftOfOrder } from './order-draft.ts';
import { createDraft, type TouchedBySaveDraft } from './save-draft.ts';

type TouchedByJudgeOrders = Pick<PaymentVault, 'payments' | 'companies' | 'accounts' | 'digests'>;
type TouchedByImportOrders = TouchedByJudgeOrders &
  TouchedBySaveDraft &
  Pick<PaymentVault, 'bankDirectory'> & { readonly audit: Pick<AuditLog, 'append'> };

/** An order of a file, with what may be done with it here. */
export interface JudgedOrder {
  readonly order: CheckedDocument;
  readonly state: OrderState;
  readonly digest: string;
  /** The payment that it already is (`isSame`), or one that reads the same. */
  readonly known: { readonly payment: Payment; readonly isSame: boolean } | null;
}

/**
 * Says of every order of a file what may be done with it in this company. An order that came before is recognised
 * whatever the file looks like now; two orders that are meant and say the same are two, as often as they are there.
 * Source: design.md §5 (three rings of duplicates: the file, the ledger, and, before the money goes, the statement).
 */
export function judgeOrders(
  vault: TouchedByJudgeOrders,
  companyId: CompanyId,
  file: CheckedFile,
): readonly JudgedOrder[] {
  const company = companyOf(vault, { companyId });
  const ownAccounts = new Set(vault.accounts.list(companyId).map(({ account }) => account.accountNumber));
  const came = comeBefore(vault, companyId);
  return file.documents.map((order) => {
    const digest = documentDigest(vault.digests, order);
    const same = came.get(digest)?.shift();
    const known =
      same === undefined ? alikePayment(vault, companyId, order) : { payment: same, isSame: true };
    const isForeign = !isPayer(order, company.inn, ownAccounts);
    return { order, digest, known, state: stateOf(order, known?.isSame === true, isForeign) };
  });
}

function stateOf(order: CheckedDocument, isKnown: boolean, isForeign: boolean): OrderState {
  if (order.use !== 'pay' && order.use !== 'fix') return order.use;
  if (isKnown) return 'known';
  if (isForeign) return 'foreign';
  if (draftOfOrder(order, 'direct') === null) return 'unfit';
  return order.use === 'pay' ? 'ready' : 'mend';
}

/** States of orders that are payments here, or could become some. */
const OFFERED: readonly OrderState[] = ['ready', 'mend', 'known'];

/** Returns the digests of a file's orders that may become payments or did already, each as often as it is there. */
export function offeredOrders(
  vault: TouchedByJudgeOrders,
  companyId: CompanyId,
  file: CheckedFile,
): readonly string[] {
  return judgeOrders(vault, companyId, file).flatMap(({ digest, state }) =>
    OFFERED.includes(state) ? [digest] : [],
  );
}

/**
 * Returns how many orders of each file are new: no payment here, and in no file before it in the list. `files`: digests
 * of the orders of each. What stands twice in a file is meant twice.
 */
export function newOrders(
  vault: Pick<PaymentVault, 'payments'>,
  companyId: CompanyId,
  files: readonly (readonly string[])[],
): readonly number[] {
  const known = new Map([...comeBefore(vault, companyId)].map(([digest, same]) => [digest, same.length]));
  return files.map((digests) => {
    const counts = new Map<string, number>();
    for (const digest of digests) counts.set(digest, (counts.get(digest) ?? 0) + 1);
    let fresh = 0;
    for (const [digest, count] of counts) {
      fresh += Math.max(0, count - (known.get(digest) ?? 0));
      known.set(digest, Math.max(count, known.get(digest) ?? 0));
    }
    return fresh;
  });
}

/** Payments of the company that came from a file, by what the file said; cancelled ones may come again. */
function comeBefore(vault: Pick<PaymentVault, 'payments'>, companyId: CompanyId): Map<string, Payment[]> {
  const came = new Map<string, Payment[]>();
  for (const payment of vault.payments.list(companyId, null)) {
    if (payment.importedAs === null || payment.status === 'cancelled') continue;
    const same = came.get(payment.importedAs);
    if (same === undefined) came.set(payment.importedAs, [payment]);
    else same.push(payment);
  }
  return came;
}

/** A payment of the ledger with the same account, sum and purpose, made in another way. */
function alikePayment(
  vault: Pick<PaymentVault, 'payments'>,
  companyId: CompanyId,
  { amountKopecks, purpose, payee }: CheckedDocument,
): JudgedOrder['known'] {
  if (amountKopecks === null || payee.account === null) return null;
  const key = duplicateKey({ amountMinor: amountKopecks, purpose, payeeAccount: payee.account });
  const [payment] = vault.payments.listAlike(companyId, key);
  return payment === undefined ? null : { payment, isSame: false };
}

/** Nobody pays from another's account; before the bank was asked for the accounts the INN decides alone. */
function isPayer({ payer }: CheckedDocument, inn: string, ownAccounts: ReadonlySet<string>): boolean {
  if (payer.inn !== '' && payer.inn !== inn) return false;
  const account = payer.account ?? '';
  return account === '' || ownAccounts.size === 0 || ownAccounts.has(account);
}

/** States in which an order may become a draft. */
const TAKEN: readonly OrderState[] = ['ready', 'mend'];

/**
 * Takes orders of a file in as drafts, in the order of the file. They are judged anew: what came meanwhile, in another
 * window or file, does not come twice.
 *
 * Errors: `not-found`, `not-entitled`, `store-*`; then nothing is taken in. No money moves.
 * Effects: the drafts with a journal line each, all of them or none; then a line for the file.
 */
export function importOrders(
  vault: TouchedByImportOrders,
  actor: Actor,
  taken: {
    readonly companyId: CompanyId;
    readonly fileName: string;
    readonly file: CheckedFile;
    readonly orders: readonly number[];
    readonly route: PaymentRoute;
  },
): readonly { readonly payment: Payment; readonly isReady: boolean }[] {
  const { companyId, fileName, file, route } = taken;
  if (actor.personId === null) throw new AppError('not-entitled');
  const chosen = new Set(taken.orders);
  const wanted = judgeOrders(vault, companyId, file).filter(
    ({ order, state }) => chosen.has(order.index) && TAKEN.includes(state),
  );
  const imported: { payment: Payment; isReady: boolean }[] = [];
  if (wanted.length === 0) return imported;
  allOrNone(vault, (within) => {
    for (const { order, digest, state } of wanted) {
      const fields = withBankOf(vault, fieldsOf(order, route));
      const payment = createDraft(within, actor, { companyId, fields, importedAs: digest });
      imported.push({ payment, isReady: state === 'ready' });
    }
  });
  const details = { documents: imported.length };
  const about = { at: vault.clock.now(), actor, companyId, subject: fileName, details };
  vault.audit.append(journalEntry('orders-imported', about));
  // One piece of news for all: the pages ask for the whole list anew.
  for (const { payment } of imported.slice(-1))
    vault.publish('payments.changed', { paymentId: payment.paymentId });
  return imported;
}

/** What the file leaves empty of the payee's bank is taken from the directory. */
function withBankOf(
  { bankDirectory }: Pick<PaymentVault, 'bankDirectory'>,
  fields: DraftFields,
): DraftFields {
  const entry = bankDirectory.find(withoutSpaces(fields.payeeBik));
  if (entry === null) return fields;
  const { name, corrAccount } = bankView(entry);
  return {
    ...fields,
    payeeBankName: fields.payeeBankName || name.slice(0, BANK_NAME_MAX),
    payeeCorrAccount: fields.payeeCorrAccount || corrAccount,
  };
}

function fieldsOf(order: CheckedDocument, route: PaymentRoute): DraftFields {
  const fields = draftOfOrder(order, route);
  if (fields === null) throw new AppError('internal');
  return fields;
}
