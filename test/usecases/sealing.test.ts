import { describe, expect, it } from 'vitest';
import { addMs } from '../../contract/values/dates.ts';
import type { PersonId, TokenId } from '../../contract/values/ids.ts';
import { journalEntry, type Actor } from '../../main/domain/audit/entry.ts';
import { Secret } from '../../main/ports/secret.ts';
import { payingTokenOf } from '../../main/domain/protection/paying-token.ts';
import type { SecretName } from '../../main/ports/keychain-ports.ts';
import { approveList } from '../../main/domain/payments/approving/approve-list.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { approveAndPay, mayApproveAndPay } from '../../main/domain/payments/sending/approve-and-pay.ts';
import { refreshAccounts } from '../../main/domain/statements/refresh-accounts.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { askBank } from '../../main/domain/payments/sending/reconcile.ts';
import { sealedFor } from '../../main/domain/payments/open-for-send.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { AUTHORIZATION_MS } from '../../main/domain/payments/send-authorizations.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import { sealToken, unsealToken, type SealParts } from '../../main/domain/tokens/seal-token.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';
import {
  approveAs,
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
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

const KEY: SecretName = 'certificate-key:certificate-1';
const TEXT: SecretName = `token:${PAYING}`;

function sealParts(world: VaultWorld, { parts }: Workday): SealParts {
  const connections = {
    forgetCertificate: (id: string) => {
      world.forgotten.push(id);
    },
  };
  return { ...parts, connections };
}

async function sealAs(world: VaultWorld, day: Workday, tokenId: TokenId = PAYING) {
  const { director } = world.people;
  world.prompt.answer(passphraseOf(director.name));
  return sealToken(sealParts(world, day), director, { tokenId, directorId: idOf(director) });
}

function idOf({ personId }: Actor): PersonId {
  if (personId === null) throw new Error('a person has an id');
  return personId;
}

/** A company whose paying token is sealed to the director. */
async function sealedWorld(rules = STRICT_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  await sealAs(world, day);
  world.prompt.questions.length = 0;
  return { world, day, ...world.people };
}

async function kept({ keychain }: VaultWorld, name: SecretName): Promise<string> {
  const read = await keychain.read(name);
  if (read.state !== 'ok') throw new Error(`${name} is ${read.state}`);
  return Buffer.from(read.secret.revealBytes()).toString('latin1');
}

const plainText = (id: string) => `t.${id}-${'x'.repeat(40)}`;

/** Every item of the keychain, joined. */
async function everything(world: VaultWorld): Promise<string> {
  return (await Promise.all(world.keychain.names().map((name) => kept(world, name)))).join('\n');
}

const payAs = (day: Workday, payment: Payment, actor: VaultWorld['people']['accountant']) =>
  pay(day.parts, actor, seenOf(payment));

describe('sealing a token', () => {
  it('leaves no open text of the token and of its certificate key in the keychain, and says so in the records', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    expect(await everything(world)).toContain(plainText(PAYING));
    const sealed = await sealAs(world, day);
    const all = await everything(world);
    expect(all).not.toContain(plainText(PAYING));
    expect(all).not.toContain('key of certificate-1');
    expect(await kept(world, TEXT)).toMatch(/^age-encryption\.org\/v1\n/u);
    expect(await kept(world, KEY)).toMatch(/^age-encryption\.org\/v1\n/u);
    expect(await kept(world, `token:${EVERYDAY}`)).toBe(plainText(EVERYDAY));
    expect(sealed.sealing).toMatchObject({ sealedTo: world.people.director.personId, isWhole: true });
    expect(day.stores.certificates.list(COMPANY)[0]?.sealing).not.toBeNull();
    expect(payingTokenOf(day.parts, COMPANY)).toBe('sealed');
    expect(world.forgotten).toEqual(['certificate-1']);
  });

  it('changes nothing when the passphrase is not the director’s', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { director } = world.people;
    world.prompt.answer('не та фраза');
    const directorId = idOf(director);
    const request = { tokenId: PAYING, directorId };
    expect(await codeOf(() => sealToken(sealParts(world, day), director, request))).toBe(
      'cancelled-by-person',
    );
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(await kept(world, TEXT)).toBe(plainText(PAYING));
    expect(world.keychain.names().some((name) => name.startsWith('sealing-key:'))).toBe(false);
    expect(day.parts.tokens.get(PAYING)?.sealing).toBeNull();
  });

  it('freezes a token whose text was changed before, and seals nothing', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    world.keychain.overwrite(TEXT, 't.another-token-of-somebody');
    expect(await codeOf(() => sealAs(world, day))).toBe('secret-changed');
    expect(day.parts.tokens.get(PAYING)?.status).toBe('frozen');
    expect(await kept(world, TEXT)).toBe('t.another-token-of-somebody');
  });

  it('makes a new sealing key after a lost passphrase, but not while something is sealed to the old one', async () => {
    const { world, day, director } = await sealedWorld();
    const person = day.stores.people.get(idOf(director));
    const publicKey = await world.personKeys.create(idOf(director), Secret.fromText('совсем новая фраза'));
    if (person !== null) {
      const facts = { at: world.clock.now(), actor: director, companyId: null, subject: '' };
      day.stores.people.save({ ...person, publicKey }, journalEntry('person-added', facts));
    }
    const again = (tokenId: TokenId) => {
      world.prompt.answer('совсем новая фраза');
      return sealToken(sealParts(world, day), director, { tokenId, directorId: idOf(director) });
    };
    expect(await codeOf(() => again(EVERYDAY))).toBe('token-sealing');
    expect(await kept(world, `token:${EVERYDAY}`)).toBe(plainText(EVERYDAY));
    const paying = day.parts.tokens.get(PAYING);
    if (paying !== null) day.parts.tokens.save({ ...paying, secretPlace: 'wiped' }, null);
    for (const one of day.stores.certificates.list(COMPANY)) {
      const facts = { at: world.clock.now(), actor: director, companyId: COMPANY, subject: '' };
      const retired = { ...one, retiredAt: world.clock.now() };
      day.stores.certificates.save(retired, journalEntry('certificate-retired', facts));
    }
    expect((await again(EVERYDAY)).sealing?.isWhole).toBe(true);
    expect(await everything(world)).not.toContain(plainText(EVERYDAY));
  });

  it('takes the seal off with the passphrase: text and key lie there as they were', async () => {
    const { world, day, accountant } = await sealedWorld();
    world.prompt.answer('не та фраза', passphraseOf('Борис'));
    const open = await unsealToken(sealParts(world, day), accountant, PAYING);
    expect(open.sealing).toBeNull();
    expect(await kept(world, TEXT)).toBe(plainText(PAYING));
    expect(await kept(world, KEY)).toBe('key of certificate-1');
    expect(payingTokenOf(day.parts, COMPANY)).toBe('usable');
    expect(
      day.stores.audit.page({ companyId: COMPANY, before: null, limit: 50 }).map(({ entry }) => entry.kind),
    ).toEqual(
      expect.arrayContaining([
        'token-sealed',
        'certificate-sealed',
        'token-unsealed',
        'certificate-unsealed',
      ]),
    );
  });

  it('is finished after a crash at any step, and nothing is lost on the way', async () => {
    let cutAt = 1;
    for (;;) {
      const world = new VaultWorld();
      await world.furnish({ rules: STRICT_RULES });
      const day = world.start({ cutAt });
      const done = await Promise.race([sealAs(world, day).then(() => true), day.power.off.then(() => false)]);
      if (done) break;
      const next = world.start();
      world.prompt.forget();
      // Whatever the crash left, the truth label does not call a half-sealed token sealed.
      const isSealed = payingTokenOf(next.parts, COMPANY) === 'sealed';
      expect(isSealed && (await everything(world)).includes(plainText(PAYING))).toBe(false);
      await sealAs(world, next);
      expect(await everything(world)).not.toContain(plainText(PAYING));
      world.prompt.answer(passphraseOf('Борис'));
      await unsealToken(sealParts(world, next), world.people.director, PAYING);
      expect(await kept(world, TEXT)).toBe(plainText(PAYING));
      expect(await kept(world, KEY)).toBe('key of certificate-1');
      cutAt += 1;
    }
    expect(cutAt).toBeGreaterThan(15);
  });

  it('can pay with the passphrase from any state that a crash of the sealing left', async () => {
    let cutAt = 1;
    for (;;) {
      const world = new VaultWorld();
      await world.furnish({ rules: STRICT_RULES });
      const day = world.start({ cutAt });
      const done = await Promise.race([sealAs(world, day).then(() => true), day.power.off.then(() => false)]);
      if (done) break;
      const next = world.start();
      world.prompt.forget();
      const approved = await approvedNew(world, next);
      const paid = await payAs(next, approved, world.people.accountant);
      expect(paid.status).toBe('in-progress');
      expect(next.parts.tokens.get(PAYING)?.status).not.toBe('frozen');
      cutAt += 1;
    }
  });
});

describe('one send of a sealed token', () => {
  it('goes out by the director’s approval, once, and the next payment asks again', async () => {
    const { world, day, accountant } = await sealedWorld();
    const first = await approvedNew(world, day);
    const second = await approvedNew(world, day, { purpose: 'Оплата по счёту 18. НДС не облагается' });
    expect(world.prompt.questions[0]?.facts.map(({ label }) => label)).toContain('opens-token');
    day.parts.authorizations.review(second.paymentId, null);
    const paid = await payAs(day, first, accountant);
    expect(paid.status).toBe('in-progress');
    expect(world.bank.attempts).toHaveLength(1);
    const asked = world.prompt.questions.length;
    expect(await codeOf(() => payAs(day, second, accountant))).toBe('cancelled-by-person');
    expect(world.prompt.questions[asked]).toMatchObject({ kind: 'passphrase-to-send', subject: 'Борис' });
    expect(world.bank.attempts).toHaveLength(1);
    world.prompt.answer(passphraseOf('Борис'));
    expect((await payAs(day, second, accountant)).status).toBe('in-progress');
  });

  it('forgets the connections of the certificate, and wipes the secrets, whatever became of the send', async () => {
    for (const kind of ['accept', 'refuse', 'lost-answer', 'lost', 'not-sent', 'throw'] as const) {
      const { world, day, accountant } = await sealedWorld();
      const approved = await approvedNew(world, day);
      world.forgotten.length = 0;
      const taken = spyOnTakes(day);
      world.bank.sendPlans = [{ kind }];
      await payAs(day, approved, accountant).catch(() => null);
      expect(taken).toHaveLength(1);
      expect(taken[0]?.credentials.token.isWiped).toBe(true);
      expect(taken[0]?.credentials.certificate?.key.isWiped).toBe(true);
      expect(world.forgotten).toEqual(['certificate-1']);
    }
  });

  it('cannot be made by the accountant alone, also where the rules ask for no approval', async () => {
    const { world, day, accountant } = await sealedWorld(FREE_RULES);
    const ready = submitNew(world, day);
    expect(ready.status).toBe('approved');
    world.prompt.answer('пароль бухгалтера', passphraseOf('Вера'));
    expect(await codeOf(() => payAs(day, ready, accountant))).toBe('cancelled-by-person');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong', 'passphrase-wrong']);
    expect(world.bank.attempts).toEqual([]);
  });

  it('is not opened by the approval of a director to whom the token is not sealed', async () => {
    const { world, day, accountant, secondDirector } = await sealedWorld();
    const approved = await approveAs(world, day, { actor: secondDirector, payment: submitNew(world, day) });
    expect(approved.status).toBe('approved');
    expect(await codeOf(() => payAs(day, approved, accountant))).toBe('cancelled-by-person');
    expect(world.prompt.questions.at(-1)?.subject).toBe('Борис');
    expect(world.prompt.questions[0]?.facts.map(({ label }) => label)).not.toContain('opens-token');
    expect(world.logged).toEqual([]);
  });

  it('goes out by the very act of the approval, with the one passphrase, and by nobody else’s act', async () => {
    const { world, day, director, secondDirector } = await sealedWorld();
    const payment = submitNew(world, day);
    const read = { seen: seenOf(payment), reason: 'проверил' };
    expect(mayApproveAndPay(day.parts, secondDirector, payment)).toBe(false);
    expect(await codeOf(() => approveAndPay(day.parts, secondDirector, read))).toBe('token-sealed');
    expect(mayApproveAndPay(day.parts, director, payment)).toBe(true);

    world.prompt.answer(passphraseOf('Борис'));
    const { payment: paid } = await approveAndPay(day.parts, director, read);

    expect(paid.status).toBe('in-progress');
    expect(world.prompt.questions).toHaveLength(1);
    expect(world.prompt.questions[0]?.facts.map(({ label }) => label)).toContain('opens-token');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('is named with its director where the balances are shown, when no other token can ask for them', async () => {
    const { world, day } = await sealedWorld();
    await sealAs(world, day, EVERYDAY);

    const { problem } = await refreshAccounts(day.parts, COMPANY);
    expect(problem).toMatchObject({
      code: 'token-sealed',
      details: { director: 'Борис', tokenId: EVERYDAY, token: expect.any(String) },
    });
  });

  it('asks for no second passphrase when the first could not open it: approved, and not sent', async () => {
    const { world, day, director } = await sealedWorld();
    const payment = submitNew(world, day);
    world.personKeys.whileSigning = async () => void (await world.keychain.remove(TEXT));

    world.prompt.answer(passphraseOf('Борис'), passphraseOf('Борис'));
    const read = { seen: seenOf(payment), reason: 'проверил' };
    const { payment: left, error } = await approveAndPay(day.parts, director, read);

    expect([left.status, error]).toMatchObject([
      'approved',
      { code: 'token-sealed', details: { director: 'Борис', tokenId: PAYING } },
    ]);
    expect(world.prompt.questions).toHaveLength(1);
    expect(world.bank.attempts).toEqual([]);
  });

  it('is opened by the approval of the director to whom it is sealed, and by nobody else’s', async () => {
    const { world, day, director, secondDirector } = await sealedWorld();
    const payment = submitNew(world, day);

    expect(sealedFor(day.parts, payment, director.personId)?.token.tokenId).toBe(PAYING);
    expect(sealedFor(day.parts, payment, secondDirector.personId)).toBeNull();
    expect(sealedFor(day.parts, payment, null)).toBeNull();
    world.prompt.answer(passphraseOf('Борис'));
    await unsealToken(sealParts(world, day), director, PAYING);
    for (const personId of [director.personId, null])
      expect(sealedFor(day.parts, payment, personId)).toBeNull();
  });

  it('is not opened for a payment that another computer sends, though a token here would fit', async () => {
    const { maker, founder } = await OrganizationWorld.found();
    const folder = new MemoryFolder();
    const asked = await ask(maker);
    await folder.settle([maker, founder]);
    await founder.world.addTokens(founder.day);
    founder.knows();
    const sealing = { tokenId: PAYING, directorId: founder.person.personId };
    await sealToken(sealParts(founder.world, founder.day), founder.actor, sealing);

    await approveAt(founder, asked);

    expect(founder.world.prompt.questions.at(-1)?.facts.map(({ label }) => label)).not.toContain(
      'opens-token',
    );
    const paying = founder.parts.tokens.get(PAYING);
    if (paying === null) throw new Error('no token');
    expect(founder.parts.authorizations.has(paymentAt(founder, asked), paying)).toBe(false);
  });

  it('dies with the minutes, with a clock set back, with a change and with the lock', async () => {
    const ends: Readonly<Record<string, (world: VaultWorld, day: Workday, payment: Payment) => void>> = {
      minutes: (world, day) => {
        expect(day.timers.count).toBe(1);
        day.timers.pass(AUTHORIZATION_MS);
        expect(day.timers.count).toBe(0);
        world.clock.pass(AUTHORIZATION_MS);
      },
      clock: (world) => world.clock.set(addMs(world.clock.now(), -1)),
      change: (world, day, payment) => {
        cancelPayment(day.parts, world.people.accountant, seenOf(payment));
      },
      edit: (world, day, payment) => {
        const fields = draftFields({ amountText: '1600' });
        saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: seenOf(payment), fields });
      },
      lock: (_world, day) => day.parts.authorizations.close(),
    };
    for (const [name, end] of Object.entries(ends)) {
      const { world, day } = await sealedWorld();
      const approved = await approvedNew(world, day);
      const token = day.parts.tokens.get(PAYING);
      if (token === null) throw new Error('no token');
      expect(day.parts.authorizations.has(approved, token), name).toBe(true);
      end(world, day, approved);
      expect(day.parts.authorizations.has(approved, token), name).toBe(false);
      expect(day.parts.authorizations.take(approved, token), name).toBeNull();
    }
  });

  it('lives a millisecond less than its minutes', async () => {
    const { world, day, accountant } = await sealedWorld();
    const approved = await approvedNew(world, day);
    world.clock.pass(AUTHORIZATION_MS - 1);
    expect((await payAs(day, approved, accountant)).status).toBe('in-progress');
  });

  it('is kept nowhere when the lock came while it was being opened', async () => {
    const { world, day } = await sealedWorld();
    world.personKeys.whileSigning = async () => day.parts.authorizations.close();
    const approved = await approvedNew(world, day);
    const token = day.parts.tokens.get(PAYING);
    expect(token !== null && day.parts.authorizations.has(approved, token)).toBe(false);
  });

  it('is opened for each payment of a batch by one passphrase', async () => {
    const { world, day, accountant, director } = await sealedWorld();
    // A payee who was paid before: payments to a new one are answered one by one.
    await payAs(day, await approvedNew(world, day), accountant);
    await day.follower.tick();
    world.prompt.answer(passphraseOf('Борис'));
    const [first] = day.parts.payments.list(COMPANY, null);
    if (first !== undefined && first.status !== 'executed') await askBank(day.parts, first.paymentId);
    world.prompt.forget();
    const payments = ['18', '19', '20'].map((number) =>
      submitNew(world, day, { purpose: `Оплата по счёту ${number}. НДС не облагается` }),
    );
    world.prompt.answer(passphraseOf('Борис'));
    const { approved } = await approveList(
      day.parts,
      director,
      payments.map((payment) => ({ seen: seenOf(payment), reason: '' })),
    );
    expect(approved).toHaveLength(3);
    for (const payment of approved)
      expect((await payAs(day, payment, accountant)).status).toBe('in-progress');
    expect(world.bank.attempts).toHaveLength(4);
  });
});

describe('what a sealed token does not do by itself', () => {
  it('read: another token is taken, and none is left to read by a sealed one', async () => {
    const { day } = await sealedWorld();
    const { caller } = day.parts;
    const need = { companyId: COMPANY, access: 'accounts', withCertificate: false } as const;
    expect(caller.choose(need).tokenId).toBe(EVERYDAY);
    expect(caller.canRead(need)).toBe(true);
    const everyday = day.parts.tokens.get(EVERYDAY);
    if (everyday !== null) day.parts.tokens.save({ ...everyday, status: 'dead' }, null);
    expect(caller.choose(need).tokenId).toBe(PAYING);
    expect(caller.canRead(need)).toBe(false);
    expect(await codeOf(() => caller.read(need, (credentials) => day.parts.bank.accounts(credentials)))).toBe(
      'token-sealed',
    );
    expect(await codeOf(() => checkToken(day.parts, PAYING))).toBe('token-sealed');
  });

  it('answer the follower: the bank is asked by a person with the director’s passphrase, and nothing is sent twice', async () => {
    const { world, day, accountant } = await sealedWorld();
    world.bank.sendPlans = [{ kind: 'lost' }];
    const unknown = await payAs(day, await approvedNew(world, day), accountant);
    expect(unknown.status).toBe('unknown');
    const attempts = world.bank.attempts.length;
    expect(day.follower.nextQuestionAt(unknown)).toBeNull();
    for (let tick = 0; tick < 20; tick += 1) {
      world.clock.pass(60_000);
      await day.follower.tick();
    }
    expect(world.bank.attempts).toHaveLength(attempts);
    expect(day.parts.payments.get(unknown.paymentId)?.status).toBe('unknown');
    expect(await codeOf(() => askBank(day.parts, unknown.paymentId))).toBe('cancelled-by-person');
    world.prompt.answer(passphraseOf('Борис'));
    const after = await askBank(day.parts, unknown.paymentId);
    expect(world.prompt.questions.at(-1)?.kind).toBe('passphrase-to-ask-bank');
    expect(after.status).not.toBe('unknown');
    expect(new Set(world.bank.attempts.map(({ id }) => id)).size).toBe(1);
    expect(world.bank.made.size).toBe(1);
  });
});

function spyOnTakes({ parts }: Workday) {
  const taken: NonNullable<ReturnType<typeof parts.authorizations.take>>[] = [];
  const take = parts.authorizations.take.bind(parts.authorizations);
  parts.authorizations.take = (...input) => {
    const opened = take(...input);
    if (opened !== null) taken.push(opened);
    return opened;
  };
  return taken;
}
