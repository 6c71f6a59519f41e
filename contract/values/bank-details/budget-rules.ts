import type { LocalDate } from '../dates.ts';

/** Fields of form 0401060 that the rules are about. */
export type BudgetField = '22' | '24' | '101' | '102' | '103' | '104' | '105' | '106' | '107' | '108' | '109';

/** What a payment to the budget is, as its KBK and its payee's account tell. */
export type BudgetKind = 'single-tax' | 'tax-service' | 'customs' | 'other';

/** How well a rule is known. Source: tapi.md §8.5: the text of order 58н was not seen. */
export type Certainty = 'two-sources' | 'one-source' | 'inferred';

/** A row: in the payments that it is about, and on its days, the field has one of these values. */
export interface BudgetRule {
  readonly id: string;
  readonly field: BudgetField;
  /** Kinds of payments; all when not given. */
  readonly kinds?: readonly BudgetKind[];
  /** Statuses of the payer (field 101); all when not given. */
  readonly statuses?: readonly string[];
  /** Beginnings of the payee's account; all when not given. */
  readonly accounts?: readonly string[];
  readonly from: LocalDate;
  /** The last day; `null` while it is in force. */
  readonly until: LocalDate | null;
  /** What the whole field matches. */
  readonly legal: RegExp;
  /** What is right, as it is written into the field. */
  readonly right: string;
  readonly level: 'error' | 'warning';
  readonly certainty: Certainty;
  readonly source: string;
}

/** The KBK of the single tax payment. Source: tapi.md §8.2. */
export const SINGLE_TAX_KBK = '18201061201010000510';

/** The account of the single tax payment. Source: tapi.md §8.2. */
export const SINGLE_TAX_ACCOUNT = '03100643000000018500';

/** The first day of Minfin order 107н. */
const ORDER_107 = '2014-02-04';
const ORDER_107_LAST = '2026-03-31';
/** Minfin order 58н of 16.05.2025. */
const ORDER_58 = '2026-04-01';

const IN_58 = 'Minfin order 58н of 16.05.2025; tapi.md §8.5';
const IN_107 = 'Minfin order 107н of 12.11.2013; tapi.md §5.4';
const SINGLE_TAX = 'klerk.ru 23.09.2025, korolev.ru; tapi.md §8.2, §8.5';

const CODES_OF_58 = '0, 00, ПК, ПР, КЭ, УВ, ИЛ, ПБ, ТГ, ТБ, ТД, ПВ, ИН';

/**
 * The first row of a field that does not hold is told, so harder rows stand before softer ones.
 * A rule is an error only where two sources agree, or where README and answers of the exchange files say so.
 */
export const BUDGET_RULES: readonly BudgetRule[] = [
  // Field 101, status of the payer.
  {
    id: 'status-single-tax',
    field: '101',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^01$/,
    right: '01',
    level: 'error',
    certainty: 'two-sources',
    source: SINGLE_TAX,
  },
  {
    id: 'status-58',
    field: '101',
    from: ORDER_58,
    until: null,
    legal: /^(0[1-8]|13|1[5-7]|19|2[34]|2[7-9]|3[0-4])$/,
    right: '01–08, 13, 15–17, 19, 23, 24, 27–34',
    level: 'error',
    certainty: 'two-sources',
    source: IN_58,
  },
  {
    id: 'status-107',
    field: '101',
    from: ORDER_107,
    until: ORDER_107_LAST,
    legal: /^(0[1-9]|[12]\d|3[01])$/,
    right: '01–31',
    level: 'warning',
    certainty: 'one-source',
    source: IN_107,
  },
  // Fields 102 and 103, KPP of payer and payee.
  {
    id: 'payer-kpp-single-tax',
    field: '102',
    kinds: ['single-tax'],
    from: ORDER_58,
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: IN_58,
  },
  {
    id: 'payee-kpp-single-tax',
    field: '103',
    kinds: ['single-tax'],
    from: '2025-12-05',
    until: null,
    legal: /^770701001$/,
    right: '770701001',
    level: 'error',
    certainty: 'two-sources',
    source: 'The inspectorate moved on 05.12.2025; tapi.md §8.2, §8.5',
  },
  {
    id: 'payee-kpp-single-tax-before',
    field: '103',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: '2025-12-04',
    legal: /^770801001$/,
    right: '770801001',
    level: 'error',
    certainty: 'two-sources',
    source: 'tapi.md §8.2',
  },
  // Field 104, KBK.
  {
    id: 'kbk-single-tax',
    field: '104',
    kinds: ['single-tax'],
    from: '2024-01-01',
    until: null,
    legal: new RegExp(`^${SINGLE_TAX_KBK}$`),
    right: SINGLE_TAX_KBK,
    level: 'warning',
    certainty: 'one-source',
    source: 'Other KBKs are still legal for some taxes: klerk.ru 662527; tapi.md §8.5',
  },
  // Field 105, OKTMO.
  {
    id: 'oktmo-single-tax',
    field: '105',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: SINGLE_TAX,
  },
  // Field 106, reason.
  {
    id: 'reason-single-tax',
    field: '106',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'error',
    certainty: 'two-sources',
    source: SINGLE_TAX,
  },
  {
    id: 'reason-58-taxes',
    field: '106',
    kinds: ['tax-service'],
    from: ORDER_58,
    until: null,
    legal: /^(?!ТП|ЗД|РС|ОТ|РТ|ТЛ|ЗТ|АП|АР|БФ|ТР)/,
    right: CODES_OF_58,
    level: 'error',
    certainty: 'two-sources',
    source: IN_58,
  },
  {
    id: 'reason-58',
    field: '106',
    from: ORDER_58,
    until: null,
    legal: /^(0|00|ПК|ПР|КЭ|УВ|ИЛ|ПБ|ТГ|ТБ|ТД|ПВ|ИН)$/,
    right: CODES_OF_58,
    level: 'warning',
    certainty: 'one-source',
    source: IN_58,
  },
  {
    id: 'reason-107',
    field: '106',
    from: ORDER_107,
    until: ORDER_107_LAST,
    legal: /^(0|00|[А-Я]{2})$/,
    right: '0, 00, ТП, ЗД, РС, ОТ, РТ, ПБ, ИН, ТЛ, ЗТ',
    level: 'error',
    certainty: 'two-sources',
    source: IN_107,
  },
  // Field 107, period.
  {
    id: 'period-single-tax',
    field: '107',
    kinds: ['single-tax'],
    from: ORDER_58,
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'error',
    certainty: 'two-sources',
    source: `${SINGLE_TAX}; ${IN_58}`,
  },
  {
    id: 'period-letters-58',
    field: '107',
    from: ORDER_58,
    until: null,
    legal: /^(?![А-Яа-яA-Za-z])/,
    right: '0',
    level: 'error',
    certainty: 'two-sources',
    source: IN_58,
  },
  {
    id: 'period-customs-58',
    field: '107',
    kinds: ['customs'],
    from: ORDER_58,
    until: null,
    legal: /^(0|\d{8})$/,
    right: '0, 8 ##',
    level: 'warning',
    certainty: 'one-source',
    source: IN_58,
  },
  {
    id: 'period-58',
    field: '107',
    kinds: ['tax-service', 'other'],
    from: ORDER_58,
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: IN_58,
  },
  {
    id: 'period-107',
    field: '107',
    from: ORDER_107,
    until: ORDER_107_LAST,
    legal: /^(0|\d{8}|\d\d\.\d\d\.\d{4}|(МС|КВ|ПЛ|ГД|Д1|Д2|Д3)\.\d\d\.\d{4})$/,
    right: '0, МС.03.2026, КВ.01.2026, ПЛ.01.2026, ГД.00.2026, 31.03.2026',
    level: 'error',
    certainty: 'two-sources',
    source: IN_107,
  },
  // Fields 108 and 109, number and date of the document.
  {
    id: 'document-single-tax',
    field: '108',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: SINGLE_TAX,
  },
  {
    id: 'document-form',
    field: '108',
    from: ORDER_107,
    until: null,
    legal: /^(0|[А-ЯA-Z]{2}(\d{13})?|\d\d;\d{1,20})$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: 'tapi.md §5.4 (`tax.docNumber`)',
  },
  {
    id: 'document-date-single-tax',
    field: '109',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^0$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: SINGLE_TAX,
  },
  {
    id: 'document-date-form',
    field: '109',
    from: ORDER_107,
    until: null,
    legal: /^(0|\d\d\.\d\d\.\d{4})$/,
    right: '0, 31.03.2026',
    level: 'error',
    certainty: 'two-sources',
    source: 'tapi.md §5.4 (`tax.docDate`)',
  },
  // Field 22, UIN.
  {
    id: 'uin-single-tax',
    field: '22',
    kinds: ['single-tax'],
    from: '2023-01-01',
    until: null,
    legal: /^0?$/,
    right: '0',
    level: 'warning',
    certainty: 'one-source',
    source: SINGLE_TAX,
  },
  {
    id: 'uin-status-31',
    field: '22',
    statuses: ['31'],
    from: ORDER_107,
    until: null,
    legal: /^(?!0?$)/,
    right: '20–25 ##',
    level: 'warning',
    certainty: 'one-source',
    source: 'tapi.md §8.1: a UIN is required for payer status 31',
  },
  {
    id: 'uin-account-03212',
    field: '22',
    accounts: ['03212'],
    from: ORDER_107,
    until: null,
    legal: /^(?!0?$)/,
    right: '20–25 ##',
    level: 'warning',
    certainty: 'one-source',
    source: 'tapi.md §8.1: a UIN is required for accounts 03212…',
  },
  // Field 24, purpose.
  {
    id: 'purpose-single-tax',
    field: '24',
    kinds: ['single-tax'],
    from: ORDER_58,
    until: null,
    legal: /^ЕНП(?![А-Яа-яЁё])/,
    right: 'ЕНП',
    level: 'warning',
    certainty: 'one-source',
    source: IN_58,
  },
];
