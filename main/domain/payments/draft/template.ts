import { z } from 'zod';
import { DraftFields } from '../../../../contract/areas/payments.ts';
import { Repeat, TemplateId } from '../../../../contract/areas/templates.ts';
import { Instant, LocalDate, shiftDay } from '../../../../contract/values/dates.ts';
import { CompanyId, PersonId } from '../../../../contract/values/ids.ts';

/** A payment that a company prepares again and again. */
export const PaymentTemplate = z.strictObject({
  templateId: TemplateId,
  companyId: CompanyId,
  name: z.string(),
  fields: DraftFields,
  keepsAmount: z.boolean(),
  repeat: Repeat.nullable(),
  nextOn: LocalDate.nullable(),
  madeBy: PersonId,
  madeAt: Instant,
});
export type PaymentTemplate = z.infer<typeof PaymentTemplate>;

/** Templates of all companies. */
export interface TemplateStore {
  list(): readonly PaymentTemplate[];
  save(templates: readonly PaymentTemplate[]): void;
}

/**
 * How long before its day a payment is reminded of. Units: days. Own choice: it is prepared, approved and sent by then.
 */
const REMINDED_DAYS_BEFORE = 1;

const MONTHS_OF = { month: 1, quarter: 3, year: 12 } as const;
const DAYS_OF_WEEK = 7;

/** Returns the first day of a repetition that lies after a day, or on `since` when that is later. */
export function nextAfter({ every, since }: Repeat, after: LocalDate): LocalDate {
  for (let nth = 0; ; nth += 1) {
    const day =
      every === 'week' ? shiftDay(since, nth * DAYS_OF_WEEK) : plusMonths(since, nth * MONTHS_OF[every]);
    if (day > after) return day;
  }
}

/** Tells whether a template is to be reminded of. */
export function isDue({ nextOn }: Pick<PaymentTemplate, 'nextOn'>, today: LocalDate): boolean {
  return nextOn !== null && nextOn <= shiftDay(today, REMINDED_DAYS_BEFORE);
}

/**
 * Returns the template after its day was dealt with: days that passed unheeded are passed over, each payment is
 * prepared once.
 */
export function dealtWith(template: PaymentTemplate, today: LocalDate): PaymentTemplate {
  const { repeat, nextOn } = template;
  if (repeat === null || nextOn === null) return template;
  return { ...template, nextOn: nextAfter(repeat, nextOn > today ? nextOn : today) };
}

/** Months as they stand behind «за». */
const MONTHS = [
  ...['январь', 'февраль', 'март', 'апрель', 'май', 'июнь'],
  ...['июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
] as const;

/** Returns what a new draft begins with: «{месяц}» and «{год}» in the purpose are those of the day. */
export function filledFields({ fields, keepsAmount }: PaymentTemplate, day: LocalDate): DraftFields {
  const [year = '', month = ''] = day.split('-');
  const purpose = fields.purpose
    .replaceAll(/\{месяц\}/gi, MONTHS[Number(month) - 1] ?? '')
    .replaceAll(/\{год\}/gi, year);
  return { ...fields, purpose, documentNumber: '', amountText: keepsAmount ? fields.amountText : '' };
}

function plusMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
