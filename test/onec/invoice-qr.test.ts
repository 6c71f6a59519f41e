import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvoiceQr } from '../../main/domain/onec/invoice-qr.ts';
import { encodeWindows1251 } from '../../main/domain/onec/windows-1251.ts';

const TODAY = '2026-11-30';

const VALUES: Readonly<Record<string, string>> = {
  Name: 'ООО "Василек Образцовый"',
  PersonalAcc: '40702810400000000011',
  BankName: 'АО "УЧЕБНЫЙ БАНК"',
  BIC: '049999123',
  CorrespAcc: '30101810600000000123',
  PayeeINN: '9999000119',
  KPP: '999901001',
  Sum: '12200000',
  Purpose: 'Оплата по счету 17. В том числе НДС 22% - 22000.00 руб.',
};

function code(
  changes: Readonly<Record<string, string | null>> = {},
  head = 'ST00012',
  separator = '|',
): string {
  const all = Object.entries({ ...VALUES, ...changes }).filter(([, value]) => value !== null);
  return [head, ...all.map(([key, value]) => `${key}=${value}`)].join(separator);
}

/** Written out by hand: the letters of KOI8-R that the samples need. Source: RFC 1489. */
function koi8(text: string): Uint8Array {
  const lower = 'юабцдефгхийклмнопярстужвьызшэщчъ';
  return Uint8Array.from([...text], (character) => {
    const at = lower.indexOf(character.toLowerCase());
    if (at === -1) return character.charCodeAt(0);
    return character === character.toLowerCase() ? 0xc0 + at : 0xe0 + at;
  });
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => readInvoiceQr(bytes, TODAY);
const told = (changes: Readonly<Record<string, string | null>>) => {
  const { status, notes } = read(utf8(code(changes)));
  return [status, ...notes.map(({ field, level, code: which }) => `${field ?? ''} ${level} ${which}`)];
};

const FIELDS = {
  name: VALUES['Name'],
  account: '40702810400000000011',
  bankName: VALUES['BankName'],
  bik: '049999123',
  corrAccount: '30101810600000000123',
  inn: '9999000119',
  kpp: '999901001',
  amountKopecks: 12_200_000,
  purpose: VALUES['Purpose'],
};

describe('the QR code of an invoice', () => {
  it('is read in its three encodings', () => {
    for (const bytes of [
      encodeWindows1251(code({}, 'ST00011')).bytes,
      utf8(code({}, 'ST00012')),
      koi8(code({}, 'ST00013')),
    ])
      expect(read(bytes)).toMatchObject({ status: 'ok', fields: FIELDS, notes: [] });
  });

  it('is read with keys in any case, another separator, a mark before it and a line end behind it', () => {
    const upper = code().replace(/(?<=\|)[A-Za-z]+(?==)/g, (key) => key.toUpperCase());
    const lower = code().replace(/(?<=\|)[A-Za-z]+(?==)/g, (key) => key.toLowerCase());
    for (const text of [upper, lower, code({}, 'ST00012', '~'), `\ufeff${code()}`, `${code()}|\r\n`])
      expect(read(utf8(text))).toMatchObject({ status: 'ok', fields: FIELDS });
  });

  it.each([
    ['', 'nothing'],
    ['https://qr.nspk.ru/AS10001', 'an address of the SBP'],
    ['ST00014|Name=x', 'an unknown encoding'],
    ['ST00022|Name=x', 'an unknown version'],
    ['ST00012', 'only the head'],
    ['BEGIN:VCARD', 'a card'],
    [` ${'x'.repeat(5000)}`, 'more than a code holds'],
  ])('«%s» is none (%s)', (text) =>
    expect(read(utf8(text))).toEqual({ status: 'refuse', fields: {}, others: {}, notes: [] }),
  );

  it.each([
    [{ PersonalAcc: '40702810400000000012' }, ['fault', '17 fault account-check']],
    [{ BIC: '04999912' }, ['fault', '14 fault bik-form']],
    [{ CorrespAcc: '30101810700000000123' }, ['fault', '15 fault corr-account-check']],
    [{ CorrespAcc: '0' }, ['ok']],
    [{ PayeeINN: '9999000110' }, ['fault', '61 fault inn-check']],
    [{ PayeeINN: null }, ['warn', '61 warn qr-missing']],
    [{ KPP: null }, ['ok']],
    [{ KPP: '9999AB001' }, ['fault', '103 fault kpp-letters']],
    [{ Name: null }, ['fault', '16 fault qr-missing']],
    [{ PersonalAcc: '' }, ['fault', '17 fault qr-missing']],
    [{ Sum: null }, ['warn', '7 warn qr-missing']],
    [{ Sum: '0' }, ['fault', '7 fault amount-zero']],
    [{ Sum: '122000.00' }, ['ask', '7 ask qr-sum-in-roubles']],
    [{ Sum: '1 220' }, ['fault', '7 fault qr-sum-form']],
    [{ Sum: '-5' }, ['fault', '7 fault qr-sum-form']],
    [{ Sum: '9'.repeat(16) }, ['fault', '7 fault amount-large']],
    [{ Purpose: null }, ['warn', '24 warn qr-missing']],
    [{ Purpose: 'Оплата' }, ['warn', '24 warn vat-missing']],
    [{ Purpose: `Без НДС ${'я'.repeat(203)}` }, ['fault', '24 fault purpose-long']],
    [{ Name: 'О'.repeat(161) }, ['fault', '16 fault name-long']],
    [{ UIN: '12' }, ['fault', '22 fault uin-form']],
    [{ Purpose: 'Оплата | Без НДС' }, ['ask', '24 ask qr-stray', '24 warn vat-missing']],
  ])('with %j: %j', (changes, expected) => expect(told(changes)).toEqual(expected));

  it('asks when a value stands there twice and differs, and fills in neither', () => {
    const { status, fields, notes } = read(utf8(`${code()}|personalacc=40802810500000000012`));
    expect(status).toBe('ask');
    expect(fields.account).toBeUndefined();
    expect(notes).toMatchObject([{ field: '17', code: 'qr-twice' }]);
    expect(read(utf8(`${code()}|BIC=049999123`)).status).toBe('ok');
  });

  it('is read by its bytes when its digit is wrong: UTF-8 is told, a guess is asked', () => {
    expect(read(utf8(code({}, 'ST00011')))).toMatchObject({ status: 'warn', fields: FIELDS });
    expect(read(encodeWindows1251(code({}, 'ST00012')).bytes)).toMatchObject({
      status: 'ask',
      fields: FIELDS,
    });
    expect(read(encodeWindows1251(code({}, 'ST00013')).bytes)).toMatchObject({
      status: 'ask',
      fields: FIELDS,
    });
    expect(read(koi8(code({}, 'ST00011')))).toMatchObject({ status: 'ask', fields: FIELDS });
  });

  it('of a payment to the budget is held to its rules', () => {
    const tax = {
      Name: 'Казначейство России (ФНС России)',
      PersonalAcc: '03100643000000018500',
      BIC: '017003983',
      CorrespAcc: '40102810445370000059',
      PayeeINN: '7727406020',
      KPP: '770701001',
      Purpose: 'ЕНП',
      CBC: '18201061201010000510',
      OKTMO: '0',
      PaytReason: '0',
      TaxPeriod: '0',
      DocNo: '0',
      DocDate: '0',
    };
    expect(told({ ...tax, DrawerStatus: '01' })).toEqual(['ok']);
    expect(told(tax)).toEqual(['fault', '101 fault budget-fields-missing']);
    expect(told({ ...tax, DrawerStatus: '01', KPP: '770801001' })).toEqual([
      'fault',
      '103 fault budget-value',
    ]);
  });

  it('keeps values that are no fields of a payment', () => {
    expect(read(utf8(code({ LastName: 'Образцова', PersAcc: '123' }))).others).toEqual({
      LastName: 'Образцова',
      PersAcc: '123',
    });
  });

  it('never throws, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.constantFrom('ST00011|', 'ST00012|', 'ST00013|', ''), fc.uint8Array(), (head, rest) => {
        const bytes = Uint8Array.from([...utf8(head), ...rest]);
        expect(() => read(bytes)).not.toThrow();
      }),
    );
  });
});
