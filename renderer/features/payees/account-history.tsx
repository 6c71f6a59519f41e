import { Button } from '@mantine/core';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import type { PayeeAccount, PayeeRow } from '../../../contract/areas/payees.ts';
import { useMay } from '../../api/use-may.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { AccountText } from '../../ui/account-text.tsx';
import { formatDate } from '../../ui/dates.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { AccountDifference } from '../../ui/payment/account-difference.tsx';
import { CallBackForm } from '../../ui/payment/call-back-form.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './payees.module.css';

/** Every account that the payee had, the latest first; each with the digits that differ from the one before it. */
export function AccountHistory({ payee }: { readonly payee: PayeeRow }) {
  const t = useT();
  const { accounts } = payee;
  if (accounts.length === 0) return <p className={classes.quiet}>{t('payees.noAccount')}</p>;
  return (
    <ul className={classes.list}>
      {accounts.map((account, index) => (
        <li key={`${account.bik} ${account.account}`}>
          <Account payee={payee} account={account} before={accounts[index + 1] ?? null} />
        </li>
      ))}
    </ul>
  );
}

interface AccountProps {
  readonly payee: PayeeRow;
  readonly account: PayeeAccount;
  /** The account that the payee had before this one. */
  readonly before: PayeeAccount | null;
}

function Account({ payee, account, before }: AccountProps) {
  const t = useT();
  const { companyId } = useCompany();
  const isWorking = useMay(working);
  const [isCalling, setCalling] = useState(false);
  const { bik, bankName, firstAt, lastAt, payments, paidMinor, origins, isConfirmed } = account;
  const days = firstAt === lastAt ? formatDate(lastAt) : `${formatDate(firstAt)} – ${formatDate(lastAt)}`;
  return (
    <>
      <div className={classes.accountLine}>
        {before === null ? (
          <AccountText account={account.account} />
        ) : (
          <AccountDifference account={account.account} other={before.account} />
        )}
        {isConfirmed && <StatusBadge tone="success">{t('payees.account.confirmed')}</StatusBadge>}
      </div>
      <div className={classes.quiet}>
        {bankName === ''
          ? t('payees.account.bik', { bik })
          : t('payees.account.bank', { bank: bankName, bik })}
      </div>
      <div className={classes.quiet}>
        {days} ·{' '}
        {payments === 0 ? (
          t('payees.account.neverPaid')
        ) : (
          <>
            {t('payees.panel.payments', { count: payments })} · <MoneyText minor={paidMinor} />
          </>
        )}
        {origins.includes('onec') && <> · {t('payees.account.onec')}</>}
        {origins.includes('statement') && <> · {t('payees.account.statement')}</>}
      </div>
      {isWorking && !isCalling && payee.neverPay === null && (
        <Button size="compact-xs" variant="subtle" pl={0} onClick={() => setCalling(true)}>
          {t('payees.account.call')}
        </Button>
      )}
      {isCalling && (
        <CallBackForm
          about={{
            companyId,
            payeeName: payee.name,
            payeeInn: payee.inn,
            payeeBik: bik,
            payeeAccount: account.account,
          }}
          onDone={() => setCalling(false)}
        />
      )}
    </>
  );
}
