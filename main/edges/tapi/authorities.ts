import type { BankEnvironment } from './environments.ts';
import { PUBLISHED_AUTHORITIES } from './published-authorities.ts';
import { certificatesIn, pinnedAmong, publicRoots, spkiSha256Of } from './trust.ts';

/** What the vault knows of the authorities of an environment's servers, besides the published ones. */
export interface PinnedHosts {
  /** Hosts whose first connection is over: what they show later is compared. */
  readonly hosts: readonly string[];
  /** The roots that they showed then, and those that a director confirmed; PEM, one each. */
  readonly roots: readonly string[];
}

export interface Authorities {
  /**
   * Returns who may sign the servers of the environment: of the bank's own hosts only pinned authorities, elsewhere the
   * environment's own one. The same array as long as nothing changed.
   */
  of(environment: BankEnvironment): Promise<readonly string[]>;
  /** Returns every root that Node, the system and the people trust: whom a server can show without being refused. */
  everyRoot(environment: BankEnvironment): Promise<readonly string[]>;
  /** Tells whether the first connection to a host is over. Units: the bare name of the host. */
  isKnown(environment: string, host: string): boolean;
  /**
   * Effects: later calls to this environment trust these authorities too, or no longer; only where the well-known roots
   * count at all.
   */
  setBankCa(environment: string, caPem: string | null): void;
  /** Effects: later calls to this environment take these pins; `null`: only the published ones. */
  setPinned(environment: string, pinned: PinnedHosts | null): void;
}

/** Keeps the trusted authorities of each environment; the roots of the system are read at most once. */
export function createAuthorities(loadRoots: () => Promise<readonly string[]>): Authorities {
  const added = new Map<string, readonly string[]>();
  const pins = new Map<string, PinnedHosts>();
  let roots: Promise<readonly string[]> | null = null;
  const cache = new Map<
    string,
    { readonly environment: BankEnvironment; readonly pems: readonly string[] }
  >();

  const everyRoot = async (environment: BankEnvironment): Promise<readonly string[]> => {
    if (environment.trust.kind === 'own') return certificatesIn(environment.trust.caPem);
    roots ??= loadRoots();
    return publicRoots({ systemRoots: await roots, added: added.get(environment.name) ?? [] });
  };

  const allowed = async (environment: BankEnvironment): Promise<readonly string[]> => {
    const every = await everyRoot(environment);
    if (environment.trust.kind === 'own') return every;
    const ours = added.get(environment.name) ?? [];
    const keys = [...ours, ...(pins.get(environment.name)?.roots ?? [])].map(spkiSha256Of);
    const spkis = new Set([...keys, ...PUBLISHED_AUTHORITIES.map(({ spkiSha256 }) => spkiSha256)]);
    spkis.delete(''); // of a certificate that could not be read
    return pinnedAmong(every, spkis);
  };

  return {
    async of(environment) {
      const known = cache.get(environment.name);
      if (known !== undefined && known.environment === environment) return known.pems;
      const pems = await allowed(environment);
      cache.set(environment.name, { environment, pems });
      return pems;
    },
    everyRoot,
    isKnown: (environment, host) => pins.get(environment)?.hosts.includes(host) ?? false,
    setBankCa(environment, caPem) {
      if (caPem === null) added.delete(environment);
      else added.set(environment, certificatesIn(caPem));
      cache.delete(environment);
    },
    setPinned(environment, pinned) {
      if (pinned === null) pins.delete(environment);
      else pins.set(environment, pinned);
      cache.delete(environment);
    },
  };
}
