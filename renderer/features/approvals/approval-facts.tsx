import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { useT } from '../../i18n/t.ts';
import { AccountText } from '../../ui/account-text.tsx';
import { DateText, MomentText } from '../../ui/date-text.tsx';
import { formatMoney, MoneyText } from '../../ui/money-text.tsx';
import { AccountDifference } from '../../ui/payment/account-difference.tsx';
import { Fact, Facts } from '../../ui/payment/facts.tsx';
import { RuleReasons } from '../../ui/payment/rule-reasons.tsx';
import classes from './approvals.module.css';

interface ApprovalFactsProps {
  readonly request: ApprovalRequest;
}

/** The content to be approved, line by line. */
export function ApprovalFacts({ request }: ApprovalFactsProps) {
  const t = useT();
  const { fields, payment } = request.details;
  const hasKpp = fields.payeeKpp !== '' && fields.payeeKpp !== '0';
  const payee = { name: fields.payeeName, inn: fields.payeeInn, kpp: fields.payeeKpp };
  return (
    <Facts>
      <Fact label={t('approvals.fact.payee')}>
        <strong>
          {hasKpp ? t('approvals.fact.payeeValue', payee) : t('approvals.fact.payeeNoKpp', payee)}
        </strong>
      </Fact>
      <Fact label={t('approvals.fact.payeeAccount')}>
        <AccountText account={fields.payeeAccount} />
      </Fact>
      <Fact label={t('approvals.fact.bank')}>
        {fields.payeeBankName === ''
          ? t('approvals.fact.bik', { bik: fields.payeeBik })
          : t('approvals.fact.bankValue', { bank: fields.payeeBankName, bik: fields.payeeBik })}
      </Fact>
      <Fact label={t('approvals.fact.purpose')}>{fields.purpose}</Fact>
      <FromFact request={request} />
      <Fact label={t('approvals.fact.route')}>
        {payment.route === 'direct' ? t('payments.form.routeDirect') : t('payments.form.routeBankDraft')}
        {payment.documentNumber !== '' && (
          <>
            {' · '}
            {t('approvals.fact.number')} {payment.documentNumber}
          </>
        )}
      </Fact>
      <Fact label={t('approvals.fact.preparedBy')}>
        {request.preparedBy}, <MomentText at={request.submittedAt} /> · {t('approvals.fact.expires')}{' '}
        <MomentText at={request.expiresAt} />
      </Fact>
      {request.reasons.length > 0 && (
        <Fact label={t('approvals.fact.reasons')}>
          <RuleReasons reasons={request.reasons} />
        </Fact>
      )}
      <PreviousFact request={request} />
    </Facts>
  );
}

function FromFact({ request }: ApprovalFactsProps) {
  const t = useT();
  const { fields, payment } = request.details;
  const { availableMinor } = request;
  const isTooLittle =
    availableMinor !== null && payment.amountMinor !== null && availableMinor < payment.amountMinor;
  return (
    <Fact label={t('approvals.fact.from')}>
      {request.accountName} <AccountText account={fields.accountNumber} />,{' '}
      {availableMinor === null
        ? t('approvals.fact.availableUnknown')
        : t('approvals.fact.available', { available: formatMoney(availableMinor) })}
      {isTooLittle && <div className={classes.tooLittle}>{t('approvals.tooLittle')}</div>}
    </Fact>
  );
}

/** What differs from the last payment to this payee: the sum, the purpose, and above all the account. */
function PreviousFact({ request }: ApprovalFactsProps) {
  const t = useT();
  const { previous } = request;
  if (previous === null)
    return <Fact label={t('approvals.fact.previous')}>{t('approvals.difference.none')}</Fact>;
  const account = request.details.fields.payeeAccount;
  const isChanged = previous.account !== account;
  return (
    <Fact label={t('approvals.fact.previous')}>
      <DateText at={previous.at} zone="bank" /> · <MoneyText minor={previous.amountMinor} />
      {!isChanged && <> · {t('approvals.difference.sameAccount')}</>}
      <div className={classes.quiet}>{previous.purpose}</div>
      {isChanged && (
        <dl className={classes.accounts}>
          <dt>{t('approvals.difference.was')}</dt>
          <dd>
            <AccountDifference account={previous.account} other={account} />
          </dd>
          <dt>{t('approvals.difference.is')}</dt>
          <dd>
            <AccountDifference account={account} other={previous.account} />
          </dd>
        </dl>
      )}
    </Fact>
  );
}
