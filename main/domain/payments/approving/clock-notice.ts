import type { ClockNotice } from '../../../../contract/areas/session.ts';
import { DAY_MS, msBetween } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import type { Company } from '../../companies/company.ts';
import type { OpenedEnvelope } from '../../envelopes/envelope-file.ts';
import { requestsOf } from '../../organizations/organizations.ts';
import { clockAheadMs } from '../../time/foreign-stamp.ts';
import { stampIn } from '../company-time.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';
import { boundsOf } from './answers.ts';

type TouchedByClockNotice = Pick<
  PaymentVault,
  'payments' | 'organizations' | 'envelopes' | 'companies' | 'times'
>;

/**
 * How long somebody's stamp speaks of his clock, and of ours. Units: ms. Own choice: clocks are put right, and old
 * files should not be held against them.
 */
const FRESH_MS = DAY_MS;

/**
 * Says by whom the clock of this computer is contradicted, and how far it stands ahead (behind: below 0), or `null`: by
 * the bank; else by what this computer itself knows; else by the newest files of other members. Once the bank has
 * confirmed the clock, it is theirs that are wrong.
 */
export function clockNotice(
  vault: TouchedByClockNotice,
  { companyId, environment }: Company,
): ClockNotice | null {
  const own = vault.times.contradiction(environment);
  if (own !== null) return { ...own, names: [] };
  if (vault.times.hasHeard(environment, FRESH_MS)) return null;
  const found = membersAgainst(vault, companyId);
  const [first] = [...found].sort((a, b) => Math.abs(b.aheadMs) - Math.abs(a.aheadMs));
  if (first === undefined) return null;
  return { by: 'members', aheadMs: first.aheadMs, names: found.map(({ name }) => name) };
}

function membersAgainst(
  vault: TouchedByClockNotice,
  companyId: CompanyId,
): readonly { readonly name: string; readonly aheadMs: number }[] {
  const now = stampIn(vault, companyId);
  const newest = vault.organizations.newest(companyId);
  return vault.organizations.members(companyId).flatMap(({ key, name, isHere }) => {
    const one = newest.get(key);
    if (one === undefined || isHere) return [];
    const receivedAt = vault.envelopes.get(one.hash)?.receivedAt ?? now;
    // Received in our future: our clock was put back since, and what it showed then proves nothing now.
    const ageMs = msBetween(receivedAt, now);
    const theirsMs = signedAheadMs(vault, companyId, one);
    return theirsMs === 0 || ageMs < 0 || ageMs > FRESH_MS ? [] : [{ name, aheadMs: -theirsMs }];
  });
}

/** Returns how far the clock that signed an envelope stood before ours, as far as can be told. Units: ms. */
function signedAheadMs(
  vault: Pick<PaymentVault, 'payments' | 'envelopes'>,
  companyId: CompanyId,
  { envelope, hash }: OpenedEnvelope,
): number {
  if (envelope.kind === 'request') return requestAheadMs(vault, hash, envelope.issuedAt);
  const answers = envelope.kind === 'approved-list' ? requestsOf({ envelope, hash }) : [envelope.requestHash];
  const payment = vault.payments
    .list(companyId, null)
    .find(({ request }) => request !== null && answers.includes(request.requestHash));
  return payment === undefined ? 0 : answerAheadMs(vault, payment, hash, envelope.issuedAt);
}

/**
 * Returns how far the clock of whoever asked stands before ours: a request answers nothing, so that only a stamp in our
 * future tells. Units: ms.
 */
export function requestAheadMs(
  { envelopes }: Pick<PaymentVault, 'envelopes'>,
  requestHash: string,
  issuedAt: string,
): number {
  const receivedAt = envelopes.get(requestHash)?.receivedAt;
  return receivedAt === undefined ? 0 : clockAheadMs(issuedAt, { receivedAt, notBefore: null });
}

/**
 * Returns how far the clock of whoever answered stands before ours, behind it below 0; 0 within the tolerance. Units:
 * ms.
 */
export function answerAheadMs(
  vault: Pick<PaymentVault, 'envelopes'>,
  payment: Pick<Payment, 'request' | 'submittedAt'>,
  answerHash: string | null,
  issuedAt: string,
): number {
  return answerHash === null ? 0 : clockAheadMs(issuedAt, boundsOf(vault, payment, answerHash));
}
