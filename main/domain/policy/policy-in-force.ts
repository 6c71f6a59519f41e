import { approvalsAtMost, type PolicyState } from '../../../contract/areas/policy.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { Digests } from '../../ports/ports.ts';
import type { PersonKeys } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import { policyText, strictPolicy, type Policy } from './policy.ts';
import type { PolicyStore } from './policy-ports.ts';

export interface PolicyCheckParts {
  readonly policies: PolicyStore;
  readonly personKeys: Pick<PersonKeys, 'verify'>;
  readonly digests: Digests;
}

/** Whose rules, by whose signatures, at which moment. */
export interface PolicyQuestion {
  readonly companyId: CompanyId;
  readonly directors: readonly Person[];
  readonly now: Instant;
}

export interface PolicyInForce {
  /** The rules that apply; unless `state` is `signed`, every payment asks for an approval besides. */
  readonly policy: Policy;
  readonly state: PolicyState;
  /** The last version that enough directors signed, also when it has run out; a change starts from it. */
  readonly lastSigned: Policy | null;
}

/**
 * Says which rules apply. A version counts when as many directors signed it as it asks for at most, and as the version
 * that counted before it asks for: nobody alone loosens what takes two. When the newest one does not count, or has run
 * out, every payment asks for an approval; ceilings, accounts and tiers of the last one that counted still hold, so
 * that neither waiting nor altering the file frees anybody from them.
 */
export function policyInForce(
  parts: PolicyCheckParts,
  { companyId, directors, now }: PolicyQuestion,
): PolicyInForce {
  const versions = parts.policies.versions(companyId);
  const newest = versions.at(-1);
  if (newest === undefined) return { policy: strictPolicy(companyId), state: 'none', lastSigned: null };
  const lastSigned = lastSignedOf(parts, versions, directors);
  const policy = lastSigned ?? strictPolicy(companyId);
  if (lastSigned?.version !== newest.version) return { policy, state: 'not-signed', lastSigned };
  const isOver = newest.validUntil !== null && now >= newest.validUntil;
  return { policy, state: isOver ? 'expired' : 'signed', lastSigned };
}

function lastSignedOf(
  parts: PolicyCheckParts,
  versions: readonly Policy[],
  directors: readonly Person[],
): Policy | null {
  const newest = versions.at(-1);
  const most = Math.max(...versions.map(({ rules }) => approvalsAtMost(rules)));
  // Signed by as many as any version ever asked for: nothing before it can change the answer.
  if (newest !== undefined && countSigners(parts, newest, directors) >= most) return newest;
  let last: Policy | null = null;
  for (const version of versions) {
    const needed: number = Math.max(
      approvalsAtMost(version.rules),
      last === null ? 1 : approvalsAtMost(last.rules),
    );
    if (countSigners(parts, version, directors) >= needed) last = version;
  }
  return last;
}

/** Counts the directors whose signatures on the version hold. The one who changed it has to be among them. */
function countSigners(
  { digests, personKeys }: PolicyCheckParts,
  policy: Policy,
  directors: readonly Person[],
): number {
  const text = digests.canonical(policyText(policy));
  const holds = (personId: string | null, signature: string | null) => {
    const publicKey = directors.find((person) => person.personId === personId)?.publicKey ?? null;
    return publicKey !== null && signature !== null && personKeys.verify(publicKey, text, signature);
  };
  if (!holds(policy.changedBy, policy.signature)) return 0;
  const others = policy.coSignatures.filter(
    ({ personId, signature }) => personId !== policy.changedBy && holds(personId, signature),
  );
  return 1 + new Set(others.map(({ personId }) => personId)).size;
}
