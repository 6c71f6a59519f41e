import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { PaymentSummary, SendingView } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { errorText } from '../../../ui/error-text.ts';
import { paths } from '../../../ui/paths.ts';
import classes from './many.module.css';

/** More would push the list off the screen; the payments themselves say it too. */
const SHOWN = 5;

interface FailureListProps {
  readonly failures: SendingView['failures'];
  readonly payments: readonly PaymentSummary[];
}

/** Which payments of many did not go on, and why, each with the way to it. */
export function FailureList({ failures, payments }: FailureListProps) {
  const t = useT();
  if (failures.length === 0) return null;
  const named = new Map(payments.map((one) => [one.paymentId, one]));
  return (
    <ul className={classes.failures}>
      {failures.slice(0, SHOWN).map(({ paymentId, error }) => {
        const payment = named.get(paymentId);
        return (
          <li key={paymentId}>
            <Anchor component={Link} href={paths.payment(paymentId)} inherit underline="always">
              {t('payments.many.payment', {
                number: payment?.documentNumber ?? '',
                payee: payment?.payeeName ?? '',
              })}
            </Anchor>
            {': '}
            {errorText(t, error).happened}
          </li>
        );
      })}
      {failures.length > SHOWN && (
        <li>{t('payments.many.moreFailures', { count: failures.length - SHOWN })}</li>
      )}
    </ul>
  );
}
