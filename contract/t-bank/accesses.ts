/**
 * The accesses (scopes) a token can carry: their strings, online banking's Russian names and what they open. What may
 * move money is said here alone.
 * Source: tapi.md §3 and §5, tapi-registries.md §1 and §15; where they disagree, the newer one; each entry names its
 * own.
 */
export interface AccessEntry {
  /** Stable name used in our records and texts. */
  readonly access: string;
  /** What follows `opensme/inn/[…]/kpp/[…]/` (or `opensme/individual/`); `null` where no public page shows it. */
  readonly path: string | null;
  /** Whose data: the company's, or a person's, which only the bank's partners are given. */
  readonly owner: 'company' | 'individual';
  /** The name as it is ticked in online banking, without the INN and KPP that stand in it there. */
  readonly cabinetName: string;
  /** The same with `{inn}` and `{kpp}`, where online banking writes them; else equal to `cabinetName`. */
  readonly cabinetFullName: string;
  /** False where no source shows online banking's words: then `cabinetName` is ours. */
  readonly isCabinetName: boolean;
  /** The cabinet gives another access the same name; only the string tells which is meant. */
  readonly isNameShared: boolean;
  /** The cabinet's group, where a source names it. */
  readonly cabinetGroup: string | null;
  readonly englishName: string;
  /** For a chip, in Russian and English. */
  readonly shortName: string;
  readonly englishShortName: string;
  /** How we group accesses; the order of the catalogue is the order within a group. Own choice. */
  readonly group: AccessGroup;
  /**
   * What the most powerful of its methods does. `writes` changes something that is no money: documents, limits, people.
   * `unknown`: no source says, or none says which methods the access opens; it counts as able to move money.
   */
  readonly effect: 'reads' | 'writes' | 'signs' | 'pays' | 'unknown';
  /** The section that says so. */
  readonly source: string;
  /** It can move money, or give the signature after which money moves. */
  readonly movesMoney: boolean;
  readonly needsCertificate: boolean;
  /** Whether one harmless reading call can show that the token carries it. */
  readonly isProvenByRead: boolean;
  /** The sources' marks: O official, G generated from the bank's file, T third-party, I inferred. */
  readonly confidence: 'official' | 'generated' | 'third-party' | 'inferred';
}

export type AccessGroup = 'information' | 'documents' | 'money' | 'people' | 'cards' | 'other' | 'individual';

type Effect = AccessEntry['effect'];

interface Facts {
  readonly name: string;
  /** With `{inn}` and `{kpp}` where online banking has them. */
  readonly fullName?: string;
  readonly english: string;
  readonly short: readonly [russian: string, english: string];
  readonly group: AccessGroup;
  readonly effect: Effect;
  readonly confidence: AccessEntry['confidence'];
  /** `TABLE` when left out. */
  readonly source?: string;
  readonly cabinetGroup?: string;
  readonly isSecured?: boolean;
  readonly isProvenByRead?: boolean;
  readonly isOurName?: boolean;
  readonly isNameShared?: boolean;
  readonly owner?: AccessEntry['owner'];
}

const TABLE = 'tapi.md §3';
const CATALOGUE = 'tapi-registries.md §15';

const COMPANY_TAIL = ' с ИНН {inn} и КПП {kpp}';

function entry<const A extends string>(
  access: A,
  path: string | null,
  facts: Facts,
): AccessEntry & { readonly access: A } {
  const { name, fullName = name, english, short, group, effect, confidence } = facts;
  return {
    access,
    path,
    group,
    effect,
    confidence,
    source: facts.source ?? TABLE,
    owner: facts.owner ?? 'company',
    cabinetName: name,
    cabinetFullName: fullName,
    isCabinetName: facts.isOurName !== true,
    isNameShared: facts.isNameShared ?? false,
    cabinetGroup: facts.cabinetGroup ?? null,
    englishName: english,
    shortName: short[0],
    englishShortName: short[1],
    movesMoney: effect === 'signs' || effect === 'pays' || effect === 'unknown',
    needsCertificate: facts.isSecured ?? false,
    isProvenByRead: facts.isProvenByRead ?? false,
  };
}

/**
 * A group of methods whose access no public page shows: only that it exists. The methods are known in part
 * (tapi-registries.md §15, «?» for the access), but not what else the access opens: its effect stays uncertain. Source:
 * tapi.md §3, last rows.
 */
function unpublished<const A extends string>(access: A, name: string, english: string) {
  return entry(access, null, {
    name,
    english,
    short: [name, english],
    group: 'other',
    effect: 'unknown',
    confidence: 'third-party',
    isOurName: true,
  });
}

/** Data of a person, which T-ID gives to partners. Source: tapi.md §3, last row. */
function personal<const A extends string>(access: A, path: string, name: string, english: string) {
  return entry(access, path, {
    name,
    english,
    short: [name, english],
    group: 'individual',
    effect: 'reads',
    confidence: 'official',
    isOurName: true,
    owner: 'individual',
  });
}

export const ACCESSES = [
  entry('company-info', 'company-info/get', {
    name: 'Информация о компании',
    english: 'Company details',
    short: ['Компания', 'Company'],
    cabinetGroup: 'T-Business ID',
    group: 'information',
    effect: 'reads',
    isProvenByRead: true,
    confidence: 'inferred',
    source: CATALOGUE,
  }),
  entry('accounts', 'bank-accounts/get', {
    name: 'Информация о счетах компании',
    fullName: `Информация о счетах компании${COMPANY_TAIL}`,
    english: 'Accounts and balances',
    short: ['Счета', 'Accounts'],
    group: 'information',
    effect: 'reads',
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('statement', 'bank-statements/get', {
    name: 'Информация об операциях компании',
    fullName: `Информация об операциях компании${COMPANY_TAIL}`,
    english: 'Statement',
    short: ['Выписка', 'Statement'],
    cabinetGroup: 'Счета и выписки',
    group: 'information',
    effect: 'reads',
    isProvenByRead: true,
    confidence: 'third-party',
    source: CATALOGUE,
  }),
  entry('drafts', 'payments/draft/create', {
    name: 'Создание черновиков платежей',
    fullName: `Создание черновиков платежей в компании${COMPANY_TAIL}`,
    english: 'Bank drafts',
    short: ['Черновики', 'Drafts'],
    group: 'documents',
    effect: 'writes',
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('document-status', null, {
    name: 'Получение списка статусов платежных документов',
    english: 'Status of payment documents',
    short: ['Статусы', 'Statuses'],
    cabinetGroup: 'Платежи',
    group: 'documents',
    effect: 'reads',
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('payments', 'payments/rub-pay', {
    name: 'Совершение платежей с рублевого расчетного счета',
    fullName: `Совершение платежей с рублевого расчетного счета компании${COMPANY_TAIL}`,
    english: 'Rouble payments',
    short: ['Платежи ₽', 'Payments ₽'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('card-payments', 'payments/cards-pay', {
    name: 'Совершение платежей на карту Т-Банка',
    fullName: `Совершение платежей физическим лицам с рублевого расчетного счета компании${COMPANY_TAIL} на карту Т-Банка`,
    english: 'Payments to cards',
    short: ['На карты', 'To cards'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('registry-payments', 'payments/payment-registry', {
    name: 'Оплата подписанных платежных реестров',
    fullName: 'Оплата подписанных платежных реестров сотрудников или самозанятых',
    english: 'Payment of signed registries',
    short: ['Оплата реестров', 'Pay registries'],
    group: 'money',
    effect: 'pays',
    isNameShared: true,
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('self-employed-payments', 'self-employed/payment-registry/pay', {
    name: 'Оплата подписанных платежных реестров',
    fullName: 'Оплата подписанных платежных реестров сотрудников или самозанятых',
    english: 'Payment of signed registries of the self-employed',
    short: ['Оплата реестров самозанятых', 'Pay self-empl. registries'],
    group: 'money',
    effect: 'pays',
    isNameShared: true,
    isSecured: true,
    confidence: 'official',
    source: 'tapi-registries.md §1.3, §15',
  }),
  entry('sbp-payments', 'payments/sbp-pay', {
    name: 'Платежи по номеру телефона через СБП (2022 год)',
    english: 'Payments by phone through SBP (2022)',
    short: ['СБП', 'SBP'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    isOurName: true,
    confidence: 'generated',
    source: CATALOGUE,
  }),
  entry('payment-orders', null, {
    name: 'Метод для отправки платежных поручений',
    english: 'Sending of payment orders',
    short: ['Отправка поручений', 'Send orders'],
    cabinetGroup: 'Платежи',
    group: 'money',
    effect: 'pays',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('registry-signing', 'salary/payment-registry/submit', {
    name: 'Подписание платежных реестров по сотрудникам компании',
    fullName: `Подписание платежных реестров по сотрудникам компании${COMPANY_TAIL}`,
    english: 'Signing of salary registries',
    short: ['Подпись реестров', 'Sign registries'],
    group: 'money',
    effect: 'signs',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('self-employed-signing', 'self-employed/payment-registry/submit', {
    name: 'Подписание платежных реестров по самозанятым',
    english: 'Signing of registries of the self-employed',
    short: ['Подпись реестров самозанятых', 'Sign self-employed'],
    group: 'money',
    effect: 'signs',
    isSecured: true,
    isOurName: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('direct-debits', null, {
    name: 'Управление соглашениями о безакцептных списаниях',
    english: 'Agreements on direct debits',
    short: ['Безакцептные списания', 'Direct debits'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('nominal-accounts', 'nominal-accounts/manage', {
    name: 'Номинальные счета',
    english: 'Nominal accounts',
    short: ['Номинальные счета', 'Nominal accounts'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    isOurName: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('deposits', null, {
    name: 'Пополнение депозита',
    english: 'Deposits',
    short: ['Депозиты', 'Deposits'],
    cabinetGroup: 'Депозиты',
    group: 'money',
    effect: 'pays',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('overnight', null, {
    name: 'Овернайт',
    english: 'Overnight',
    short: ['Овернайт', 'Overnight'],
    group: 'money',
    effect: 'pays',
    isSecured: true,
    isOurName: true,
    confidence: 'third-party',
    source: CATALOGUE,
  }),
  entry('invoices', 'invoice/submit', {
    name: 'Создание, отправка счета на оплату и получение его информации',
    fullName: `Создание, отправка счета на оплату и получение его информации в компании${COMPANY_TAIL}`,
    english: 'Invoices',
    short: ['Счета на оплату', 'Invoices'],
    group: 'people',
    effect: 'writes',
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('salary-employees', 'salary/employees/manage', {
    name: 'Добавление и получение информации о сотрудниках компании',
    english: 'Questionnaires of employees',
    short: ['Анкеты сотрудников', 'Employees'],
    group: 'people',
    effect: 'writes',
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('salary-registries', 'salary/payment-registry/manage', {
    name: 'Добавление и получение информации о платежных реестрах',
    fullName: `Добавление и получение информации о платежных реестрах компании${COMPANY_TAIL}`,
    english: 'Salary registries',
    short: ['Реестры', 'Registries'],
    group: 'people',
    effect: 'writes',
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('registry-cancel', null, {
    name: 'Отмена зарплатного реестра',
    english: 'Cancelling of salary registries',
    short: ['Отмена реестров', 'Cancel registries'],
    group: 'people',
    effect: 'writes',
    isSecured: true,
    confidence: 'official',
    source: 'tapi-registries.md §1.7, §15',
  }),
  entry('self-employed', 'self-employed/recipients/manage', {
    name: 'Добавление и получение информации о самозанятых',
    fullName: `Добавление и получение информации о самозанятых компании${COMPANY_TAIL}`,
    english: 'Self-employed payees',
    short: ['Самозанятые', 'Self-employed'],
    cabinetGroup: 'Самозанятые',
    group: 'people',
    effect: 'writes',
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('self-employed-binding', 'self-employed/taxpayers/bind', {
    name: 'Привязка самозанятого (за каждый вызов банк берёт плату)',
    english: 'Binding of the self-employed (the bank charges each call)',
    short: ['Привязка самозанятых', 'Bind self-employed'],
    group: 'people',
    effect: 'writes',
    isSecured: true,
    isOurName: true,
    confidence: 'official',
    source: 'tapi-registries.md §1.9, §15',
  }),
  entry('self-employed-registries', 'self-employed/payment-registry/manage', {
    name: 'Платежные реестры по самозанятым',
    english: 'Registries of the self-employed',
    short: ['Реестры самозанятых', 'Self-empl. registries'],
    cabinetGroup: 'Самозанятые',
    group: 'people',
    effect: 'writes',
    isOurName: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('self-employed-receipts', 'self-employed/payment-registry/fiscalize', {
    name: 'Регистрация дохода и получение чеков по самозанятым',
    fullName: `Регистрация дохода и получение чеков по платежам платежного реестра по самозанятым компании${COMPANY_TAIL}`,
    english: 'Income and receipts of the self-employed',
    short: ['Чеки самозанятых', 'Receipts'],
    cabinetGroup: 'Самозанятые',
    group: 'people',
    effect: 'writes',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('self-employed-documents', null, {
    name: 'Получение платежных документов самозанятых',
    english: 'Payment documents of the self-employed',
    short: ['Документы самозанятых', 'Self-empl. documents'],
    cabinetGroup: 'Самозанятые',
    group: 'people',
    effect: 'reads',
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('payment-order-status', null, {
    name: 'Метод для получения списка статусов платежных поручений',
    english: 'Status of payment orders',
    short: ['Статусы поручений', 'Order statuses'],
    cabinetGroup: 'Платежи',
    group: 'documents',
    effect: 'reads',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('payment-order-cancel', null, {
    name: 'Отмена платежных поручений',
    english: 'Cancelling of payment orders',
    short: ['Отмена поручений', 'Cancel orders'],
    cabinetGroup: 'Платежи',
    group: 'documents',
    effect: 'writes',
    isSecured: true,
    isOurName: true,
    confidence: 'third-party',
    source: CATALOGUE,
  }),
  entry('card-limits', 'card/limit/get', {
    name: 'Получение информации о лимитах и остатках по картам компании',
    english: 'Card limits',
    short: ['Лимиты карт', 'Card limits'],
    group: 'cards',
    effect: 'reads',
    isSecured: true,
    isProvenByRead: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('card-limits-change', 'card/limit/set', {
    name: 'Изменение лимитов по картам компании',
    english: 'Change card limits',
    short: ['Смена лимитов', 'Set card limits'],
    group: 'cards',
    effect: 'writes',
    isSecured: true,
    confidence: 'official',
    source: CATALOGUE,
  }),
  entry('webhooks', null, {
    name: 'Управление вебхуками',
    english: 'Webhooks',
    short: ['Вебхуки', 'Webhooks'],
    cabinetGroup: 'Управление вебхуками',
    group: 'other',
    effect: 'writes',
    confidence: 'official',
    source: CATALOGUE,
  }),
  unpublished('cards', 'Карты: список и выпуск', 'Cards: list and issue'),
  unpublished('card-details', 'Реквизиты виртуальных карт', 'Details of virtual cards'),
  unpublished('sbp-links', 'Ссылки СБП для бизнеса', 'SBP links for business'),
  unpublished('special-accounts', 'Спецсчета', 'Special accounts'),
  unpublished('acquiring', 'Операции эквайринга', 'Acquiring operations'),
  unpublished('guarantees', 'Банковские гарантии', 'Bank guarantees'),
  unpublished('foreign-trade', 'ВЭД', 'Foreign trade'),
  unpublished('encashment', 'Квитанции инкассации', 'Encashment receipts'),
  unpublished('files', 'Файлы', 'Files'),
  unpublished('delivery', 'Доставка', 'Delivery'),
  unpublished('mails', 'Письма', 'Mails'),
  personal('person-passport', 'passport/get', 'Паспорт человека', 'Passport of a person'),
  personal('person-profile', 'profile', 'Профиль человека', 'Profile of a person'),
  personal('person-phone', 'phone', 'Телефон человека', 'Phone of a person'),
  personal('person-email', 'email', 'Почта человека', 'E-mail of a person'),
  personal('person-openid', 'openid', 'Вход через T-ID', 'T-ID sign-in'),
] as const satisfies readonly AccessEntry[];

export type KnownAccess = (typeof ACCESSES)[number]['access'];

/** Finds the catalogue entry of an access name; `null` for a raw string that the catalogue does not know. */
export function knownAccess(access: string): AccessEntry | null {
  return ACCESSES.find((known) => known.access === access) ?? null;
}

/**
 * Tells whether a token with this access could move money. The one answer to this question: grades, risks, keep-alive,
 * sealing and the choice of a sender ask here. A raw string that the catalogue does not know, and an access whose
 * effect is uncertain, count as able to.
 */
export function mayMoveMoney(access: string): boolean {
  return knownAccess(access)?.movesMoney ?? true;
}

/**
 * Returns the name of an access in full: online banking's words, or their English. Where online banking gives two
 * accesses one name, the string that tells them apart stands behind it. A raw string stays itself. Source:
 * tapi-registries.md §1.3.
 */
export function accessName(access: string, language: 'ru' | 'en'): string {
  const known = knownAccess(access);
  if (known === null) return access;
  if (language === 'en') return known.englishName;
  return known.isNameShared ? `${known.cabinetName} (${known.path ?? access})` : known.cabinetName;
}

/**
 * Accesses that one reading call opens without changing anything, the one that says most first. Source: tapi.md
 * §5.1–5.3.
 */
export const HARMLESS_READS = [
  'company-info',
  'accounts',
  'statement',
] as const satisfies readonly KnownAccess[];
