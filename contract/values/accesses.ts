/**
 * The accesses (scopes) a token can carry: their strings, the cabinet's Russian names and what they open.
 * Source: tapi.md §3. A string marked `inferred` was not seen in a public page of the bank.
 */
export interface AccessEntry {
  /** Stable name used in our records and texts. */
  readonly access: string;
  /** What follows `opensme/inn/[…]/kpp/[…]/`; `null` where no public page shows it. */
  readonly path: string | null;
  /** The name as it is ticked in the bank's cabinet. */
  readonly cabinetName: string;
  readonly englishName: string;
  readonly movesMoney: boolean;
  readonly needsCertificate: boolean;
  readonly confidence: 'official' | 'third-party' | 'inferred';
}

const READS = { movesMoney: false, needsCertificate: false } as const;
const PAYS = { movesMoney: true, needsCertificate: true } as const;

export const ACCESSES = [
  {
    access: 'company-info',
    path: 'company-info/get',
    cabinetName: 'Информация о компании',
    englishName: 'Company details',
    ...READS,
    confidence: 'inferred',
  },
  {
    access: 'accounts',
    path: 'bank-accounts/get',
    cabinetName: 'Информация о счетах компании',
    englishName: 'Accounts and balances',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'statement',
    path: 'bank-statements/get',
    cabinetName: 'Информация об операциях компании',
    englishName: 'Statement',
    ...READS,
    confidence: 'third-party',
  },
  {
    access: 'drafts',
    path: 'payments/draft/create',
    cabinetName: 'Создание черновиков платежей',
    englishName: 'Bank drafts',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'document-status',
    path: null,
    cabinetName: 'Получение списка статусов платежных документов',
    englishName: 'Status of payment documents',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'payments',
    path: 'payments/rub-pay',
    cabinetName: 'Совершение платежей с рублевого расчетного счета',
    englishName: 'Rouble payments',
    ...PAYS,
    confidence: 'official',
  },
  {
    access: 'card-payments',
    path: 'payments/cards-pay',
    cabinetName: 'Совершение платежей на карту Т-Банка',
    englishName: 'Payments to cards',
    ...PAYS,
    confidence: 'official',
  },
  {
    access: 'registry-payments',
    path: 'payments/payment-registry',
    cabinetName: 'Оплата подписанных платежных реестров',
    englishName: 'Payment of signed registries',
    ...PAYS,
    confidence: 'official',
  },
  {
    access: 'invoices',
    path: 'invoice/submit',
    cabinetName: 'Создание и отправка счета на оплату',
    englishName: 'Invoices',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'salary-registries',
    path: 'salary/payment-registry/manage',
    cabinetName: 'Добавление и получение информации о платежных реестрах',
    englishName: 'Salary registries',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'self-employed',
    path: 'self-employed/recipients/manage',
    cabinetName: 'Добавление и получение информации о самозанятых',
    englishName: 'Self-employed payees',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'card-limits',
    path: 'card/limit/get',
    cabinetName: 'Получение информации о лимитах по картам',
    englishName: 'Card limits',
    ...READS,
    confidence: 'official',
  },
  {
    access: 'card-limits-change',
    path: 'card/limit/set',
    cabinetName: 'Изменение лимитов по картам',
    englishName: 'Change card limits',
    ...READS,
    confidence: 'official',
  },
] as const satisfies readonly AccessEntry[];

export type KnownAccess = (typeof ACCESSES)[number]['access'];

/** Finds the catalogue entry of an access name; `null` for a raw string that the catalogue does not know. */
export function knownAccess(access: string): AccessEntry | null {
  return ACCESSES.find((known) => known.access === access) ?? null;
}

/** Tells whether a token with this access could move money; an unknown access counts as able to, until somebody knows better. */
export function mayMoveMoney(access: string): boolean {
  return knownAccess(access)?.movesMoney ?? true;
}
