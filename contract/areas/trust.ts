import { z } from 'zod';
import { Instant } from '../values/dates.ts';

/**
 * The environments whose hosts are on the open internet; a root may be added for them. The training bank has an
 * authority of its own.
 */
export const TrustedEnvironment = z.enum(['production', 'sandbox']);
export type TrustedEnvironment = z.infer<typeof TrustedEnvironment>;

/** What a person compares before a root is trusted. */
export const RootView = z.strictObject({
  /** SHA-256 of the DER form, hex. */
  sha256: z.string(),
  subject: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** It is «Russian Trusted Root CA» of the Ministry of Digital Development, by its known fingerprint. */
  isStateRoot: z.boolean(),
});
export type RootView = z.infer<typeof RootView>;

/** A root that was added for the bank's hosts of one environment. */
export const AuthorityView = RootView.extend({
  authorityId: z.string(),
  environment: TrustedEnvironment,
  hosts: z.array(z.string()),
  addedAt: Instant,
  addedBy: z.string(),
});
export type AuthorityView = z.infer<typeof AuthorityView>;

/** An authority that the bank's hosts of one environment are pinned to. */
export const PinView = z.strictObject({
  authorityId: z.string(),
  environment: TrustedEnvironment,
  host: z.string(),
  /** SHA-256 of the DER form, hex. */
  sha256: z.string(),
  subject: z.string(),
  /** Who signed the server's own certificate then. */
  issuer: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  at: Instant,
  /** The director who confirmed it; `null`: the first connection to this host showed it. */
  by: z.string().nullable(),
});
export type PinView = z.infer<typeof PinView>;

/** An authority by which a server of the bank proved itself and that is not pinned: no call passes meanwhile. */
export const StrangeAuthorityView = PinView.omit({ authorityId: true, at: true, by: true }).extend({
  /** Whom the server's own certificate names. */
  server: z.string(),
  /** When it was first seen since the vault was opened. */
  since: Instant,
});
export type StrangeAuthorityView = z.infer<typeof StrangeAuthorityView>;

export const PinInput = z.strictObject({ environment: TrustedEnvironment, sha256: z.string().max(64) });

/** A root that was read from a file and is not trusted yet. */
export const RootDraft = RootView.extend({ draftId: z.string() });
export type RootDraft = z.infer<typeof RootDraft>;

export const TrustInput = z.strictObject({ draftId: z.string().max(64), environment: TrustedEnvironment });

export const TrustView = z.strictObject({
  authorities: z.array(AuthorityView),
  /** The known fingerprint of the state root, to compare with. */
  stateRootSha256: z.string(),
  pins: z.array(PinView),
  /** Stops every call to its environment until a director confirms it or the server shows a pinned one again. */
  strange: z.array(StrangeAuthorityView),
  environments: z.array(z.strictObject({ environment: TrustedEnvironment, hosts: z.array(z.string()) })),
});
export type TrustView = z.infer<typeof TrustView>;
