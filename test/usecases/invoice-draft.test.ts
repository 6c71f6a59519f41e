import { describe, expect, it } from 'vitest';
import { invoiceFound } from '../../main/domain/payments/draft/invoice-draft.ts';

const OWN_INN = '9999000119';

const PLAIN = [
  'ST00012',
  'Name=ООО "Василек Образцовый"',
  'PersonalAcc=40702810400000000011',
  'BankName=АО "УЧЕБНЫЙ БАНК"',
  'BIC=049999123',
  'CorrespAcc=30101810600000000123',
  'PayeeINN=9999000119',
  'Sum=12200050',
  'Purpose=Оплата по счету 17. В том числе НДС 22% - 22000.09 руб.',
];

function found(parts: readonly string[], ...before: readonly string[]) {
  const codes = [...before, parts.join('|')].map((text) => new TextEncoder().encode(text));
  return invoiceFound({ codes, ownInn: OWN_INN, today: '2026-11-30', language: 'ru' });
}

const withPart = (part: string) =>
  PLAIN.map((one) => (one.split('=')[0] === part.split('=')[0] ? part : one));

describe('the code of an invoice in the form of a payment', () => {
  it('fills in what it says, and the sum in roubles', () => {
    const { fields, remarks } = found(PLAIN);

    expect(fields).toEqual([
      { field: 'payeeName', value: 'ООО "Василек Образцовый"', level: 'ok', remarks: [] },
      { field: 'payeeInn', value: '9999000119', level: 'ok', remarks: [] },
      { field: 'payeeBik', value: '049999123', level: 'ok', remarks: [] },
      { field: 'payeeAccount', value: '40702810400000000011', level: 'ok', remarks: [] },
      { field: 'payeeBankName', value: 'АО "УЧЕБНЫЙ БАНК"', level: 'ok', remarks: [] },
      { field: 'payeeCorrAccount', value: '30101810600000000123', level: 'ok', remarks: [] },
      { field: 'amountText', value: '122000,50', level: 'ok', remarks: [] },
      {
        field: 'purpose',
        value: 'Оплата по счету 17. В том числе НДС 22% - 22000.09 руб.',
        level: 'ok',
        remarks: [],
      },
    ]);
    expect(remarks).toEqual([]);
  });

  it('is found beside the code of a shop', () => {
    expect(found(PLAIN, 'https://example.com/app').fields).toHaveLength(8);
  });

  it('leaves out what a person has to say, and tells it with the field of the order', () => {
    const { fields, remarks } = found(withPart('Sum=122000.50'));

    expect(fields.map(({ field }) => field)).not.toContain('amountText');
    expect(remarks).toEqual([
      'Поле 7: Сумма в коде — в копейках, а написано «122000.50». Это рубли? Сверьте со счётом.',
    ]);
  });

  it('marks a value that the bank would not take', () => {
    const account = found(withPart('PersonalAcc=40702810400000000012')).fields.find(
      ({ field }) => field === 'payeeAccount',
    );

    expect(account).toMatchObject({ value: '40702810400000000012', level: 'fault' });
    expect(account?.remarks).toHaveLength(1);
  });

  it('leaves out a text that is longer than its field, and says so', () => {
    const { fields, remarks } = found(withPart(`Purpose=${'Оплата '.repeat(90)}`));

    expect(fields.map(({ field }) => field)).not.toContain('purpose');
    expect(remarks.join(' ')).toMatch(/Поле 24: /);
  });

  it('says when the invoice is for another payer, and is silent about the own one', () => {
    expect(found([...PLAIN, 'PayerINN=7707083893']).remarks).toEqual([
      'Счёт выставлен плательщику с ИНН 7707083893, а ИНН вашей компании — 9999000119.',
    ]);
    expect(found([...PLAIN, `PayerINN=${OWN_INN}`]).remarks).toEqual([]);
  });

  it.each([[[]], [['https://example.com']], [['', 'ST0001']]])('says that %j is no invoice', (codes) => {
    const bytes = codes.map((text: string) => new TextEncoder().encode(text));
    const reading = () =>
      invoiceFound({ codes: bytes, ownInn: OWN_INN, today: '2026-11-30', language: 'ru' });

    expect(reading).toThrow(expect.objectContaining({ code: 'invoice-no-code' }));
  });
});
