import { describe, expect, it } from 'vitest';
import type { TokenInput } from '../../contract/areas/tokens.ts';
import { TokenId } from '../../contract/values/ids.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import { insistingBySecondPaste } from '../../main/domain/tokens/pasted-token.ts';
import { addCompanyEvent } from '../../main/domain/companies/change-company-events.ts';
import { addToken } from '../../main/domain/tokens/add-token.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import { problem } from '../fakes/scripted-bank.ts';
import {
  codeOf,
  COMPANY,
  EVERYDAY,
  FREE_RULES,
  PAYING,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const TEXT = `t.${'a'.repeat(86)}`;

async function opened(environment = 'production') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES, environment });
  return { world, day };
}

function input(change: Partial<TokenInput> = {}): TokenInput {
  return {
    companyId: COMPANY,
    label: 'Новый',
    purpose: '',
    issuer: 'Борис',
    issuedOn: '2026-11-16',
    accesses: ['accounts'],
    ips: [{ address: '192.0.2.1', name: 'офис', place: '' }],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    certificateId: null,
    ...change,
  };
}

function add(world: VaultWorld, { parts, stores }: Workday, text = TEXT, change: Partial<TokenInput> = {}) {
  const { bankTime, keychain } = world;
  const adding = { ...parts, companyEvents: stores.companyEvents, bankTime, keychain };
  return addToken(adding, world.people.director, input(change), Secret.fromText(text));
}

describe('addToken', () => {
  /** Source: https://github.com/hetznercloud/cli/issues/102, https://github.com/wso2/product-apim/issues/6273. */
  it.each([`"${TEXT}"`, `Bearer${TEXT}`, `${TEXT}${TEXT}`, `TBANK_TOKEN=${TEXT}`, `${TEXT} `, `${TEXT}.`])(
    'keeps the token alone of %j',
    async (pasted) => {
      const { world, day } = await opened();
      const token = await add(world, day, pasted);

      const kept = await world.keychain.read(`token:${token.tokenId}`);
      expect(kept.state === 'ok' && kept.secret.revealText()).toBe(TEXT);
      expect(token.lastFour).toBe('aaaa');
    },
  );

  it.each([TEXT.slice(0, 60), `t.${'*'.repeat(86)}`])('asks before it keeps %j', async (pasted) => {
    const { world, day } = await opened();
    const before = world.keychain.names().length;
    const { fingerprints } = day.parts;
    const paste = insistingBySecondPaste(fingerprints, (text, insists) => {
      const { bankTime, keychain } = world;
      const adding = { ...day.parts, companyEvents: day.stores.companyEvents, bankTime, keychain, insists };
      return addToken(adding, world.people.director, input(), text);
    });

    expect(await codeOf(() => paste(Secret.fromText(pasted)))).toBe('token-unusual');
    expect(await codeOf(() => paste(Secret.fromText(`${pasted}b`)))).toBe('token-unusual');
    expect(await codeOf(() => paste(Secret.fromText(pasted)))).toBe('token-unusual');
    expect(world.keychain.names()).toHaveLength(before);
    expect((await paste(Secret.fromText(pasted))).lastFour).toBe(pasted.slice(-4));
  });

  it('puts the text into the keychain and everything else into the file', async () => {
    const { world, day } = await opened();

    const token = await add(world, day);

    const kept = await world.keychain.read(`token:${token.tokenId}`);
    expect(kept.state === 'ok' && kept.secret.revealText()).toBe(TEXT);
    expect(token).toMatchObject({ lastFour: 'aaaa', status: 'issued', ips: [{ address: '192.0.2.1' }] });
    expect(JSON.stringify(world.start().parts.tokens.get(token.tokenId))).not.toContain(TEXT.slice(0, 12));
  });

  it.each(['', 't.short', 'с кириллицей-пробел', 'two words', 'a'.repeat(4097)])(
    'refuses «%s», which cannot be a token',
    async (text) => {
      const { world, day } = await opened();
      const before = world.keychain.names().length;

      expect(await codeOf(() => add(world, day, text))).toBe('token-malformed');
      expect(world.keychain.names()).toHaveLength(before);
    },
  );

  it.each([8, 4096])('takes a token of %i characters when the person insists', async (length) => {
    const { world, day } = await opened();

    expect(
      (
        await add(
          world,
          { ...day, parts: { ...day.parts, insists: true } as typeof day.parts },
          'b'.repeat(length),
        )
      ).status,
    ).toBe('issued');
  });

  it('refuses a token that is there already, under whatever name', async () => {
    const { world, day } = await opened();
    await add(world, day);
    const before = world.keychain.names().length;

    expect(await codeOf(() => add(world, day, TEXT, { label: 'Другое имя' }))).toBe('token-duplicate');
    expect(world.keychain.names()).toHaveLength(before);
  });

  it('writes no record when the keychain fails', async () => {
    const { world, day } = await opened();
    world.keychain.failWith('locked');

    expect(await codeOf(() => add(world, day))).toBe('keychain-locked');
    expect(day.parts.tokens.list(null)).toHaveLength(2);
  });

  it('takes the text out of the keychain again when the record cannot be written', async () => {
    const { world } = await opened();
    const before = world.keychain.names();
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });

    expect(await codeOf(() => add(world, day))).toBe('store-full');
    expect(world.keychain.names()).toEqual(before);
    expect(world.start().parts.tokens.list(null)).toHaveLength(2);
  });

  it.each([
    ['a range', ['10.0.0.0/8'], 'on'],
    ['a name', ['example.test'], 'on'],
    ['a zone', ['fe80::1%eth0'], 'on'],
    ['the same twice', ['192.0.2.1', ' 192.0.2.1'], 'on'],
    ['the same in two spellings', ['2001:DB8::1', '2001:db8:0:0::1'], 'on'],
    ['a dummy while the check is on', ['0.0.0.0.0'], 'on'],
  ] as const)('refuses %s for an address', async (_name, addresses, ipCheck) => {
    const { world, day } = await opened();
    const ips = addresses.map((address) => ({ address, name: '', place: '' }));

    expect(await codeOf(() => add(world, day, TEXT, { ips, ipCheck }))).toBe('token-addresses');
  });

  it('takes the dummies of the bank only when the letter that switches its check off is recorded', async () => {
    const { world, day } = await opened();
    const { parts, stores } = day;
    const ips = [{ address: '0.0.0.0.0', name: '', place: '' }];
    const withDummies = { ips, ipCheck: 'off-by-letter' as const };

    expect(await codeOf(() => add(world, day, TEXT, withDummies))).toBe('token-letter-missing');

    const letter = { kind: 'ip-check-off' as const, issuer: null, sentBy: 'Борис', newKpp: '', note: '' };
    addCompanyEvent({ ...parts, ...stores }, world.people.director, {
      companyId: COMPANY,
      on: '2026-11-10',
      ...letter,
    });
    expect((await add(world, day, TEXT, withDummies)).ips).toEqual(ips);
  });

  it('refuses an access string that names another company', async () => {
    const { world, day } = await opened();
    const own = 'opensme/inn/[9999000006]/kpp/[999901001]/payments/rub-pay';

    const token = await add(world, day, TEXT, { accesses: [own, 'Выписка будущего'] });
    expect(token.accesses.map(({ access }) => access)).toEqual(['payments', 'Выписка будущего']);

    const foreign = own.replace('999901001', '999901002');
    expect(await codeOf(() => add(world, day, `${TEXT.slice(0, -1)}2`, { accesses: [foreign] }))).toBe(
      'token-access-foreign',
    );
  });
});

describe('checkToken', () => {
  const check = (world: VaultWorld, { parts }: Workday, tokenId = EVERYDAY) =>
    checkToken({ ...parts, bank: world.bank }, tokenId);

  it('notes the use of a token that lives', async () => {
    const { world, day } = await opened();
    world.clock.pass(5000);

    const checked = await check(world, day);

    expect(checked).toMatchObject({ isAlive: true, problem: null });
    expect(checked.token).toMatchObject({
      status: 'active',
      lastSighting: { at: world.clock.now(), by: 'here' },
      lastCheckedAt: world.clock.now(),
    });
  });

  it('calls a token dead after a 401 that a second call confirms', async () => {
    const { world, day } = await opened();
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-token-dead') };

    const checked = await check(world, day);

    expect(checked).toMatchObject({ isAlive: false, token: { status: 'dead' } });
    expect(world.bank.calls).toEqual(['company', 'company']);
  });

  it('does not call a token dead after one 401', async () => {
    const { world, day } = await opened();
    let calls = 0;
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-token-dead') };
    world.bank.whileReading = () => {
      calls += 1;
      if (calls === 2)
        world.bank.companyAnswer = { kind: 'answered', value: { name: '', inn: '9999000006', kpp: '0' } };
    };

    const checked = await check(world, day);

    expect(checked.token.status).not.toBe('dead');
  });

  it.each<BankProblemCode>(['bank-down', 'bank-rate', 'bank-timeout', 'bank-unreachable', 'tls-untrusted'])(
    'does not blame the token for %s',
    async (code) => {
      const { world, day } = await opened();
      const before = day.parts.tokens.get(EVERYDAY);
      world.bank.companyAnswer = { kind: 'failed', problem: problem(code) };

      const checked = await check(world, day);

      expect(checked.problem?.code).toBe(code);
      expect(day.parts.tokens.get(EVERYDAY)).toEqual({ ...before, lastCheckedAt: world.clock.now() });
    },
  );

  it.each<BankProblemCode>(['bank-ip-not-listed', 'bank-company-changed', 'bank-forbidden'])(
    'writes %s down on the token, which stays usable',
    async (code) => {
      const { world, day } = await opened();
      world.bank.companyAnswer = { kind: 'failed', problem: problem(code) };

      const { token } = await check(world, day);

      expect(token).toMatchObject({ status: 'issued', lastProblem: { code } });
    },
  );

  it('takes the refusal of an access that the token does not carry for a sign of life', async () => {
    const { world, day } = await opened();
    const tokenId = TokenId.parse('token-narrow');
    await world.addToken(day, tokenId, { accesses: ['drafts'] });
    world.bank.companyAnswer = { kind: 'failed', problem: problem('bank-access-missing') };

    const checked = await check(world, day, tokenId);

    expect(checked).toMatchObject({ isAlive: true, problem: null, token: { lastProblem: null } });
  });

  it('says that the token is of another company', async () => {
    const { world, day } = await opened();
    world.bank.companyAnswer = { kind: 'answered', value: { name: '', inn: '7707083893', kpp: '0' } };

    expect(await codeOf(() => check(world, day))).toBe('token-belongs-elsewhere');
  });

  it('freezes a token whose text another program changed, and makes no call', async () => {
    const { world, day } = await opened();
    world.keychain.overwrite(`token:${EVERYDAY}`, `t.${'z'.repeat(86)}`);

    const code = await codeOf(() => check(world, day));

    expect(code).toBe('secret-changed');
    expect(world.bank.calls).toEqual([]);
    expect(world.start().parts.tokens.get(EVERYDAY)?.status).toBe('frozen');
    expect(await codeOf(() => check(world, day))).toBe('token-frozen');
  });

  it.each([
    ['locked', 'keychain-locked'],
    ['denied', 'keychain-denied'],
    ['unavailable', 'keychain-unavailable'],
    ['timeout', 'keychain-timeout'],
  ] as const)('says %s of the keychain and leaves the token as it is', async (state, code) => {
    const { world, day } = await opened();
    const before = day.parts.tokens.get(EVERYDAY);
    world.keychain.failWith(state);

    expect(await codeOf(() => check(world, day))).toBe(code);
    expect(day.parts.tokens.get(EVERYDAY)).toEqual(before);
  });

  it('says that the secret is missing when the keychain has none', async () => {
    const { world, day } = await opened();
    await world.keychain.remove(`token:${EVERYDAY}`);

    expect(await codeOf(() => check(world, day))).toBe('secret-missing');
  });
});

describe('the caller', () => {
  const accounts = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
  const payments = { companyId: COMPANY, access: 'payments', withCertificate: true } as const;

  it('takes a token that cannot move money before one that can', async () => {
    const { day } = await opened();

    expect(day.parts.caller.choose(accounts).tokenId).toBe(EVERYDAY);
    expect(day.parts.caller.choose(payments).tokenId).toBe(PAYING);
  });

  it('takes a healthy one before one with a problem, and a weak one with a problem before a strong one', async () => {
    const { world, day } = await opened();
    const lastProblem = { code: 'bank-ip-not-listed', details: {}, incidentId: null } as const;
    const everyday = day.parts.tokens.get(EVERYDAY);
    if (everyday === null) throw new Error('no token');
    day.parts.tokens.save({ ...everyday, lastProblem }, null);
    const onlySick = day.parts.caller.choose(accounts).tokenId;
    const other = await world.addToken(day, TokenId.parse('token-healthy'), { accesses: ['accounts'] });

    expect(onlySick).toBe(EVERYDAY);
    expect(day.parts.caller.choose(accounts).tokenId).toBe(other.tokenId);
  });

  it.each(['dead', 'frozen', 'revoked', 'quarantined', 'planned', 'lost'] as const)(
    'never takes a token that is %s',
    async (status) => {
      const { day } = await opened();
      const token = day.parts.tokens.get(PAYING);
      if (token === null) throw new Error('no token');
      day.parts.tokens.save({ ...token, status }, null);

      expect(await codeOf(() => day.parts.caller.choose(payments))).toBe(
        status === 'frozen' ? 'token-frozen' : 'token-none-fits',
      );
      expect(day.parts.caller.canServe(payments)).toBe(false);
    },
  );

  it('never takes a token of another company', async () => {
    const { day } = await opened();
    const need = { ...payments, companyId: 'company-2' as typeof COMPANY };

    expect(await codeOf(() => day.parts.caller.choose(need))).toBe('token-none-fits');
  });

  it('wants a certificate for a payment, but not in the sandbox', async () => {
    const real = await opened();
    const sandbox = await opened('sandbox');
    for (const { day } of [real, sandbox]) {
      const token = day.parts.tokens.get(PAYING);
      if (token !== null) day.parts.tokens.save({ ...token, certificateId: null }, null);
    }

    expect(await codeOf(() => real.day.parts.caller.choose(payments))).toBe('certificate-none');
    const token = sandbox.day.parts.caller.choose(payments);
    const secrets = await sandbox.day.parts.caller.open(token, true);
    expect(secrets.credentials.certificate).toBeNull();
    secrets.close();
  });

  it.each([
    ['2026-01-01T00:00:00.000Z', null],
    ['2025-12-31T23:59:59.999Z', 'client-certificate-expired'],
    ['2027-12-30T23:59:59.999Z', null],
    ['2027-12-31T00:00:00.000Z', 'client-certificate-expired'],
  ])('at %s opens the certificate, or says %s', async (at, code) => {
    const { world, day } = await opened();
    world.clock.set(at);
    const open = async () => {
      const secrets = await day.parts.caller.open(day.parts.caller.choose(payments), true);
      secrets.close();
    };

    if (code === null) await expect(open()).resolves.toBeUndefined();
    else expect(await codeOf(open)).toBe(code);
  });

  it('refuses a key that another program changed', async () => {
    const { world, day } = await opened();
    world.keychain.overwrite('certificate-key:certificate-1', 'another key');

    expect(await codeOf(() => day.parts.caller.open(day.parts.caller.choose(payments), true))).toBe(
      'secret-changed',
    );
  });

  it.each(['answer', 'failure', 'exception'] as const)('wipes the secrets after an %s', async (end) => {
    const { world, day } = await opened();
    const call = async () => {
      if (end === 'exception') throw new Error('a bug');
      return end === 'answer'
        ? ({ kind: 'answered', value: 1 } as const)
        : ({ kind: 'failed', problem: problem('bank-down') } as const);
    };
    const seen: Secret[] = [];

    await day.parts.caller
      .read(payments, (credentials) => {
        seen.push(credentials.token);
        if (credentials.certificate !== null) seen.push(credentials.certificate.key);
        return call();
      })
      .catch(() => undefined);

    expect(seen).toHaveLength(2);
    expect(seen.every(({ isWiped }) => isWiped)).toBe(true);
    expect(world.bank.calls).toEqual([]);
  });

  it('writes down at the first success that the certificate is linked', async () => {
    const { world, day } = await opened();
    const answer = () => Promise.resolve({ kind: 'answered', value: 1 } as const);
    const before = world.clock.now();
    await day.parts.caller.read(payments, answer);
    world.clock.pass(1000);
    await day.parts.caller.read(payments, answer);

    const token = day.parts.tokens.get(PAYING);
    expect(token).toMatchObject({ boundAt: before, status: 'active' });
    expect(token?.history.map(({ kind }) => kind)).toEqual(['certificate-bound']);
  });

  it('keeps the news of another call when it freezes a token', async () => {
    const { world, day } = await opened();
    const token = day.parts.caller.choose(accounts);
    world.clock.pass(1000);
    day.parts.tokens.save({ ...token, lastSighting: { at: world.clock.now(), by: 'here' } }, null);
    world.keychain.overwrite(`token:${EVERYDAY}`, 'someone else');

    await codeOf(() => day.parts.caller.open(token, false));

    expect(day.parts.tokens.get(EVERYDAY)).toMatchObject({
      status: 'frozen',
      lastSighting: { at: world.clock.now() },
    });
  });
});
