import { networkInterfaces } from 'node:os';
import type { NetworkFacts } from '../../domain/diagnosis/diagnosis-ports.ts';

/** The bank's host, for which the system is asked about a proxy. Source: tapi.md §1. */
const BANK_URL = 'https://business.tbank.ru/';

/**
 * Variables by which Unix programs are told of a proxy; only whether they are set is looked at. Source: curl(1),
 * ENVIRONMENT.
 */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/** Reads the network of this computer. `resolveProxy` answers as Chromium does: `DIRECT`, or what lies in between. */
export function networkFacts(
  env: NodeJS.ProcessEnv,
  resolveProxy: (url: string) => Promise<string>,
): NetworkFacts {
  return {
    read: async () => ({
      isConnected: Object.values(networkInterfaces()).some((cards) =>
        (cards ?? []).some(({ internal }) => !internal),
      ),
      hasProxy:
        PROXY_VARIABLES.some((name) => (env[name] ?? '') !== '') ||
        // a proxy that cannot be asked for is none we know of
        !isDirect(await resolveProxy(BANK_URL).catch(() => 'DIRECT')),
    }),
  };
}

function isDirect(answer: string): boolean {
  return answer.trim() === '' || /^DIRECT(;|$)/.test(answer.trim());
}
