import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { OrderFault, OrderRow } from '../../../../contract/areas/orders.ts';
import { useT } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { paths } from '../../../ui/paths.ts';
import { PaymentStatusBadge } from '../../../ui/payment/payment-status-badge.tsx';
import classes from './orders.module.css';

interface OrderFaultsProps {
  readonly order: OrderRow | null;
  readonly fileFaults: readonly OrderFault[];
}

/** What is wrong with the order that is chosen, field by field, and with the file. */
export function OrderFaults({ order, fileFaults }: OrderFaultsProps) {
  const t = useT();
  return (
    <aside className={classes.faults}>
      {order === null ? (
        <p className={classes.dim}>{t('payments.orders.choose')}</p>
      ) : (
        <section aria-label={order.payeeName}>
          <h2 className={classes.title}>{order.payeeName}</h2>
          <div className={classes.dim}>
            {t('payments.form.inn')} {order.payeeInn}
            <br />
            <AccountText account={order.payeeAccount} />
          </div>
          <p>{order.purpose}</p>
          {order.known !== null && (
            <p>
              <PaymentStatusBadge status={order.known.status} />{' '}
              <Anchor component={Link} href={paths.payment(order.known.paymentId)} inherit underline="always">
                {t('payments.orders.openKnown')}
              </Anchor>
            </p>
          )}
          <Faults faults={order.faults} />
          {order.state === 'mend' && <p className={classes.dim}>{t('payments.orders.mendLater')}</p>}
          {order.faults.length === 0 && order.state === 'ready' && (
            <p className={classes.dim}>{t('payments.orders.noFaults')}</p>
          )}
        </section>
      )}
      {fileFaults.length > 0 && (
        <section aria-label={t('payments.orders.fileFaults')}>
          <h2 className={classes.title}>{t('payments.orders.fileFaults')}</h2>
          <Faults faults={fileFaults} />
        </section>
      )}
    </aside>
  );
}

function Faults({ faults }: { readonly faults: readonly OrderFault[] }) {
  const t = useT();
  return (
    <ul className={classes.list}>
      {faults.map(({ field, level, message }, at) => (
        <li key={at} data-level={level}>
          {field === null ? message : t('payments.orders.fault', { field, message })}
        </li>
      ))}
    </ul>
  );
}
