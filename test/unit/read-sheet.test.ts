import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESSES } from '../../contract/t-bank/accesses.ts';
import { accessStringOf } from '../../contract/t-bank/access-strings.ts';
import { readSheet } from '../../main/domain/inventory/read-sheet.ts';
import { looksSecret } from '../../main/domain/inventory/suspicious-text.ts';

describe('a text that looks like a secret', () => {
  it.each([
    `t.${'a'.repeat(20)}`,
    `токен: t.Xy-_${'b'.repeat(30)} (1С)`,
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('is «%s»', (text) => {
    expect(looksSecret(text)).toBe(true);
  });

  it.each([
    '',
    't.me',
    `t.${'a'.repeat(19)}`,
    'Выписки для 1С бухгалтерии, которую ведёт Марья Ивановна с 2019 года',
    '203.0.113.7, 203.0.113.8, 203.0.113.9, 203.0.113.10, 203.0.113.11',
    '2001:db8:1234:5678:9abc:def0:1234:5678',
    '40702810500000000001 40702810500000000002',
    '=========================================================',
    'opensme/inn/9999000006/kpp/999901001/payment/create',
  ])('is not «%s»', (text) => {
    expect(looksSecret(text)).toBe(false);
  });

  it('is every machine-made text of 40 characters, in the spellings of keys', () => {
    fc.assert(
      fc.property(fc.constantFrom('hex', 'base64', 'base64url'), (spelling) => {
        expect(looksSecret(randomBytes(64).toString(spelling as 'hex'))).toBe(true);
      }),
    );
  });

  it('is no access of the catalogue', () => {
    const company = { inn: '9999000006', kpp: '999901001' };
    const texts = ACCESSES.flatMap((entry) => [
      entry.cabinetFullName,
      entry.englishName,
      accessStringOf(entry, company) ?? '',
    ]);
    expect(texts.filter(looksSecret)).toEqual([]);
  });
});

describe('headings', () => {
  const mappingOf = (...heads: string[]) =>
    readSheet({ encoding: 'UTF-8', rows: [heads, heads.map(() => '')] }).mapping;

  it.each([
    [
      ['№', 'Наименование', 'Дата выпуска', 'Кто выпустил токен', 'Права доступа', 'IP', 'Комментарий'],
      [null, 'label', 'issuedOn', 'issuer', 'accesses', 'ips', 'purpose'],
    ],
    [
      ['Token name', 'Company', 'Owner', 'Created', 'Last used', 'Scopes', 'IP addresses', 'Note'],
      ['label', 'company', 'issuer', 'issuedOn', 'lastUsedOn', 'accesses', 'ips', 'purpose'],
    ],
    [
      ['ИНН', 'ТОКЕН:', 'выпущен'],
      ['company', 'label', 'issuedOn'],
    ],
    [
      ['Название', 'Название'],
      ['label', null],
    ],
    [
      ['а', 'б'],
      [null, null],
    ],
  ])('%j are taken for %j', (heads, fields) => {
    expect(mappingOf(...heads)).toEqual(fields);
  });

  it('that are tokens themselves are not shown', () => {
    const secret = `t.${'k'.repeat(40)}`;
    const sheet = readSheet({
      encoding: 'UTF-8',
      rows: [
        [secret, 'Касса'],
        ['x', 'y'],
      ],
    });
    expect(sheet.columns[0]).toEqual({ heading: '', samples: [], isRefused: true });
    expect(sheet.refusedRows).toEqual([1]);
    expect(JSON.stringify(sheet)).not.toContain(secret);
  });

  it('of the first sixty columns are looked at', () => {
    const heads = Array.from({ length: 70 }, (_, at) => `c${at}`);
    expect(readSheet({ encoding: 'UTF-8', rows: [heads, heads] }).columns).toHaveLength(60);
  });
});
