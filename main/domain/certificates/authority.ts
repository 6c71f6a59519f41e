import { z } from 'zod';
import {
  TrustedEnvironment,
  type AuthorityView,
  type PinView,
  type RootView,
} from '../../../contract/areas/trust.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type { AuthorityNews } from '../../ports/bank-ports.ts';
import type { JournalEntry } from '../audit/entry.ts';

/** At which host a root was seen, and whether that was the first connection to it. */
const SeenAt = z.strictObject({
  host: z.string(),
  isFirst: z.boolean(),
  server: z.string(),
  issuer: z.string(),
});

/**
 * A root of the bank's hosts of one environment. `seen`: `null` for one that a person added from a file; else the host
 * showed it at its first connection, or a director confirmed what it showed later. A removed one stays as a record.
 */
export const Authority = z.strictObject({
  authorityId: z.string(),
  environment: TrustedEnvironment,
  pem: z.string(),
  sha256: z.string(),
  subject: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  isStateRoot: z.boolean(),
  addedAt: Instant,
  addedBy: z.string(),
  removedAt: Instant.nullable(),
  /** Missing in records of earlier versions: those came from files. */
  seen: SeenAt.nullable().default(null),
});
export type Authority = z.infer<typeof Authority>;

export interface AuthorityStore {
  list(): readonly Authority[];
  save(authority: Authority, entry: JournalEntry): void;
}

/** A root that was read from a file. */
export interface ReadRoot extends RootView {
  readonly pem: string;
}

/** What the bank's client knows of roots, and how it is told of added ones. */
export interface BankTrust {
  /**
   * Reads the one root of a file: self-signed, an authority, within its dates.
   * Errors: `certificate-gost`, `authority-unreadable`, `authority-not-root`, `authority-several`,
   * `authority-out-of-dates`.
   */
  readRoot(bytes: Uint8Array, now: Instant): Promise<ReadRoot>;
  readonly stateRootSha256: string;
  /** The hosts that an environment reaches. */
  hostsOf(environment: TrustedEnvironment): readonly string[];
  /**
   * Effects: later calls to the environment trust these roots too, besides the well-known ones and those of the system.
   */
  setAdded(environment: TrustedEnvironment, pem: string | null): void;
  /**
   * Effects: later calls to the environment pass only servers that prove themselves by a published, an added or one of
   * these roots; a host that is not named here has its first connection before it. `null`: nothing is known.
   */
  setPinned(environment: TrustedEnvironment, pinned: Pinned | null): void;
  /** Whoever wants to know hears what calls found out about the bank's authorities; `null`: nobody does. */
  hearAuthorities(listener: ((news: AuthorityNews) => void) | null): void;
}

/** Hosts whose first connection is over, and the roots that their servers may prove themselves by; PEM. */
export interface Pinned {
  readonly hosts: readonly string[];
  readonly roots: readonly string[];
}

/** The roots that people added from files and that are trusted now, of one environment. */
export function trustedNow(all: readonly Authority[], environment: TrustedEnvironment): readonly Authority[] {
  return all.filter((one) => one.environment === environment && one.removedAt === null && one.seen === null);
}

/**
 * What the bank's hosts of one environment are pinned to. A host stays known when what it showed was taken back: it
 * never has a second first connection.
 */
export function pinnedNow(all: readonly Authority[], environment: TrustedEnvironment): Pinned {
  const seen = all.filter((one) => one.environment === environment && one.seen !== null);
  return {
    hosts: [...new Set(seen.flatMap((one) => one.seen?.host ?? []))],
    roots: [...new Set(seen.flatMap((one) => (one.removedAt === null ? one.pem : [])))],
  };
}

/** What a person is shown of a root that was seen at a host. */
export function pinView(authority: Authority): PinView[] {
  const { authorityId, environment, sha256, subject, notBefore, notAfter, addedAt, addedBy, seen } =
    authority;
  if (seen === null || authority.removedAt !== null) return [];
  const by = seen.isFirst ? null : addedBy;
  const { host, issuer } = seen;
  return [{ authorityId, environment, host, sha256, subject, issuer, notBefore, notAfter, at: addedAt, by }];
}

/** What a person is shown. */
export function authorityView(authority: Authority, hosts: readonly string[]): AuthorityView {
  const { authorityId, environment, sha256, subject, notBefore, notAfter, isStateRoot, addedAt, addedBy } =
    authority;
  return {
    authorityId,
    environment,
    sha256,
    subject,
    notBefore,
    notAfter,
    isStateRoot,
    addedAt,
    addedBy,
    hosts: [...hosts],
  };
}
