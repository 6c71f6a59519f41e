import { draftState } from '../api/drafts.ts';
import type { CertificateMode } from '../state/bank-settings.ts';
import type { BankState, Draft, Payment, TokenRecord } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import type { Fault } from '../state/faults.ts';
import { tokenAliveUntilMs } from '../api/token-checks.ts';

/**
 * The whole bank as an onlooker sees it: no token texts, no keys. Units: money in kopecks, instants in ISO 8601 UTC.
 */
export interface BankView {
  readonly now: string;
  readonly company: { readonly inn: string; readonly kpp: string };
  readonly accounts: readonly {
    readonly number: string;
    readonly name: string;
    readonly balanceKopecks: number;
  }[];
  readonly tokens: readonly TokenView[];
  readonly drafts: readonly (Readonly<Draft> & { readonly state: string })[];
  readonly payments: readonly Readonly<Payment>[];
  readonly certificates: readonly Readonly<BankState['certificates'][number]>[];
  readonly limits: Readonly<BankState['limits']>;
  readonly certificateMode: CertificateMode;
  readonly faults: readonly Fault[];
  readonly counters: {
    /** Pay requests received by `id`, those that met a fault or were refused included. */
    readonly payRequestsById: Readonly<Record<string, number>>;
    /** Pay requests answered as repeats of an accepted one. */
    readonly duplicatePayRequests: number;
  };
}

export interface TokenView extends Omit<Readonly<TokenRecord>, 'textSha256'> {
  readonly aliveUntil: string;
}

/** A copy of the bank's memory for people and tests. */
export function viewBank(
  world: BankWorld,
  surroundings: { readonly certificateMode: CertificateMode; readonly faults: readonly Fault[] },
): BankView {
  const { company, accounts, tokens, drafts, payments, certificates, limits } = world.state;
  return structuredClone({
    now: world.now().toISOString(),
    company,
    accounts: accounts.map(({ number, name, balanceKopecks }) => ({ number, name, balanceKopecks })),
    tokens: tokens.map((token) => viewToken(world, token)),
    drafts: drafts.map((draft) => ({ ...draft, state: draftState(world, draft) })),
    payments,
    certificates,
    limits,
    certificateMode: surroundings.certificateMode,
    faults: surroundings.faults,
    counters: {
      payRequestsById: Object.fromEntries(world.state.payRequests.map(({ id, count }) => [id, count])),
      duplicatePayRequests: world.state.duplicatePayRequests,
    },
  });
}

function viewToken(world: BankWorld, token: TokenRecord): TokenView {
  const { textSha256: _textSha256, ...view } = token;
  return { ...view, aliveUntil: new Date(tokenAliveUntilMs(world, token)).toISOString() };
}
