import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { PolicyView } from '../../contract/areas/policy.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { PersonKeys } from '../people/people-ports.ts';
import type { Clock, Digests } from '../ports.ts';
import type { Secret } from '../secret.ts';
import type { SecretPrompt } from '../secret-prompt-ports.ts';
import { assertCoherent, policyText, type Policy } from './policy.ts';
import type { PolicyStore } from './policy-ports.ts';

export interface ChangePolicyParts {
  readonly policies: PolicyStore;
  readonly personKeys: PersonKeys;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly clock: Clock;
}

export interface PolicyChange {
  readonly companyId: CompanyId;
  readonly companyName: string;
  /** The version the change is based on. */
  readonly version: number;
  readonly rules: PolicyRules;
}

/**
 * Changes the rules of a company; the director's passphrase signs the new version. Approvals given under the old version are void from then on.
 *
 * Errors: `director-required`, `policy-invalid`, `stale-revision`, `cancelled-by-person`, `passphrase-wrong`, `keychain-*`. No money moves.
 * Effects: the new version and a journal line.
 */
export async function changePolicy(
  parts: ChangePolicyParts,
  actor: Actor,
  change: PolicyChange,
): Promise<Policy> {
  if (actor.role !== 'director' || actor.personId === null) throw new AppError('director-required');
  assertCoherent(change.rules);
  assertBase(parts, change);
  const question = {
    kind: 'passphrase' as const,
    subject: actor.name,
    facts: [{ label: 'rules' as const, text: change.companyName }],
    minLength: 1,
  };
  return parts.prompt.ask(question, (passphrase) => signPolicy(parts, actor, change, passphrase));
}

/** Signs and stores the next version of the rules. The prompt was answered already. */
export async function signPolicy(
  parts: Omit<ChangePolicyParts, 'prompt'>,
  actor: Actor,
  change: PolicyChange,
  passphrase: Secret,
): Promise<Policy> {
  const { policies, personKeys, digests, clock } = parts;
  if (actor.personId === null) throw new AppError('director-required');
  const at = clock.now();
  const unsigned: Policy = {
    companyId: change.companyId,
    version: change.version + 1,
    rules: change.rules,
    changedAt: at,
    changedBy: actor.personId,
    changedByName: actor.name,
    signature: null,
  };
  const signature = await personKeys.sign(
    actor.personId,
    passphrase,
    digests.canonical(policyText(unsigned)),
  );
  assertBase(parts, change);
  const policy = { ...unsigned, signature };
  const details = { version: policy.version, paymentLimitMinor: change.rules.payment.approvalAboveMinor };
  const facts = { at, actor, companyId: change.companyId, subject: change.companyName, details };
  policies.add(policy, journalEntry('policy-changed', facts));
  return policy;
}

export function policyView({ companyId, version, rules, changedAt, changedByName }: Policy): PolicyView {
  return { companyId, version, rules, changedAt, changedBy: changedByName };
}

function assertBase(
  { policies }: Pick<ChangePolicyParts, 'policies'>,
  { companyId, version }: PolicyChange,
): void {
  const current = policies.newest(companyId)?.version ?? 0;
  if (current !== version) throw new AppError('stale-revision', { now: current });
}
