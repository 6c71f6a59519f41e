import { describe, expect, it } from 'vitest';
import type { SaveTemplateInput } from '../../contract/areas/templates.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import { nextAfter } from '../../main/domain/payments/draft/template.ts';
import {
  draftOfTemplate,
  dueTemplates,
  removeTemplate,
  saveTemplate,
  skipTemplate,
  templateViews,
} from '../../main/domain/payments/draft/templates.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { codeOf, COMPANY, draftFields, FREE_RULES, submitNew, VaultWorld } from '../fakes/vault-world.ts';

// The world's clock stands at 2026-11-16 12:00 in Moscow.
async function furnished(change: Partial<SaveTemplateInput> = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const payment = submitNew(world, day, { purpose: 'Аренда за {месяц} {год}. НДС не облагается' });
  const vault = { ...day.parts, templates: day.stores.templates };
  const { accountant } = world.people;
  const save = (more: Partial<SaveTemplateInput> = {}) =>
    saveTemplate(vault, accountant, {
      companyId: COMPANY,
      templateId: null,
      paymentId: payment.paymentId,
      name: 'Аренда',
      keepsAmount: true,
      repeat: { every: 'month', since: '2026-01-31' },
      ...change,
      ...more,
    });
  const [template] = save();
  if (template === undefined) throw new Error('no template');
  const of = { companyId: COMPANY, templateId: template.templateId };
  const views = () => templateViews(vault, COMPANY);
  return { world, day, vault, accountant, payment, save, template, of, views };
}

describe('the days of a repetition', () => {
  it.each([
    ['month', '2026-01-31', '2026-01-31', '2026-02-28'],
    ['month', '2026-01-31', '2026-02-28', '2026-03-31'],
    ['month', '2027-11-30', '2028-01-30', '2028-02-29'],
    ['month', '2026-01-15', '2026-01-14', '2026-01-15'],
    ['month', '2026-12-20', '2026-01-01', '2026-12-20'],
    ['week', '2026-11-16', '2026-11-16', '2026-11-23'],
    ['week', '2026-12-28', '2027-01-03', '2027-01-04'],
    ['quarter', '2026-11-30', '2026-11-30', '2027-02-28'],
    ['year', '2028-02-29', '2028-02-29', '2029-02-28'],
    ['year', '2028-02-29', '2031-02-28', '2032-02-29'],
  ] as const)('every %s since %s: after %s comes %s', (every, since, after, next) => {
    expect(nextAfter({ every, since }, after)).toBe(next);
  });
});

describe('a template', () => {
  it('is due from the day before its day on', async () => {
    const { world, template, vault } = await furnished();
    expect(template).toMatchObject({ nextOn: '2026-11-30', isDue: false });
    world.clock.pass(12 * DAY_MS);
    expect(dueTemplates(vault, COMPANY)).toBe(0);
    world.clock.pass(DAY_MS);
    expect(dueTemplates(vault, COMPANY)).toBe(1);
  });

  it('makes a draft with the month of its day and a number of its own, and then waits for the next day', async () => {
    const { vault, accountant, of, views, payment } = await furnished();
    const draft = draftOfTemplate(vault, accountant, of);

    expect(draft).toMatchObject({
      status: 'draft',
      fields: { purpose: 'Аренда за ноябрь 2026. НДС не облагается', amountText: draftFields().amountText },
    });
    expect(draft.fields.documentNumber).not.toBe(payment.fields.documentNumber);
    expect(views()).toMatchObject([{ nextOn: '2026-12-31', isDue: false }]);
  });

  it('is offered to the form with the month of its day', async () => {
    const { template } = await furnished();

    expect(template.fields.purpose).toBe('Аренда за ноябрь 2026. НДС не облагается');
  });

  it('passes over days that nobody heeded', async () => {
    const { world, vault, accountant, of, views } = await furnished();
    world.clock.pass(80 * DAY_MS); // 2027-02-04
    expect(views()).toMatchObject([{ nextOn: '2026-11-30', isDue: true }]);
    draftOfTemplate(vault, accountant, of);

    expect(views()).toMatchObject([{ nextOn: '2027-02-28', isDue: false }]);
  });

  it('leaves the sum to the person where it is another one each time', async () => {
    const { vault, accountant, of, template } = await furnished({ keepsAmount: false });

    expect(template.fields.amountText).toBe('');
    expect(draftOfTemplate(vault, accountant, of).fields.amountText).toBe('');
  });

  it('is passed over once, changed, and removed', async () => {
    const { vault, of, save, template } = await furnished();
    expect(skipTemplate(vault, of)).toMatchObject([{ nextOn: '2026-12-31' }]);
    const { templateId } = template;
    expect(save({ templateId, paymentId: null, name: 'Аренда склада' })).toMatchObject([
      { name: 'Аренда склада', nextOn: '2026-12-31' },
    ]);
    const repeat = { every: 'week', since: '2026-11-16' } as const;
    expect(save({ templateId, paymentId: null, repeat })).toMatchObject([
      { nextOn: '2026-11-16', isDue: true },
    ]);
    expect(removeTemplate(vault, of)).toEqual([]);
    expect(await codeOf(() => skipTemplate(vault, of))).toBe('not-found');
  });

  it('is nobody else’s, and is there after a restart', async () => {
    const { world, vault, accountant, of, save, template } = await furnished();
    const other = CompanyId.parse('company-other');
    expect(await codeOf(() => draftOfTemplate(vault, accountant, { ...of, companyId: other }))).toBe(
      'not-found',
    );
    expect(await codeOf(() => void save({ companyId: other }))).toBe('not-found');
    const next = world.start();

    expect(templateViews({ ...next.parts, templates: next.stores.templates }, COMPANY)).toEqual([template]);
  });

  it('keeps five hundred and no more', async () => {
    const { save, vault, accountant, payment } = await furnished();
    const [first] = vault.templates.list();
    if (first === undefined) throw new Error('no template');
    vault.templates.save(Array.from({ length: 499 }, (_, at) => ({ ...first, templateId: `t${at}` })));
    save();
    expect(vault.templates.list()).toHaveLength(500);
    expect(await codeOf(() => void save())).toBe('template-many');
    const change = { companyId: COMPANY, templateId: 't1', paymentId: payment.paymentId, name: 'x' };
    saveTemplate(vault, accountant, { ...change, keepsAmount: true, repeat: null });
  });
});
