import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExchangeFile, type CheckedFile } from '../../main/domain/onec/check-file.ts';
import { documentDigest, fileDigest } from '../../main/domain/onec/identity.ts';
import { encodeWindows1251 } from '../../main/domain/onec/windows-1251.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';

const TODAY = '2026-11-30';
const HEAD = [
  '1CClientBankExchange',
  'ВерсияФормата=1.03',
  'Кодировка=Windows',
  'РасчСчет=40702810500000000001',
];

/** An order that holds, key by key. */
const ORDER: Readonly<Record<string, string>> = {
  Номер: '1',
  Дата: '30.11.2026',
  Сумма: '100.00',
  ПлательщикСчет: '40702810500000000001',
  ПлательщикИНН: '9999000006',
  Плательщик: 'ООО "Ромашка Учебная"',
  ПлательщикБИК: '044525974',
  ПолучательСчет: '40702810400000000011',
  ПолучательИНН: '9999000119',
  ПолучательКПП: '999901001',
  Получатель: 'ООО "Василек Образцовый"',
  ПолучательБИК: '049999123',
  ПолучательКорсчет: '30101810600000000123',
  ВидОплаты: '01',
  Очередность: '5',
  НазначениеПлатежа: 'Оплата по счету 1. НДС не облагается',
};

function lines(changes: Readonly<Record<string, string | null>> = {}): readonly string[] {
  const all = Object.entries({ ...ORDER, ...changes }).filter(([, value]) => value !== null);
  return [
    'СекцияДокумент=Платежное поручение',
    ...all.map(([key, value]) => `${key}=${value}`),
    'КонецДокумента',
  ];
}

function text(...documents: readonly (readonly string[])[]): string {
  return [...HEAD, ...documents.flat(), 'КонецФайла', ''].join('\r\n');
}

function check(file: string | Uint8Array): CheckedFile {
  const bytes = typeof file === 'string' ? encodeWindows1251(file).bytes : file;
  const checked = checkExchangeFile(bytes, TODAY);
  if (checked === null) throw new Error('no exchange file');
  return checked;
}

function faultsOf(changes: Readonly<Record<string, string | null>>): readonly string[] {
  return check(text(lines(changes))).faults.map(({ key, field, level, code }) =>
    [key, field, level, code].join(' '),
  );
}

describe('an order of 1C', () => {
  it('that holds has no faults', () => expect(faultsOf({})).toEqual([]));

  it.each([
    [{ Номер: '1234567' }, ['Номер 3 error number-form']],
    [{ Номер: 'ПП-7' }, ['Номер 3 error number-form']],
    [{ Номер: '' }, ['Номер 3 error number-form']],
    [{ ПлательщикСчет: '40702810500000000002' }, ['ПлательщикСчет 9 error account-check']],
    [{ ПлательщикСчет: null }, ['ПлательщикСчет 9 error requisite-missing']],
    [{ ПлательщикРасчСчет: '40702810500000000001', ПлательщикСчет: null }, []],
    [{ ПлательщикИНН: '9999000007' }, ['ПлательщикИНН 60 error inn-check']],
    [{ ПлательщикБИК: null }, ['ПлательщикБИК 11 warning requisite-missing']],
    [{ ПлательщикКПП: '9999AB001' }, []],
    [
      { ПолучательСчет: '40702810500000000001', ПолучательБИК: '044525974', ПолучательКорсчет: null },
      ['ПолучательСчет 17 error own-account-as-payee'],
    ],
    [{ ПолучательСчет: null }, ['ПолучательСчет 17 error requisite-missing']],
    [{ ПолучательБИК: '' }, ['ПолучательБИК 14 error requisite-missing']],
    [{ ПолучательБИК: '949999123' }, ['ПолучательБИК 14 error bik-first-digit']],
    [{ ПолучательИНН: '' }, ['ПолучательИНН 61 error requisite-missing']],
    [{ ПолучательИНН: null, Получатель: 'ИНН 9999000119 ООО "Василек Образцовый"' }, []],
    [{ Получатель: '9999000119, ООО "Василек"' }, []],
    [{ Получатель: 'ИНН 9999000006 ООО "Василек"' }, ['Получатель 16 warning inn-in-name-differs']],
    [{ Получатель: null }, ['Получатель 16 error requisite-missing']],
    [{ ПолучательКПП: null }, []],
    [{ ПолучательКПП: '99990100' }, ['ПолучательКПП 103 error kpp-form']],
    [{ ВидОплаты: '17' }, ['ВидОплаты 18 warning operation-unusual']],
    [{ Очередность: '6' }, ['Очередность 21 error priority-form']],
    [{ Очередность: null }, []],
    [{ КодНазПлатежа: '1', НазначениеПлатежа: 'Зарплата' }, []],
    [{ Код: '0' }, []],
    [{ Код: '12' }, ['Код 22 error uin-form']],
    [{ НазначениеПлатежа: null }, ['НазначениеПлатежа 24 error purpose-empty']],
    [{ НазначениеПлатежа: '', НазначениеПлатежа2: 'Оплата', НазначениеПлатежа3: 'Без НДС' }, []],
    [{ ДатаСписано: '', ДатаПоступило: '  .  .    ' }, []],
    [{ плательщикКорСчет: '30101810145250000974' }, []],
    [{ КлючИзБудущего: 'что-то = нужное' }, []],
    [{ 'за бумагу и скрепки': '5 шт' }, ['  warning key-with-spaces']],
  ])('%j has the faults %j', (changes, expected) => expect(faultsOf(changes)).toEqual(expected));

  it('is never payable once a day of execution is filled, whatever that day is', () => {
    for (const day of ['30.11.2026', '2026-11-30', 'x', '01.01.0001', '0'])
      for (const key of ['ДатаСписано', 'ДатаПоступило'])
        expect(['executed', 'received']).toContain(check(text(lines({ [key]: day }))).documents[0]?.use);
  });

  it('is a double of what the bank has executed, wherever that stands', () => {
    const { documents, faults } = check(text(lines(), lines({ ДатаСписано: '30.11.2026' })));

    expect(documents.map(({ use }) => use)).toEqual(['fix', 'executed']);
    expect(faults).toMatchObject([{ document: 0, code: 'double', level: 'error', details: { twin: 1 } }]);
  });

  it('near another one is told for ten days, and not on the eleventh', () => {
    const codes = (date: string) =>
      check(text(lines(), lines({ Номер: '2', Дата: date }))).faults.map(({ code }) => code);
    expect(codes('20.11.2026')).toEqual(['near-double']);
    expect(codes('19.11.2026')).toEqual(['date-old']);
  });

  it('without a day of execution in a statement is told of', () => {
    const section = ['СекцияРасчСчет', 'РасчСчет=40702810500000000001', 'КонецРасчСчет'];
    expect(check(text(section, lines())).faults.map(({ code }) => code)).toEqual(['undated-in-statement']);
  });
});

describe('a file', () => {
  it.each(['', '1CClientBankExchang', 'Номер=1', '\u0000\u0000', 'x'.repeat(100)])('%j is none', (other) =>
    expect(checkExchangeFile(encodeWindows1251(other).bytes, TODAY)).toBeNull(),
  );

  it('is read in each encoding and with each end of line', () => {
    const wide = Buffer.from(text(lines()), 'utf16le');
    const files: Record<string, Uint8Array> = {
      'windows-1251': encodeWindows1251(text(lines())).bytes,
      'utf-8': Buffer.from(text(lines())),
      'utf-16le': wide,
      'utf-16be': Buffer.from(wide).swap16(),
    };
    for (const [encoding, bytes] of Object.entries(files)) {
      const checked = check(bytes);
      expect(checked.encoding).toBe(encoding);
      expect(checked.documents.map(({ use }) => use)).toEqual(['pay']);
    }
    for (const end of ['\n', '\r', '\r\n', '\n\r'])
      expect(check(text(lines()).replaceAll('\r\n', end)).documents.map(({ use }) => use)).toEqual(['pay']);
  });

  it('in UTF-8 that is cut inside a letter is still UTF-8', () => {
    const bytes = Buffer.from(text(lines()));
    for (const cut of [1, 2, 3, 4, 5])
      expect(check(bytes.subarray(0, bytes.length - 30 - cut)).encoding).toBe('utf-8');
  });

  it('glued to another one has the documents of both, and says so', () => {
    const two = text(lines()) + text(lines({ Номер: '2', Сумма: '5' }));
    for (const glued of [two, two.replace('КонецФайла\r\n1CClient', 'КонецФайла1CClient')]) {
      const { documents, faults } = check(glued);
      expect(documents.map(({ number }) => number)).toEqual(['1', '2']);
      expect(faults).toMatchObject([{ code: 'after-file-end', level: 'warning', document: null }]);
    }
  });

  it('tells of each line that has no place', () => {
    const { faults } = check(text(lines(), ['лишнее', 'Сумма=5'], lines({ Номер: '2', Сумма: '5' })));
    expect(faults.map(({ code, line }) => [code, line])).toEqual([
      ['line-outside', 23],
      ['line-outside', 24],
    ]);
  });

  it('says that a section of balances is not closed, and reads the documents behind it', () => {
    const { documents, faults } = check(
      text(['СекцияРасчСчет', 'РасчСчет=40702810500000000001'], lines({ ДатаСписано: '30.11.2026' })),
    );
    expect(documents).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'account-not-closed', key: 'КонецРасчСчет', level: 'error' }]);
  });

  it('chains balances by account and day, and tells of gaps', () => {
    const section = (account: string, day: string, opening: string, received: string, closing: string) => [
      'СекцияРасчСчет',
      `ДатаНачала=${day}`,
      `ДатаКонца=${day}`,
      `РасчСчет=${account}`,
      `НачальныйОстаток=${opening}`,
      `ВсегоПоступило=${received}`,
      `КонечныйОстаток=${closing}`,
      'КонецРасчСчет',
    ];
    const { statements, faults } = check(
      text(
        section('40702810500000000001', '27.11.2026', '10', '5', '15'),
        section('40702810400000000011', '26.11.2026', '1', '0', '1'),
        section('40702810500000000001', '26.11.2026', '-1', '11', '10'),
        section('40702810500000000001', '28.11.2026', '16', '0', '17'),
      ),
    );
    expect(statements).toMatchObject([
      {
        account: '40702810500000000001',
        sections: 3,
        opening: -100,
        received: 1600,
        spent: 0,
        closing: 1700,
      },
      { account: '40702810400000000011', sections: 1, opening: 100, closing: 100 },
    ]);
    expect(faults.map(({ code, key }) => [code, key])).toEqual([
      ['balance-gap', 'НачальныйОстаток'],
      ['balance-does-not-add-up', 'КонечныйОстаток'],
    ]);
  });

  it('never makes the reader throw: bytes changed, cut and swapped at random', () => {
    const whole = encodeWindows1251(text(lines(), lines({ Номер: '2' }))).bytes;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }),
        fc.nat(whole.length),
        (changes, cut) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          expect(() => checkExchangeFile(bytes.subarray(0, cut), TODAY)).not.toThrow();
        },
      ),
    );
  });

  it('never makes the reader throw: any lines at all', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'СекцияДокумент=Платежное поручение',
        'СекцияДокумент',
        'КонецДокумента',
        'СекцияРасчСчет',
      ),
      fc.constantFrom(
        'КонецРасчСчет',
        'КонецФайла',
        '1CClientBankExchange',
        '=',
        'Сумма',
        '\u0000',
        '=\u2028=',
      ),
      fc.tuple(fc.constantFrom(...Object.keys(ORDER)), fc.string()).map(([key, value]) => `${key}=${value}`),
    );
    fc.assert(
      fc.property(fc.array(line), (all) => {
        const bytes = Buffer.from(['1CClientBankExchange', ...all].join('\n'));
        const { documents, faults } = check(bytes);
        for (const { index, use } of documents)
          if (use === 'pay')
            expect(faults.some((one) => one.document === index && one.level === 'error')).toBe(false);
      }),
    );
  });

  it('of ten thousand documents of one payee and sum is read without comparing each with each', () => {
    const many = [...Array(10_000).keys()].map((at) =>
      lines({ Номер: String(at + 1), НазначениеПлатежа: `Счет ${at}. НДС не облагается` }),
    );
    const { documents, faults } = check(text(...many));
    expect(documents).toHaveLength(10_000);
    expect(faults).toEqual([]);
  });

  it.each([
    ['no end of line', 'x'],
    ['nothing but ends of lines', '\n'],
    ['nothing but equals signs', '='],
    ['nothing but lines without an equals sign', 'абвгд\n'],
    ['nothing but unclosed documents', 'СекцияДокумент=x\n'],
  ])('of eight megabytes with %s is read', (_, part) => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, part);
    bytes.set(Buffer.from('1CClientBankExchange\n'));
    expect(check(bytes).faults.length).toBeGreaterThan(0);
  });
});

describe('a document that comes again', () => {
  const digest = (file: string | Uint8Array) => fileDigest(systemDigests, check(file).documents);
  const whole = text(lines(), lines({ Номер: '2', Сумма: '5' }));

  it('is the same with other lines, order, encoding, version and zeros', () => {
    const same = digest(whole);
    const reversed = text(
      [
        'СекцияДокумент=Платежное поручение',
        ...lines({ Номер: '0002', Сумма: '5,00' }).slice(1, -1).toReversed(),
        'КонецДокумента',
      ],
      lines({
        НазначениеПлатежа: null,
        НазначениеПлатежа1: 'Оплата  по счёту 1.',
        НазначениеПлатежа2: 'НДС не облагается',
      }),
    );
    expect(digest(Buffer.from(whole))).toBe(same);
    expect(digest(whole.replace('1.03', '1.02').replaceAll('\r\n', '\n\n'))).toBe(same);
    expect(digest(reversed)).toBe(same);
  });

  it.each([
    { Номер: '3' },
    { Сумма: '100.01' },
    { Дата: '29.11.2026' },
    { ПолучательСчет: '40702810700000000012' },
    { НазначениеПлатежа: 'Оплата по счету 2. НДС не облагается' },
  ])('is another one with %j', (changes) => {
    expect(digest(text(lines(changes)))).not.toBe(digest(text(lines())));
  });

  it('twice is not once', () => {
    expect(digest(text(lines(), lines()))).not.toBe(digest(text(lines())));
    const [first, second] = check(text(lines(), lines())).documents.map((one) =>
      documentDigest(systemDigests, one),
    );
    expect(first).toBe(second);
  });
});
