import {
  TAX_LINES,
  THIRD_PARTY_LINES,
  type SignedField,
  type SignedLine,
} from '../../../contract/areas/approvals.ts';
import { PaymentRoute } from '../../../contract/areas/payments.ts';
import type { Company } from '../companies/company.ts';
import type { TaxContent } from './budget-fields.ts';
import type { PaymentContent } from './payment-content.ts';
import type { AmountWords } from './payments-ports.ts';

export type Payer = Pick<Company, 'name' | 'inn' | 'kpp'>;

/** What an absent KPP is written as in the bank's fields. Source: tapi.md §8.1. */
const NO_KPP = '0';

/** Accounts are read in groups of four. Source: ui.md, Words. */
const GROUP = ' ';

/**
 * Writes what an approver reads and signs: every field of the content, in a fixed order, nothing rounded, nothing left
 * out but what is empty. The window shows these very texts; `contentOfLines` finds the whole content in them again.
 */
export function paymentLines(
  content: PaymentContent,
  payer: Payer,
  words: AmountWords,
): readonly SignedLine[] {
  const { payee, amountMinor } = content;
  const lines: readonly Line[] = [
    ['amount', words.inDigits(amountMinor)],
    ['amount-in-words', words.inWords(amountMinor)],
    ['payee', payee.name],
    ['payee-inn', payee.inn],
    ['payee-kpp', withoutZero(payee.kpp)],
    ['payee-account', inGroups(payee.accountNumber)],
    ['payee-bank', payee.bankName],
    ['payee-bik', payee.bik],
    ['payee-corr-account', payee.corrAccountNumber === null ? null : inGroups(payee.corrAccountNumber)],
    ['purpose', content.purpose],
    ['payer', payer.name],
    ['payer-inn', payer.inn],
    ['payer-kpp', withoutZero(payer.kpp)],
    ['from-account', inGroups(content.fromAccountNumber)],
    ['route', content.route],
    ['document-number', content.documentNumber === 0 ? null : String(content.documentNumber)],
    ['execution-order', String(content.executionOrder)],
    ['uin', content.uin],
    ...taxLines(content.tax),
    ['revenue-type-code', content.revenueTypeCode ?? null],
  ];
  return lines.flatMap(([field, text]) => (text === null ? [] : [{ field, text }]));
}

type Line = readonly [SignedField, string | null];

/** Every field of the budget is there, also one that says `0`. */
function taxLines(tax: TaxContent | undefined): readonly Line[] {
  if (tax === undefined) return [];
  const { thirdParty } = tax;
  return [
    ['tax-payer-status', tax.payerStatus],
    ['kbk', tax.kbk],
    ['oktmo', tax.oktmo],
    ['tax-evidence', tax.evidence],
    ['tax-period', tax.period],
    ['tax-doc-number', tax.docNumber],
    ['tax-doc-date', tax.docDate],
    ['third-party', thirdParty?.name ?? null],
    ['third-party-inn', thirdParty?.inn ?? null],
    ['third-party-kpp', thirdParty?.kpp ?? null],
  ];
}

/**
 * Finds the content in the lines again, or throws when one is missing: the proof that what is shown is what is signed
 * and sent.
 */
export function contentOfLines(lines: readonly SignedLine[]): PaymentContent {
  const texts = new Map(lines.map(({ field, text }) => [field, text]));
  if (texts.size !== lines.length) throw new TypeError('a line is there twice');
  const must = (field: SignedField): string => {
    const text = texts.get(field);
    if (text === undefined) throw new TypeError(`no line ${field}`);
    return text;
  };
  const corrAccount = texts.get('payee-corr-account');
  const revenueTypeCode = texts.get('revenue-type-code');
  return {
    route: PaymentRoute.parse(must('route')),
    fromAccountNumber: digitsOf(must('from-account')),
    payee: {
      name: must('payee'),
      inn: must('payee-inn'),
      kpp: texts.get('payee-kpp') ?? NO_KPP,
      bik: must('payee-bik'),
      bankName: texts.get('payee-bank') ?? null,
      corrAccountNumber: corrAccount === undefined ? null : digitsOf(corrAccount),
      accountNumber: digitsOf(must('payee-account')),
    },
    purpose: must('purpose'),
    amountMinor: Number(digitsOf(must('amount'))),
    documentNumber: Number(texts.get('document-number') ?? 0),
    executionOrder: Number(must('execution-order')),
    uin: texts.get('uin') ?? null,
    ...(TAX_LINES.some((field) => texts.has(field)) ? { tax: taxOfLines(texts, must) } : {}),
    ...(revenueTypeCode === undefined ? {} : { revenueTypeCode }),
  };
}

function taxOfLines(
  texts: ReadonlyMap<SignedField, string>,
  must: (field: SignedField) => string,
): TaxContent {
  const isForAnother = THIRD_PARTY_LINES.some((field) => texts.has(field));
  return {
    payerStatus: must('tax-payer-status'),
    kbk: must('kbk'),
    oktmo: must('oktmo'),
    evidence: must('tax-evidence'),
    period: must('tax-period'),
    docNumber: must('tax-doc-number'),
    docDate: must('tax-doc-date'),
    ...(isForAnother
      ? {
          thirdParty: {
            inn: must('third-party-inn'),
            kpp: must('third-party-kpp'),
            name: must('third-party'),
          },
        }
      : {}),
  };
}

function withoutZero(kpp: string): string | null {
  return kpp === NO_KPP ? null : kpp;
}

function inGroups(account: string): string {
  return (account.match(/.{1,4}/g) ?? []).join(GROUP);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
