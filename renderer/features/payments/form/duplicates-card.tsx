import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { PaymentPreview } from '../../../../contract/areas/payments.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { paths } from '../../../ui/paths.ts';
import classes from './preview-panel.module.css';

type Duplicate = PaymentPreview['duplicates'][number];

/** Payments that look like this one, in our ledger or in the bank's statement. */
export function DuplicatesCard({ duplicates }: { readonly duplicates: readonly Duplicate[] }) {
  const t = useT();
  if (duplicates.length === 0) return null;
  return (
    <section className={classes.card} data-warning>
      <h2 className={classes.title}>{t('payments.panel.duplicateTitle')}</h2>
      <div className={classes.quiet}>{t('payments.panel.duplicateText')}</div>
      <ul className={classes.duplicates}>
        {duplicates.map((duplicate, index) => (
          <li key={index}>
            <DuplicateLine duplicate={duplicate} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DuplicateLine({ duplicate }: { readonly duplicate: Duplicate }) {
  const t = useT();
  const values = {
    number: duplicate.documentNumber === '' ? t('payments.panel.noNumber') : duplicate.documentNumber,
    amount: formatMoney(duplicate.amountMinor),
  };
  const text =
    duplicate.source === 'ledger'
      ? t('payments.panel.duplicateLedger', values)
      : t('payments.panel.duplicateStatement', values);
  return (
    <>
      {duplicate.paymentId === null ? (
        text
      ) : (
        <Anchor component={Link} href={paths.payment(duplicate.paymentId)} inherit>
          {text}
        </Anchor>
      )}
      {duplicate.at !== null && (
        <>
          {' · '}
          <MomentText at={duplicate.at} />
        </>
      )}
    </>
  );
}
