import type { DraftFields } from '../../areas/payments.ts';
import type { LocalDate } from '../dates.ts';
import { BUDGET_RULES, SINGLE_TAX_ACCOUNT, SINGLE_TAX_KBK } from './budget-rules.ts';

/** Payments to the budget that the form fills in by one choice. */
export const BUDGET_TEMPLATES = ['single-tax', 'injuries', 'customs', 'for-another'] as const;
export type BudgetTemplateName = (typeof BUDGET_TEMPLATES)[number];

/** What a template fills in; the rest is the person's, and all of it may be changed. */
export type BudgetTemplate = Readonly<Partial<DraftFields>>;

/** Fields 106 to 109 and the UIN of a payment that has nothing to say there. Source: tapi.md §8.2, §8.5. */
const NOTHING = { taxEvidence: '0', taxPeriod: '0', taxDocNumber: '0', taxDocDate: '0', uin: '0' } as const;

/** The payee of the single tax payment. Source: tapi.md §8.2 (klerk.ru 23.09.2025). */
const SINGLE_TAX_PAYEE = {
  payeeName: 'Казначейство России (ФНС России)',
  payeeInn: '7727406020',
  payeeBik: '017003983',
  payeeBankName: 'ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ//УФК по Тульской области, г Тула',
  payeeCorrAccount: '40102810445370000059',
  payeeAccount: SINGLE_TAX_ACCOUNT,
} as const;

/**
 * The Federal Customs Service. Source: payee, bank and accounts sakhexpo.ru, «Реквизиты Владивостокской таможни»;
 * status 06 and the code of the customs office in field 107 https://dostav.me/pp-na-tamozhennie-platezhi; KBK of
 * advances https://support.kontur.ru/declarant/41287-zapolnenie_platezhnogo_porucheniya.
 */
const CUSTOMS = {
  payeeName: 'Межрегиональное операционное УФК (ФТС России)',
  payeeBik: '024501901',
  payeeBankName: 'Операционный департамент Банка России//Межрегиональное операционное УФК г. Москва',
  payeeCorrAccount: '40102810045370000002',
  payeeAccount: '03100643000000019502',
  taxPayerStatus: '06',
  kbk: '15301061301010000510',
} as const;

/**
 * Returns what a template fills in on a day. Contributions for injuries go to the branch of the Social Fund in the
 * region: its account is the person's to fill in.
 * Source: klerk.ru/buh/news/595542 (injuries: status 08, KBK); tapi.md §5.4 (`purpose` of a tax for another); the rest
 * at the constants.
 */
export function budgetTemplate(name: BudgetTemplateName, day: LocalDate): BudgetTemplate {
  switch (name) {
    case 'single-tax':
      return {
        ...SINGLE_TAX_PAYEE,
        ...NOTHING,
        payeeKpp: singleTaxKpp(day),
        taxPayerStatus: '01',
        kbk: SINGLE_TAX_KBK,
        oktmo: '0',
        purpose: 'ЕНП',
      };
    case 'injuries':
      return {
        ...NOTHING,
        taxPayerStatus: '08',
        kbk: '79710212000061000160',
        purpose: 'Взносы на страхование от несчастных случаев и профзаболеваний, рег. номер ',
      };
    case 'customs':
      return { ...NOTHING, ...CUSTOMS, taxPeriod: '', purpose: 'Авансовые платежи' };
    case 'for-another':
      return { ...budgetTemplate('single-tax', day), thirdPartyKpp: '0', purpose: '' };
  }
}

function singleTaxKpp(day: LocalDate): string {
  const rule = BUDGET_RULES.find(
    ({ field, kinds, from, until }) =>
      field === '103' &&
      kinds?.includes('single-tax') === true &&
      from <= day &&
      (until === null || day <= until),
  );
  return rule?.right ?? '';
}
