import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import { checked, readDocument, type Reading } from './documents.ts';
import { Hash, PublicKey } from './keys.ts';
import { signedText, type SigningParts } from './signed-text.ts';

/**
 * Most stands that a decision names, and most decisions that it takes the place of. Own choice: more branches than
 * people can make at one moment.
 */
const MAX_NAMED = 20;

/** The people and the rules that count together; no rules before the first ones were signed. */
const NamedStand = z.strictObject({ peopleHash: Hash, policyHash: Hash.nullable() });
export type NamedStand = z.infer<typeof NamedStand>;

/**
 * One director says which of several versions holds. What it comes to, `main/domain/organizations/fork.ts` says from
 * all decisions together.
 */
const Decision = z.strictObject({
  v: z.literal(1),
  kind: z.literal('decision'),
  /** Hash of the first people document. */
  organization: Hash,
  /** The key that signs it: two directors who decide alike have made two decisions. */
  director: PublicKey,
  /** The version that holds: it and all before it. */
  keep: NamedStand,
  /** The versions that he was shown beside it; what else stands against the kept one is set aside with them. */
  setAside: z.array(NamedStand).min(1).max(MAX_NAMED),
  /** Earlier decisions of the same director that no longer count. */
  insteadOf: z.array(Hash).max(MAX_NAMED),
  issuedAt: Instant,
});
export type Decision = z.infer<typeof Decision>;

const DECISION_FORM = 'klyuchnik-decision-v1';

/** Returns the text of a decision that its director signs. Errors: a TypeError for one that could not be read back. */
export function decisionText(parts: SigningParts, decision: Decision): string {
  return signedText(parts, DECISION_FORM, checked(Decision, decision));
}

/**
 * Reads a decision; it has one signature, that of its director. Whether its signer may decide is the question of
 * `main/domain/organizations/fork.ts`.
 */
export function readDecision(parts: SigningParts, file: string): Reading<Decision> {
  const read = readDocument(parts, DECISION_FORM, Decision, file);
  if (!read.ok) return read;
  const isOwn = read.signers.length === 1 && read.signers[0] === read.document.director;
  return isOwn ? read : { ok: false, flaw: 'signers' };
}
