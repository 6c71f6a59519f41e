import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
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
  const { executionOrder, uin } = form.fields;
  const isSpecial = executionOrder !== '5' || (uin !== '0' && uin !== '');
  const [isOpen, setOpen] = useState(isSpecial);
  const isShown = isOpen || form.problem('executionOrder') !== null || form.problem('uin') !== null;
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
          <DraftTextField
            form={form}
            field="uin"
            className={classes.half}
            description={t('payments.form.uinHint')}
          />
        </>
      )}
    </>
  );
}
