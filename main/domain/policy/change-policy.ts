import { approvalsAtMost, type PolicyRules, type PolicyView } from '../../../contract/areas/policy.ts';
import { addMs, DAY_MS } from '../../../contract/values/dates.ts';
import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Digests } from '../../ports/ports.ts';
import type { SecretPrompt, SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { PersonKeys } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import { policyInForce, type PolicyInForce } from './policy-in-force.ts';
import { assertCoherent, policyText, type Policy } from './policy.ts';
import type { PolicyStore } from './policy-ports.ts';
import { ruleLinesToSign } from './rule-lines.ts';

export interface ChangePolicyParts {
  readonly policies: PolicyStore;
  readonly personKeys: PersonKeys;
  readonly digests: Digests;
  readonly clock: Clock;
}

/** What asking each director takes besides. */
export interface PolicyPromptParts {
  readonly prompt: SecretPrompt;
}

export interface PolicyChange {
  readonly companyId: CompanyId;
  readonly companyName: string;
  /** The version the change is based on. */
  readonly version: number;
  readonly rules: PolicyRules;
  /** Directors who sign besides the one who changes. */
  readonly signers: readonly PersonId[];
  /** All directors of the company. */
  readonly directors: readonly Person[];
}

/** Whose signature is asked for. */
export type PolicySigner = Pick<Person, 'personId' | 'name'>;

/** Signs the text with the person's key. Errors: those of the keychain and of the question that it asks. */
export type SignAs = (signer: PolicySigner, text: string) => Promise<string>;

/**
 * How long a version of the rules holds. Own choice: a year and a day, so that rules are looked at once a year and a
 * yearly meeting is in time.
 * Units: days.
 */
export const POLICY_DAYS = 366;

/**
 * Changes the rules of a company. As many directors sign the new version, each with his passphrase, one after the
 * other, as the rules before it and its own ask for at most. Approvals given under the old version are void from then
 * on.
 *
 * Errors: `director-required`, `policy-invalid`, `policy-too-few-directors`, `policy-signers`, `stale-revision`,
 * `cancelled-by-person`, `keychain-*`. No money moves.
 * Effects: the new version and a journal line, when the last one has signed; nothing before.
 */
export async function changePolicy(
  parts: ChangePolicyParts & PolicyPromptParts,
  actor: Actor,
  change: PolicyChange,
): Promise<Policy> {
  const { prompt, personKeys } = parts;
  const facts = factsOf(parts, change);
  return signPolicy(parts, actor, change, ({ personId, name }, text) =>
    prompt.ask({ kind: 'passphrase', subject: name, facts, minLength: 1 }, (passphrase) =>
      personKeys.sign(personId, passphrase, text),
    ),
  );
}

/** What each director sees of the rules in the window where he signs them. */
function factsOf(
  parts: ChangePolicyParts,
  { companyId, companyName, version, rules, directors }: PolicyChange,
): SecretQuestion['facts'] {
  const { lastSigned, policy } = policyInForce(parts, { companyId, directors, now: parts.clock.now() });
  return [
    { label: 'rules', text: companyName },
    { label: 'rules-version', text: String(version + 1) },
    ...changeFacts(ruleLinesToSign((lastSigned ?? policy).rules, rules)),
  ];
}

/** The lines of a change for the window where it is signed. */
export function changeFacts(lines: readonly string[]): SecretQuestion['facts'] {
  return lines.map((text) => ({ label: 'change' as const, text }));
}

/**
 * Changes the rules as `changePolicy` does, with the signatures got by `signAs`. Errors and effects: as there, and
 * those of `signAs`.
 */
export async function signPolicy(
  parts: ChangePolicyParts,
  actor: Actor,
  change: PolicyChange,
  signAs: SignAs,
): Promise<Policy> {
  if (actor.role !== 'director' || actor.personId === null) throw new AppError('director-required');
  assertCoherent(change.rules);
  assertBase(parts, change);
  const others = otherSigners(parts, actor.personId, change);
  const at = parts.clock.now();
  const unsigned: Policy = {
    companyId: change.companyId,
    version: change.version + 1,
    rules: change.rules,
    changedAt: at,
    changedBy: actor.personId,
    changedByName: actor.name,
    signature: null,
    coSignatures: [],
    validUntil: addMs(at, POLICY_DAYS * DAY_MS),
  };
  const text = parts.digests.canonical(policyText(unsigned));
  const signature = await signAs({ personId: actor.personId, name: actor.name }, text);
  const coSignatures: Policy['coSignatures'] = [];
  for (const { personId, name } of others) {
    coSignatures.push({ personId, personName: name, signature: await signAs({ personId, name }, text) });
  }
  assertBase(parts, change);
  const policy = { ...unsigned, signature, coSignatures };
  const details = {
    version: policy.version,
    paymentLimitMinor: change.rules.payment.approvalAboveMinor,
    ...(others.length > 0 ? { signedBy: others.map(({ name }) => name).join(', ') } : {}),
  };
  const facts = { at, actor, companyId: change.companyId, subject: change.companyName, details };
  parts.policies.add(policy, journalEntry('policy-changed', facts));
  return policy;
}

/** How the rules stand, for whoever reads them. `newest`: the number that the next change must name. */
export function policyView(
  { policy, state, lastSigned }: PolicyInForce,
  { newest, directors }: { readonly newest: number; readonly directors: readonly Person[] },
): PolicyView {
  const shown = lastSigned ?? policy;
  return {
    companyId: policy.companyId,
    version: newest,
    rules: policy.rules,
    state,
    changedAt: shown.changedAt,
    changedBy: shown.changedByName,
    signedBy: shown.coSignatures.map(({ personName }) => personName),
    validUntil: shown.validUntil,
    lastSigned: lastSigned?.rules ?? null,
    directors: directors.map(({ personId, name }) => ({ personId, name })),
    isOrganization: false,
    waiting: 0,
  };
}

/** The directors who sign besides the one who changes. Errors: `policy-too-few-directors`, `policy-signers`. */
function otherSigners(
  parts: ChangePolicyParts,
  ownId: PersonId,
  { companyId, rules, signers, directors }: PolicyChange,
): readonly Person[] {
  const { lastSigned } = policyInForce(parts, { companyId, directors, now: parts.clock.now() });
  const needed = Math.max(
    approvalsAtMost(rules),
    lastSigned === null ? 1 : approvalsAtMost(lastSigned.rules),
  );
  if (directors.length < needed) {
    throw new AppError('policy-too-few-directors', { needed, directors: directors.length });
  }
  const others = directors.filter(({ personId }) => personId !== ownId && signers.includes(personId));
  if (others.length + 1 < needed) throw new AppError('policy-signers', { needed, given: others.length + 1 });
  return others;
}

function assertBase(
  { policies }: Pick<ChangePolicyParts, 'policies'>,
  { companyId, version }: PolicyChange,
): void {
  const current = policies.newest(companyId)?.version ?? 0;
  if (current !== version) throw new AppError('stale-revision', { now: current });
}
