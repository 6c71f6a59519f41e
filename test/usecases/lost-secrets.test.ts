import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { approveAndPay } from '../../main/domain/payments/sending/approve-and-pay.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { askBank } from '../../main/domain/payments/sending/reconcile.ts';
import { refreshAccounts } from '../../main/domain/statements/refresh-accounts.ts';
import type { CallSecretName } from '../../main/ports/keychain-ports.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import type { Token } from '../../main/domain/tokens/token.ts';
import {
  approvedNew,
  COMPANY,
  errorOf,
  EVERYDAY,
  FREE_RULES,
  passphraseOf,
  PAYING,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const SPARE = TokenId.parse('token-spare');
const SPARE_PAYING = TokenId.parse('token-spare-paying');

/** A company with a second token for reading and a second one for payments. */
async function doubled(rules: PolicyRules = FREE_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  await world.addToken(day, SPARE, { accesses: ['accounts', 'statement'], label: 'Запасной' });
  const certificateId = await world.addCertificate(day, 'certificate-2');
  const accesses = ['accounts', 'payments'];
  await world.addToken(day, SPARE_PAYING, { accesses, certificateId, label: 'Запасной платёжный' });
  return { world, day, ...world.people };
}

function tokenOf({ parts }: Workday, tokenId: TokenId): Token {
  const token = parts.tokens.get(tokenId);
  if (token === null) throw new Error('no token');
  return token;
}

/** The keychain loses an item that a call used a minute ago; until then the call's copy serves others. */
async function loseLater(name: CallSecretName, { world, day }: { world: VaultWorld; day: Workday }) {
  day.timers.pass(60_000);
  await world.keychain.remove(name);
}

/** Whose tokens the bank saw, in order and once each in a row. */
function seenTokens({ bank }: VaultWorld): string[] {
  const ids = bank.seenCredentials.map(({ tokenId }) => tokenId);
  return ids.filter((id, index) => id !== ids[index - 1]);
}

describe('a token whose secret the keychain has lost', () => {
  it('is replaced in a reading call by another that can do it, and the record says both', async () => {
    const { world, day } = await doubled();
    await world.keychain.remove(`token:${EVERYDAY}`);
    const first = day.parts.caller.choose({ companyId: COMPANY, access: 'accounts', withCertificate: false });

    const { problem } = await refreshAccounts(day.parts, COMPANY);

    expect(first.tokenId).toBe(EVERYDAY);
    expect(problem).toBeNull();
    expect(seenTokens(world)).toEqual([SPARE]);
    expect(tokenOf(day, EVERYDAY).lastProblem).toEqual({
      code: 'secret-missing',
      details: { insteadId: SPARE, instead: 'Запасной' },
      incidentId: null,
    });
    expect(world.told).toContainEqual({ name: 'tokens.changed', payload: { tokenId: EVERYDAY } });
    const journal = day.stores.audit.page({ companyId: COMPANY, before: null, limit: 20 });
    expect(journal.map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({
        kind: 'token-problem',
        subject: EVERYDAY,
        details: { problem: 'secret-missing' },
      }),
    );
  });

  it('is named with the one that works instead, whichever call has found the loss', async () => {
    const { world, day } = await doubled();
    await world.keychain.remove(`token:${EVERYDAY}`);
    await errorOf(() => checkToken({ ...day.parts, bank: world.bank }, EVERYDAY));
    expect(tokenOf(day, EVERYDAY).lastProblem?.details).toEqual({});

    await refreshAccounts(day.parts, COMPANY);

    expect(tokenOf(day, EVERYDAY).lastProblem?.details).toEqual({ insteadId: SPARE, instead: 'Запасной' });
  });

  it('is not tried again first, until it has shown that it is whole', async () => {
    const { world, day } = await doubled();
    const kept = await world.keychain.read(`token:${EVERYDAY}`);
    if (kept.state !== 'ok') throw new Error('no text');
    await world.keychain.remove(`token:${EVERYDAY}`);
    await refreshAccounts(day.parts, COMPANY);
    const need = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
    expect(day.parts.caller.choose(need).tokenId).toBe(SPARE);
    await world.keychain.write(`token:${EVERYDAY}`, kept.secret);

    await checkToken({ ...day.parts, bank: world.bank }, EVERYDAY);

    expect(tokenOf(day, EVERYDAY).lastProblem).toBeNull();
    expect(day.parts.caller.choose(need).tokenId).toBe(EVERYDAY);
  });

  it('is named, with its id, where nothing else can do it', async () => {
    const { world, day } = await doubled();
    await world.keychain.remove(`token:${EVERYDAY}`);

    const checked = await errorOf(() => checkToken({ ...day.parts, bank: world.bank }, EVERYDAY));

    expect(checked).toEqual({ code: 'secret-missing', details: { tokenId: EVERYDAY, token: EVERYDAY } });
    for (const tokenId of [SPARE, PAYING, SPARE_PAYING]) await world.keychain.remove(`token:${tokenId}`);
    const all = await errorOf(() => refreshAccounts(day.parts, COMPANY));
    expect(all).toMatchObject({ code: 'secret-missing', details: { token: expect.any(String) as string } });
    expect(world.bank.calls).toEqual([]);
  });

  it('is no reason to read by one that could move money while a weaker one is there', async () => {
    const { world, day } = await doubled();
    await world.keychain.remove(`token:${EVERYDAY}`);
    await refreshAccounts(day.parts, COMPANY);
    await loseLater(`token:${SPARE}`, { world, day });

    await refreshAccounts(day.parts, COMPANY);

    expect([PAYING, SPARE_PAYING]).toContain(seenTokens(world).at(-1));
    expect(tokenOf(day, SPARE).lastProblem?.details.insteadId).toBe(seenTokens(world).at(-1));
  });

  it('is replaced for a payment before the intention is written, which names the one that sends', async () => {
    const { world, day, accountant } = await doubled(STRICT_RULES);
    const payment = await approvedNew(world, day);
    await world.keychain.remove(`token:${PAYING}`);
    const intended: unknown[] = [];
    world.bank.beforeSend = () => {
      intended.push(world.start().parts.payments.intention(payment.paymentId)?.tokenId);
    };

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect([paid.status, paid.tokenId, intended]).toEqual(['in-progress', SPARE_PAYING, [SPARE_PAYING]]);
    expect(world.bank.attempts).toHaveLength(1);
    expect(tokenOf(day, PAYING).lastProblem?.details.insteadId).toBe(SPARE_PAYING);
  });

  it('is replaced where the key of its certificate is what was lost, and the certificate is named', async () => {
    const { world, day, accountant } = await doubled(STRICT_RULES);
    const payment = await approvedNew(world, day);
    await world.keychain.remove('certificate-key:certificate-1');

    const paid = await pay(day.parts, accountant, seenOf(payment));

    expect(paid.tokenId).toBe(SPARE_PAYING);
    expect(tokenOf(day, PAYING).lastProblem).toMatchObject({
      code: 'secret-missing',
      details: { certificate: 'certificate-1', insteadId: SPARE_PAYING },
    });
    // Its text is whole: what shows no certificate may still be done with it.
    await loseLater('certificate-key:certificate-2', { world, day });
    const need = { companyId: COMPANY, access: 'payments', withCertificate: true } as const;
    const error = await errorOf(() => day.parts.caller.openFor(need));
    expect(error).toMatchObject({
      code: 'secret-missing',
      details: { certificateId: 'certificate-2', certificate: 'certificate-2', tokenId: SPARE_PAYING },
    });
  });

  it('gives way to a sealed one where a director is there to be asked, and not where nobody is', async () => {
    const { world, day, director } = await doubled();
    const { personId } = director;
    if (personId === null) throw new Error('a person has an id');
    for (const id of [SPARE, PAYING, SPARE_PAYING]) {
      const sealing = { sealedTo: personId, at: world.clock.now(), isWhole: true };
      day.parts.tokens.save({ ...tokenOf(day, id), sealing }, null);
    }
    day.parts.tokens.save({ ...tokenOf(day, PAYING), sealing: null }, null);
    for (const id of [EVERYDAY, PAYING]) await world.keychain.remove(`token:${id}`);
    const reading = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
    const sending = { companyId: COMPANY, access: 'payments', withCertificate: true } as const;

    // Both open ones turn out to be lost; what asks nobody does not come to the sealed ones.
    expect(await errorOf(() => day.parts.caller.openFor(reading))).toMatchObject({ code: 'secret-missing' });
    expect([EVERYDAY, PAYING].map((id) => tokenOf(day, id).lastProblem?.code)).toEqual([
      'secret-missing',
      'secret-missing',
    ]);
    expect(day.parts.caller.choose(reading).sealing).toBeNull();
    expect(day.parts.caller.choose(sending).tokenId).toBe(SPARE_PAYING);
  });

  it('is replaced in the one act of a director too', async () => {
    const { world, day, director } = await doubled(STRICT_RULES);
    const payment = submitNew(world, day);
    await world.keychain.remove(`token:${PAYING}`);
    world.prompt.answer(passphraseOf('Борис'));

    const read = { seen: seenOf(payment), reason: 'проверил' };
    const { payment: paid, error } = await approveAndPay(day.parts, director, read);

    expect([paid.status, paid.tokenId, error]).toEqual(['in-progress', SPARE_PAYING, null]);
    expect(world.prompt.questions).toHaveLength(1);
  });

  it('is not replaced once a first byte may have left: no other token sends the payment again', async () => {
    const { world, day, accountant } = await doubled(STRICT_RULES);
    const payment = await approvedNew(world, day);
    world.bank.sendPlans = [{ kind: 'lost' }];
    const sent = await pay(day.parts, accountant, seenOf(payment));
    expect([sent.status, sent.tokenId]).toEqual(['unknown', PAYING]);
    await loseLater(`token:${PAYING}`, { world, day });
    world.clock.pass(10 * 60_000);

    const error = await errorOf(() => askBank(day.parts, payment.paymentId));

    expect(error).toMatchObject({ code: 'secret-missing', details: { tokenId: PAYING, token: PAYING } });
    expect(world.bank.attempts).toHaveLength(1);
    expect(day.parts.payments.get(payment.paymentId)?.status).toBe('unknown');
  });

  it('leaves nothing sent, and is named, where no other token may pay', async () => {
    const { world, day, accountant } = await doubled(STRICT_RULES);
    const payment = await approvedNew(world, day);
    for (const tokenId of [PAYING, SPARE_PAYING]) await world.keychain.remove(`token:${tokenId}`);

    const error = await errorOf(() => pay(day.parts, accountant, seenOf(payment)));

    expect(error).toMatchObject({ code: 'secret-missing', details: { tokenId: SPARE_PAYING } });
    expect(world.bank.attempts).toEqual([]);
    expect(day.parts.payments.get(payment.paymentId)).toEqual(payment);
  });
});

describe('errors name what they speak of', () => {
  it('the token that is frozen, on its way, or without a usable certificate', async () => {
    const { world, day } = await doubled();
    const need = { companyId: COMPANY, access: 'payments', withCertificate: true } as const;
    const save = (change: Partial<Token>) => {
      for (const id of [PAYING, SPARE_PAYING])
        day.parts.tokens.save({ ...tokenOf(day, id), ...change }, null);
    };
    const errorNow = () => errorOf(() => day.parts.caller.choose(need));
    save({ status: 'frozen' });
    expect(await errorNow()).toEqual({ code: 'token-frozen', details: { tokenId: PAYING, token: PAYING } });
    save({ status: 'active', certificateId: null });
    expect(await errorNow()).toEqual({
      code: 'certificate-none',
      details: { tokenId: PAYING, token: PAYING },
    });
    const certificateId = await world.addCertificate(day, 'certificate-old', {
      notAfter: '2026-11-01T00:00:00.000Z',
    });
    save({ certificateId });
    expect(await errorNow()).toEqual({
      code: 'client-certificate-expired',
      details: { certificateId, certificate: 'certificate-old', tokenId: PAYING, token: PAYING },
    });
  });

  it('the token that the bank did not take, of a payment too', async () => {
    const { world, day, accountant } = await doubled(STRICT_RULES);
    const payment = await approvedNew(world, day);
    world.bank.sendPlans = [{ kind: 'refuse' }];

    const { problem } = await pay(day.parts, accountant, seenOf(payment));

    expect(problem?.details).toMatchObject({ tokenId: PAYING, token: PAYING });
  });
});
