import type { BankEnvironment } from './environments.ts';
import { authoritiesFor } from './trust.ts';

export interface Authorities {
  /** Returns who may sign the servers of the environment; the same array as long as nothing changed. */
  of(environment: BankEnvironment): Promise<readonly string[]>;
  /** Effects: later calls trust this authority too for the bank's own hosts, or no longer. */
  setBankCa(caPem: string | null): void;
}

/** Keeps the trusted authorities of each environment; the roots of the system are read at most once. */
export function createAuthorities(
  loadRoots: () => Promise<readonly string[]>,
  firstBankCaPem: string | null,
): Authorities {
  let bankCaPem = firstBankCaPem;
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
      const pems = authoritiesFor(environment.trust, { systemRoots, bankCaPem });
      cache.set(environment.name, { environment, pems });
      return pems;
    },
    setBankCa(caPem) {
      bankCaPem = caPem;
      cache.clear();
    },
  };
}
