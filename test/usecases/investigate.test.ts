import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiagnosisView } from '../../contract/areas/diagnosis.ts';
import type { TokenId } from '../../contract/values/ids.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { investigate } from '../../main/domain/diagnosis/investigate.ts';
import { RunningWork } from '../../main/domain/diagnosis/running-work.ts';
import { problem } from '../fakes/scripted-bank.ts';
import { ScriptedProbes, type ProbePlan } from '../fakes/scripted-probes.ts';
import { COMPANY, EVERYDAY, FREE_RULES, PAYING, VaultWorld } from '../fakes/vault-world.ts';

const DAY_MS = 86_400_000;

async function scene(environment = 'production') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES, environment });
  const probes = new ScriptedProbes(world.clock);
  let network = { isConnected: true, hasProxy: false };
  const reported: DiagnosisView[] = [];
  const run = async (tokenId = EVERYDAY, isStopped = () => false) => {
    const parts = {
      ...day.stores,
      ...day.parts,
      probes,
      ids: world.ids,
      network: { read: () => Promise.resolve(network) },
      audit: day.stores.audit,
      bankTime: { now: () => world.clock.now() },
    };
    const watch = { report: (view: DiagnosisView) => void reported.push(view), isStopped };
    return investigate(parts, world.people.accountant, tokenId, watch);
  };
  const cause = async (tokenId = EVERYDAY) => (await run(tokenId)).verdict?.cause;
  const setNetwork = (facts: typeof network) => {
    network = facts;
  };
  /** What the bank answers to this token; to others it answers well. */
  const refuse = (tokenId: TokenId, code: ProbePlan) => {
    probes.plan = (asked) => {
      if (asked.kind === 'payment-state' && !asked.withCertificate) return 'client-certificate-missing';
      return asked.tokenId === tokenId ? code : 'ok';
    };
    if (code !== 'ok') world.bank.companyAnswer = { kind: 'failed', problem: problem(code) };
  };
  const journal = () =>
    day.stores.audit.page({ companyId: COMPANY, before: null, limit: 50 }).map(({ entry }) => entry);
  const { tokens } = day.stores;
  return { world, day, probes, run, cause, setNetwork, refuse, journal, reported, tokens };
}

describe('investigate', () => {
  it('finds nothing the matter with a good token, asks once, and writes that down', async () => {
    const { run, probes, journal, reported, tokens } = await scene();

    const view = await run();

    expect(view.verdict).toMatchObject({ cause: 'healthy', confidence: 'proved' });
    expect(view.steps.map(({ step, result }) => `${step} ${result}`)).toEqual([
      'record good',
      'secret good',
      'company good',
      'clock good',
    ]);
    expect(probes.asked).toHaveLength(1);
    expect(journal()[0]).toMatchObject({ kind: 'token-diagnosed', details: { cause: 'healthy' } });
    expect(tokens.get(EVERYDAY)).toMatchObject({ status: 'active', lastProblem: null });
    expect(reported.map(({ steps }) => steps.length)).toEqual([0, 1, 2, 3, 4, 4]);
    expect(reported.at(-1)).toEqual(view);
  });

  it('asks the secured host without and with the certificate for a token that pays', async () => {
    const { run, probes } = await scene();

    const view = await run(PAYING);

    expect(view.verdict?.cause).toBe('healthy');
    expect(probes.asked).toEqual([
      { tokenId: PAYING, kind: 'company', withCertificate: false },
      { tokenId: PAYING, kind: 'payment-state', withCertificate: false },
      { tokenId: PAYING, kind: 'payment-state', withCertificate: true },
    ]);
  });

  it('records what was asked, what came and when, for the bank’s support', async () => {
    const { run, refuse } = await scene();
    refuse(EVERYDAY, 'bank-ip-not-listed');

    const { steps, verdict } = await run();

    expect(verdict?.cause).toBe('ip-not-listed');
    expect(steps.find(({ step }) => step === 'company')).toMatchObject({
      result: 'bad',
      call: { httpStatus: 200, errorCode: 'FORBIDDEN', requestId: 'request-1', message: 'слова банка' },
      problem: { code: 'bank-ip-not-listed' },
    });
    expect(steps.find(({ step }) => step === 'control')).toMatchObject({
      result: 'good',
      facts: { label: PAYING },
    });
  });

  it('asks twice after a 401 and compares with another token', async () => {
    const { run, refuse, probes, tokens } = await scene();
    refuse(EVERYDAY, 'bank-token-dead');

    const { verdict } = await run();

    expect(verdict).toMatchObject({ cause: 'token-dead', confidence: 'proved' });
    expect(probes.asked.map(({ tokenId, kind }) => `${tokenId} ${kind}`)).toEqual([
      `${EVERYDAY} company`,
      `${EVERYDAY} company`,
      `${PAYING} company`,
    ]);
    expect(tokens.get(EVERYDAY)?.status).toBe('dead');
  });

  it('calls it likely while there is nothing to compare with', async () => {
    const { run, probes, world } = await scene();
    probes.plan = () => 'bank-token-dead';
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-token-dead') };

    expect((await run()).verdict).toMatchObject({ cause: 'token-dead', confidence: 'likely' });
  });

  it('says that the term ran out when the ledger has counted it', async () => {
    const { cause, refuse, world, tokens } = await scene();
    const token = tokens.get(EVERYDAY);
    if (token !== null) tokens.save({ ...token, issuedOn: '2026-01-01' }, null);
    refuse(EVERYDAY, 'bank-token-dead');

    expect(await cause()).toBe('token-lapsed');
    expect(world.clock.now() > '2026-04-01').toBe(true);
  });

  it.each<[BankProblemCode, string]>([
    ['bank-company-changed', 'company-changed'],
    ['bank-access-missing', 'access-missing'],
    ['bank-forbidden', 'forbidden'],
    ['bank-rate', 'rate'],
    ['bank-down', 'bank-down'],
    ['bank-unreadable', 'unreadable'],
  ])('for %s gives %s', async (code, expected) => {
    const { cause, refuse } = await scene();
    refuse(EVERYDAY, code);

    expect(await cause()).toBe(expected);
  });

  it.each([
    ['ENOTFOUND', { isConnected: false, hasProxy: false }, 'no-network'],
    ['ENOTFOUND', { isConnected: true, hasProxy: false }, 'dns'],
    ['ECONNREFUSED', { isConnected: true, hasProxy: true }, 'proxy'],
    ['ECONNREFUSED', { isConnected: true, hasProxy: false }, 'unreachable'],
  ])('offline (%s, %o) ends with %s', async (transport, network, expected) => {
    const { cause, refuse, probes, setNetwork } = await scene();
    refuse(EVERYDAY, 'bank-unreachable');
    probes.transport = transport;
    setNetwork(network);

    expect(await cause()).toBe(expected);
  });

  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
    ['CERT_NOT_YET_VALID', 'clock-wrong'],
  ])('looks at a server that is not trusted (%s): %s', async (refusal, expected) => {
    const { run, refuse, probes } = await scene();
    refuse(EVERYDAY, 'tls-untrusted');
    probes.look = { ...probes.look, refusal, issuer: 'CN=Антивирус' };

    const { verdict, steps } = await run();

    expect(verdict?.cause).toBe(expected);
    expect(steps.find(({ step }) => step === 'server')?.facts.issuer).toBe('CN=Антивирус');
  });

  it('sees that our clock went back behind what the record has seen', async () => {
    const { cause, refuse, tokens, world } = await scene();
    const token = tokens.get(EVERYDAY);
    const later = new Date(Date.parse(world.clock.now()) + DAY_MS).toISOString();
    if (token !== null) tokens.save({ ...token, lastSighting: { at: later, by: 'here' } }, null);
    refuse(EVERYDAY, 'tls-untrusted');

    expect(await cause()).toBe('clock-wrong');
  });

  it('compares our clock with the bank’s', async () => {
    const { run, probes } = await scene();
    probes.bankAheadMs = -3 * 3_600_000;

    const { verdict, steps } = await run();

    expect(verdict).toMatchObject({ cause: 'clock-wrong', confidence: 'proved' });
    expect(steps.find(({ step }) => step === 'clock')).toMatchObject({ facts: { minutes: '180' } });
  });

  it.each([
    ['locked', 'keychain-closed'],
    ['unavailable', 'keychain-closed'],
    ['corrupt', 'secret-overwritten'],
  ] as const)('with the keychain %s says %s and asks the bank nothing', async (state, expected) => {
    const { cause, world, probes } = await scene();
    world.keychain.failWith(state);

    expect(await cause()).toBe(expected);
    expect(probes.asked).toEqual([]);
  });

  it('finds a text that is gone or was written over', async () => {
    const { cause, world, tokens } = await scene();
    await world.keychain.remove(`token:${EVERYDAY}`);
    world.keychain.overwrite(`token:${PAYING}`, 't.another');

    expect(await cause()).toBe('secret-missing');
    expect(await cause(PAYING)).toBe('secret-overwritten');
    expect(tokens.get(PAYING)?.status).toBe('frozen');
    expect(await cause(PAYING)).toBe('secret-overwritten'); // from the record, without touching the keychain
  });

  it('freezes a token that the bank knows as another company’s', async () => {
    const { cause, probes, tokens, journal } = await scene();
    probes.company = { name: 'ООО «Чужое»', inn: '7707083893', kpp: '773601001' };

    expect(await cause()).toBe('belongs-elsewhere');
    expect(tokens.get(EVERYDAY)).toMatchObject({
      status: 'frozen',
      lastProblem: { code: 'token-belongs-elsewhere', details: { inn: '7707083893' } },
    });
    expect(journal().map(({ kind }) => kind)).toContain('token-frozen');
    expect(await cause()).toBe('belongs-elsewhere');
  });

  it('sees another KPP in the bank’s answer', async () => {
    const { cause, probes } = await scene();
    probes.company = { ...probes.company, kpp: '773601001' };

    expect(await cause()).toBe('company-record-differs');
  });

  it.each([
    ['secret-missing', 'certificate-key-missing'],
    ['secret-changed', 'certificate-key-missing'],
  ])('finds the certificate’s key at fault (%s)', async (kind, expected) => {
    const { cause, world } = await scene();
    if (kind === 'secret-missing') await world.keychain.remove('certificate-key:certificate-1');
    else world.keychain.overwrite('certificate-key:certificate-1', 'another key');

    expect(await cause(PAYING)).toBe(expected);
  });

  it('finds no certificate, and one that is over', async () => {
    const { cause, tokens, world } = await scene();
    const paying = tokens.get(PAYING);
    if (paying === null) throw new Error('no token');
    tokens.save({ ...paying, certificateId: null }, null);
    expect(await cause(PAYING)).toBe('certificate-missing');

    tokens.save(paying, null);
    world.clock.pass(800 * DAY_MS);
    expect(await cause(PAYING)).toBe('certificate-expired');
  });

  it.each<[BankProblemCode, string]>([
    ['client-certificate-not-bound', 'certificate-not-bound'],
    ['client-certificate-missing', 'certificate-refused'],
    ['client-certificate-expired', 'certificate-expired'],
    ['bank-token-dead', 'certificate-not-bound'],
  ])('the secured host’s %s gives %s', async (code, expected) => {
    const { cause, probes } = await scene();
    probes.plan = ({ kind, withCertificate }) => {
      if (kind !== 'payment-state') return 'ok';
      return withCertificate ? code : 'client-certificate-missing';
    };

    expect(await cause(PAYING)).toBe(expected);
  });

  it('wants no certificate in the bank’s sandbox, whose card is a constant', async () => {
    const { run, probes } = await scene('sandbox');
    probes.company = { name: 'x', inn: '7707083893', kpp: '0' };

    expect((await run(PAYING)).verdict?.cause).toBe('healthy');
    expect(probes.asked).toHaveLength(1);
  });

  it('stops when the person has had enough, keeps what it knows, and gives no verdict', async () => {
    const { run, probes, journal } = await scene();
    let isStopped = false;
    probes.whileAsking = () => {
      isStopped = true;
    };

    const view = await run(PAYING, () => isStopped);

    expect(view.verdict).toBeNull();
    expect(view.endedAt).not.toBeNull();
    expect(probes.asked).toHaveLength(1);
    expect(journal()[0]).toMatchObject({ kind: 'token-diagnosed', details: { cause: null } });
  });

  it('wipes the secrets it took', async () => {
    const { run, world } = await scene();
    await run(PAYING);

    const read = await world.keychain.read(`token:${PAYING}`);
    expect(read.state).toBe('ok');
  });

  it('never sends, moves or makes anything, whatever the bank answers', async () => {
    const codes: ProbePlan[] = [
      ...(['ok', 'bank-token-dead', 'bank-ip-not-listed', 'bank-access-missing'] as const),
      ...(['bank-forbidden', 'bank-down', 'bank-unreachable', 'tls-untrusted', 'bank-rate'] as const),
      ...(['client-certificate-missing', 'client-certificate-not-bound', 'bank-unreadable'] as const),
    ];
    const plan = fc.array(fc.constantFrom(...codes), { minLength: 8, maxLength: 8 });

    await fc.assert(
      fc.asyncProperty(plan, fc.constantFrom(EVERYDAY, PAYING), async (answers, tokenId) => {
        const { run, probes, world } = await scene();
        let index = 0;
        probes.plan = () => answers[index++ % answers.length] ?? 'ok';

        const view = await run(tokenId);

        expect(view.verdict).not.toBeNull();
        expect(world.bank.attempts).toEqual([]);
        expect(probes.asked.length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 40 },
    );
  });
});

describe('long work', () => {
  it('is one at a time for each thing; a second start joins the first', async () => {
    const work = new RunningWork<number>();
    let starts = 0;
    const slow = () => {
      starts += 1;
      return Promise.resolve(starts);
    };

    const [a, b] = await Promise.all([work.start('x', slow), work.start('x', slow)]);
    const c = await work.start('x', slow);

    expect([a, b, c]).toEqual([1, 1, 2]);
  });

  it('stops only what was named', async () => {
    const work = new RunningWork<boolean>();
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const until = async (isStopped: () => boolean) => {
      await gate;
      return isStopped();
    };

    const stopped = work.start('a', until);
    const other = work.start('b', until);
    work.stop('a');
    work.stop('nobody');
    letGo();

    expect([await stopped, await other]).toEqual([true, false]);
  });
});
