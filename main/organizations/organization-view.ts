import type { OrganizationView, PeopleDifference, ProposalView } from '../../contract/areas/organization.ts';
import type { PolicyState } from '../../contract/areas/policy.ts';
import type { CompanyId, PersonId } from '../../contract/values/ids.ts';
import { signaturesFor, type People, type SignedDocument, validMembers } from '../envelopes/documents.ts';
import { standHash } from './carry-documents.ts';
import type { Known } from './chain.ts';
import type { OrganizationParts } from './organization-parts.ts';
import type { KnownMember, KnownOrganization } from './organizations.ts';

/** Who looks, and what is known besides the documents. */
export interface Looking {
  readonly companyId: CompanyId;
  readonly personId: PersonId | null;
  readonly rulesState: PolicyState;
  /** Words of a hash that two people compare: `comparedWords`, which takes its time. */
  readonly words: (hash: string) => readonly string[];
}

/** Words of a key: to tell keys apart on the screen; cards are compared by words of their own. */
const KEY_WORDS = 6;

/** Returns how an organization stands, for whoever looks; `null` where the company works on this computer alone. */
export function organizationView(
  parts: OrganizationParts,
  { companyId, personId, rulesState, words }: Looking,
): OrganizationView | null {
  const known = parts.organizations.of(companyId);
  if (known === null) return null;
  const { people, policy } = known;
  const members = parts.organizations.members(companyId);
  const signer = members.find((one) => one.personId === personId && one.isHere && isDirector(one));
  return {
    companyId,
    name: people.document.name,
    base: { companyId, peopleHash: people.hash, policyHash: policy?.hash ?? null },
    words: [...words(standHash(parts, known.chain))],
    people: shown(people, known),
    rules:
      policy === null
        ? null
        : { ...shown(policy, known), validUntil: policy.document.validUntil, state: rulesState },
    changesNeed: people.document.changesNeed,
    signaturesNeeded: signaturesFor(people.document, [policy?.document.rules]),
    members: members.map(({ key, personId: id, name, role, isHere, validThrough }) => ({
      ...{ key, personId: id, name, role, isHere, isEnded: validThrough !== null },
      words: [...parts.fingerprints.words(parts.digests.sha256(key), KEY_WORDS)],
    })),
    proposals: known.proposals.map((one) => proposalView(one, { known, signer: signer?.key ?? null })),
    behind: parts.organizations.behind(companyId),
    hasRecovery: people.document.recoveryKey !== null,
    canChange: signer !== undefined,
    waitingKeys: parts.people.list().flatMap(({ nextKeys, name }) => (nextKeys === null ? [] : name)),
  };
}

/** Says in plain lines what a change of the people comes to. */
function peopleDifferences(before: People, after: People): PeopleDifference[] {
  const [old, now] = [validMembers(before.members), validMembers(after.members)];
  const added = now.filter(({ key }) => !old.some((one) => one.key === key));
  const gone = old.filter(({ key }) => !now.some((one) => one.key === key));
  const isReplaced = (name: string) =>
    added.some((one) => one.name === name) && gone.some((one) => one.name === name);
  const line = (kind: 'member-added' | 'member-ended' | 'key-replaced', one: People['members'][number]) => ({
    ...{ kind, name: one.name, role: one.role },
  });
  return [
    ...added.map((one) => line(isReplaced(one.name) ? 'key-replaced' : 'member-added', one)),
    ...gone.filter(({ name }) => !isReplaced(name)).map((one) => line('member-ended', one)),
    ...(before.changesNeed === after.changesNeed
      ? []
      : [{ kind: 'changes-need' as const, before: before.changesNeed, after: after.changesNeed }]),
    ...(before.recoveryKey === after.recoveryKey
      ? []
      : [{ kind: 'recovery' as const, has: after.recoveryKey !== null }]),
    ...(before.name === after.name
      ? []
      : [{ kind: 'name' as const, before: before.name, after: after.name }]),
  ];
}

interface Reader {
  readonly known: KnownOrganization;
  /** Key of the director at the screen. */
  readonly signer: string | null;
}

function proposalView({ kind, signed }: Known, { known, signer }: Reader): ProposalView {
  const { hash, signers } = signed;
  const common = {
    ...{ hash, issuedAt: signed.document.issuedAt, signedBy: namesOfSigners(known, signers) },
    canSign: signer !== null && !signers.includes(signer),
  };
  const { people, policy } = known;
  const rules = policy?.document.rules ?? null;
  if (kind === 'people') {
    return {
      ...common,
      needed: signaturesFor(people.document, [rules ?? undefined]),
      what: { kind, differences: peopleDifferences(people.document, signed.document) },
    };
  }
  return {
    ...common,
    needed: signaturesFor(people.document, [rules ?? undefined, signed.document.rules]),
    what: { kind: 'rules', before: rules, after: signed.document.rules },
  };
}

/** Returns the names of those members among the signers. */
export function namesOfSigners({ people }: KnownOrganization, signers: readonly string[]): string[] {
  const names = new Map(people.document.members.map(({ key, name }) => [key, name]));
  return signers.flatMap((key) => names.get(key) ?? []);
}

function shown(
  { document, signers }: SignedDocument<Pick<People, 'version' | 'issuedAt'>>,
  known: KnownOrganization,
) {
  const { version, issuedAt } = document;
  return { version, issuedAt, signedBy: namesOfSigners(known, signers) };
}

function isDirector({ role, validThrough }: KnownMember): boolean {
  return role === 'director' && validThrough === null;
}
