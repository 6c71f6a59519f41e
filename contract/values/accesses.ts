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

export const ACCESSES = [
  entry('company-info', 'company-info/get', 'Информация о компании', 'Company details', 'inferred'),
  entry('accounts', 'bank-accounts/get', 'Информация о счетах компании', 'Accounts and balances', 'official'),
  entry('statement', 'bank-statements/get', 'Информация об операциях компании', 'Statement', 'third-party'),
  entry('drafts', 'payments/draft/create', 'Создание черновиков платежей', 'Bank drafts', 'official'),
  entry(
    'document-status',
    null,
    'Получение списка статусов платежных документов',
    'Status of payment documents',
    'official',
  ),
  money(
    'payments',
    'payments/rub-pay',
    'Совершение платежей с рублевого расчетного счета',
    'Rouble payments',
  ),
  money('card-payments', 'payments/cards-pay', 'Совершение платежей на карту Т-Банка', 'Payments to cards'),
  money(
    'registry-payments',
    'payments/payment-registry',
    'Оплата подписанных платежных реестров',
    'Payment of signed registries',
  ),
  entry('invoices', 'invoice/submit', 'Создание и отправка счета на оплату', 'Invoices', 'official'),
  entry(
    'salary-registries',
    'salary/payment-registry/manage',
    'Добавление и получение информации о платежных реестрах',
    'Salary registries',
    'official',
  ),
  entry(
    'self-employed',
    'self-employed/recipients/manage',
    'Добавление и получение информации о самозанятых',
    'Self-employed payees',
    'official',
  ),
  entry(
    'card-limits',
    'card/limit/get',
    'Получение информации о лимитах по картам',
    'Card limits',
    'official',
  ),
  entry(
    'card-limits-change',
    'card/limit/set',
    'Изменение лимитов по картам',
    'Change card limits',
    'official',
  ),
] as const satisfies readonly AccessEntry[];

export type KnownAccess = (typeof ACCESSES)[number]['access'];

function entry<const A extends string>(
  access: A,
  path: string | null,
  cabinetName: string,
  englishName: string,
  confidence: AccessEntry['confidence'],
) {
  return { access, path, cabinetName, englishName, movesMoney: false, needsCertificate: false, confidence };
}

function money<const A extends string>(access: A, path: string, cabinetName: string, englishName: string) {
  return {
    access,
    path,
    cabinetName,
    englishName,
    movesMoney: true,
    needsCertificate: true,
    confidence: 'official' as const,
  };
}

/** Finds the catalogue entry of an access name; `null` for a raw string that the catalogue does not know. */
export function knownAccess(access: string): AccessEntry | null {
  return ACCESSES.find((known) => known.access === access) ?? null;
}

/** Tells whether a token with this access could move money; an unknown access counts as able to, until somebody knows better. */
export function mayMoveMoney(access: string): boolean {
  return knownAccess(access)?.movesMoney ?? true;
}
