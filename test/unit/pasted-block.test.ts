import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedBlock } from '../../contract/values/bank-details/pasted-block.ts';

const OWN = { inns: ['9999000006'], accounts: ['40702810500000000001'] };

const PAYEE = {
  inn: '9999000119',
  kpp: '999901001',
  bik: '049999123',
  account: '40702810400000000011',
  corrAccount: '30101810600000000123',
};

function values(text: string) {
  return Object.fromEntries(
    Object.entries(readPastedBlock(text, OWN)).map(([name, field]) => [name, field.value]),
  );
}

function confidence(text: string) {
  return Object.fromEntries(
    Object.entries(readPastedBlock(text, OWN)).map(([name, field]) => [name, field.confidence]),
  );
}

const CARD = `Получатель: ООО "Василек Образцовый"
ИНН 9999000119
КПП 999901001
Банк: АО "УЧЕБНЫЙ БАНК"
БИК 049999123
р/с 40702810400000000011
к/с 30101810600000000123
Назначение платежа: Оплата по счету 17. НДС не облагается
Сумма: 122 000,00 руб.`;

describe('a pasted block of requisites', () => {
  it('is taken apart when each field has its name', () => {
    expect(values(CARD)).toEqual({
      ...PAYEE,
      name: 'ООО "Василек Образцовый"',
      bankName: 'АО "УЧЕБНЫЙ БАНК"',
      purpose: 'Оплата по счету 17. НДС не облагается',
      amount: '122 000,00',
    });
    expect(confidence(CARD)).toMatchObject({
      inn: 'certain',
      account: 'certain',
      bik: 'certain',
      name: 'likely',
    });
  });

  it.each([
    [
      'in one line of a contract',
      'ООО «Василек Образцовый», ИНН/КПП 9999000119/999901001, р/с 40702810400000000011 в АО «УЧЕБНЫЙ БАНК», к/с 30101810600000000123, БИК 049999123',
    ],
    [
      'with groups of digits, as in a PDF',
      'ИНН: 9999 000 119 КПП: 9999 01 001\nРасчётный счёт: 40702 810 4 0000 0000011\nКорреспондентский счёт № 30101 810 6 00000000123\nБИК: 04 9999 123',
    ],
    [
      'with invisible marks and no-break spaces',
      'ИНН\u00a09999000119\u200b / КПП\u00a0999901001\nРасч. счет 40702\u00ad810400000000011\nКорр. счет 30101810600000000123\nБИК\u00a0049999123\u202c',
    ],
    [
      'from a mail',
      'Добрый день! Реквизиты: инн 9999000119 кпп 999901001 бик 049999123 счет 40702810400000000011 корсчет 30101810600000000123. Тел. +7 (495) 123-45-67, ОГРН 1027739642281',
    ],
    [
      'with the names in a column of their own',
      'ИНН\n9999000119\nКПП\n999901001\nБИК\n049999123\nр/сч\n40702810400000000011\nк/сч\n30101810600000000123',
    ],
    [
      'of a contract that names both sides',
      'Заказчик: ООО "Ромашка Учебная" ИНН 9999000006 р/с 40702810500000000001\nИсполнитель: ООО "Василек" ИНН 9999000119 КПП 999901001 р/с 40702810400000000011 к/с 30101810600000000123 БИК 049999123',
    ],
  ])('%s', (_, text) => expect(values(text)).toMatchObject(PAYEE));

  it('without names is known by check digits, and is less sure', () => {
    const bare = '9999000119 999901001\n40702810400000000011\n30101810600000000123\n049999123';
    expect(values(bare)).toEqual(PAYEE);
    expect(confidence(bare)).toMatchObject({ inn: 'likely', account: 'likely', bik: 'likely' });
  });

  it('says what does not hold', () => {
    const { account, inn } = readPastedBlock(
      CARD.replace('0000011\n', '0000012\n').replace('0119', '0110'),
      OWN,
    );
    expect(account).toMatchObject({ confidence: 'doubtful', fault: { code: 'account-check' } });
    expect(inn).toMatchObject({ confidence: 'doubtful', fault: { code: 'inn-check' } });
  });

  it('asks when there are two', () => {
    const { account } = readPastedBlock(`${CARD}\nр/с 40702810800000000013`, OWN);
    expect(account).toMatchObject({ confidence: 'certain', others: ['40702810800000000013'] });
    const { inn } = readPastedBlock(`${CARD}\nИНН 7707083893`, OWN);
    expect(inn).toMatchObject({ confidence: 'doubtful', others: ['7707083893'] });
  });

  it('does not take phones, registrations and numbers of contracts for requisites', () => {
    expect(values('Договор № 7707083893 от 01.02.2026, тел. 9999000119, ОГРН 1027739642281')).toEqual({});
    expect(values('')).toEqual({});
  });

  it('never throws, and gives only values that stand in the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('ИНН ', 'р/с ', '9999000119', '\n', ' ', '4070281'))),
        (parts) => {
          const text = parts.join('');
          const digits = text.replace(/\D/g, '');
          for (const [name, field] of Object.entries(readPastedBlock(text, OWN)))
            if (['inn', 'kpp', 'bik', 'account', 'corrAccount'].includes(name))
              expect(digits).toContain(field.value);
        },
      ),
    );
  });

  it('of a long text is read in one go', () => {
    expect(values(`${'а '.repeat(5_000)}\n${CARD}\n${'1 '.repeat(10_000)}`)).toMatchObject(PAYEE);
  });
});
