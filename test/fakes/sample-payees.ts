import type { PayeeAccount, PayeeRow } from '../../contract/areas/payees.ts';
import type { DraftFields, PaymentPreview } from '../../contract/areas/payments.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { samplePreview } from './sample-payments.ts';
import { day } from './sample-time.ts';

function account(number: string, change: Partial<PayeeAccount> = {}): PayeeAccount {
  return {
    account: number,
    bik: '044525974',
    bankName: 'АО «ТБанк»',
    origins: ['payment'],
    firstAt: day(-120),
    lastAt: day(-6),
    payments: 4,
    paidMinor: 184_300_00,
    isConfirmed: false,
    ...change,
  };
}

function payee(inn: string, name: string, change: Partial<PayeeRow> = {}): PayeeRow {
  const accounts = change.accounts ?? [account('40702810600000000001')];
  return {
    key: inn,
    name,
    inn,
    kpp: inn.length === 10 ? '770101001' : '0',
    names: [name],
    lastPaidAt: day(-6),
    payments: accounts.reduce((sum, one) => sum + one.payments, 0),
    paidMinor: accounts.reduce((sum, one) => sum + one.paidMinor, 0),
    note: '',
    neverPay: null,
    callBacks: [],
    alike: [],
    merged: [],
    ...change,
    accounts,
  };
}

/** Payees of every kind: with a changed account and a call, with a double, one that nobody may pay. */
export function samplePayeeRows(): PayeeRow[] {
  const changed = account('40702810500000000016', {
    firstAt: day(-1),
    lastAt: day(-1),
    payments: 1,
    paidMinor: 92_400_00,
    isConfirmed: true,
    bik: '044525225',
    bankName: 'ПАО Сбербанк',
  });
  return [
    payee('7707083893', 'ООО «Ромашка»', {
      lastPaidAt: day(-1),
      names: ['ООО «Ромашка»', 'Общество с ограниченной ответственностью «Ромашка»'],
      accounts: [changed, account('40702810500000000012')],
      note: 'Аренда офиса, договор 14 от 01.02.2025. Счёт за месяц приходит до пятого числа.',
      callBacks: [
        {
          at: day(-2, 35),
          by: 'Иванова А. П.',
          spokeTo: 'главный бухгалтер Сидорова',
          phone: '+7 495 123-45-67',
          source: 'contract',
          account: changed.account,
          bik: changed.bik,
        },
      ],
      alike: [{ key: '0|ромашка', name: 'Ромашка', inn: '0' }],
    }),
    payee('500100732259', 'ИП Кузнецов Пётр Сергеевич', {
      accounts: [account('40802810700000000002', { origins: ['onec'], paidMinor: 41_000_00, payments: 2 })],
      lastPaidAt: day(-12),
    }),
    payee('7743180892', 'АО «Вектор»', {
      lastPaidAt: day(-40),
      neverPay: {
        reason: 'Счёт подменён в письме, заявление в полицию от 03.10.2026',
        by: 'Петров П. П.',
        at: day(-39),
      },
    }),
    payee('0', 'Ромашка', {
      key: '0|ромашка',
      lastPaidAt: null,
      accounts: [
        account('40702810500000000012', {
          origins: ['onec'],
          payments: 0,
          paidMinor: 0,
          firstAt: day(-3),
          lastAt: day(-3),
        }),
      ],
      alike: [{ key: '7707083893', name: 'ООО «Ромашка»', inn: '7707083893' }],
    }),
  ];
}

export function payeeSampleHandlers(
  isEmpty: boolean,
): Pick<AppHandlers, Extract<keyof AppHandlers, `payees.${string}`>> {
  const done = async () => ({});
  return {
    'payees.list': async () => (isEmpty ? [] : samplePayeeRows()),
    'payees.note': done,
    'payees.forbid': done,
    'payees.allow': done,
    'payees.merge': done,
    'payees.separate': done,
    'payees.callBack': done,
  };
}

/** The sample preview of a whole draft, under rules that want a call first. */
export async function previewWithoutCall({
  fields,
}: {
  readonly fields: DraftFields;
}): Promise<PaymentPreview> {
  const preview = samplePreview(fields);
  if (preview.decision === null) return preview;
  const reasons = [{ code: 'call-back-missing' as const, limitMinor: null, usedMinor: null }];
  return { ...preview, decision: { kind: 'refuse', approvalsNeeded: 0, reasons } };
}
