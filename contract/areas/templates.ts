import { z } from 'zod';
import { LocalDate } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';
import { DraftFields } from './payments.ts';

/** How often a payment is prepared. `since`: the first day; a month that is too short has its last day instead. */
export const Repeat = z.strictObject({
  every: z.enum(['week', 'month', 'quarter', 'year']),
  since: LocalDate,
});
export type Repeat = z.infer<typeof Repeat>;

export const TemplateId = z.string().min(1).max(64);

/** A payment that is prepared again and again, as a company keeps it. Nothing is ever sent by itself. */
export const TemplateView = z.strictObject({
  templateId: TemplateId,
  name: z.string(),
  /** What the form is filled in with; the sum is empty where it is another one each time. */
  fields: DraftFields,
  keepsAmount: z.boolean(),
  repeat: Repeat.nullable(),
  /** The next day; `null` when it is not repeated. */
  nextOn: LocalDate.nullable(),
  /** That day has come, or is tomorrow. */
  isDue: z.boolean(),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** Units: characters. Own choice: a line of a list. */
export const TEMPLATE_NAME_LENGTH = 80;

/** `paymentId`: the payment that is kept as a template; a known template without one keeps its fields. */
export const SaveTemplateInput = z.strictObject({
  companyId: CompanyId,
  templateId: TemplateId.nullable(),
  paymentId: PaymentId.nullable(),
  name: z.string().trim().min(1).max(TEMPLATE_NAME_LENGTH),
  keepsAmount: z.boolean(),
  repeat: Repeat.nullable(),
});
export type SaveTemplateInput = z.infer<typeof SaveTemplateInput>;

export const TemplateRef = z.strictObject({ companyId: CompanyId, templateId: TemplateId });
