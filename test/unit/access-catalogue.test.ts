import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESSES, knownAccess } from '../../contract/values/accesses.ts';
import {
  accessStringOf,
  cabinetNameFor,
  formatAccessString,
  parseAccessString,
  recogniseAccess,
} from '../../contract/values/access-strings.ts';

const COMPANY = { inn: '9999980892', kpp: '999991001' };
const PERSON = { inn: '500100732259', kpp: '0' };

const numbers = fc.oneof(
  fc.record({ inn: fc.stringMatching(/^\d{10}$/), kpp: fc.stringMatching(/^\d{9}$/) }),
  fc.record({ inn: fc.stringMatching(/^\d{12}$/), kpp: fc.constant('0') }),
);

describe('the catalogue of accesses', () => {
  it('has each name, string and cabinet name once', () => {
    for (const field of ['access', 'path', 'cabinetFullName'] as const) {
      const values = ACCESSES.map((entry) => entry[field]).filter((value) => value !== null);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it.each(['payments', 'card-payments', 'registry-payments', 'sbp-payments', 'payment-orders'])(
    'says that %s moves money and needs a certificate',
    (access) => {
      expect(knownAccess(access)).toMatchObject({ movesMoney: true, needsCertificate: true });
    },
  );

  it.each(['registry-signing', 'self-employed-signing', 'direct-debits'])(
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
    const spellings = [
      entry.cabinetName,
      cabinetNameFor(entry, COMPANY),
      `«${cabinetNameFor(entry, COMPANY)}»`,
      `Группа → ${entry.cabinetName}`,
      entry.cabinetName.toUpperCase(),
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
