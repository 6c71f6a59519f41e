import type { KnownAccess } from '../../../contract/t-bank/accesses.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank, BankCredentials, BankProblem, ReadOutcome } from '../../ports/bank-ports.ts';
import type { Clock, Publish } from '../../ports/ports.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { BankCaller } from './bank-caller.ts';
import { freezeToken } from './freeze-token.ts';
import { carries, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface CheckTokenParts {
  readonly bank: Bank;
  readonly caller: BankCaller;
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface CheckedToken {
  readonly token: Token;
  readonly isAlive: boolean;
  readonly problem: BankProblem | null;
}

/**
 * Checks a token by one real reading call, chosen among its own accesses; without any of them by the company card,
 * whose refusal for want of access still proves that the token lives.
 *
 * Errors: `not-found`, `token-frozen`, `token-belongs-elsewhere` (the bank names another company; the token is frozen
 * then), `keychain-*`, `secret-*`.
 * Effects: one reading call, or two; last use, proofs and problems are written down. Calling twice is safe.
 */
export async function checkToken(parts: CheckTokenParts, tokenId: TokenId): Promise<CheckedToken> {
  const { tokens, caller } = parts;
  const token = existingToken(tokens, tokenId);
  if (token.status === 'frozen') throw new AppError('token-frozen');
  const { access, call } = probeFor(parts.bank, token);
  const need = { companyId: token.companyId, access, withCertificate: false };
  const outcome = await caller.anew().read(need, call, token);
  if (outcome.kind === 'answered') assertSameCompany(parts, token, outcome.value);
  const problem = outcome.kind === 'failed' ? outcome.problem : null;
  const isAlive = problem === null || (problem.code === 'bank-access-missing' && !carries(token, access));
  const seen = tokens.get(tokenId) ?? token;
  const checked: Token = {
    ...seen,
    lastCheckedAt: parts.clock.now(),
    lastProblem: isAlive ? null : seen.lastProblem,
  };
  tokens.save(checked, null);
  parts.publish('tokens.changed', { tokenId });
  return { token: checked, isAlive, problem: isAlive ? null : problem };
}

interface Probe {
  readonly access: KnownAccess;
  readonly call: (credentials: BankCredentials) => Promise<ReadOutcome<{ inn: string; kpp: string } | null>>;
}

/** The company card says most; the accounts prove life where that access was not ticked. Source: tapi.md §5.1. */
function probeFor(bank: Bank, token: Token): Probe {
  if (!carries(token, 'company-info') && carries(token, 'accounts')) {
    return {
      access: 'accounts',
      call: async (credentials) => {
        const outcome = await bank.accounts(credentials);
        return outcome.kind === 'answered' ? { kind: 'answered', value: null } : outcome;
      },
    };
  }
  return { access: 'company-info', call: (credentials) => bank.company(credentials) };
}

/** A token that the bank knows as another company's would read, or pay, for the wrong one: it is frozen. */
function assertSameCompany(
  parts: CheckTokenParts,
  token: Token,
  found: { inn: string; kpp: string } | null,
): void {
  const company = parts.companies.get(token.companyId);
  if (found === null || company === null || found.inn === company.inn) return;
  const reason = { code: 'token-belongs-elsewhere', details: { inn: found.inn } } as const;
  freezeToken(parts, token.tokenId, reason);
  throw new AppError(reason.code, reason.details);
}
