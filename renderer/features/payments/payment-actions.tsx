import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { MainButton } from '../../ui/main-button.tsx';
import { PayButton } from '../../ui/payment/pay-button.tsx';
import { paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcut.ts';
import { ConfirmedAction } from './confirmed-action.tsx';
import { KeepTemplateButton } from './templates/template-dialog.tsx';
import { useCopy } from './use-copy.ts';
import { revisionOf, useCancel, useEdit, type PaymentRevision } from './use-payment-actions.ts';

interface PaymentActionsProps {
  readonly details: PaymentDetails;
}

/** The buttons at the title: what this person may do with the payment now. Main checks again. */
export function PaymentActions({ details }: PaymentActionsProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const { actions, payment } = details;
  const edit = useEdit();
  return (
    <>
      {actions.includes('copy') && <KeepTemplateButton details={details} />}
      {actions.includes('copy') && <CopyButton details={details} />}
      {actions.includes('cancel') && <CancelButton details={details} />}
      {actions.includes('edit') && (
        <ConfirmedAction
          label={t('payments.details.edit')}
          title={t('payments.confirm.editTitle')}
          text={t('payments.confirm.editText')}
          confirmLabel={t('payments.confirm.editYes')}
          call={edit}
          input={details}
        />
      )}
      {actions.includes('approve') && (
        <MainButton
          label={t('payments.details.approve')}
          onRun={() => navigate(paths.approval(payment.paymentId))}
        />
      )}
      {actions.includes('pay') && <PayButton details={details} isMain />}
    </>
  );
}

/** Copies the payment into a new draft; F9 does the same. */
export function CopyButton({ details }: PaymentActionsProps) {
  const t = useT();
  const copy = useCopy();
  const run = () => void copy.run({ paymentId: details.payment.paymentId });
  useShortcut({ keys: 'F9', label: t('payments.details.copy'), run });
  return (
    <Button variant="default" loading={copy.isPending} onClick={run}>
      {t('payments.details.copy')}
    </Button>
  );
}

interface CancelButtonProps extends PaymentActionsProps {
  /** In the form: what is typed is saved first, so that the cancelled draft keeps it. */
  readonly beforeCancel?: () => Promise<PaymentRevision | null>;
}

/** Stops a payment or gives a draft up; it stays in the list. */
export function CancelButton({ details, beforeCancel }: CancelButtonProps) {
  const t = useT();
  const cancel = useCancel();
  const run = async () => cancel.run((await beforeCancel?.()) ?? revisionOf(details));
  return (
    <ConfirmedAction
      label={t('payments.details.cancel')}
      title={t('payments.confirm.cancelTitle')}
      text={t('payments.confirm.cancelText')}
      confirmLabel={t('payments.confirm.cancelYes')}
      tone="danger"
      call={{ ...cancel, run }}
      input={undefined}
    />
  );
}
