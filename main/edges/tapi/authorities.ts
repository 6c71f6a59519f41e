import type { BankEnvironment } from './environments.ts';
import { authoritiesFor } from './trust.ts';

export interface Authorities {
  /** Returns who may sign the servers of the environment; the same array as long as nothing changed. */
  of(environment: BankEnvironment): Promise<readonly string[]>;
  /**
   * Effects: later calls to this environment trust these authorities too, or no longer; only where the well-known roots
   * count at all.
   */
  setBankCa(environment: string, caPem: string | null): void;
}

/** Keeps the trusted authorities of each environment; the roots of the system are read at most once. */
export function createAuthorities(loadRoots: () => Promise<readonly string[]>): Authorities {
  const bankCas = new Map<string, string>();
  let roots: Promise<readonly string[]> | null = null;
  const cache = new Map<
    string,
    { readonly environment: BankEnvironment; readonly pems: readonly string[] }
  >();
  return {
    async of(environment) {
      const known = cache.get(environment.name);
      if (known !== undefined && known.environment === environment) return known.pems;
      const isPublic = environment.trust.kind === 'public';
      if (isPublic) roots ??= loadRoots();
      const systemRoots = isPublic ? ((await roots) ?? []) : [];
      const pems = authoritiesFor(environment.trust, {
        systemRoots,
        bankCaPem: bankCas.get(environment.name) ?? null,
      });
      cache.set(environment.name, { environment, pems });
      return pems;
    },
    setBankCa(environment, caPem) {
      if (caPem === null) bankCas.delete(environment);
      else bankCas.set(environment, caPem);
      cache.delete(environment);
    },
  };
}
