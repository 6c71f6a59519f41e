import type { InvoiceFound } from '../../contract/areas/invoices.ts';
import type { OrderRow, OrdersDraft, OrdersFolderView } from '../../contract/areas/orders.ts';
import type { OrdersFolders } from '../../main/domain/payments/draft/orders-folder.ts';
import type { TemplateView } from '../../contract/areas/templates.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import { FIELDS as samplePaymentFields } from './sample-payments.ts';

/** A file of 1C with orders of every kind, and some of many. */
export function sampleOrders(): OrdersDraft {
  const row = {
    date: '2026-11-30',
    payeeInn: '9999000119',
    payeeAccount: '40702810400000000011',
    faults: [],
    known: null,
  };
  const odd: readonly Omit<OrderRow, 'index'>[] = [
    {
      ...row,
      state: 'ready',
      number: '214',
      amountMinor: 122_000_00,
      payeeName: 'ООО «Василёк Образцовый»',
      purpose: 'Оплата по счёту 17 от 20.11.2026 за бумагу. В том числе НДС 22 % — 22000.00 руб.',
    },
    {
      ...row,
      state: 'mend',
      number: '215',
      amountMinor: 48_700_00,
      payeeName: 'Казначейство России (ФНС России)',
      purpose: 'Единый налоговый платеж',
      faults: [
        { field: '103', level: 'error', message: 'Значение «770801001» здесь неверно. Верно: 770701001.' },
        {
          field: '24',
          level: 'warning',
          message: 'Значение здесь, похоже, неверно; по правилам этого дня: ЕНП.',
        },
      ],
    },
    {
      ...row,
      state: 'ready',
      number: '216',
      amountMinor: 15_000_50,
      payeeName: 'ИП Образцов Образец Образцович',
      purpose: 'Аренда за ноябрь. НДС не облагается',
      known: { paymentId: PaymentId.parse('payment-3'), status: 'submitted', isSame: false },
    },
    {
      ...row,
      state: 'known',
      number: '210',
      amountMinor: 9_900_00,
      payeeName: 'АО «Связь»',
      purpose: 'Услуги связи за октябрь. НДС не облагается',
      known: { paymentId: PaymentId.parse('payment-4'), status: 'executed', isSame: true },
    },
    {
      ...row,
      state: 'executed',
      number: '199',
      amountMinor: 1_200_00,
      payeeName: 'ООО «Вода»',
      purpose: 'Вода. НДС не облагается',
    },
    {
      ...row,
      state: 'foreign',
      number: '1',
      amountMinor: 77_000_00,
      payeeName: 'ООО «Другое дело»',
      purpose: 'Оплата. НДС не облагается',
    },
  ];
  const many = Array.from({ length: 40 }, (_, at) => ({
    ...row,
    state: 'ready' as const,
    number: String(300 + at),
    amountMinor: (at + 1) * 1_234_00,
    payeeName: `ООО «Поставщик ${String(at + 1)}»`,
    purpose: `Оплата по счёту ${String(at + 1)}. НДС не облагается`,
  }));
  return {
    draftId: 'orders-1',
    fileName: '1c_to_kl.txt',
    encoding: 'windows-1251',
    version: '1.03',
    faults: [
      {
        field: null,
        level: 'warning',
        message:
          'В заголовке «Кодировка=DOS», а файл записан в windows-1251. Прочитан по байтам, делать ничего не нужно.',
      },
    ],
    orders: [...odd, ...many].map((one, index) => ({ ...one, index })),
  };
}

/** The code of an invoice, with something to ask about and something to tell. */
export function sampleInvoice(): InvoiceFound {
  const sure = { level: 'ok' as const, remarks: [] };
  return {
    fields: [
      { field: 'payeeName', value: 'ООО «Бумага и ручка»', ...sure },
      { field: 'payeeInn', value: '7743013902', ...sure },
      { field: 'payeeKpp', value: '774301001', ...sure },
      { field: 'payeeBik', value: '044525974', ...sure },
      { field: 'payeeAccount', value: '40702810900000000017', ...sure },
      { field: 'payeeBankName', value: 'АО «ТБанк»', ...sure },
      { field: 'payeeCorrAccount', value: '30101810145250000974', ...sure },
      { field: 'amountText', value: '18450,00', ...sure },
      {
        field: 'purpose',
        value: 'Оплата по счёту 118 от 27.11.2026, в т. ч. НДС 20 %',
        level: 'warn',
        remarks: ['С 01.01.2026 ставка НДС — 22 %. Сверьте со счётом.'],
      },
    ],
    remarks: ['Счёт выставлен плательщику с ИНН 7707083893, а ИНН вашей компании — 7710140679.'],
  };
}

/** One that is due, one with a sum of its own each time, one that is not repeated. */
export function sampleTemplates(): TemplateView[] {
  const fields = { ...samplePaymentFields, purpose: 'Аренда офиса за {месяц} {год}. НДС не облагается' };
  return [
    {
      templateId: 'template-rent',
      name: 'Аренда офиса',
      fields: { ...fields, payeeName: 'ООО «Бизнес-центр Северный»', amountText: '84500,00' },
      keepsAmount: true,
      repeat: { every: 'month', since: '2026-01-17' },
      nextOn: '2026-11-17',
      isDue: true,
    },
    {
      templateId: 'template-phone',
      name: 'Связь',
      fields: { ...fields, payeeName: 'ПАО «Телефонная сеть»' },
      keepsAmount: false,
      repeat: { every: 'month', since: '2026-01-25' },
      nextOn: '2026-11-25',
      isDue: false,
    },
    {
      templateId: 'template-paper',
      name: 'Канцелярия',
      fields: { ...fields, payeeName: 'ООО «Бумага и ручка»', amountText: '18450,00' },
      keepsAmount: true,
      repeat: null,
      nextOn: null,
      isDue: false,
    },
  ];
}

const NO_FOLDER: OrdersFolderView = {
  folder: null,
  lastLookAt: null,
  problem: null,
  files: [],
  waiting: [],
  old: 0,
};

/** A folder with a new file of 1C, one that was replaced, and some that are not offered. */
export function sampleOrdersFolder(): OrdersFolderView {
  return {
    folder: 'Z:\\Обмен\\Банк',
    lastLookAt: '2026-11-12T08:41:00.000Z',
    problem: null,
    files: [
      {
        fileId: 'file-1',
        name: '1c_to_kl.txt',
        modifiedAt: '2026-11-12T08:40:00.000Z',
        orders: 14,
        fresh: 12,
        isThere: true,
      },
      {
        fileId: 'file-2',
        name: '1c_to_kl.txt',
        modifiedAt: '2026-11-12T06:05:00.000Z',
        orders: 3,
        fresh: 1,
        isThere: false,
      },
    ],
    waiting: [{ name: 'зарплата.txt', why: 'unfinished' }],
    old: 3,
  };
}

/** Folders in which there is nothing, for vaults whose folder a test does not look at. */
export const NO_ORDERS_FOLDERS: OrdersFolders = {
  open: () => ({
    look: () => Promise.resolve({ present: new Set(), changed: [] }),
    read: () => Promise.resolve({ kind: 'other' }),
  }),
  watch: () => () => undefined,
};

type OrderAndInvoiceCalls = Extract<
  keyof AppHandlers,
  `orders.${string}` | `invoices.${string}` | `templates.${string}`
>;

/** A file that is chosen or dropped, and taken in; an invoice that is read. */
export function orderSampleHandlers(
  folder: OrdersFolderView = NO_FOLDER,
): Pick<AppHandlers, OrderAndInvoiceCalls> {
  return {
    'templates.list': async () => sampleTemplates(),
    'templates.save': async () => sampleTemplates(),
    'templates.remove': async () => sampleTemplates().slice(1),
    'templates.skip': async () => sampleTemplates(),
    'templates.use': async () => ({ paymentId: PaymentId.parse('payment-001') }),
    'invoices.read': async () => sampleInvoice(),
    'orders.pick': async () => sampleOrders(),
    'orders.read': async () => sampleOrders(),
    'orders.import': async ({ orders, isSubmitted }) => ({
      drafts: isSubmitted ? 0 : orders.length,
      submitted: isSubmitted ? orders.length : 0,
      approved: 0,
    }),
    'orders.discard': async () => ({}),
    'orders.folder': async () => folder,
    'orders.chooseFolder': async () => sampleOrdersFolder(),
    'orders.leaveFolder': async () => NO_FOLDER,
    'orders.openFound': async () => sampleOrders(),
    'orders.setAside': async () => ({ ...folder, files: [] }),
  };
}
