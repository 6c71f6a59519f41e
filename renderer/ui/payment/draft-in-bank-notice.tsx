import type { DraftChange, PaymentDetails } from '../../../contract/areas/payments.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../notice.tsx';
import type { Tone } from '../tone.ts';
import { AccountDifference } from './account-difference.tsx';
import classes from './payment.module.css';

const TONES = {
  same: 'success',
  looking: 'info',
  'not-found': 'warning',
  'not-visible': 'info',
} as const satisfies Readonly<
  Record<Exclude<NonNullable<PaymentDetails['inBank']>['state'], 'held' | 'changed'>, Tone>
>;

/** What is known of a draft in online banking besides its status; what was changed there stands field by field. */
export function DraftInBankNotice({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const { inBank, payment } = details;
  if (inBank === null || inBank.state === 'held') return null; // the banner says that it is held
  if (inBank.state === 'changed') return <Changes changes={inBank.changes} />;
  const isWaiting = payment.status === 'handed-over';
  const key = inBank.state === 'not-visible' && isWaiting ? 'not-visible-yet' : inBank.state;
  return (
    <Notice tone={TONES[inBank.state]} title={t(`payments.inBank.${key}.title`)} role="status">
      {t(`payments.inBank.${key}.text`)}
    </Notice>
  );
}

function Changes({ changes }: { readonly changes: readonly DraftChange[] }) {
  const t = useT();
  return (
    <Notice tone="danger" title={t('payments.inBank.changes')}>
      <table className={classes.changes}>
        <thead>
          <tr>
            <th scope="col">{t('payments.inBank.field')}</th>
            <th scope="col">{t('payments.inBank.was')}</th>
            <th scope="col">{t('payments.inBank.is')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row">{t(`payments.inBank.fields.${change.field}`)}</th>
              <td>
                <Value change={change} side="was" />
              </td>
              <td>
                <Value change={change} side="is" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  );
}

function Value({ change, side }: { readonly change: DraftChange; readonly side: 'was' | 'is' }) {
  const value = change[side];
  if (change.field === 'amount') return formatMoney(Number(value));
  if (change.field === 'purpose') return value;
  return <AccountDifference account={value} other={change[side === 'was' ? 'is' : 'was']} />;
}
