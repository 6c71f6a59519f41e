import { Button, Menu } from '@mantine/core';
import { IconBuildingBank, IconChevronDown } from '@tabler/icons-react';
import {
  BUDGET_TEMPLATES,
  budgetTemplate,
} from '../../../../contract/values/bank-details/budget-templates.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { useT } from '../../../i18n/t.ts';
import { useTemplates } from '../templates/use-templates.ts';
import { focusField } from './field-facts.ts';
import type { DraftForm } from './use-draft.ts';

/** Fills the form in for a payment to the budget; what the template leaves open is the person's. */
export function TemplateMenu({ form }: { readonly form: DraftForm }) {
  const t = useT();
  return (
    <Menu position="bottom-end" shadow="md" returnFocus={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconBuildingBank size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('payments.templates.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <OwnTemplates form={form} />
        <Menu.Label>{t('payments.form.templates')}</Menu.Label>
        {BUDGET_TEMPLATES.map((name) => (
          <Menu.Item
            key={name}
            onClick={() => {
              const filled = budgetTemplate(name, moscowDate(new Date().toISOString()));
              form.patch(filled);
              focusField(filled.payeeAccount === undefined ? 'payeeName' : 'amountText');
            }}
          >
            {t(`payments.form.template.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the company prepares again and again; its day is dealt with on the screen of templates alone. */
function OwnTemplates({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const templates = useTemplates().data ?? [];
  if (templates.length === 0) return null;
  return (
    <>
      <Menu.Label>{t('payments.templates.title')}</Menu.Label>
      {templates.map(({ templateId, name, fields, keepsAmount }) => (
        <Menu.Item
          key={templateId}
          onClick={() => {
            const { documentNumber: _, ...filled } = fields;
            form.patch(filled);
            focusField(keepsAmount ? 'purpose' : 'amountText');
          }}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
