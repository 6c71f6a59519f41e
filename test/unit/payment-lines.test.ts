import { describe, expect, it } from 'vitest';
import { contentOfLines, paymentLines } from '../../main/domain/payments/payment-lines.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { buildContent } from '../fakes/payment-builder.ts';

const PAYER = { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' };

/** The text of one line, or `null` when there is none. */
function lineOf(field: string, payeeKpp: string, payerKpp = PAYER.kpp): string | null {
  const { payee } = buildContent();
  const content = buildContent({ payee: { ...payee, kpp: payeeKpp } });
  const lines = paymentLines(content, { ...PAYER, kpp: payerKpp }, russianAmountWords);
  return lines.find((line) => line.field === field)?.text ?? null;
}

describe('the lines that an approver reads', () => {
  it('show a KPP that is there, and none where the bank’s field has a zero for it', () => {
    expect(lineOf('payee-kpp', '999901001')).toBe('999901001');
    expect(lineOf('payee-kpp', '0')).toBeNull();
    expect(lineOf('payer-kpp', '0', '770801001')).toBe('770801001');
    expect(lineOf('payer-kpp', '0', '0')).toBeNull();
  });

  it.each(['999901001', '0'])('hold the whole content, also with the KPP %s', (kpp) => {
    const { payee } = buildContent();
    const content = buildContent({ payee: { ...payee, kpp } });
    expect(contentOfLines(paymentLines(content, PAYER, russianAmountWords))).toEqual(content);
  });
});
