import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancesByDay } from '../../main/domain/onec/balance-chains.ts';
import { checkExchangeFile } from '../../main/domain/onec/check-file.ts';
import { documentDigest } from '../../main/domain/onec/identity.ts';
import {
  contentOf,
  writeExchangeFile,
  type ExchangeContent,
  type WritableDocument,
} from '../../main/domain/onec/write-exchange.ts';
import { encodeWindows1251 } from '../../main/domain/onec/windows-1251.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';

const DAY = '2026-11-30';
const FILES = join(import.meta.dirname, 'files');

const PARTY = { kpp: '0', corrAccount: '30101810145250000974', bankName: 'АО "ТБанк"', bik: '044525974' };

const ORDER: WritableDocument = {
  kind: 'Платежное поручение',
  number: '214',
  date: DAY,
  amountKopecks: 1_500_050,
  payer: { ...PARTY, name: 'ООО "Ромашка Учебная"', inn: '9999000006', account: '40702810500000000001' },
  payee: { ...PARTY, name: 'ИП Пример', inn: '999900000097', account: '40802810700000000002' },
  purpose: 'Оплата по счёту 17. НДС не облагается',
  operation: '01',
  executionOrder: 5,
  revenueTypeCode: '1',
  uin: '0',
  budget: null,
  execution: null,
  executedOn: null,
  foreign: [['КлючИзБудущего', 'что-то = нужное']],
};

const CONTENT: ExchangeContent = {
  version: '1.03',
  sender: 'Klyuchnik',
  receiver: '',
  madeOn: DAY,
  madeAt: '10:15:00',
  from: DAY,
  until: DAY,
  accounts: ['40702810500000000001'],
  kinds: ['Платежное поручение'],
  foreign: [],
  balances: [],
  documents: [ORDER],
};

function reading(bytes: Uint8Array) {
  const file = checkExchangeFile(bytes, DAY);
  if (file === null) throw new Error('no exchange file');
  return file;
}

function again(bytes: Uint8Array): Uint8Array {
  const content = contentOf(reading(bytes), { madeOn: DAY });
  if (content === null) throw new Error('not writable');
  return writeExchangeFile(content).bytes;
}

const decoded = (bytes: Uint8Array) => new TextDecoder('windows-1251').decode(bytes);

/** Texts of windows-1251 as they stand in fields, with what might be taken for structure. */
const value = fc
  .array(
    fc.oneof(
      fc.constantFrom('ИНН 7707083893 ', '=', ' ', '№', 'КонецДокумента', '7707083893, '),
      fc.string(),
      fc.constantFrom(...'абвёЯ'),
    ),
  )
  .map((parts) => parts.join(''));

const party = fc.record({
  name: value,
  inn: fc.constantFrom('9999000006', '999900000097', '', '0'),
  kpp: fc.constantFrom('0', '999901001'),
  account: fc.constantFrom('40702810500000000001', '40802810700000000002', ''),
  bik: fc.constantFrom('044525974', ''),
  corrAccount: fc.constantFrom('30101810145250000974', ''),
  bankName: value,
});

const day = fc.constantFrom('2026-11-30', '2025-02-28', '2024-02-29');

const document: fc.Arbitrary<WritableDocument> = fc.record({
  kind: fc.constantFrom('Платежное поручение', 'Банковский ордер'),
  number: fc.constantFrom('1', '000050', '1234567'),
  date: day,
  amountKopecks: fc.integer({ min: 1, max: 10 ** 12 }),
  payer: party,
  payee: party,
  purpose: value,
  operation: fc.constantFrom('01', '17', ''),
  executionOrder: fc.integer({ min: 1, max: 5 }),
  revenueTypeCode: fc.constantFrom('1', null),
  uin: fc.constantFrom('', '0', '18899999261130000005'),
  budget: fc.constantFrom(null, {
    payerStatus: '01',
    kbk: '18201061201010000510',
    oktmo: '0',
    evidence: '0',
    period: '0',
    docNumber: '0',
    docDate: '0',
  }),
  execution: fc.constantFrom(null, 'debited', 'credited'),
  executedOn: fc.constantFrom(null, '2026-11-29'),
  foreign: fc.array(fc.tuple(fc.constantFrom('КлючИзБудущего', 'НомерЗаявки', 'x'), value)),
});

const content: fc.Arbitrary<ExchangeContent> = fc.record({
  version: fc.constantFrom('1.01', '1.02', '1.03'),
  sender: value,
  receiver: value,
  madeOn: day,
  madeAt: fc.constantFrom('10:15:00', ''),
  from: day,
  until: day,
  accounts: fc.array(fc.constantFrom('40702810500000000001', '40802810700000000002')),
  kinds: fc.array(fc.constantFrom('Платежное поручение', 'Аккредитив')),
  foreign: fc.array(fc.tuple(fc.constantFrom('КлючЗаголовка', 'y'), value)),
  balances: fc.array(
    fc.record({
      account: fc.constantFrom('40702810500000000001', '40802810700000000002'),
      from: day,
      until: day,
      opening: fc.integer(),
      received: fc.nat(),
      spent: fc.nat(),
      closing: fc.integer(),
    }),
  ),
  documents: fc.array(document),
});

describe('a written exchange file', () => {
  it('is in windows-1251 with CRLF, and says what was given', () => {
    const { bytes, lost } = writeExchangeFile(CONTENT);
    const lines = decoded(bytes).split('\r\n');

    expect(lost).toEqual([]);
    expect(lines.slice(0, 3)).toEqual(['1CClientBankExchange', 'ВерсияФормата=1.03', 'Кодировка=Windows']);
    expect(lines.slice(-2)).toEqual(['КонецФайла', '']);
    expect(lines).toContain('Сумма=15000.50');
    expect(lines).toContain('Дата=30.11.2026');
    expect(lines).toContain('Получатель=ИНН 999900000097 ИП Пример');
    expect(lines).toContain('КлючИзБудущего=что-то = нужное');
    expect(decoded(bytes).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const { encoding, faults } = reading(bytes);
    expect({ encoding, faults }).toEqual({ encoding: 'windows-1251', faults: [] });
  });

  it('has only keys of its version', () => {
    const keys = (version: ExchangeContent['version']) =>
      decoded(writeExchangeFile({ ...CONTENT, version }).bytes);
    expect(keys('1.03')).toMatch(/^Код=0\r$/m);
    expect(keys('1.03')).toMatch(/^КодНазПлатежа=1\r$/m);
    for (const version of ['1.01', '1.02'] as const) {
      expect(keys(version)).not.toMatch(/^Код(НазПлатежа)?=/m);
      expect(keys(version)).toContain('КлючИзБудущего=');
    }
  });

  it('names the characters that it cannot hold', () => {
    expect(writeExchangeFile({ ...CONTENT, sender: '₽ и 😀' }).lost).toEqual(['₽', '😀']);
  });

  it('never makes a document that is executed look payable', () => {
    const executed = { ...ORDER, execution: 'debited', executedOn: null } as const;
    const { bytes } = writeExchangeFile({ ...CONTENT, documents: [executed] });
    expect(reading(bytes).documents.map(({ use }) => use)).toEqual(['executed']);
  });

  it('read and written again is the same, byte by byte', () => {
    fc.assert(
      fc.property(content, (given) => {
        const { bytes } = writeExchangeFile(given);
        expect(decoded(again(bytes))).toBe(decoded(bytes));
        expect(reading(bytes).documents).toHaveLength(given.documents.length);
      }),
    );
  });

  it('keeps sum, day, accounts and foreign keys', () => {
    fc.assert(
      fc.property(document, (given) => {
        const [read] = reading(writeExchangeFile({ ...CONTENT, documents: [given] }).bytes).documents;
        expect(read).toMatchObject({
          date: given.date,
          amountKopecks: given.amountKopecks,
          number: given.number,
        });
        expect([read?.payer.account, read?.payee.account]).toEqual([
          given.payer.account,
          given.payee.account,
        ]);
        expect(read?.foreign.map(([key]) => key)).toEqual(given.foreign.map(([key]) => key));
        expect(read?.execution).toBe(given.execution);
      }),
    );
  });

  it('of a file of others has the same documents, and is the same when written again', () => {
    for (const name of readdirSync(FILES).filter((one) => one.endsWith('.txt'))) {
      const file = reading(readFileSync(join(FILES, name)));
      const given = contentOf(file, { madeOn: DAY });
      if (given === null) continue;
      const { bytes } = writeExchangeFile(given);
      const digests = ({ documents }: typeof file) =>
        documents.map((one) => documentDigest(systemDigests, one));
      expect(digests(reading(bytes)), name).toEqual(digests(file));
      expect(again(bytes), name).toEqual(bytes);
    }
  });

  it('is not made of a document whose sum nobody can read', () => {
    expect(contentOf(reading(readFileSync(join(FILES, '07-amounts-dates.txt'))), { madeOn: DAY })).toBeNull();
  });
});

describe('balances by day', () => {
  const period = {
    account: '40702810500000000001',
    from: '2026-11-26',
    until: '2026-11-28',
    opening: 10_000,
  };

  it('are one section a day with movements', () => {
    const movements = [
      { day: '2026-11-27', side: 'spent', amountKopecks: 129_950 },
      { day: '2026-11-26', side: 'received', amountKopecks: 500_000 },
    ] as const;
    expect(balancesByDay(period, movements)).toMatchObject([
      { from: '2026-11-26', opening: 10_000, received: 500_000, spent: 0, closing: 510_000 },
      { from: '2026-11-27', opening: 510_000, received: 0, spent: 129_950, closing: 380_050 },
    ]);
  });

  it('without movements are one section for the period', () => {
    expect(balancesByDay(period, [])).toMatchObject([
      { from: '2026-11-26', until: '2026-11-28', closing: 10_000 },
    ]);
  });

  it('make a statement whose chain has no gap', () => {
    const movement = fc.record({
      day: fc.constantFrom('2026-11-26', '2026-11-27', '2026-11-28'),
      side: fc.constantFrom('received', 'spent'),
      amountKopecks: fc.integer({ min: 1, max: 10 ** 9 }),
    });
    fc.assert(
      fc.property(fc.array(movement), (movements) => {
        const balances = balancesByDay(period, movements);
        const { faults, statements } = reading(
          writeExchangeFile({ ...CONTENT, documents: [], balances }).bytes,
        );
        const sum = movements.reduce(
          (all, one) => all + (one.side === 'spent' ? -1 : 1) * one.amountKopecks,
          10_000,
        );
        expect(faults).toEqual([]);
        expect(statements).toMatchObject([{ opening: 10_000, closing: sum }]);
      }),
    );
  });
});

describe('windows-1251', () => {
  it('has 256 characters, each of which comes back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(encodeWindows1251(decoded(bytes)).bytes).toEqual(bytes);
  });
});
