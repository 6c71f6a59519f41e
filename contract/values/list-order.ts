import type { AccountView } from '../areas/accounts.ts';
import type { TokenView } from '../areas/tokens.ts';

/**
 * The order of each list until a person chooses another: what wants somebody first stands first, and of two alike the
 * name in the Russian alphabet and in the end the id decides, so that a list is the same after every reload.
 */
export type Order<T> = (one: T, other: T) => number;

const NAMES = new Intl.Collator('ru', { numeric: true });

/** Names as people look them up: capital or small, «2» before «10». */
export function compareNames(one: string, other: string): number {
  return NAMES.compare(one, other);
}

/** Ids, digests and moments: by their characters. */
export function compareCodes(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Broken or threatened ones, then those in use by the day of their end, then those not in use, then ended ones. */
export const tokenOrder: Order<
  Pick<TokenView, 'tokenId' | 'label' | 'status' | 'aliveUntil' | 'lastProblem' | 'threats' | 'replacedBy'>
> = (one, other) =>
  tokenRank(one) - tokenRank(other) ||
  compareCodes(one.aliveUntil ?? LAST, other.aliveUntil ?? LAST) ||
  compareNames(one.label, other.label) ||
  compareCodes(one.tokenId, other.tokenId);

/** Later than every moment. */
const LAST = '~';

function tokenRank({
  status,
  lastProblem,
  threats,
  replacedBy,
}: Pick<TokenView, 'status' | 'lastProblem' | 'threats' | 'replacedBy'>): number {
  switch (status) {
    case 'revoked':
      return 3;
    case 'dead':
    case 'lost':
      return replacedBy === null ? 0 : 3;
    case 'frozen':
      return 0;
    case 'planned':
    case 'quarantined':
      return 2;
    case 'issued':
    case 'active':
    case 'retiring':
      return lastProblem !== null || threats.length > 0 ? 0 : 1;
  }
}

interface OrderedCertificate {
  readonly certificateId: string;
  readonly label: string;
  readonly notAfter: string;
  readonly retiredAt: string | null;
}

/** Those in use, the first to end first; retired ones after them. */
export const certificateOrder: Order<OrderedCertificate> = (one, other) =>
  Number(one.retiredAt !== null) - Number(other.retiredAt !== null) ||
  compareCodes(one.notAfter, other.notAfter) ||
  compareNames(one.label, other.label) ||
  compareCodes(one.certificateId, other.certificateId);

interface OrderedPayment {
  readonly paymentId: string;
  readonly updatedAt: string;
  readonly submittedAt: string | null;
  readonly fields: { readonly documentNumber: string };
}

/** The newest change first, of one moment the greatest number. */
export const paymentOrder: Order<Omit<OrderedPayment, 'submittedAt'>> = (one, other) =>
  compareCodes(other.updatedAt, one.updatedAt) ||
  compareNames(other.fields.documentNumber, one.fields.documentNumber) ||
  compareCodes(one.paymentId, other.paymentId);

/** What waits to be approved: whoever has waited longest first, of one moment the smallest number. */
export const queueOrder: Order<OrderedPayment> = (one, other) =>
  compareCodes(one.submittedAt ?? '', other.submittedAt ?? '') ||
  compareNames(one.fields.documentNumber, other.fields.documentNumber) ||
  compareCodes(one.paymentId, other.paymentId);

/** The main account first, then by name and number. */
export const accountOrder: Order<Pick<AccountView, 'accountNumber' | 'name' | 'isMain'>> = (one, other) =>
  Number(other.isMain) - Number(one.isMain) ||
  compareNames(one.name, other.name) ||
  compareCodes(one.accountNumber, other.accountNumber);

/** Companies by their names. */
export const companyOrder: Order<{ readonly companyId: string; readonly name: string }> = (one, other) =>
  compareNames(one.name, other.name) || compareCodes(one.companyId, other.companyId);

/** People by their names. */
export const personOrder: Order<{ readonly personId: string; readonly name: string }> = (one, other) =>
  compareNames(one.name, other.name) || compareCodes(one.personId, other.personId);

/** Plans that go on first, then the last begun. */
export const planOrder: Order<{
  readonly planId: string;
  readonly openedAt: string;
  readonly status: string;
}> = (one, other) =>
  Number(other.status === 'open') - Number(one.status === 'open') ||
  compareCodes(other.openedAt, one.openedAt) ||
  compareCodes(one.planId, other.planId);
