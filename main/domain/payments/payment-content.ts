import { z } from 'zod';
import type { DraftFields, FieldProblem } from '../../../contract/areas/payments.ts';
import { PaymentRoute } from '../../../contract/areas/payments.ts';
import {
  checkAccount,
  checkBik,
  checkInn,
  checkKpp,
  expectedAccountKey,
  isCorrespondentAccount,
} from '../../../contract/values/bank-details.ts';
import { isRoubleAccount } from '../../../contract/values/currencies.ts';
import { AmountMinor, parseAmountText } from '../../../contract/values/money.ts';
import { flawedPart, textFlaw } from '../../../contract/values/plain-text.ts';
import type { Keeper } from '../../../contract/values/bank-details/account.ts';
import { uinFault } from '../../../contract/values/bank-details/codes.ts';
import { isBudgetDraft } from '../../../contract/values/bank-details/budget-draft.ts';
import type { BankEntry } from '../../../contract/areas/banks.ts';
import type { LocalDate } from '../../../contract/values/dates.ts';
import { PERSON_INN_LENGTH } from '../../../contract/values/bank-details/inn.ts';
import { hasUnprintable, NAME_MAX, PURPOSE_MAX } from '../../../contract/values/bank-details/texts.ts';
import { trimmedText, withoutSpaces } from '../../../contract/values/visible-text.ts';
import { isListedAccount, keeperOf } from '../counterparties/bank-directory.ts';
import { budgetProblems, TaxContent, taxOf } from './budget-fields.ts';
import { readsAs } from './reads-as.ts';

/** The content of a payment once it holds together; what is approved and what is sent. Units: kopecks. */
export const PaymentContent = z.strictObject({
  route: PaymentRoute,
  fromAccountNumber: z.string(),
  payee: z.strictObject({
    name: z.string(),
    inn: z.string(),
    kpp: z.string(),
    bik: z.string(),
    bankName: z.string().nullable(),
    corrAccountNumber: z.string().nullable(),
    accountNumber: z.string(),
  }),
  purpose: z.string(),
  amountMinor: AmountMinor,
  documentNumber: z.int(),
  executionOrder: z.int(),
  uin: z.string().nullable(),
  /** Only in payments to the budget. */
  tax: TaxContent.optional(),
  /** Field 20, only in payments to persons that name it. */
  revenueTypeCode: z.string().optional(),
});
export type PaymentContent = z.infer<typeof PaymentContent>;

/** Longest name of a bank. Source: tapi.md §5.4, `to.bankName`. Units: characters. */
export const BANK_NAME_MAX = 255;

type Add = (field: string, code: FieldProblem['code'], details?: FieldProblem['details']) => void;

/** Result of reading a draft: a content, or every field that is wrong; and what is merely doubtful. */
export type ParsedDraft = { readonly doubts: readonly FieldProblem[] } & (
  | { readonly ok: true; readonly content: PaymentContent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }
);

/** What a draft is read by besides its fields. */
export interface DraftSetting {
  /** Accounts known to be the company's; empty when the bank was not asked yet. */
  readonly ownAccounts: readonly string[];
  /** The day on which the payment would go out: the rules of the budget change with it. */
  readonly day: LocalDate;
  /** What the directory says of the payee's bank; nothing when there is no directory, or no such bank in it. */
  readonly bank?: BankEntry | null;
}

/**
 * Reads a draft as typed into the content of a payment, or says which fields are wrong and why. Texts that two people
 * could read in two ways are refused, with the word or the character in `details.part`: whoever approves must know what
 * he approves, on one computer or on many.
 * Source: tapi.md §5.4, §8.1, §8.5; security.md §4.1, §10 row 6.
 */
export function parseDraft(
  fields: DraftFields,
  { ownAccounts, day, bank = null }: DraftSetting,
): ParsedDraft {
  const problems: FieldProblem[] = [];
  const add: Add = (field, code, details = {}) => {
    if (!problems.some((known) => known.field === field)) problems.push({ field, code, details });
  };
  const texts = trimmed(fields);
  checkParties(texts, { ownAccounts, bank }, add);
  checkTexts(texts, add);
  const budget = budgetProblems(texts, day);
  for (const { field, code, details } of budget.problems) add(field, code, details);
  const doubts = budget.doubts.filter(({ field }) => !problems.some((known) => known.field === field));
  const amountMinor = parseAmountText(texts.amountText);
  if (texts.amountText === '') add('amountText', 'required');
  else if (amountMinor === null) add('amountText', 'amount-form');
  else if (amountMinor === 0) add('amountText', 'amount-zero');
  if (problems.length > 0 || amountMinor === null) return { ok: false, problems, doubts };
  return { ok: true, content: toContent(texts, amountMinor), doubts };
}

function trimmed(fields: DraftFields): DraftFields {
  return {
    ...fields,
    accountNumber: withoutSpaces(fields.accountNumber),
    payeeName: fields.payeeName.trim().normalize('NFC'),
    payeeInn: withoutSpaces(fields.payeeInn),
    payeeKpp: withoutSpaces(fields.payeeKpp) || '0',
    payeeBik: withoutSpaces(fields.payeeBik),
    payeeBankName: fields.payeeBankName.trim().normalize('NFC'),
    payeeCorrAccount: withoutSpaces(fields.payeeCorrAccount),
    payeeAccount: withoutSpaces(fields.payeeAccount),
    amountText: trimmedText(fields.amountText),
    purpose: fields.purpose.trim().normalize('NFC'),
    documentNumber: withoutSpaces(fields.documentNumber),
    executionOrder: withoutSpaces(fields.executionOrder) || '5',
    uin: withoutSpaces(fields.uin),
    taxPayerStatus: withoutSpaces(fields.taxPayerStatus),
    kbk: withoutSpaces(fields.kbk),
    oktmo: withoutSpaces(fields.oktmo),
    taxEvidence: withoutSpaces(fields.taxEvidence),
    taxPeriod: withoutSpaces(fields.taxPeriod),
    taxDocNumber: withoutSpaces(fields.taxDocNumber),
    taxDocDate: withoutSpaces(fields.taxDocDate),
    thirdPartyInn: withoutSpaces(fields.thirdPartyInn),
    thirdPartyKpp: withoutSpaces(fields.thirdPartyKpp),
    thirdPartyName: fields.thirdPartyName.trim().normalize('NFC'),
    revenueTypeCode: withoutSpaces(fields.revenueTypeCode),
  };
}

function checkParties(
  texts: DraftFields,
  { ownAccounts, bank }: { readonly ownAccounts: readonly string[]; readonly bank: BankEntry | null },
  add: Add,
): void {
  if (texts.accountNumber === '') add('accountNumber', 'required');
  else if (!/^(\d{20}|\d{22})$/.test(texts.accountNumber)) add('accountNumber', 'account-form');
  else if (!isRoubleAccount({ currency: '', accountNumber: texts.accountNumber }))
    add('accountNumber', 'account-currency');
  else if (ownAccounts.length > 0 && !ownAccounts.includes(texts.accountNumber))
    add('accountNumber', 'own-account-unknown');
  checkPayeeCodes(texts, add);
  const bikProblem = texts.payeeBik === '' ? 'required' : checkBik(texts.payeeBik);
  if (bikProblem !== null) add('payeeBik', bikProblem);
  if (texts.payeeAccount === '') add('payeeAccount', 'required');
  else if (bikProblem !== null) checkPayeeAccount(texts, null, add);
  else if (bank === null || !isListedAccount(bank, texts.payeeAccount))
    checkPayeeAccount(texts, keeperOf(bank), add);
  if (texts.payeeCorrAccount === '') return;
  if (!/^\d{20}$/.test(texts.payeeCorrAccount)) add('payeeCorrAccount', 'account-form');
  else if (bikProblem === null && !isCorrespondentAccount(texts.payeeCorrAccount, texts.payeeBik))
    add('payeeCorrAccount', 'corr-account-check', { bik: texts.payeeBik });
}

function checkPayeeCodes(texts: DraftFields, add: Add): void {
  const inn = texts.payeeInn;
  const innProblem = inn === '' ? 'required' : inn === '0' ? null : checkInn(inn);
  if (innProblem !== null) add('payeeInn', innProblem);
  const kppProblem = checkKpp(texts.payeeKpp);
  if (kppProblem !== null) add('payeeKpp', kppProblem);
  else if (inn.length === PERSON_INN_LENGTH && texts.payeeKpp !== '0') add('payeeKpp', 'kpp-for-person');
}

/** `keeper`: `null` while the BIK is itself wrong. */
function checkPayeeAccount(texts: DraftFields, keeper: Keeper | null, add: Add): void {
  if (texts.payeeAccount === texts.accountNumber) return add('payeeAccount', 'account-same');
  const problem =
    keeper !== null
      ? checkAccount(texts.payeeAccount, texts.payeeBik, keeper)
      : /^(\d{20}|\d{22})$/.test(texts.payeeAccount)
        ? null
        : ('account-form' as const);
  if (problem === 'account-check') {
    const expected = expectedAccountKey(texts.payeeAccount, texts.payeeBik, keeper ?? 'unknown');
    add('payeeAccount', problem, { bik: texts.payeeBik, place: 9, expected });
  } else if (problem !== null) {
    add('payeeAccount', problem, { length: texts.payeeAccount.length });
  }
}

function checkTexts(texts: DraftFields, add: Add): void {
  if (texts.payeeName === '') add('payeeName', 'required');
  else if (texts.payeeName.length > NAME_MAX) add('payeeName', 'name-long', { max: NAME_MAX });
  if (texts.payeeBankName.length > BANK_NAME_MAX) add('payeeBankName', 'name-long', { max: BANK_NAME_MAX });
  if (texts.purpose === '') add('purpose', 'required');
  else if (texts.purpose.length > PURPOSE_MAX) add('purpose', 'purpose-long', { max: PURPOSE_MAX });
  for (const field of PLAIN_FIELDS) checkPlain(texts, field, add);
  if (texts.documentNumber === '') add('documentNumber', 'required');
  else if (!/^\d{1,6}$/.test(texts.documentNumber) || /000$|^0+$/.test(texts.documentNumber))
    add('documentNumber', 'document-number-form');
  if (!/^[1-5]$/.test(texts.executionOrder)) add('executionOrder', 'execution-order-form');
  // The rules of the budget look at the UIN of a payment to the budget.
  if (texts.uin !== '' && !isBudgetDraft(texts) && uinFault(texts.uin)?.level === 'error')
    add('uin', 'uin-form');
  if (!/^[1-5]?$/.test(texts.revenueTypeCode))
    add('revenueTypeCode', 'revenue-code-form', { found: texts.revenueTypeCode });
}

/** Texts that a person writes and another one reads. */
const PLAIN_FIELDS = ['payeeName', 'payeeBankName', 'purpose', 'thirdPartyName'] as const;

/** What is approved must read in one way only. */
function checkPlain(texts: DraftFields, field: (typeof PLAIN_FIELDS)[number], add: Add): void {
  const text = texts[field];
  if (hasUnprintable(text)) return add(field, 'purpose-characters');
  const part = flawedPart(text);
  if (part === null) return;
  add(field, textFlaw(text) === 'mixed-letters' ? 'mixed-letters' : 'foreign-characters', { part });
}

function toContent(texts: DraftFields, amountMinor: number): PaymentContent {
  const tax = taxOf(texts);
  const { revenueTypeCode } = texts;
  return {
    route: texts.route,
    fromAccountNumber: texts.accountNumber,
    payee: {
      name: texts.payeeName,
      inn: texts.payeeInn,
      kpp: texts.payeeKpp,
      bik: texts.payeeBik,
      bankName: texts.payeeBankName || null,
      corrAccountNumber: texts.payeeCorrAccount || null,
      accountNumber: texts.payeeAccount,
    },
    purpose: texts.purpose,
    amountMinor,
    documentNumber: Number(texts.documentNumber),
    executionOrder: Number(texts.executionOrder),
    uin: texts.uin || null,
    ...(tax === undefined ? {} : { tax }),
    ...(revenueTypeCode === '' ? {} : { revenueTypeCode }),
  };
}

/**
 * Text by which two payments count as possibly the same: same payee account, same sum, and a purpose that reads the
 * same.
 */
export function duplicateKey(
  content: Pick<PaymentContent, 'amountMinor' | 'purpose'> & { payeeAccount: string },
): string {
  return `${content.payeeAccount}|${content.amountMinor}|${readsAs(content.purpose)}`;
}

/** Contents never change, so that each is read once. */
const contentKeys = new WeakMap<PaymentContent, string>();

/** Returns the `duplicateKey` of a payment's content; asking again for the same content costs nothing. */
export function contentKey(content: PaymentContent): string {
  const known = contentKeys.get(content);
  if (known !== undefined) return known;
  const key = duplicateKey({ ...content, payeeAccount: content.payee.accountNumber });
  contentKeys.set(content, key);
  return key;
}
