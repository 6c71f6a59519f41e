import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId, PersonId } from '../values/ids.ts';
import { PolicyRules, PolicyState } from './policy.ts';
import { Role } from './session.ts';

/** Names the documents on which a change is based; other ones that count by now refuse it. */
export const ChangeBase = z.strictObject({
  companyId: CompanyId,
  peopleHash: z.string().max(64),
  policyHash: z.string().max(64).nullable(),
});

/** Words that two people compare aloud. */
const Words = z.array(z.string());

/** A member as everybody sees him. `words`: of his key, to tell keys apart. */
export const MemberView = z.strictObject({
  key: z.string(),
  personId: PersonId,
  name: z.string(),
  role: Role,
  isHere: z.boolean(),
  words: Words,
  /** His key was ended: he left, lost it, or has another one now. */
  isEnded: z.boolean(),
});
export type MemberView = z.infer<typeof MemberView>;

/** What a change of people comes to, one line each. */
export const PeopleDifference = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['member-added', 'member-ended', 'key-replaced']),
    name: z.string(),
    role: Role,
  }),
  z.strictObject({ kind: z.literal('changes-need'), before: z.int(), after: z.int() }),
  z.strictObject({ kind: z.literal('recovery'), has: z.boolean() }),
  z.strictObject({ kind: z.literal('name'), before: z.string(), after: z.string() }),
]);
export type PeopleDifference = z.infer<typeof PeopleDifference>;

/** A document that waits for signatures. */
export const ProposalView = z.strictObject({
  hash: z.string(),
  issuedAt: Instant,
  signedBy: z.array(z.string()),
  needed: z.int(),
  /** The person at the screen has not signed it and may. */
  canSign: z.boolean(),
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('people'), differences: z.array(PeopleDifference) }),
    z.strictObject({ kind: z.literal('rules'), before: PolicyRules.nullable(), after: PolicyRules }),
  ]),
});
export type ProposalView = z.infer<typeof ProposalView>;

/** Names the people and the rules that hold together. */
export const StandName = z.strictObject({
  peopleHash: z.string().max(64),
  policyHash: z.string().max(64).nullable(),
});
export type StandName = z.infer<typeof StandName>;

/** One of several signed versions, and what it changes against the last one that nobody doubts. */
export const BranchView = z.strictObject({
  keep: StandName,
  /** Of its documents: two people compare them aloud. */
  words: Words,
  /** The documents that lead to it, the oldest first. */
  documents: z.array(
    z.strictObject({
      kind: z.enum(['people', 'rules']),
      version: z.int(),
      issuedAt: Instant,
      signedBy: z.array(z.string()),
    }),
  ),
  differences: z.array(PeopleDifference),
  rules: z.strictObject({ before: PolicyRules.nullable(), after: PolicyRules }).nullable(),
  /** It splits again: that is decided after this. */
  isForked: z.boolean(),
  /** Directors who decided for it. */
  chosenBy: z.array(z.string()),
  /** Directors whose one decision makes it hold. */
  endedBy: z.array(z.string()),
  /** The person at the screen may decide for it, and has not. */
  canKeep: z.boolean(),
  /** His decision makes it hold at once; otherwise others decide besides. */
  isEnough: z.boolean(),
  /** The recovery file may decide for it: every version names the same one. */
  canKeepByFile: z.boolean(),
});
export type BranchView = z.infer<typeof BranchView>;

/** Several versions of the documents are signed. `deciders`: directors of the last version that nobody doubts. */
export const ForkView = z.strictObject({
  peopleVersion: z.int(),
  rulesVersion: z.int().nullable(),
  branches: z.array(BranchView),
  deciders: z.array(z.string()),
});
export type ForkView = z.infer<typeof ForkView>;

const DocumentView = z.strictObject({ version: z.int(), issuedAt: Instant, signedBy: z.array(z.string()) });

/** A company whose people sit at several computers, as this one knows it. */
export const OrganizationView = z.strictObject({
  companyId: CompanyId,
  name: z.string(),
  base: ChangeBase,
  /** Of the documents that count: the same words on every computer that is up to date. */
  words: Words,
  people: DocumentView,
  rules: DocumentView.extend({ validUntil: Instant, state: PolicyState }).nullable(),
  changesNeed: z.int(),
  /** How many directors sign the next change of people: `changesNeed`, or more where the rules ask for more. */
  signaturesNeeded: z.int(),
  members: z.array(MemberView),
  proposals: z.array(ProposalView),
  /** Several versions are signed and none holds yet; the documents above are the last that nobody doubts. */
  fork: ForkView.nullable(),
  /** Documents that were signed and do not hold, because another version does. */
  voided: z.array(DocumentView.extend({ kind: z.enum(['people', 'rules']) })),
  /** Newer documents are somewhere; `director` has them. */
  behind: z.strictObject({ director: z.string().nullable(), since: Instant }).nullable(),
  hasRecovery: z.boolean(),
  /** The person at the screen is a director whose key counts. */
  canChange: z.boolean(),
  /** People of this computer whose new keys wait for a director. */
  waitingKeys: z.array(z.string()),
});
export type OrganizationView = z.infer<typeof OrganizationView>;

/** The company, as an organization or as one computer alone. */
export const OrganizationStanding = z.strictObject({ organization: OrganizationView.nullable() });

export const FoundInput = z.strictObject({
  companyId: CompanyId,
  members: z.array(PersonId).max(19),
  changesNeed: z.int().min(1).max(5),
});

/** A card that was saved to a file; `words` are read to the director. */
export const CardSaved = z.strictObject({ isSaved: z.boolean(), name: z.string(), words: Words });
export type CardSaved = z.infer<typeof CardSaved>;

/** A card that was read from a file; it counts for nothing before somebody compared its words. */
export const CardDraft = z.strictObject({
  draftId: z.string(),
  name: z.string(),
  role: Role,
  madeAt: Instant,
  words: Words,
});
export type CardDraft = z.infer<typeof CardDraft>;

const compared = { wordsMatch: z.literal(true), draftId: z.string().max(64) };

export const MemberInput = z.strictObject({
  base: ChangeBase,
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('add'), ...compared }),
    z.strictObject({ kind: z.literal('replace'), key: z.string().max(100), ...compared }),
    z.strictObject({ kind: z.literal('end'), key: z.string().max(100) }),
  ]),
});

/** `seen`: every version that was on the screen; others by now refuse the decision. */
export const DecideInput = z.strictObject({
  companyId: CompanyId,
  keep: StandName,
  seen: z.array(StandName).max(100),
});

export const RecoverInput = z.strictObject({ base: ChangeBase, key: z.string().max(100), ...compared });

/**
 * What a file of documents came to: taken in where the organization is known, otherwise an invitation to compare the
 * words of.
 */
export const PickedDocuments = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('taken'),
    companyId: CompanyId,
    counting: z.int(),
    proposed: z.int(),
  }),
  z.strictObject({
    kind: z.literal('invitation'),
    draftId: z.string(),
    name: z.string(),
    inn: z.string(),
    members: z.array(z.strictObject({ name: z.string(), role: Role, isHere: z.boolean() })),
    words: Words,
  }),
]);
export type PickedDocuments = z.infer<typeof PickedDocuments>;

export const JoinInput = z.strictObject(compared);
