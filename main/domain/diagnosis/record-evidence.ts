import type { DiagnosisFacts } from '../../../contract/areas/diagnosis.ts';
import { knownAccess } from '../../../contract/t-bank/accesses.ts';
import { DAY_MS, msBetween, type Instant } from '../../../contract/values/dates.ts';
import type { Payment } from '../payments/payment.ts';
import { frozenFor } from '../tokens/restore-token.ts';
import { aliveUntil, carries, type Token } from '../tokens/token.ts';
import type { Evidence } from './evidence.ts';

/** How long a refused payment speaks of what is the matter now. Own choice. Units: days. */
export const REFUSAL_DAYS = 7;

/** Returns what our own record says of the token. `bankNow`: the time at the bank. */
export function recordEvidence(token: Token, bankNow: Instant): Evidence['record'] {
  const until = aliveUntil({ ...token, status: 'active' });
  return {
    isRevoked: token.status === 'revoked',
    isElsewhere: token.secretPlace !== 'here' || token.status === 'planned',
    frozen: frozenFor(token),
    isOverdue: until !== null && bankNow > until,
    hasRefusedAccess: token.accesses.some(({ proof, isExpected }) => proof === 'refused' && isExpected),
    carriesCompanyInfo: carries(token, 'company-info'),
  };
}

/** Returns the facts that the sentence about the record names. */
export function recordFacts(token: Token, bankNow: Instant): DiagnosisFacts {
  const until = aliveUntil({ ...token, status: 'active' });
  if (until === null || bankNow <= until) return { status: token.status };
  return { status: token.status, days: String(Math.ceil(msBetween(until, bankNow) / DAY_MS)) };
}

/** Tells whether some access of the token is on the host that wants a certificate. */
export function needsCertificate(token: Token): boolean {
  return token.accesses.some(({ access }) => knownAccess(access)?.needsCertificate ?? false);
}

/** Returns the newest payment that the bank refused to this token lately, unless a later one went through. */
export function lastRefusal(payments: readonly Payment[], token: Token, now: Instant): Payment | null {
  const sent = payments.filter(({ tokenId, sentAt }) => tokenId === token.tokenId && sentAt !== null);
  const [newest] = [...sent].sort((a, b) => ((a.sentAt ?? '') < (b.sentAt ?? '') ? 1 : -1));
  if (newest?.status !== 'failed') return null;
  return msBetween(newest.updatedAt, now) <= REFUSAL_DAYS * DAY_MS ? newest : null;
}

/**
 * Sorts a refusal by the bank's words; those about money and requisites say nothing of the token. Source: tapi.md §6.2,
 * §7.
 */
export function refusalOf(payment: Payment | null): Evidence['refusal'] {
  if (payment === null) return null;
  const words = payment.bankMessage ?? String(payment.problem?.details.message ?? '');
  if (/лимит|limit/i.test(words)) return 'limit';
  if (/прав\p{L}* подписи|sign right/iu.test(words)) return 'sign-right';
  if (payment.problem?.code === 'bank-access-missing') return 'access';
  return payment.problem?.code === 'bank-forbidden' ? 'other' : null;
}
