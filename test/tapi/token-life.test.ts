import { onTestFinished, describe, expect, it } from 'vitest';
import { addMs, DAY_MS, type Instant } from '../../contract/values/dates.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { Secret } from '../../main/ports/secret.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import { BankCaller } from '../../main/domain/tokens/bank-caller.ts';
import { aliveUntil, daysLeft, type Token } from '../../main/domain/tokens/token.ts';
import { startTrainingBank } from '../../training-bank/training-bank.ts';
import { COMPANY, EVERYDAY, FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { bankFor } from './support/bank-under-test.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';

/**
 * The ledger and the real training bank over one clock that stands; only the bank's own offset moves, as a person moves
 * it.
 */
async function stand() {
  const world = new VaultWorld();
  const training = await startTrainingBank({ now: () => new Date(world.clock.now()) });
  onTestFinished(() => training.stop());
  const under = bankFor({ ...training, now: () => world.clock.now() });
  onTestFinished(() => under.bank.close());
  const { ordinaryBaseUrl, securedBaseUrl, caPem } = training;
  under.bank.registerEnvironment({ name: 'training', ordinaryBaseUrl, securedBaseUrl, caPem });
  const day = await world.furnish({ rules: FREE_RULES, environment: 'training' });
  const issued = training.issueToken({
    label: 'x',
    accesses: ['company-info/get', 'bank-accounts/get'],
    ips: ['127.0.0.1'],
    issuer: { name: 'Борис' },
  });
  const text = Secret.fromText(issued.text);
  const tokenId = TokenId.parse('token-in-bank');
  const { stores, parts } = day;
  const like = stores.tokens.get(EVERYDAY);
  if (like === null) throw new Error('no token');
  await world.keychain.write(`token:${tokenId}`, text);
  const fingerprint = parts.fingerprints.ofSecret(text);
  const facts = { at: world.clock.now(), actor: THE_APP, companyId: COMPANY, subject: 'x' };
  stores.tokens.add({ ...like, tokenId, fingerprint }, journalEntry('token-added', facts));
  const { clock, bankTime } = world;
  const keychain = new RecentSecrets(world.keychain, systemTimers);
  const common = { ...stores, clock, bankTime, keychain, bank: under.bank, publish: () => undefined };
  const caller = new BankCaller({ ...common, fingerprints: parts.fingerprints, connections: under.bank });
  const now = (): Instant => bankTime.now('training');
  const token = (): Token => {
    const found = stores.tokens.get(tokenId);
    if (found === null) throw new Error('no token');
    return found;
  };
  return {
    training,
    check: async () => (await checkToken({ ...common, caller }, tokenId)).isAlive,
    daysLeft: () => daysLeft(token(), now()),
    aliveUntil: () => aliveUntil(token()),
    token,
    now,
    move: (ms: number) => {
      training.control({ command: 'advanceClock', ms });
      world.trainingAheadMs = training.clockAheadMs();
    },
  };
}

describe('the life of a token, as the ledger counts it and as the training bank keeps it', () => {
  it.each([
    ['89 days', 89 * DAY_MS, 1, true],
    ['90 days, the last moment', 90 * DAY_MS, 0, true],
    ['90 days and a millisecond', 90 * DAY_MS + 1, -1, false],
    ['91 days', 91 * DAY_MS, -1, false],
  ] as const)('after %s without use', async (_name, ms, left, isAlive) => {
    const at = await stand();
    expect(await at.check()).toBe(true);
    expect(at.aliveUntil()).toBe(addMs(at.now(), 90 * DAY_MS));

    at.move(ms);

    expect(at.daysLeft()).toBe(left);
    expect(await at.check()).toBe(isAlive);
    expect(at.token().status).toBe(isAlive ? 'active' : 'dead');
    expect(at.daysLeft()).toBe(isAlive ? 90 : null);
  });

  it('is the same again after each use, however often the clock is moved', async () => {
    const at = await stand();
    expect(await at.check()).toBe(true);
    for (let round = 0; round < 3; round += 1) {
      at.move(89 * DAY_MS);
      expect(at.daysLeft()).toBe(1);
      expect(await at.check()).toBe(true);
    }
  });

  it('ends at once when the issuer leaves', async () => {
    const at = await stand();
    expect(await at.check()).toBe(true);

    at.training.control({ command: 'setIssuerActive', token: 'x', active: false });

    expect(await at.check()).toBe(false);
    expect(at.token().status).toBe('dead');
  });

  it('is told as a change of the company’s details when the KPP changes', async () => {
    const at = await stand();
    at.training.control({ command: 'setCompanyKpp', kpp: '999901002' });

    expect(await at.check()).toBe(false);
    expect(at.token()).toMatchObject({ lastProblem: { code: 'bank-company-changed' } });
  });

  it('goes on, but not from here, when the list of addresses changes', async () => {
    const at = await stand();
    at.training.control({ command: 'setTokenIps', token: 'x', ips: ['198.51.100.9'] });

    expect(await at.check()).toBe(false);
    expect(at.token()).toMatchObject({ status: 'issued', lastProblem: { code: 'bank-ip-not-listed' } });
  });
});
