import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { AccountText } from '../account-text.tsx';
import { ConfirmDialog } from '../confirm.tsx';
import { EnvironmentBadge } from '../environment-badge.tsx';
import { MoneyText } from '../money-text.tsx';
import { Fact, Facts } from './facts.tsx';
import classes from './payment.module.css';

interface PayDialogProps {
  readonly details: PaymentDetails;
  readonly isOpen: boolean;
  readonly isPending: boolean;
  readonly error: ErrorInfo | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/**
 * The last question before money leaves: the exact sum, the payee, the account, and the environment unless it is
 * production.
 */
export function PayDialog(props: PayDialogProps) {
  const t = useT();
  const company = useCompany();
  const { payment, fields } = props.details;
  const isDraft = payment.route === 'bank-draft';
  const amount = formatMoney(payment.amountMinor ?? 0);
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title={t('payments.confirm.payTitle')}
      confirmLabel={isDraft ? t('payments.confirm.payDraftYes') : t('payments.confirm.payYes', { amount })}
      tone={isDraft ? 'plain' : 'danger'}
      isPending={props.isPending}
      error={props.error}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <p className={classes.consequence}>
        {isDraft ? t('payments.confirm.payDraftText') : t('payments.confirm.payText')}
      </p>
      {props.details.sealedTo !== null && (
        <p className={classes.consequence}>
          {t('payments.confirm.sealed', { director: props.details.sealedTo })}
        </p>
      )}
      <div className={classes.exact}>
        <span className={classes.exactAmount}>
          <MoneyText minor={payment.amountMinor} />
        </span>
        <EnvironmentBadge environment={company.environment} />
      </div>
      <Facts>
        <Fact label={t('payments.confirm.payee')}>{fields.payeeName}</Fact>
        <Fact label={t('payments.confirm.account')}>
          <AccountText account={fields.payeeAccount} />
        </Fact>
      </Facts>
    </ConfirmDialog>
  );
}
