import type { LocalDate } from '../../../contract/values/dates.ts';
import { accountFault, corrAccountFault } from '../../../contract/values/bank-details/account.ts';
import { bikFault } from '../../../contract/values/bank-details/bik.ts';
import type { BudgetField } from '../../../contract/values/bank-details/budget-rules.ts';
import { budgetFaults, isPaidToBudget } from '../../../contract/values/bank-details/budget.ts';
import { numberFault, uinFault } from '../../../contract/values/bank-details/codes.ts';
import { writeDay } from '../../../contract/values/bank-details/day.ts';
import type {
  FaultDetails,
  FaultLevel,
  BankDetailFault,
} from '../../../contract/values/bank-details/fault.ts';
import { innFault, PERSON_INN_LENGTH } from '../../../contract/values/bank-details/inn.ts';
import { kppFault } from '../../../contract/values/bank-details/kpp.ts';
import { nameFault, purposeFaults } from '../../../contract/values/bank-details/texts.ts';
import { nameOf, sideKeys, type ExchangeDocument, type SideKeys } from './exchange-document.ts';
import type { ExchangeFault, ExchangeFaultCode } from './exchange-faults.ts';
import { documentKey, type DocumentKey } from './exchange-keys.ts';

/**
 * An order lives for ten days besides that of its writing. Source: Bank of Russia 762-П p. 5.5; README of the exchange
 * files, rule 8. Units: days.
 */
const ORDER_LIFE_DAYS = 10;
const DAY_MS = 86_400_000;

/**
 * Accounts whose owners have an INN: companies, traders, the treasury. A person's may be unknown. Source: tapi.md §5.4
 * (`to.inn`).
 */
const NEEDS_INN = /^(40[4-7]|40802|0)/;

/** What a file says besides the document. */
export interface FileSetting {
  readonly today: LocalDate;
  /** Whether balances stand in the file: then the bank has written it. */
  readonly isStatement: boolean;
}

/** Says everything that is wrong with a document, by itself. */
export function documentFaults(document: ExchangeDocument, setting: FileSetting): readonly ExchangeFault[] {
  return new DocumentCheck(document, setting).run();
}

class DocumentCheck {
  readonly #document: ExchangeDocument;
  readonly #setting: FileSetting;
  readonly #faults: ExchangeFault[] = [];

  constructor(document: ExchangeDocument, setting: FileSetting) {
    this.#document = document;
    this.#setting = setting;
  }

  run(): readonly ExchangeFault[] {
    const { raw, kind, isOrder, execution } = this.#document;
    if (!raw.isClosed) this.#add(null, 'document-not-closed', 'error');
    for (const name of raw.twice) this.#add(name, 'key-twice', 'error');
    this.#checkStrays();
    if (execution !== null) this.#checkRecord();
    else if (kind === null) this.#add(null, 'kind-missing', 'error');
    else if (!isOrder) this.#add(null, 'kind-not-paid', 'warning', { kind });
    else this.#checkOrder();
    return this.#faults;
  }

  /** A line without a key belongs to somebody. In the bank's own record nobody is going to pay by it. */
  #checkStrays(): void {
    const { strays, foreign } = this.#document.raw;
    const level = this.#document.execution === null ? 'error' : 'warning';
    const [first] = strays;
    if (first !== undefined)
      this.#add(first.after?.name ?? null, 'line-without-equals', level, { text: first.text.slice(0, 80) });
    // Keys never hold spaces: a text that was cut in two may.
    const odd = foreign.find(([key]) => /\s/u.test(key));
    if (odd !== undefined) this.#add(null, 'key-with-spaces', 'warning', { text: odd[0].slice(0, 80) });
  }

  /** Of what the bank has executed only what the statement needs. */
  #checkRecord(): void {
    const { amountKopecks, executedOn, execution } = this.#document;
    if (amountKopecks === null) this.#requisite('amount', this.#document.reading.amount.fault);
    if (executedOn === null)
      this.#add(execution === 'debited' ? 'debitedOn' : 'creditedOn', 'executed-day-unclear', 'warning');
  }

  #checkOrder(): void {
    const { payer, payee } = this.#document;
    if (this.#setting.isStatement) this.#add(null, 'undated-in-statement', 'warning');
    this.#requisite('number', numberFault(this.#text('number')));
    this.#checkDate();
    this.#requisite('amount', this.#document.reading.amount.fault);
    this.#checkSide('payer');
    this.#checkSide('payee');
    if (payer.account !== '' && payer.account !== null && payer.account === payee.account)
      this.#add(this.#accountKey(sideKeys('payee')), 'own-account-as-payee', 'error');
    this.#checkCodes();
    this.#checkPurposeAndBudget();
  }

  #checkDate(): void {
    const text = this.#text('date');
    const { day, form, fault } = this.#document.reading.date;
    if (fault !== null) return this.#requisite('date', fault);
    // A run of digits is how people type, not how files write.
    if (form !== 'usual' || text.length !== 10)
      this.#add('date', 'date-spelling', 'warning', { day: writeDay(day) });
    const { today } = this.#setting;
    if (day > today) this.#add('date', 'date-ahead', 'warning', { day: writeDay(day) });
    else if (day !== today && (Date.parse(today) - Date.parse(day)) / DAY_MS > ORDER_LIFE_DAYS)
      this.#add('date', 'date-old', 'warning', { day: writeDay(day), max: ORDER_LIFE_DAYS });
  }

  #checkSide(side: 'payer' | 'payee'): void {
    const keys = sideKeys(side);
    const party = this.#document[side];
    const isPayee = side === 'payee';
    const bik = this.#checkBik(keys, party.bik);
    this.#checkAccounts(keys, party.account, bik);
    if (party.corrAccount !== '') this.#requisite(keys.corrAccount, corrAccountFault(party.corrAccount, bik));
    const found = nameOf(this.#document.raw, keys);
    if (party.name === '') this.#missing(found.key === keys.name ? keys.name : keys.whole, isPayee);
    else this.#requisite(found.key, nameFault(party.name));
    if (party.inn === '') this.#missing(keys.inn, isPayee && NEEDS_INN.test(party.account ?? ''));
    else this.#requisite(keys.inn, innFault(party.inn));
    if (found.inn !== '' && party.inn !== '' && found.inn !== party.inn)
      this.#add(found.key, 'inn-in-name-differs', 'warning', { found: found.inn, expected: party.inn });
    this.#checkKpp(keys, party.kpp, party.inn, isPayee);
  }

  /** Returns the BIK where it may be used for the keys of accounts. */
  #checkBik(keys: SideKeys, bik: string): string {
    if (bik === '') {
      this.#missing(keys.bik, keys.bik === 'payeeBik');
      return '';
    }
    const fault = bikFault(bik);
    this.#requisite(keys.bik, fault);
    return fault === null ? bik : '';
  }

  #checkAccounts(keys: SideKeys, account: string | null, bik: string): void {
    const { twice } = this.#document.raw;
    const key = this.#accountKey(keys);
    if (account === null) {
      if (!twice.has(keys.account) && !twice.has(keys.ownAccount))
        this.#add(keys.account, 'accounts-differ', 'error');
    } else if (account === '') this.#missing(key, true);
    else this.#requisite(key, accountFault(account, bik));
  }

  #checkKpp(keys: SideKeys, kpp: string, inn: string, isPayee: boolean): void {
    const fault = kppFault(kpp);
    // T-API takes the payer's KPP from the bank's own books.
    if (fault !== null && !isPayee && fault.isLawful) return;
    this.#requisite(keys.kpp, fault);
    if (fault === null && kpp !== '0' && isPayee && inn.length === PERSON_INN_LENGTH)
      this.#add(keys.kpp, 'kpp-of-person', 'warning');
  }

  #checkCodes(): void {
    const operation = this.#text('operation');
    if (operation !== '' && operation !== '01' && operation !== '1')
      this.#add('operation', 'operation-unusual', 'warning', { found: operation });
    this.#requisite('priority', this.#document.reading.priority.fault);
    this.#requisite('revenueCode', this.#document.reading.revenueCode.fault);
  }

  #checkPurposeAndBudget(): void {
    const { amountKopecks, payee, payer, budget, uin, date, revenueTypeCode } = this.#document;
    const { values } = this.#document.raw;
    const account = payee.account ?? '';
    const isToBudget = isPaidToBudget({ payeeAccount: account, payeeBik: payee.bik });
    // It is paid today at the earliest.
    const day = date !== null && date > this.#setting.today ? date : this.#setting.today;
    const isVatExpected = !isToBudget && budget === null && revenueTypeCode === null;
    const purpose = this.#text('purpose') || this.#document.purpose;
    if (!this.#document.raw.twice.has('purpose'))
      for (const fault of purposeFaults(purpose, { day, kopecks: amountKopecks, isVatExpected }))
        this.#requisite('purpose', fault);
    if (!isToBudget && (budget === null || budget.payerStatus === '0')) {
      if (uin !== '') this.#requisite('uin', uinFault(uin));
      return;
    }
    const fields: Record<BudgetField, string> = {
      '22': uin,
      '24': purpose,
      '101': budget?.payerStatus ?? '',
      '102': payer.kpp,
      '103': payee.kpp,
      '104': values.kbk ?? '',
      '105': values.oktmo ?? '',
      '106': values.evidence ?? '',
      '107': values.period ?? '',
      '108': values.docNumber ?? '',
      '109': values.docDate ?? '',
    };
    for (const { field, fault } of budgetFaults({ payeeAccount: account, fields }, day))
      this.#requisite(BUDGET_KEYS[field], fault);
  }

  #accountKey(keys: SideKeys): DocumentKey {
    const { values } = this.#document.raw;
    return (values[keys.account] ?? '') === '' && (values[keys.ownAccount] ?? '') !== ''
      ? keys.ownAccount
      : keys.account;
  }

  #text(name: DocumentKey): string {
    return this.#document.raw.values[name] ?? '';
  }

  /** A document that was cut off lacks what was cut off; that it was, is told. */
  #missing(name: DocumentKey, isNeeded: boolean): void {
    if (this.#document.raw.isClosed) this.#add(name, 'requisite-missing', isNeeded ? 'error' : 'warning');
  }

  /** One fault a key, but for the purpose: of a value that stands there twice that is said already. */
  #requisite(name: DocumentKey, fault: BankDetailFault | null): void {
    if (fault === null || this.#document.raw.twice.has(name)) return;
    const isMissing = this.#text(name) === '' && fault.code.endsWith('-empty');
    if (isMissing && !this.#document.raw.isClosed) return;
    this.#add(name, fault.code, fault.level, fault.details);
  }

  #add(
    name: DocumentKey | null,
    code: ExchangeFaultCode,
    level: FaultLevel,
    details: FaultDetails = {},
  ): void {
    const known = name === null ? null : documentKey(name);
    this.#faults.push({
      document: this.#document.index,
      key: known?.key ?? null,
      field: known?.field ?? null,
      level,
      code,
      details,
      line: this.#document.line,
    });
  }
}

const BUDGET_KEYS: Readonly<Record<BudgetField, DocumentKey>> = {
  '22': 'uin',
  '24': 'purpose',
  '101': 'payerStatus',
  '102': 'payerKpp',
  '103': 'payeeKpp',
  '104': 'kbk',
  '105': 'oktmo',
  '106': 'evidence',
  '107': 'period',
  '108': 'docNumber',
  '109': 'docDate',
};
