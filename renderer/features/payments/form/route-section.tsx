import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { isBudgetDraft } from '../../../../contract/values/bank-details/budget-draft.ts';
import { PaymentRoute } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { DraftTextField } from './draft-text-field.tsx';
import { fieldId } from './field-facts.ts';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';

/** How the payment goes: paid directly, or laid into online banking; with what each means in one line. */
export function RouteSection({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const hintId = useId();
  const { route } = form.fields;
  return (
    <>
      <div className={classes.route}>
        <SegmentedControl
          id={fieldId('route')}
          aria-label={t('payments.form.route')}
          aria-describedby={hintId}
          value={route}
          data={[
            { value: 'direct', label: t('payments.form.routeDirect') },
            { value: 'bank-draft', label: t('payments.form.routeBankDraft') },
          ]}
          onChange={(value) => {
            form.patch({ route: PaymentRoute.safeParse(value).data ?? 'direct' });
            form.leave('route');
          }}
        />
        <div className={classes.hint} id={hintId} role="status">
          {route === 'direct' ? t('payments.form.routeDirectHint') : t('payments.form.routeBankDraftHint')}
        </div>
      </div>
      <RareFields form={form} />
    </>
  );
}

/** Fields that most payments leave as they are; open by themselves when they are not. */
function RareFields({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { executionOrder, uin, revenueTypeCode } = form.fields;
  // A payment to the budget has its UIN beside the other fields of the budget.
  const isToBudget = isBudgetDraft(form.fields);
  const hasUin = !isToBudget && uin !== '0' && uin !== '';
  const isSpecial = executionOrder !== '5' || hasUin || revenueTypeCode !== '';
  const [isOpen, setOpen] = useState(isSpecial);
  const isWrong = (['executionOrder', 'uin', 'revenueTypeCode'] as const).some(
    (field) => form.problem(field) !== null,
  );
  const isShown = isOpen || isWrong;
  const Chevron = isShown ? IconChevronDown : IconChevronRight;
  return (
    <>
      <div className={classes.whole}>
        <UnstyledButton
          className={classes.more ?? ''}
          aria-expanded={isShown}
          onClick={() => setOpen(!isShown)}
        >
          <Chevron size={16} aria-hidden /> {t('payments.form.more')}
        </UnstyledButton>
      </div>
      {isShown && (
        <>
          <DraftTextField
            form={form}
            field="executionOrder"
            className={classes.quarter}
            isNumeric
            description={t('payments.form.orderHint')}
          />
          {!isToBudget && (
            <DraftTextField
              form={form}
              field="uin"
              className={classes.half}
              description={t('payments.form.uinHint')}
            />
          )}
          <DraftTextField
            form={form}
            field="revenueTypeCode"
            className={classes.quarter}
            isNumeric
            description={t('payments.form.revenueHint')}
          />
        </>
      )}
    </>
  );
}
