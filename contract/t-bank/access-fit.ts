import type { TokenView } from '../areas/tokens.ts';
import { ACCESSES, knownAccess, type AccessEntry } from './accesses.ts';
import type { Instant } from '../values/dates.ts';

/** Why a token cannot serve an action. */
export type Misfit =
  'no-access' | 'refused' | 'not-usable' | 'elsewhere' | 'no-certificate' | 'certificate-ended';

type Candidate = Pick<
  TokenView,
  'companyId' | 'accesses' | 'status' | 'secretPlace' | 'certificateId' | 'certificateEndsAt'
>;

/**
 * What a call of this access asks of its token. The bank's sandbox takes secured calls without a certificate (tapi.md
 * §1).
 */
export interface Need {
  readonly access: string;
  readonly isCertificateNeeded: boolean;
}

/** Returns the need of a catalogue access at a bank that wants certificates. */
export function needOf(access: string): Need {
  return { access, isCertificateNeeded: knownAccess(access)?.needsCertificate ?? false };
}

/** Says why a token cannot serve the need, or `null` when it can. `now`: by the bank's clock. */
export function misfitOf(
  token: Candidate,
  { access, isCertificateNeeded }: Need,
  now: Instant,
): Misfit | null {
  const held = token.accesses.find((one) => one.access === access);
  if (held === undefined) return 'no-access';
  if (held.proof === 'refused') return 'refused';
  if (!['issued', 'active', 'retiring'].includes(token.status)) return 'not-usable';
  if (token.secretPlace !== 'here') return 'elsewhere';
  if (!isCertificateNeeded) return null;
  if (token.certificateId === null || token.certificateEndsAt === null) return 'no-certificate';
  return now < token.certificateEndsAt ? null : 'certificate-ended';
}

/**
 * Splits the tokens of a company into those that can serve the need, the weakest first, and the others with the reason.
 */
export function tokensFor<T extends Candidate>(
  tokens: readonly T[],
  need: Need & Pick<Candidate, 'companyId'>,
  now: Instant,
): {
  readonly fit: readonly T[];
  readonly others: readonly { readonly token: T; readonly misfit: Misfit }[];
} {
  const own = tokens.filter(({ companyId }) => companyId === need.companyId);
  const judged = own.map((token) => ({ token, misfit: misfitOf(token, need, now) }));
  return {
    fit: judged
      .filter(({ misfit }) => misfit === null)
      .map(({ token }) => token)
      .sort((a, b) => powerOf(a) - powerOf(b)),
    others: judged.flatMap(({ token, misfit }) => (misfit === null ? [] : [{ token, misfit }])),
  };
}

/** Returns the published company accesses that a token does not carry, those that move money first. */
export function missingAccesses(token: Pick<TokenView, 'accesses'>): readonly AccessEntry[] {
  return ACCESSES.filter(
    ({ access, owner, effect }) =>
      owner === 'company' &&
      effect !== 'unknown' &&
      !token.accesses.some((held) => held.access === access && held.proof !== 'refused'),
  ).sort((a, b) => Number(b.movesMoney) - Number(a.movesMoney));
}

function powerOf({ accesses }: Candidate): number {
  return accesses.filter(({ movesMoney }) => movesMoney).length * ACCESSES.length + accesses.length;
}
