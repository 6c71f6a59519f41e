import type { BankFound, BankView } from '../../../../contract/areas/banks.ts';
import type { DraftFields } from '../../../../contract/areas/payments.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { formatDate } from '../../../ui/dates.ts';
import { isKnownBank } from './blank-draft.ts';
import classes from './payment-form.module.css';

interface BankLineProps {
  readonly fields: DraftFields;
  readonly found: BankFound;
}

/** Under the BIK: the bank that follows from it, and what the directory says of that bank. */
export function BankLine({ fields, found: { isKnown, bank } }: BankLineProps) {
  const t = useT();
  const hasBank = isKnownBank(fields, bank);
  return (
    <>
      {hasBank && (
        <>
          {fields.payeeBankName}
          {fields.payeeCorrAccount !== '' && (
            <>
              , <AccountText account={fields.payeeCorrAccount} />
            </>
          )}
        </>
      )}
      {isKnown && bank === null && !hasBank && (
        <span className={classes.bankWarning}>{t('payments.form.bikUnknown')}</span>
      )}
      {bank !== null && <BankWarnings bank={bank} />}
    </>
  );
}

function BankWarnings({ bank: { restrictions, leavesOn } }: { readonly bank: BankView }) {
  const t = useT();
  return (
    <>
      {restrictions.length > 0 && (
        <span className={classes.bankWarning}>
          {t('payments.form.bankRestrictions', { codes: codesText(t, restrictions) })}
        </span>
      )}
      {leavesOn !== null && (
        <span className={classes.bankWarning}>
          {t('payments.form.bankLeaves', { date: formatDate(leavesOn) })}
        </span>
      )}
    </>
  );
}

function codesText(t: Translate, restrictions: BankView['restrictions']): string {
  const texts = restrictions.map(({ code, since }) =>
    since === null ? code : t('payments.form.bankRestriction', { code, date: formatDate(since) }),
  );
  return texts.join(', ');
}
