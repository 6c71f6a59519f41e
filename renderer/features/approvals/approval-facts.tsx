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
      <AccountFact request={request} />
      <Fact label={t('approvals.fact.bank')}>
        {fields.payeeBankName === ''
          ? t('approvals.fact.bik', { bik: fields.payeeBik })
          : t('approvals.fact.bankValue', { bank: fields.payeeBankName, bik: fields.payeeBik })}
      </Fact>
      <Fact label={t('approvals.fact.purpose')}>{fields.purpose}</Fact>
      <PreviousFact request={request} />
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

/** The account, and the one of the last payment under it when they differ, digit against digit. */
function AccountFact({ request }: ApprovalFactsProps) {
  const t = useT();
  const { previous } = request;
  const account = request.details.fields.payeeAccount;
  if (previous === null || previous.account === account) {
    return (
      <Fact label={t('approvals.fact.payeeAccount')}>
        <AccountText account={account} />
        {previous !== null && (
          <span className={classes.quiet}> · {t('approvals.difference.sameAccount')}</span>
        )}
      </Fact>
    );
  }
  return (
    <Fact label={t('approvals.fact.payeeAccount')}>
      <AccountDifference account={account} other={previous.account} />
      <div className={classes.quiet}>
        {t('approvals.difference.was')} <AccountDifference account={previous.account} other={account} />
      </div>
    </Fact>
  );
}

function PreviousFact({ request }: ApprovalFactsProps) {
  const t = useT();
  const { previous } = request;
  if (previous === null)
    return <Fact label={t('approvals.fact.previous')}>{t('approvals.difference.none')}</Fact>;
  return (
    <Fact label={t('approvals.fact.previous')}>
      <DateText at={previous.at} zone="bank" /> · <MoneyText minor={previous.amountMinor} /> ·{' '}
      <span className={classes.quiet}>{previous.purpose}</span>
    </Fact>
  );
}
