import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessName, ACCESSES, knownAccess, mayMoveMoney } from '../../contract/t-bank/accesses.ts';
import {
  accessStringOf,
  onlineBankingNameFor,
  formatAccessString,
  parseAccessString,
  recogniseAccess,
} from '../../contract/t-bank/access-strings.ts';

const COMPANY = { inn: '9999980892', kpp: '999991001' };
const PERSON = { inn: '500100732259', kpp: '0' };

const numbers = fc.oneof(
  fc.record({ inn: fc.stringMatching(/^\d{10}$/), kpp: fc.stringMatching(/^\d{9}$/) }),
  fc.record({ inn: fc.stringMatching(/^\d{12}$/), kpp: fc.constant('0') }),
);

describe('the catalogue of accesses', () => {
  it('has each name, string, English name, chip and name in full once', () => {
    for (const field of ['access', 'path', 'englishName', 'shortName', 'englishShortName'] as const) {
      const values = ACCESSES.map((entry) => entry[field]).filter((value) => value !== null);
      expect(new Set(values).size).toBe(values.length);
    }
    for (const language of ['ru', 'en'] as const) {
      const names = ACCESSES.map(({ access }) => accessName(access, language));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('tells the two accesses apart that the cabinet gives one name, and marks no other', () => {
    const names = ACCESSES.map(({ cabinetFullName }) => cabinetFullName);
    const twins = ACCESSES.filter(
      ({ cabinetFullName: name }) => names.indexOf(name) !== names.lastIndexOf(name),
    );
    expect(twins.map(({ access }) => access)).toEqual(['registry-payments', 'self-employed-payments']);
    expect(ACCESSES.filter(({ isNameShared }) => isNameShared)).toEqual(twins);
    expect(accessName('self-employed-payments', 'ru')).toBe(
      'Оплата подписанных платежных реестров (self-employed/payment-registry/pay)',
    );
    expect(recogniseAccess(accessName('self-employed-payments', 'ru'), COMPANY).access).toBe(
      'self-employed-payments',
    );
  });

  it.each([
    // tapi-registries.md §15: the effects M (moves money) and S (signs), by the string behind INN and KPP.
    ['payments/rub-pay', true],
    ['payments/cards-pay', true],
    ['payments/payment-registry', true],
    ['payments/sbp-pay', true],
    ['self-employed/payment-registry/pay', true],
    ['self-employed/payment-registry/submit', true],
    ['salary/payment-registry/submit', true],
    ['nominal-accounts/manage', true],
    ['company-info/get', false],
    ['bank-accounts/get', false],
    ['bank-statements/get', false],
    ['payments/draft/create', false],
    ['salary/employees/manage', false],
    ['salary/payment-registry/manage', false],
    ['self-employed/recipients/manage', false],
    ['self-employed/payment-registry/manage', false],
    ['self-employed/payment-registry/fiscalize', false],
    ['self-employed/taxpayers/bind', false],
    ['invoice/submit', false],
    ['card/limit/get', false],
    ['card/limit/set', false],
    // What nobody has heard of, and near misses of what is known.
    ['payments/rub-pay-all', true],
    ['bank-accounts/set', true],
    ['', true],
  ])('answers for a token with …/%s that it may move money: %s', (path, may) => {
    const text = `opensme/inn/[${COMPANY.inn}]/kpp/[${COMPANY.kpp}]/${path}`;
    expect(mayMoveMoney(recogniseAccess(text, COMPANY).access)).toBe(may);
  });

  it('says of each access where its effect comes from', () => {
    for (const { source } of ACCESSES) expect(source).toMatch(/^tapi(-registries)?\.md §\d/);
  });

  it.each([
    'payments',
    'card-payments',
    'registry-payments',
    'sbp-payments',
    'payment-orders',
    'self-employed-payments',
    'direct-debits',
    'nominal-accounts',
    'deposits',
    'overnight',
  ])('says that %s moves money and needs a certificate', (access) => {
    expect(knownAccess(access)).toMatchObject({ movesMoney: true, needsCertificate: true });
  });

  it.each(['registry-signing', 'self-employed-signing'])(
    'counts %s, which gives a signature, as moving money',
    (access) => {
      expect(knownAccess(access)).toMatchObject({ movesMoney: true, effect: 'signs' });
    },
  );

  it('knows that the limits of cards are asked for on the secured host', () => {
    expect(knownAccess('card-limits')).toMatchObject({ needsCertificate: true, movesMoney: false });
  });

  it('counts an access of which no source says what it does as able to move money', () => {
    for (const entry of ACCESSES) if (entry.effect === 'unknown') expect(entry.movesMoney).toBe(true);
  });

  it('never offers a read as proof of an access that moves money', () => {
    for (const entry of ACCESSES) if (entry.isProvenByRead) expect(entry.movesMoney).toBe(false);
  });
});

describe('an access string', () => {
  it('is read as introspection shows it', () => {
    expect(parseAccessString('opensme/inn/[9999980892]/kpp/[999991001]/payments/draft/create')).toEqual({
      owner: 'company',
      ...COMPANY,
      path: 'payments/draft/create',
    });
  });

  it('has the KPP 0 for an individual entrepreneur', () => {
    const entry = knownAccess('accounts');
    expect(entry === null ? null : accessStringOf(entry, PERSON)).toBe(
      'opensme/inn/[500100732259]/kpp/[0]/bank-accounts/get',
    );
  });

  it('of a person carries no INN', () => {
    expect(parseAccessString('opensme/individual/passport/get')).toEqual({
      owner: 'individual',
      path: 'passport/get',
    });
    expect(recogniseAccess('opensme/individual/passport/get', COMPANY).access).toBe('person-passport');
  });

  it.each([
    '',
    'opensme',
    'opensme/inn/[123]/kpp/[0]/x',
    'opensme/inn/[9999980892]/kpp/[99999100]/x',
    'opensme/inn/[9999980892/kpp/[0]/x',
    'opensme/inn/[9999980892]/kpp/[0]/',
    'opensme/inn/[99999808921]/kpp/[0]/x',
  ])('is not read out of «%s»', (text) => {
    expect(parseAccessString(text)).toBeNull();
  });

  it('comes back from its own spelling', () => {
    fc.assert(
      fc.property(numbers, fc.stringMatching(/^[a-z-]{1,12}(\/[a-z-]{1,12}){0,3}$/), (company, path) => {
        const access = { owner: 'company' as const, ...company, path };
        expect(parseAccessString(formatAccessString(access))).toEqual(access);
      }),
    );
  });

  it('never throws, whatever is pasted, and keeps what it does not know as it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const found = recogniseAccess(text, COMPANY);
        expect(found.isKnown || found.access === text.trim()).toBe(true);
      }),
    );
  });
});

describe('an access that a person pastes', () => {
  it.each(ACCESSES.map(({ access }) => access))('is recognised by every spelling of %s', (access) => {
    const entry = knownAccess(access);
    if (entry === null) throw new Error(access);
    const full = accessStringOf(entry, COMPANY);
    const name = accessName(access, 'ru');
    const spellings = [
      name,
      `«${name}»`,
      `Группа → ${name}`,
      name.toUpperCase(),
      ...(entry.isNameShared ? [] : [entry.cabinetName, onlineBankingNameFor(entry, COMPANY)]),
      entry.englishName,
      ...(full === null ? [] : [full, ` ${full} `, full.replaceAll(/[[\]]/g, '')]),
    ];
    for (const text of spellings) {
      expect(recogniseAccess(text, COMPANY)).toEqual({ access, isKnown: true, foreign: null });
    }
  });

  it('is told when its string is another company’s', () => {
    const text = 'opensme/inn/[9999000006]/kpp/[999901001]/payments/rub-pay';

    expect(recogniseAccess(text, COMPANY)).toEqual({
      access: 'payments',
      isKnown: true,
      foreign: { inn: '9999000006', kpp: '999901001' },
    });
  });

  it('is told when only the KPP differs, also in the words of the cabinet', () => {
    const text = 'Информация о счетах компании с ИНН 9999980892 и КПП 999991002';

    expect(recogniseAccess(text, COMPANY)).toMatchObject({
      access: 'accounts',
      foreign: { kpp: '999991002' },
    });
  });

  it('is kept raw when nobody knows it, and still told when foreign', () => {
    const text = 'opensme/inn/[9999000006]/kpp/[0]/future/thing';

    expect(recogniseAccess(text, COMPANY)).toEqual({
      access: text,
      isKnown: false,
      foreign: { inn: '9999000006', kpp: '0' },
    });
  });
});
