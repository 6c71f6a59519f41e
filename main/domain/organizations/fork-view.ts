import type { BranchView, ForkView } from '../../../contract/areas/organization.ts';
import { standHash } from './carry-documents.ts';
import { peopleDifferences } from './differences.ts';
import { arbiterOf, deciders, endedAloneBy, type Branch, type Fork } from './fork.ts';
import type { OrganizationVault } from './organization-vault.ts';
import { namesOfSigners, type KnownOrganization } from './organizations.ts';
import { namedStand, pathTo, type Stand, type Version } from './stands.ts';

interface Looked {
  readonly known: KnownOrganization;
  readonly fork: Fork;
  /** Key of the director at the screen. */
  readonly signer: string | null;
  readonly words: (hash: string) => readonly string[];
}

/** Returns the versions between which directors have to decide, for whoever looks. */
export function forkView(vault: Pick<OrganizationVault, 'digests'>, looked: Looked): ForkView {
  const { known, fork } = looked;
  const { people, policy } = fork.common;
  return {
    peopleVersion: people.document.version,
    rulesVersion: policy?.document.version ?? null,
    branches: fork.branches.map((branch) => branchView(vault, looked, branch)),
    deciders: namesOfSigners(known, deciders(fork)),
  };
}

/** Returns a version of people or rules as a line of a list. */
export function versionView(known: KnownOrganization, { kind, signed }: Version) {
  const { version, issuedAt } = signed.document;
  return {
    kind: kind === 'people' ? ('people' as const) : ('rules' as const),
    version,
    issuedAt,
    signedBy: namesOfSigners(known, signed.signers),
  };
}

function branchView(
  vault: Pick<OrganizationVault, 'digests'>,
  { known, fork, signer, words }: Looked,
  branch: Branch,
): BranchView {
  const { head, chosenBy, ends } = branch;
  const { common } = fork;
  const endedBy = endedAloneBy(fork, branch);
  const mayDecide = signer !== null && deciders(fork).includes(signer);
  const before = common.policy?.document.rules ?? null;
  return {
    keep: namedStand(head),
    words: [
      ...words(standHash(vault, { ...known.chain, people: [head.people], policies: policiesOf(head) })),
    ],
    documents: addedBy(fork, head).map(({ made }) => versionView(known, made)),
    differences: peopleDifferences(common.people.document, head.people.document),
    rules:
      head.policy === null || head.policy.hash === common.policy?.hash
        ? null
        : { before, after: head.policy.document.rules },
    isForked: ends.length > 1,
    chosenBy: namesOfSigners(known, chosenBy),
    endedBy: namesOfSigners(known, endedBy),
    canKeep: mayDecide && !chosenBy.includes(signer),
    isEnough: signer !== null && endedBy.includes(signer),
    canKeepByFile: arbiterOf(fork) !== null,
  };
}

/** The stands that a branch has and the last one beyond doubt has not, the oldest first. */
export function addedBy({ common }: Fork, head: Stand): readonly Stand[] {
  return pathTo(head).slice(pathTo(common).length);
}

function policiesOf({ policy }: Stand) {
  return policy === null ? [] : [policy];
}
