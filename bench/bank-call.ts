import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import type { CompanyId } from '../contract/values/ids.ts';
import type { BenchPlace } from './bench-place.ts';
import { figureOf, interleaved, median, round, type Finding } from './figures.ts';
import type { NodeVault } from './node-vault.ts';

/**
 * Between two rounds, so that no token comes near the bank's rate of six calls a second. Units: ms. Source: tapi.md
 * §5.11.
 */
const REST_MS = 500;

/**
 * Measures one reading call through the vault against the same call by bare undici, one after another on a connection
 * that is kept alive. A round makes one call for every company.
 */
export async function bankCall(place: BenchPlace, pairs: number): Promise<Finding> {
  const opened = await place.openVault();
  const { bench, bank } = place;
  const agent = new Agent({ connect: { ca: bench.caPem, maxCachedSessions: 0 } });
  const companies = opened.vault.companies.list().map(({ companyId }) => companyId);
  const { caller } = opened.vault;
  const throughVault = async (companyId: CompanyId): Promise<void> => {
    const need = { companyId, access: 'accounts', withCertificate: false } as const;
    const outcome = await caller.read(need, (credentials) => bank.accounts(credentials));
    if (outcome.kind === 'failed') throw new Error(outcome.problem.code);
  };
  const bare = async (text: string): Promise<void> => {
    const url = `${bench.ordinaryBaseUrl}/api/v4/bank-accounts`;
    const headers = { authorization: `Bearer ${text}`, accept: 'application/json' };
    const answer = await agent.request({
      origin: new URL(url).origin,
      path: new URL(url).pathname,
      method: 'GET',
      headers,
    });
    if (answer.statusCode !== 200) throw new Error(`the bank said ${answer.statusCode}`);
    await answer.body.json();
  };
  const ours = async () => {
    await delay(REST_MS);
    return msEach(companies, throughVault);
  };
  // The second half of the tokens is no vault's: the bank counts calls by token.
  const baseline = () => msEach(bench.texts.slice(companies.length), bare);
  try {
    await ours();
    await baseline();
    const figure = figureOf('bank-call', 'ms', await interleaved(pairs, { ours, baseline }));
    return { figures: [figure], notes: await explain(opened, companies, { pairs, figure }) };
  } finally {
    await agent.close();
    await opened.close();
  }
}

/** Says where the time of a call goes: what is measured apart is done once in each call. */
async function explain(
  { vault, keychain }: NodeVault,
  companies: readonly CompanyId[],
  { pairs, figure }: { readonly pairs: number; readonly figure: Finding['figures'][number] },
): Promise<readonly string[]> {
  const tokens = companies.map((companyId) =>
    vault.caller.choose({ companyId, access: 'accounts', withCertificate: false }),
  );
  const reads: number[] = [];
  const notes: number[] = [];
  for (let round = 0; round < pairs; round += 1) {
    reads.push(await msEach(tokens, async ({ tokenId }) => void (await keychain.read(`token:${tokenId}`))));
    notes.push(await msEach(tokens, (token) => vault.tokens.save(token, null)));
  }
  const rest = figure.ours - figure.baseline - median(reads) - median(notes);
  return [
    'bank-call: the token is chosen among 1,000, read from the OS keychain in its own process, checked by its fingerprint, used over TLS on loopback without any delay of a network; the answer is parsed strictly, the call is logged, and its success is written durably beside the token',
    `bank-call: of the ${figure.ours} ms, keychain ${round(median(reads))} ms, durable note ${round(median(notes))} ms, bare call ${figure.baseline} ms, everything else ${round(rest)} ms`,
  ];
}

async function msEach<T>(items: readonly T[], act: (item: T) => Promise<void> | void): Promise<number> {
  const began = performance.now();
  for (const item of items) await act(item);
  return (performance.now() - began) / items.length;
}
