import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Token } from '../main/domain/tokens/token.ts';
import type { BenchPlace } from './bench-place.ts';
import { figureOf, interleaved, median, round, type Finding } from './figures.ts';
import type { NodeVault } from './node-vault.ts';
import { startRoundTrip, type RoundTrip } from './round-trip.ts';

/**
 * Before every measurement, so that no token comes near the bank's rate of twenty questions a second for a payment.
 * Units: ms. Source: tapi.md §5.11.
 */
const REST_MS = 600;

/** Calls with each token in one measurement. Own choice: few enough for the rate, with as many of the next one. */
const CALLS = 5;

/**
 * Measures one reading call through the vault, over mTLS, against its floor: the same call by bare undici over the same
 * mTLS, and one bare round trip between two processes. One after another, on connections that are kept alive; once with
 * secrets that were used a moment ago, once with secrets that have to be read from the keychain first.
 */
export async function bankCall(place: BenchPlace, pairs: number): Promise<Finding> {
  const opened = await place.openVault();
  const trip = await startRoundTrip();
  const bare = bareCalls(place);
  const vault = vaultCalls(place, opened);
  const repeated = () => measured(CALLS, vault.tokens, vault.call);
  const first = () => measured(1, vault.tokens, vault.call, vault.forget);
  const floor = (calls: number) => () =>
    measured(calls, bare.clients, async (client) => {
      await trip.make();
      await bare.call(client);
    });
  try {
    await repeated();
    await floor(CALLS)();
    const figures = [
      figureOf('bank-call', 'ms', await interleaved(pairs, { ours: repeated, baseline: floor(CALLS) })),
      figureOf('bank-call-first', 'ms', await interleaved(pairs, { ours: first, baseline: floor(1) })),
    ];
    return { figures, notes: await explain(opened, { vault, trip, bare, pairs }) };
  } finally {
    await bare.close();
    await trip.stop();
    await opened.close();
  }
}

/** Calls by the app's own way, with the tokens that can pay. */
function vaultCalls({ bank }: BenchPlace, { vault, keychain }: NodeVault) {
  const access = 'payments';
  const needs = vault.companies
    .list()
    .map(({ companyId }) => ({ companyId, access, withCertificate: true }) as const);
  const tokens = needs.filter((need) => vault.caller.canServe(need)).map((need) => vault.caller.choose(need));
  const bankPaymentId = randomUUID();
  return {
    tokens,
    call: async ({ companyId }: Token): Promise<void> => {
      const need = { companyId, access, withCertificate: true } as const;
      const outcome = await vault.caller.read(need, (shown) => bank.paymentState(shown, bankPaymentId));
      if (outcome.kind === 'failed') throw new Error(outcome.problem.code);
    },
    /** As after a minute. */
    forget: ({ tokenId, certificateId }: Token): void => {
      keychain.forget(`token:${tokenId}`);
      if (certificateId !== null) keychain.forget(`certificate-key:${certificateId}`);
    },
  };
}

interface BareClient {
  readonly agent: Agent;
  readonly text: string;
}

/** The same question by bare undici, with as many agents, by tokens that are no vault's: the bank counts by token. */
function bareCalls({ bench }: BenchPlace) {
  const { caPem: ca, certificates, texts, securedBaseUrl } = bench;
  const clients: readonly BareClient[] = certificates.map(
    ({ certificatePem: cert, privateKeyPem: key }, index) => ({
      agent: new Agent({ connect: { ca, cert, key, maxCachedSessions: 0 } }),
      text: texts.at(-1 - index) ?? '',
    }),
  );
  const path = `/api/v1/payment/${randomUUID()}`;
  return {
    clients,
    call: async ({ agent, text }: BareClient): Promise<void> => {
      const headers = { authorization: `Bearer ${text}`, accept: 'application/json' };
      const answer = await agent.request({ origin: securedBaseUrl, path, method: 'GET', headers });
      const body: unknown = await answer.body.json();
      if (answer.statusCode !== 404)
        throw new Error(`the bank said ${answer.statusCode}: ${JSON.stringify(body)}`);
    },
    close: async (): Promise<void> => {
      await Promise.all(clients.map(({ agent }) => agent.close()));
    },
  };
}

/** Says where the time of a call goes: what is measured apart is done once in each call. */
async function explain(
  { vault: { tokens }, keychain }: NodeVault,
  {
    vault,
    trip,
    bare,
    pairs,
  }: {
    readonly vault: ReturnType<typeof vaultCalls>;
    readonly trip: RoundTrip;
    readonly bare: ReturnType<typeof bareCalls>;
    readonly pairs: number;
  },
): Promise<readonly string[]> {
  const times = { bare: [] as number[], trip: [] as number[], read: [] as number[], notes: [] as number[] };
  for (let index = 0; index < pairs; index += 1) {
    times.bare.push(await measured(CALLS, bare.clients, bare.call));
    times.trip.push(await measured(CALLS, bare.clients, () => trip.make()));
    times.read.push(
      await measured(1, vault.tokens, async ({ tokenId }) => void (await keychain.read(`token:${tokenId}`))),
    );
    for (const { tokenId } of vault.tokens) noteUse(tokens, tokenId);
    times.notes.push(await measured(1, [tokens], (store) => store.writeNotes()));
  }
  const [call, hop, read, notes] = [times.bare, times.trip, times.read, times.notes].map((all) =>
    round(median(all)),
  );
  return [
    'bank-call: the token is chosen among 1,000, its text and the key of its certificate are taken from what was read in the last minute, compared by fingerprints, and used over mTLS on loopback without any delay of a network; the answer is parsed strictly, the call is logged, and its use is noted',
    'bank-call-first: the same with text and key read from the OS keychain in its own process, as once a minute',
    `bank-call: of the base line, bare call ${call} ms, bare round trip ${hop} ms; one secret from the keychain ${read} ms; the durable note of ${vault.tokens.length} tokens, once a minute, ${notes} ms`,
  ];
}

function noteUse(tokens: NodeVault['vault']['tokens'], tokenId: Token['tokenId']): void {
  const token = tokens.get(tokenId);
  if (token !== null) tokens.noteUse(token);
}

/** Returns the time of one act, of `count` with each item in turn. Units: ms. `before`: what is not counted. */
async function measured<T>(
  count: number,
  items: readonly T[],
  act: (item: T) => Promise<void> | void,
  before: (item: T) => void = () => undefined,
): Promise<number> {
  await delay(REST_MS);
  for (const item of items) before(item);
  const began = performance.now();
  for (let round = 0; round < count; round += 1) for (const item of items) await act(item);
  return (performance.now() - began) / (items.length * count);
}
