import type { PaymentPreview } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { MomentText } from '../../../ui/date-text.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { AccountDifference } from '../../../ui/payment/account-difference.tsx';
import { cleanNumber } from './blank-draft.ts';
import classes from './preview-panel.module.css';

/** Digits of an account; a shorter text is still being typed. Source: tapi.md §5.4. */
const ACCOUNT_LENGTH = 20;

interface LastPaymentCardProps {
  readonly last: PaymentPreview['lastPayment'];
  /** The payee's account as typed. */
  readonly account: string;
}

/** The last payment to this payee; when the account is another one now, both accounts with the digits that differ. */
export function LastPaymentCard({ last, account }: LastPaymentCardProps) {
  const t = useT();
  if (last === null) return null;
  const typed = cleanNumber(account);
  const isChanged = typed.length >= ACCOUNT_LENGTH && typed !== last.payeeAccount;
  return (
    <section className={classes.card} data-warning={isChanged || undefined}>
      <h2 className={classes.title}>
        {isChanged ? t('payments.panel.changedTitle') : t('payments.panel.lastTitle')}
      </h2>
      <div className={classes.quiet}>
        <MomentText at={last.at} /> · <MoneyText minor={last.amountMinor} /> ·{' '}
        {t('payments.panel.lastCount', { count: last.count })}
      </div>
      {isChanged ? (
        <>
          <dl className={classes.accounts}>
            <dt>{t('payments.panel.changedWas')}</dt>
            <dd>
              <AccountDifference account={last.payeeAccount} other={typed} />
            </dd>
            <dt>{t('payments.panel.changedIs')}</dt>
            <dd>
              <AccountDifference account={typed} other={last.payeeAccount} />
            </dd>
          </dl>
          <p className={classes.advice}>{t('payments.panel.changedAdvice')}</p>
        </>
      ) : (
        <div className={classes.sameAccount}>
          <AccountText account={last.payeeAccount} />
          {typed === last.payeeAccount && <> · {t('payments.panel.lastSame')}</>}
        </div>
      )}
    </section>
  );
}
