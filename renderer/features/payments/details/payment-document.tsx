import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { DraftFields, PaymentDetails } from '../../../../contract/areas/payments.ts';
import { BUDGET_DRAFT_FIELDS, isBudgetDraft } from '../../../../contract/values/bank-details/budget-draft.ts';
import { useT } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Fact, Facts } from '../../../ui/payment/facts.tsx';
import { Panel } from '../../../ui/screen.tsx';
import { usePlainCopy } from '../../../ui/use-plain-copy.ts';
import { FIELD_LABELS } from '../form/field-facts.ts';
import classes from './payment-details.module.css';

/** The fields of the payment, read as a document. */
export function PaymentDocument({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const { fields, payment, preview } = details;
  return (
    <Panel title={t('payments.details.document')}>
      <div className={classes.amount}>
        <MoneyText minor={payment.amountMinor} />
      </div>
      {preview.amountInWords !== null && <div className={classes.words}>{preview.amountInWords}</div>}
      <Facts>
        <Fact label={t('payments.details.payee')}>
          {fields.payeeName}
          <LookAlikeNotes text={fields.payeeName} />
        </Fact>
        <Fact label={t('payments.details.inn')}>
          {fields.payeeInn}
          {fields.payeeKpp !== '' && fields.payeeKpp !== '0' && (
            <>
              {' · '}
              {t('payments.details.kpp')} {fields.payeeKpp}
            </>
          )}
        </Fact>
        <Fact label={t('payments.details.payeeAccount')}>
          <CopiedAccount account={fields.payeeAccount} />
        </Fact>
        <Fact label={t('payments.details.bank')}>
          {fields.payeeBankName === ''
            ? t('payments.details.bik', { bik: fields.payeeBik })
            : t('payments.details.bankValue', { bank: fields.payeeBankName, bik: fields.payeeBik })}
          <LookAlikeNotes text={fields.payeeBankName} />
          {fields.payeeCorrAccount !== '' && (
            <div className={classes.corr}>
              {t('payments.details.corrAccount')} <AccountText account={fields.payeeCorrAccount} />
            </div>
          )}
        </Fact>
        <Fact label={t('payments.details.purpose')}>
          {fields.purpose}
          <LookAlikeNotes text={fields.purpose} />
        </Fact>
        <Fact label={t('payments.details.from')}>
          <AccountText account={fields.accountNumber} />
        </Fact>
        <RareFacts details={details} />
      </Facts>
    </Panel>
  );
}

function RareFacts({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const { fields, payment } = details;
  const isToBudget = isBudgetDraft(fields);
  return (
    <>
      <Fact label={t('payments.details.route')}>
        {payment.route === 'direct' ? t('payments.form.routeDirect') : t('payments.form.routeBankDraft')}
      </Fact>
      {fields.executionOrder !== '5' && (
        <Fact label={t('payments.details.order')}>{fields.executionOrder}</Fact>
      )}
      {!isToBudget && fields.uin !== '' && fields.uin !== '0' && (
        <Fact label={t('payments.details.uin')}>{fields.uin}</Fact>
      )}
      {isToBudget && <BudgetFacts fields={fields} />}
      {fields.revenueTypeCode !== '' && (
        <Fact label={t('payments.form.revenueTypeCode')}>{fields.revenueTypeCode}</Fact>
      )}
      <Fact label={t('payments.details.preparedBy')}>{payment.preparedBy}</Fact>
      {details.bankPaymentId !== null && (
        <Fact label={t('payments.details.bankPaymentId')}>{details.bankPaymentId}</Fact>
      )}
    </>
  );
}

const BUDGET_FACTS = [...BUDGET_DRAFT_FIELDS, 'uin'] as const;

/** The fields of the budget, each with its number on the paper form. */
function BudgetFacts({ fields }: { readonly fields: DraftFields }) {
  const t = useT();
  return (
    <Fact label={t('payments.form.taxTitle')}>
      {BUDGET_FACTS.filter((field) => fields[field] !== '').map((field) => (
        <span key={field} className={classes.budgetFact}>
          <span className={classes.budgetName}>{t(FIELD_LABELS[field])}</span> {fields[field]}
        </span>
      ))}
    </Fact>
  );
}

function CopiedAccount({ account }: { readonly account: string }) {
  const t = useT();
  const { copied, copy } = usePlainCopy();
  return (
    <span className={classes.copied}>
      <AccountText account={account} />
      <UnstyledButton
        className={classes.copy ?? ''}
        aria-label={t('payments.details.copyAccount')}
        onClick={() => copy(account)}
      >
        {copied === account ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </UnstyledButton>
    </span>
  );
}
