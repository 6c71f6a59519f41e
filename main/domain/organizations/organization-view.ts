import type { OrganizationView, ProposalView } from '../../../contract/areas/organization.ts';
import type { PolicyState } from '../../../contract/areas/policy.ts';
import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { signaturesFor, type People, type SignedDocument } from '../envelopes/documents.ts';
import { standHash } from './carry-documents.ts';
import { peopleDifferences } from './differences.ts';
import { forkView, versionView } from './fork-view.ts';
import type { OrganizationVault } from './organization-vault.ts';
import { namesOfSigners, type KnownMember, type KnownOrganization } from './organizations.ts';
import type { Version } from './stands.ts';

/** Who looks, and what is known besides the documents. */
export interface Looking {
  readonly companyId: CompanyId;
  readonly personId: PersonId | null;
  readonly rulesState: PolicyState;
  /** Words of a hash that two people compare: `comparedWords`, which takes its time. */
  readonly words: (hash: string) => readonly string[];
}

/** Most void documents on the screen. Own choice: the newest say what happened. */
const MAX_VOIDED = 10;

/** Words of a key: to tell keys apart on the screen; cards are compared by words of their own. */
const KEY_WORDS = 6;

/** Returns how an organization stands, for whoever looks; `null` where the company works on this computer alone. */
export function organizationView(
  vault: Pick<OrganizationVault, 'organizations' | 'people' | 'digests' | 'fingerprints'>,
  { companyId, personId, rulesState, words }: Looking,
): OrganizationView | null {
  const known = vault.organizations.of(companyId);
  if (known === null) return null;
  const { people, policy } = known;
  const members = vault.organizations.members(companyId);
  const signer = members.find((one) => one.personId === personId && one.isHere && isDirector(one));
  return {
    companyId,
    name: people.document.name,
    base: { companyId, peopleHash: people.hash, policyHash: policy?.hash ?? null },
    words: [...words(standHash(vault, known.chain))],
    people: shown(people, known),
    rules:
      policy === null
        ? null
        : { ...shown(policy, known), validUntil: policy.document.validUntil, state: rulesState },
    changesNeed: people.document.changesNeed,
    signaturesNeeded: signaturesFor(people.document, [policy?.document.rules]),
    members: members.map(({ key, personId: id, name, role, isHere, validThrough }) => ({
      key,
      personId: id,
      name,
      role,
      isHere,
      isEnded: validThrough !== null,
      words: [...vault.fingerprints.words(vault.digests.sha256(key), KEY_WORDS)],
    })),
    proposals: known.proposals.map((one) => proposalView(one, { known, signer: signer?.key ?? null })),
    fork:
      known.fork === null
        ? null
        : forkView(vault, { known, fork: known.fork, signer: keyOf(vault, personId), words }),
    voided: known.voided.slice(-MAX_VOIDED).map((one) => versionView(known, one)),
    behind: vault.organizations.behind(companyId),
    hasRecovery: people.document.recoveryKey !== null,
    canChange: signer !== undefined,
    waitingKeys: vault.people.list().flatMap(({ nextKeys, name }) => (nextKeys === null ? [] : name)),
  };
}

/** The key of the person at the screen, also where a version ended it: he may still decide together with others. */
function keyOf({ people }: Pick<OrganizationVault, 'people'>, personId: PersonId | null): string | null {
  return personId === null ? null : (people.get(personId)?.publicKey ?? null);
}

interface Reader {
  readonly known: KnownOrganization;
  /** Key of the director at the screen. */
  readonly signer: string | null;
}

function proposalView(proposal: Version, { known, signer }: Reader): ProposalView {
  const { signed } = proposal;
  const { hash, signers } = signed;
  const common = {
    hash,
    issuedAt: signed.document.issuedAt,
    signedBy: namesOfSigners(known, signers),
    canSign: signer !== null && !signers.includes(signer),
  };
  const { people, policy } = known;
  const rules = policy?.document.rules ?? null;
  if (proposal.kind === 'people') {
    return {
      ...common,
      needed: signaturesFor(people.document, [rules ?? undefined]),
      what: { kind: 'people', differences: peopleDifferences(people.document, proposal.signed.document) },
    };
  }
  return {
    ...common,
    needed: signaturesFor(people.document, [rules ?? undefined, proposal.signed.document.rules]),
    what: { kind: 'rules', before: rules, after: proposal.signed.document.rules },
  };
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
