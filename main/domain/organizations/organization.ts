import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import type { Envelope } from '../envelopes/envelope.ts';
import { Hash, PublicKey } from '../envelopes/keys.ts';

/** A company whose people work on several computers, as this computer knows it. */
export const Organization = z.strictObject({
  companyId: CompanyId,
  /** Hash of the first people document: the same on every computer, for ever. */
  organization: Hash,
  /** The shared folder through which signed files travel; `null` when people carry them by hand. */
  folder: z.string().nullable(),
  joinedAt: Instant,
  /**
   * People of this computer who proved by their passphrase, or at founding, that they belong to it: only theirs are the
   * keys that it may exchange.
   */
  proven: z.array(PersonId).default(() => []),
});
export type Organization = z.infer<typeof Organization>;

/** A people or policy document, or a decision, as it was received. */
export const DocumentRecord = z.strictObject({
  hash: Hash,
  companyId: CompanyId,
  kind: z.enum(['people', 'policy', 'decision']),
  /** A decision has no versions: always 1. */
  version: z.int().min(1),
  /** The signed text with its signatures. */
  file: z.string(),
  /**
   * How it stood when it was last looked at; what counts is worked out from all documents anew (`chain.ts`). `counts`:
   * part of the chain, or a decision; `branch`: one of several versions, none of which holds yet; `proposed`: waits for
   * signatures of other directors, or for documents before it; `void`: another version holds, or it was refused for
   * good.
   */
  state: z.enum(['counts', 'branch', 'proposed', 'void']),
  receivedAt: Instant,
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** An envelope as it was received or written here; nothing is ever changed in it but when it was delivered. */
export const EnvelopeRecord = z.strictObject({
  hash: Hash,
  companyId: CompanyId,
  kind: z.enum(['request', 'approval', 'approved-list', 'rejection', 'outcome'] satisfies Envelope['kind'][]),
  /** The request that it makes or answers; of a list its own hash. */
  requestHash: Hash,
  /** The requests that a list answers. */
  requests: z.array(Hash).default([]),
  author: PublicKey,
  counter: z.int().min(1),
  /** The signed text with its signature, open. */
  file: z.string(),
  receivedAt: Instant,
  /** Written here; `deliveredAt` says since when the others can have it, `null` while it waits. */
  isOwn: z.boolean(),
  deliveredAt: Instant.nullable(),
});
export type EnvelopeRecord = z.infer<typeof EnvelopeRecord>;
