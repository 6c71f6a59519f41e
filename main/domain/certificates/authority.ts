import { z } from 'zod';
import { TrustedEnvironment, type AuthorityView, type RootView } from '../../../contract/areas/trust.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type { JournalEntry } from '../audit/entry.ts';

/** A root that a person added for the bank's hosts of one environment. A removed one stays as a record. */
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
}

/** The roots that are trusted now, of one environment. */
export function trustedNow(all: readonly Authority[], environment: TrustedEnvironment): readonly Authority[] {
  return all.filter((one) => one.environment === environment && one.removedAt === null);
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
