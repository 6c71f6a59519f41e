import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconRepeat } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../../contract/callers.ts';
import type { TemplateView } from '../../../../contract/areas/templates.ts';
import { parseAmountText } from '../../../../contract/values/money.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useMay } from '../../../api/use-may.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table-column.ts';
import { formatDate } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { useShortcut } from '../../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../../ui/states.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import classes from './templates.module.css';
import { useTemplateCall, useTemplates } from './use-templates.ts';

/** Payments that a company prepares again and again: what is due, and drafts of them. */
export function TemplatesScreen() {
  const t = useT();
  const [, navigate] = useLocation();
  const query = useTemplates();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const columns = useMemo(() => templateColumns(t), [t]);
  const isWorking = useMay(working);
  const leave = () => navigate(paths.payments);
  useShortcut({ keys: 'Esc', label: t('payments.details.back'), run: leave });
  return (
    <Screen
      layout="fill"
      title={t('payments.templates.screenTitle')}
      subtitle={t('payments.templates.subtitle')}
      actions={
        <Button variant="subtle" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={leave}>
          {t('payments.details.back')}
        </Button>
      }
    >
      <QueryStates
        query={query}
        isEmpty={(templates) => templates.length === 0}
        empty={
          <EmptyState
            icon={<IconRepeat size={40} aria-hidden />}
            title={t('payments.templates.emptyTitle')}
            text={t('payments.templates.emptyText')}
          />
        }
      >
        {(templates) => {
          const chosen = templates.find(({ templateId }) => templateId === chosenId) ?? templates[0];
          return (
            <>
              <div className={classes.table}>
                <DataTable
                  label={t('payments.templates.title')}
                  columns={columns}
                  rows={templates}
                  rowKey={({ templateId }) => templateId}
                  selectedKey={chosen?.templateId ?? null}
                  onOpen={({ templateId }) => setChosenId(templateId)}
                />
              </div>
              {isWorking && chosen !== undefined && (
                <TemplateActions key={chosen.templateId} template={chosen} />
              )}
            </>
          );
        }}
      </QueryStates>
    </Screen>
  );
}

/** What may be done with the chosen template. */
function TemplateActions({ template }: { readonly template: TemplateView }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { companyId } = useCompany();
  const { templateId, name } = template;
  const of = { companyId, templateId };
  const [opened, setOpened] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpened(null);
  const use = useCall(app().templates.use, {
    onDone: ({ paymentId }) => navigate(paths.editPayment(paymentId)),
  });
  const skip = useTemplateCall(app().templates.skip);
  const remove = useTemplateCall(app().templates.remove, close);
  return (
    <>
      <ErrorNotice error={use.error ?? skip.error} />
      <Group gap="sm" className={classes.actions ?? ''}>
        <strong className={classes.chosen}>{name}</strong>
        <Button variant="subtle" color="red" onClick={() => setOpened('remove')}>
          {t('payments.templates.remove')}
        </Button>
        <Button variant="default" onClick={() => setOpened('edit')}>
          {t('payments.templates.edit')}
        </Button>
        {template.isDue && (
          <Button variant="default" loading={skip.isPending} onClick={() => void skip.run(of)}>
            {t('payments.templates.skip')}
          </Button>
        )}
        <Button loading={use.isPending} onClick={() => void use.run(of)}>
          {t('payments.templates.use')}
        </Button>
      </Group>
      <TemplateDialog
        isOpen={opened === 'edit'}
        template={template}
        paymentId={null}
        suggestedName={name}
        onClose={close}
      />
      <ConfirmDialog
        isOpen={opened === 'remove'}
        title={t('payments.templates.removeTitle', { name })}
        confirmLabel={t('payments.templates.remove')}
        tone="danger"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => void remove.run(of)}
        onClose={close}
      >
        {t('payments.templates.removeText')}
      </ConfirmDialog>
    </>
  );
}

function templateColumns(t: Translate): readonly Column<TemplateView>[] {
  return [
    {
      id: 'name',
      header: t('payments.templates.column.name'),
      width: 220,
      cell: ({ name, isDue }) => (
        <span className={classes.name}>
          <span className={classes.text} title={name}>
            {name}
          </span>
          {isDue && <StatusBadge tone="warning">{t('payments.templates.due')}</StatusBadge>}
        </span>
      ),
      sortValue: ({ name }) => name,
    },
    {
      id: 'payee',
      header: t('payments.templates.column.payee'),
      cell: ({ fields }) => (
        <div className={classes.text} title={fields.purpose}>
          {fields.payeeName}
        </div>
      ),
      sortValue: ({ fields }) => fields.payeeName,
    },
    {
      id: 'amount',
      header: t('payments.templates.column.amount'),
      width: 150,
      align: 'right',
      cell: ({ keepsAmount, fields }) =>
        keepsAmount ? <AmountText text={fields.amountText} /> : t('payments.templates.anyAmount'),
    },
    {
      id: 'repeat',
      header: t('payments.templates.column.repeat'),
      width: 150,
      cell: ({ repeat }) => t(`payments.templates.repeat.${repeat?.every ?? 'never'}`),
    },
    {
      id: 'next',
      header: t('payments.templates.column.next'),
      width: 140,
      cell: ({ nextOn }) => (nextOn === null ? '' : formatDate(nextOn)),
      sortValue: ({ nextOn }) => nextOn,
    },
  ];
}

/** As typed, where it is no sum. */
function AmountText({ text }: { readonly text: string }) {
  const minor = parseAmountText(text);
  return minor === null ? text : <MoneyText minor={minor} />;
}
