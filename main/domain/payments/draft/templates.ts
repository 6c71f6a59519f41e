import type { SaveTemplateInput, TemplateView } from '../../../../contract/areas/templates.ts';
import { compareNames } from '../../../../contract/values/list-order.ts';
import { moscowDate, shiftDay, type LocalDate } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { Actor } from '../../audit/entry.ts';
import { bankNow, type BankNowParts } from '../../companies/bank-now.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { Payment } from '../payment.ts';
import { saveDraft } from './save-draft.ts';
import {
  dealtWith,
  filledFields,
  isDue,
  nextAfter,
  type PaymentTemplate,
  type TemplateStore,
} from './template.ts';

/** Templates of one vault. Own choice: a list that people still read. */
const MOST_TEMPLATES = 500;

export type TouchedByTemplates = BankNowParts &
  Pick<PaymentVault, 'payments' | 'companies' | 'clock' | 'ids' | 'publish'> & {
    readonly templates: TemplateStore;
  };

type Of = Pick<PaymentTemplate, 'companyId' | 'templateId'>;

/** Returns the templates of a company: those that are due first, then by the next day, then by name. */
export function templateViews(vault: TouchedByTemplates, companyId: CompanyId): readonly TemplateView[] {
  const today = todayOf(vault, companyId);
  return vault.templates
    .list()
    .filter((template) => template.companyId === companyId)
    .map((template) => viewOf(template, today))
    .sort((a, b) => (a.nextOn ?? NEVER).localeCompare(b.nextOn ?? NEVER) || compareNames(a.name, b.name));
}

/** Sorts behind every day. */
const NEVER = '9999-12-31';

/** Returns how many payments of a company are to be prepared by now. */
export function dueTemplates(vault: TouchedByTemplates, companyId: CompanyId): number {
  const today = todayOf(vault, companyId);
  return vault.templates.list().filter((one) => one.companyId === companyId && isDue(one, today)).length;
}

/**
 * Keeps a payment as a template, or changes one. The day that is due next is the first one from today on.
 * Errors: `not-found`, `not-entitled`, `template-many`, `store-*`; no money moves. Effects: one record.
 */
export function saveTemplate(
  vault: TouchedByTemplates,
  actor: Actor,
  { companyId, templateId, paymentId, name, keepsAmount, repeat }: SaveTemplateInput,
): readonly TemplateView[] {
  if (actor.personId === null) throw new AppError('not-entitled');
  const all = vault.templates.list();
  const before = templateId === null ? null : find(vault, { companyId, templateId });
  if (before === null && all.length >= MOST_TEMPLATES)
    throw new AppError('template-many', { most: MOST_TEMPLATES });
  const payment = paymentId === null ? null : vault.payments.get(paymentId);
  const fields = payment?.companyId === companyId ? payment.fields : before?.fields;
  if (fields === undefined) throw new AppError('not-found', { what: 'payment' });
  const isSameRepeat = JSON.stringify(before?.repeat) === JSON.stringify(repeat);
  const yesterday = shiftDay(todayOf(vault, companyId), -1);
  const template: PaymentTemplate = {
    templateId: before?.templateId ?? vault.ids.newId(),
    companyId,
    name,
    fields: { ...fields, documentNumber: '' },
    keepsAmount,
    repeat,
    nextOn: isSameRepeat && before !== null ? before.nextOn : repeat && nextAfter(repeat, yesterday),
    madeBy: before?.madeBy ?? actor.personId,
    madeAt: before?.madeAt ?? vault.clock.now(),
  };
  replace(vault, template);
  return templateViews(vault, companyId);
}

/** Forgets a template. Errors: `not-found`, `store-*`. Effects: one record; payments made from it stay. */
export function removeTemplate(vault: TouchedByTemplates, of: Of): readonly TemplateView[] {
  find(vault, of);
  vault.templates.save(vault.templates.list().filter((one) => !isSame(one, of)));
  return templateViews(vault, of.companyId);
}

/** Passes one day of a template over. Errors: `not-found`, `store-*`. Effects: one record. */
export function skipTemplate(vault: TouchedByTemplates, of: Of): readonly TemplateView[] {
  replace(vault, dealtWith(find(vault, of), todayOf(vault, of.companyId)));
  return templateViews(vault, of.companyId);
}

/**
 * Makes a draft of a template. Its day is dealt with only when the draft is kept.
 * Errors: `not-found`, `not-entitled`, `store-*`; no money moves. Effects: a new draft, and the next day.
 */
export function draftOfTemplate(vault: TouchedByTemplates, actor: Actor, of: Of): Payment {
  const template = find(vault, of);
  const { companyId } = of;
  const today = todayOf(vault, companyId);
  const fields = filledFields(template, template.nextOn ?? today);
  const draft = saveDraft(vault, actor, { companyId, seen: null, fields });
  replace(vault, dealtWith(template, today));
  return draft;
}

function find({ templates }: TouchedByTemplates, of: Of): PaymentTemplate {
  const found = templates.list().find((one) => isSame(one, of));
  if (found === undefined) throw new AppError('not-found', { what: 'template' });
  return found;
}

function isSame(one: Of, other: Of): boolean {
  return one.templateId === other.templateId && one.companyId === other.companyId;
}

function replace({ templates }: TouchedByTemplates, template: PaymentTemplate): void {
  templates.save([...templates.list().filter((one) => !isSame(one, template)), template]);
}

function viewOf(template: PaymentTemplate, today: LocalDate): TemplateView {
  const { templateId, name, keepsAmount, repeat, nextOn } = template;
  const fields = filledFields(template, nextOn ?? today);
  return { templateId, name, fields, keepsAmount, repeat, nextOn, isDue: isDue(template, today) };
}

function todayOf(vault: TouchedByTemplates, companyId: CompanyId): LocalDate {
  return moscowDate(bankNow(vault, companyId));
}
