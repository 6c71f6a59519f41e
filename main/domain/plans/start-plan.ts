import type { PlanStart, TokenPlanKind, TokenSpec } from '../../../contract/areas/plans.ts';
import { knownAccess } from '../../../contract/t-bank/accesses.ts';
import { PlanId, TokenId, type CompanyId } from '../../../contract/values/ids.ts';
import { canonicalIp } from '../../../contract/values/ip-addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import { isUsable, type Token } from '../tokens/token.ts';
import { existingToken } from '../tokens/existing-token.ts';
import { inOrderOfDamage } from './damage.ts';
import type { PlanVault } from './plan-vault.ts';
import { NO_COMPLETED_ACTIONS, withPlanHistory, type Plan } from './plan.ts';
import { specForJob, specLike, withAddress, withAddressChanged } from './token-spec.ts';

type TouchedByStartPlan = Pick<PlanVault, 'plans' | 'tokens' | 'companies' | 'clock' | 'ids' | 'publish'>;

/** Who starts, and whose companies his plans may be about. */
export interface Starter {
  readonly actor: Actor;
  readonly isTraining: boolean;
}

/**
 * Begins a plan, or gives the open one of the same kind about the same token. Errors: `not-found`, `plan-token-state`.
 * Effects: the plan and a journal line; nothing else has happened yet.
 */
export function startPlan(vault: TouchedByStartPlan, starter: Starter, start: PlanStart): Plan {
  switch (start.kind) {
    case 'issue': {
      const spec = specForJob(start.job, starter.actor.role === 'director' ? starter.actor.name : '');
      return open(vault, starter, { ...making(vault, spec), kind: 'issue', companyId: start.companyId });
    }
    case 'reissue':
    case 'revoke':
    case 'retire':
      return startTokenPlan(vault, starter, {
        kind: start.kind,
        tokenId: start.tokenId,
        addAddress: start.kind === 'reissue' ? (start.addAddress ?? '') : '',
        parent: null,
      });
    case 'address-change': {
      const [from, to] = [start.from, start.to].map((text) => canonicalIp(text) ?? text.trim());
      if (from === undefined || to === undefined) throw new AppError('bad-request');
      return walk(vault, starter, { ...start, change: { from, to }, isConcerned: hasAddress(from) });
    }
    case 'issuer-left':
      return walk(vault, starter, {
        ...start,
        change: { from: start.issuer, to: '' },
        isConcerned: (token) => token.issuer === start.issuer,
      });
    case 'requisites-changed':
      return walk(vault, starter, {
        ...start,
        change: { from: start.from, to: start.to },
        isConcerned: () => true,
      });
    case 'fire-drill':
      return walk(vault, starter, { ...start, change: null, isConcerned: () => true });
  }
}

/**
 * Begins the plan of one token inside a plan that walks several; a reissue begins with what the other plan knows
 * already.
 * Errors: `not-found`, `plan-token-state`. Effects: both plans.
 */
export function startChild(
  vault: TouchedByStartPlan,
  starter: Starter,
  {
    parent,
    tokenId,
    kind,
  }: { readonly parent: Plan; readonly tokenId: TokenId; readonly kind: TokenPlanKind },
): Plan {
  if (!parent.targets.some((target) => target.tokenId === tokenId))
    throw new AppError('not-found', { what: 'token' });
  const child = startTokenPlan(vault, starter, { kind, tokenId, addAddress: '', parent });
  const targets = parent.targets.map((target) =>
    target.tokenId === tokenId ? { ...target, planId: child.planId } : target,
  );
  vault.plans.save({ ...parent, targets }, null);
  return child;
}

interface TokenPlan {
  readonly kind: TokenPlanKind;
  readonly tokenId: TokenId;
  readonly addAddress: string;
  readonly parent: Plan | null;
}

function startTokenPlan(vault: TouchedByStartPlan, starter: Starter, plan: TokenPlan): Plan {
  const { kind, tokenId, addAddress, parent } = plan;
  const known = vault.plans
    .list()
    .find((other) => other.status === 'open' && other.tokenId === tokenId && other.kind === kind);
  if (known !== undefined) return known;
  const token = existingToken(vault.tokens, tokenId);
  if (!maySubject(token, kind)) throw new AppError('plan-token-state', { status: token.status });
  const spec = kind === 'reissue' ? specOf(token, addAddress, parent) : null;
  return open(vault, starter, {
    ...(spec === null ? {} : making(vault, spec)),
    kind,
    companyId: token.companyId,
    tokenId,
    subject: token.label,
    parentId: parent?.planId ?? null,
    // The certificate that is linked with the old token has to be reissued with it (tapi.md §4.1).
    needsCertificate:
      kind === 'reissue' && (token.boundAt !== null || (spec !== null && wantsCertificate(spec))),
    statusBefore: token.status,
  });
}

function specOf(token: Token, addAddress: string, parent: Plan | null): TokenSpec {
  const spec = withAddress(specLike(token), addAddress);
  if (parent?.kind === 'issuer-left') return { ...spec, issuer: '' };
  if (parent?.kind !== 'address-change' || parent.change === null) return spec;
  return withAddressChanged(spec, parent.change.from, parent.change.to);
}

/** A token that is gone has nothing left to revoke; one that was never issued has nothing to renew. */
function maySubject(token: Token, kind: TokenPlanKind): boolean {
  if (token.status === 'revoked' || token.secretPlace === 'wiped') return kind === 'reissue';
  if (kind === 'retire') return token.status !== 'planned';
  return kind === 'revoke' || token.status !== 'planned';
}

/** Tells whether the accesses include one of the bank's secured host. */
export function wantsCertificate({ accesses, certificateId }: TokenSpec): boolean {
  return certificateId === null && accesses.some((access) => knownAccess(access)?.needsCertificate === true);
}

interface Walk {
  readonly kind: Plan['kind'];
  readonly companyId: CompanyId | null;
  readonly change: Plan['change'];
  readonly isConcerned: (token: Token) => boolean;
}

function walk(
  vault: TouchedByStartPlan,
  starter: Starter,
  { kind, companyId, change, isConcerned }: Walk,
): Plan {
  const companies = companiesOf(vault, starter).filter(
    (one) => companyId === null || one.companyId === companyId,
  );
  const tokens = companies.flatMap((company) =>
    vault.tokens.list(company.companyId).filter((token) => isUsable(token) && isConcerned(token)),
  );
  if (tokens.length === 0) throw new AppError('plan-token-state', { tokens: 0 });
  const name = companyId === null ? '' : (companies[0]?.name ?? '');
  return open(vault, starter, {
    kind,
    companyId,
    change,
    subject: change === null ? name : [change.from, change.to].filter((text) => text !== '').join(' → '),
    targets: inOrderOfDamage(tokens).map(({ tokenId }) => ({ tokenId, planId: null })),
  });
}

function companiesOf(
  { companies }: Pick<PlanVault, 'companies'>,
  { isTraining }: Starter,
): readonly Company[] {
  return companies.list().filter(({ environment }) => (environment === 'training') === isTraining);
}

function hasAddress(address: string): (token: Token) => boolean {
  return ({ ips }) => ips.some((slot) => slot.address === address);
}

function making({ ids }: Pick<PlanVault, 'ids'>, spec: TokenSpec): Partial<Plan> {
  return { wish: spec, newTokenId: TokenId.parse(ids.newId()) };
}

function open(
  vault: Pick<PlanVault, 'plans' | 'clock' | 'ids' | 'publish'>,
  { actor, isTraining }: Starter,
  facts: Partial<Plan> & Pick<Plan, 'kind' | 'companyId'>,
): Plan {
  const at = vault.clock.now();
  const plan: Plan = {
    planId: PlanId.parse(vault.ids.newId()),
    isTraining,
    status: 'open',
    subject: '',
    parentId: null,
    tokenId: null,
    newTokenId: null,
    wish: null,
    needsCertificate: false,
    freshProblem: null,
    change: null,
    targets: [],
    marks: [],
    observations: [],
    deeds: NO_COMPLETED_ACTIONS,
    statusBefore: null,
    word: null,
    receipt: null,
    openedAt: at,
    openedBy: actor.name,
    closedAt: null,
    history: [],
    ...facts,
  };
  const reported = {
    at,
    actor,
    companyId: plan.companyId,
    subject: plan.subject,
    details: { plan: plan.kind },
  };
  const entry = journalEntry('plan-opened', reported);
  const opened = withPlanHistory(plan, historyStep(entry));
  vault.plans.add(opened, entry);
  vault.publish('plans.changed', { planId: plan.planId });
  return opened;
}
