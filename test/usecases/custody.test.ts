import { describe, expect, it } from 'vitest';
import { TokenId } from '../../contract/values/ids.ts';
import { Secret } from '../../main/ports/secret.ts';
import { checkToken } from '../../main/domain/tokens/check-token.ts';
import { restoreToken } from '../../main/domain/tokens/restore-token.ts';
import { revealToken } from '../../main/domain/tokens/reveal-token.ts';
import {
  FIRST_DELAY_MS,
  FREE_TRIES,
  LONGEST_DELAY_MS,
  revealDelayMs,
} from '../../main/domain/tokens/reveal-delay.ts';
import { FakeDisplay } from '../fakes/fake-people.ts';
import {
  codeOf,
  COMPANY,
  EVERYDAY,
  FREE_RULES,
  passphraseOf,
  PAYING,
  VaultWorld,
} from '../fakes/vault-world.ts';

const TEXT = `t.${EVERYDAY}-${'x'.repeat(40)}`;
const NEW_TEXT = `t.${'n'.repeat(86)}`;

async function scene() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const display = new FakeDisplay();
  const { stores } = day;
  const { tokens } = stores;
  const parts = { ...stores, ...day.parts, display, prompt: world.prompt };
  const personOf = (name: string) => {
    const person = stores.people.list().find((one) => one.name === name);
    if (person === undefined) throw new Error(`no ${name}`);
    return person;
  };
  const reveal = (who = 'Анна', tokenId = EVERYDAY) => {
    const person = personOf(who);
    const actor = { personId: person.personId, name: person.name, role: person.role };
    return revealToken(parts, actor, { tokenId, person });
  };
  const restore = (text: string, tokenId = EVERYDAY) =>
    restoreToken(parts, world.people.accountant, tokenId, Secret.fromText(text));
  const check = (tokenId = EVERYDAY) => checkToken({ ...day.parts, bank: world.bank }, tokenId);
  const kinds = () =>
    stores.audit.page({ companyId: COMPANY, before: null, limit: 50 }).map(({ entry }) => entry.kind);
  return { world, day, display, tokens, reveal, restore, check, kinds, parts };
}

describe('revealToken', () => {
  it('shows the text after the passphrase of a director, and writes that down before', async () => {
    const { reveal, display, world, kinds } = await scene();
    world.prompt.answer(passphraseOf('Борис'));
    let before: readonly string[] = [];
    display.whileOpen = () => {
      before = kinds();
    };

    await reveal('Анна');

    expect(world.prompt.questions[0]).toMatchObject({ kind: 'passphrase-to-reveal', subject: 'Борис' });
    expect(display.shown).toEqual([
      {
        shown: { subject: EVERYDAY, lastFour: 'xxxx', words: 'два слова', seconds: 10 },
        text: TEXT,
      },
    ]);
    expect(before[0]).toBe('token-revealed');
    expect(kinds()[0]).toBe('token-revealed');
  });

  it('asks the director who acts for his own passphrase', async () => {
    const { reveal, display, world } = await scene();
    world.prompt.answer(passphraseOf('Борис'), passphraseOf('Вера'));

    await reveal('Вера');

    expect(world.prompt.questions[0]?.subject).toBe('Вера');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(display.shown).toHaveLength(1);
  });

  it('shows nothing when the journal cannot be written', async () => {
    const { world } = await scene();
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });
    const display = new FakeDisplay();
    const parts = { ...day.stores, ...day.parts, display, prompt: world.prompt };
    const person = day.stores.people.list().find(({ name }) => name === 'Борис');
    if (person === undefined) throw new Error('no director');
    world.prompt.answer(passphraseOf('Борис'));

    const code = await codeOf(() => revealToken(parts, world.people.director, { tokenId: EVERYDAY, person }));

    expect(code).toBe('store-full');
    expect(display.shown).toEqual([]);
  });

  it('wipes the text afterwards, also when the window failed', async () => {
    const { reveal, world, parts } = await scene();
    let kept: Secret | null = null;
    parts.display.show = (_shown, secret) => {
      kept = secret;
      return Promise.reject(new Error('no display'));
    };
    world.prompt.answer(passphraseOf('Борис'));

    await expect(reveal()).rejects.toThrow('no display');
    expect(kept).toMatchObject({ isWiped: true });
  });

  it('notes a copy before it is made', async () => {
    const { reveal, display, world, kinds } = await scene();
    world.prompt.answer(passphraseOf('Борис'));
    display.whileOpen = (copy) => copy();

    await reveal();

    expect(kinds().slice(0, 2)).toEqual(['token-copied', 'token-revealed']);
  });

  it('refuses without a director, and for a token that is frozen', async () => {
    const { reveal, tokens, day, world } = await scene();
    const token = tokens.get(EVERYDAY);
    if (token !== null) tokens.save({ ...token, status: 'frozen' }, null);
    expect(await codeOf(() => reveal())).toBe('token-frozen');

    const training = await world.addPerson(day, 'Ученик', { role: 'accountant', isTraining: true });
    expect(training.isTraining).toBe(true);
    expect(await codeOf(() => reveal('Ученик', PAYING))).toBe('director-required');
  });

  it('freezes a token whose text is not the one that was stored, and shows nothing', async () => {
    const { reveal, world, display, tokens } = await scene();
    world.keychain.overwrite(`token:${EVERYDAY}`, 't.foreign');
    world.prompt.answer(passphraseOf('Борис'));

    expect(await codeOf(() => reveal())).toBe('secret-changed');
    expect(display.shown).toEqual([]);
    expect(tokens.get(EVERYDAY)?.status).toBe('frozen');
  });

  it('closes after three wrong passphrases, for a while, whatever is answered, across restarts', async () => {
    const { reveal, world, kinds, display } = await scene();
    world.prompt.answer('раз', 'два', 'три', passphraseOf('Борис'));

    expect(await codeOf(() => reveal())).toBe('passphrase-delay');
    expect(kinds().filter((kind) => kind === 'token-reveal-refused')).toHaveLength(FREE_TRIES);
    world.prompt.forget();
    world.prompt.answer(passphraseOf('Борис'));
    const questions = world.prompt.questions.length;
    expect(await codeOf(() => reveal())).toBe('passphrase-delay');
    expect(await codeOf(() => reveal('Борис', PAYING))).toBe('passphrase-delay');
    expect(world.prompt.questions).toHaveLength(questions);

    world.clock.pass(FIRST_DELAY_MS);
    await reveal();
    expect(display.shown).toHaveLength(1);
  });
});

describe('the delay after wrong passphrases', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 16, 12, 0, seconds)).toISOString();
  const wrong = (...seconds: number[]) =>
    seconds.map((one) => ({ kind: 'token-reveal-refused' as const, at: at(one) })).reverse();

  it.each([
    [FREE_TRIES - 1, 0],
    [FREE_TRIES, FIRST_DELAY_MS],
    [FREE_TRIES + 1, 2 * FIRST_DELAY_MS],
    [FREE_TRIES + 20, LONGEST_DELAY_MS],
  ])('after %i wrong ones is %i ms', (count, expected) => {
    expect(revealDelayMs(wrong(...Array.from({ length: count }, () => 0)), at(0))).toBe(expected);
  });

  it('ends on time, and a clock set back only makes it longer', () => {
    const lines = wrong(0, 0, 0);

    expect(revealDelayMs(lines, at(59))).toBe(1_000);
    expect(revealDelayMs(lines, at(60))).toBe(0);
    expect(revealDelayMs(lines, at(-600))).toBe(660_000);
  });

  it('begins anew after a token was shown', () => {
    const lines = [
      { kind: 'token-reveal-refused' as const, at: at(5) },
      { kind: 'token-revealed' as const, at: at(4) },
      ...wrong(0, 1, 2),
    ];

    expect(revealDelayMs(lines, at(6))).toBe(0);
  });
});

describe('a token that turns out to be another company’s', () => {
  it('is frozen with the reason, and comes back only with another text', async () => {
    const { world, check, tokens, restore, kinds } = await scene();
    const chuzhoy = { name: 'ООО «Чужое»', inn: '7707083893', kpp: '773601001' };
    world.bank.companyAnswer = { kind: 'answered', value: chuzhoy };

    expect(await codeOf(() => check())).toBe('token-belongs-elsewhere');
    expect(tokens.get(EVERYDAY)).toMatchObject({
      status: 'frozen',
      lastProblem: { code: 'token-belongs-elsewhere', details: { inn: '7707083893' } },
    });
    expect(kinds()[0]).toBe('token-frozen');
    expect(await codeOf(() => check())).toBe('token-frozen');
    expect(await codeOf(() => restore(TEXT))).toBe('token-duplicate');

    const restored = await restore(NEW_TEXT);

    expect(restored).toMatchObject({
      status: 'issued',
      lastFour: 'nnnn',
      lastProblem: null,
      lastSighting: null,
    });
    expect(restored.accesses.every(({ proof }) => proof === 'unproven')).toBe(true);
    world.bank.companyAnswer = {
      kind: 'answered',
      value: { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' },
    };
    expect((await check()).isAlive).toBe(true);
  });
});

describe('restoreToken', () => {
  it('takes back the very text that was stored, and the status it had', async () => {
    const { world, check, restore, tokens, kinds } = await scene();
    const token = tokens.get(EVERYDAY);
    if (token !== null) tokens.save({ ...token, status: 'retiring' }, null);
    world.keychain.overwrite(`token:${EVERYDAY}`, 't.foreign');
    expect(await codeOf(() => check())).toBe('secret-changed');
    expect(tokens.get(EVERYDAY)?.status).toBe('frozen');

    expect(await codeOf(() => restore('t.foreign'))).toBe('token-not-the-same');
    const restored = await restore(TEXT);

    expect(restored).toMatchObject({ status: 'retiring', lastProblem: null });
    expect(kinds()[0]).toBe('token-restored');
    expect((await check()).isAlive).toBe(true);
  });

  it('takes back a text that was only lost', async () => {
    const { world, restore, check } = await scene();
    await world.keychain.remove(`token:${EVERYDAY}`);
    expect(await codeOf(() => check())).toBe('secret-missing');

    await restore(TEXT);

    expect((await check()).token.status).toBe('active');
  });

  it('has no way back for a token that was revoked, or whose text was never here', async () => {
    const { restore, tokens } = await scene();
    const token = tokens.get(EVERYDAY);
    if (token === null) throw new Error('no token');
    tokens.save({ ...token, status: 'revoked' }, null);
    expect(await codeOf(() => restore(TEXT))).toBe('bad-request');
    tokens.save({ ...token, secretPlace: 'elsewhere' }, null);
    expect(await codeOf(() => restore(TEXT))).toBe('bad-request');
    expect(await codeOf(() => restore(TEXT, TokenId.parse('token-nobody')))).toBe('not-found');
  });

  it('changes nothing when the keychain refuses', async () => {
    const { world, restore, tokens } = await scene();
    const token = tokens.get(EVERYDAY);
    if (token !== null) tokens.save({ ...token, status: 'frozen' }, null);
    world.keychain.failWith('locked');

    expect(await codeOf(() => restore(TEXT))).toBe('keychain-locked');
    expect(tokens.get(EVERYDAY)?.status).toBe('frozen');
  });
});
