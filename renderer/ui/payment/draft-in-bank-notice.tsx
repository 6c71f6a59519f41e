import type { DraftChange, PaymentDetails } from '../../../contract/areas/payments.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../notice.tsx';
import type { Tone } from '../tone.ts';
import { AccountDifference } from './account-difference.tsx';
import classes from './payment.module.css';

const TONES = {
  held: 'warning',
  changed: 'danger',
  same: 'success',
  looking: 'info',
  'not-found': 'warning',
  'not-visible': 'info',
} as const satisfies Readonly<Record<NonNullable<PaymentDetails['inBank']>['state'], Tone>>;

/** What became of a draft in online banking: held, changed field by field, or that the bank does not show it. */
export function DraftInBankNotice({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const { inBank, payment } = details;
  if (inBank === null) return null;
  const { state, changes } = inBank;
  const isWaiting = payment.status === 'handed-over';
  const key = state === 'not-visible' && isWaiting ? 'not-visible-yet' : state;
  return (
    <Notice tone={TONES[state]} title={t(`payments.inBank.${key}.title`)} role="status">
      {t(`payments.inBank.${key}.text`)}
      {changes.length > 0 && (
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
      )}
    </Notice>
  );
}

function Value({ change, side }: { readonly change: DraftChange; readonly side: 'was' | 'is' }) {
  const value = change[side];
  if (change.field === 'amount') return formatMoney(Number(value));
  if (change.field === 'purpose') return value;
  return <AccountDifference account={value} other={change[side === 'was' ? 'is' : 'was']} />;
}
