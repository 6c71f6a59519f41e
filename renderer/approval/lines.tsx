import { IconAlertTriangle } from '@tabler/icons-react';
import { TAX_LINES, type ApprovalRequest, type SignedField } from '../../contract/areas/approvals.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useT } from '../i18n/t.ts';
import { MomentText } from '../ui/date-text.tsx';
import { AccountDifference } from '../ui/payment/account-difference.tsx';
import { LookAlikeNotes } from '../ui/payment/look-alike-notes.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Fact, Facts } from '../ui/payment/facts.tsx';
import classes from './approval.module.css';

interface LinesProps {
  readonly request: ApprovalRequest;
}

/** The text that is signed, in its fixed order, as main wrote it from the stored payment. */
export function Lines({ request }: LinesProps) {
  const t = useT();
  return (
    <section aria-label={t('approval.content')}>
      <div className={classes.amount}>
        <Line request={request} field="amount" />
        {request.warnings.map((warning) => (
          <StatusBadge key={warning} tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
            {t(`approval.warning.${warning}`)}
          </StatusBadge>
        ))}
      </div>
      <div className={classes.inWords}>
        <Line request={request} field="amount-in-words" />
      </div>
      <Facts>
        <Fact label={t('approval.line.payee')}>
          <strong>
            <Line request={request} field="payee" />
          </strong>
          <LookAlikeNotes text={textOf(request, 'payee') ?? ''} />
          <Named request={request} field="payee-inn" />
          <Named request={request} field="payee-kpp" />
        </Fact>
        <Fact label={t('approval.line.payee-account')}>
          <PayeeAccount request={request} />
        </Fact>
        <Fact label={t('approval.line.payee-bank')}>
          <Line request={request} field="payee-bank" />
          <LookAlikeNotes text={textOf(request, 'payee-bank') ?? ''} />
          <Named request={request} field="payee-bik" />
          <Named request={request} field="payee-corr-account" />
        </Fact>
        <Fact label={t('approval.line.purpose')}>
          <Line request={request} field="purpose" />
          <LookAlikeNotes text={textOf(request, 'purpose') ?? ''} />
        </Fact>
        <Fact label={t('approval.line.from-account')}>
          <From request={request} />
        </Fact>
        <Fact label={t('approval.line.payer')}>
          <Line request={request} field="payer" />
          <Named request={request} field="payer-inn" />
          <Named request={request} field="payer-kpp" />
        </Fact>
        <Fact label={t('approval.line.route')}>
          <Route request={request} />
          <Named request={request} field="document-number" />
          <Named request={request} field="execution-order" />
          <Named request={request} field="uin" />
          <Named request={request} field="revenue-type-code" />
        </Fact>
        <Budget request={request} />
        <Fact label={t('approval.line.prepared')}>
          {request.preparedBy}, <MomentText at={request.submittedAt} />
          <span className={classes.named}>
            {t('approval.line.expires')} <MomentText at={request.expiresAt} />
          </span>
        </Fact>
      </Facts>
    </section>
  );
}

interface LineProps extends LinesProps {
  readonly field: SignedField;
}

/** One line of the text; tests read it by its field. */
export function Line({ request, field }: LineProps) {
  const text = textOf(request, field);
  return text === null ? null : <span data-line={field}>{text}</span>;
}

interface NamedProps extends LinesProps {
  readonly field: Exclude<SignedField, 'amount' | 'amount-in-words'>;
}

function Named({ request, field }: NamedProps) {
  const t = useT();
  if (textOf(request, field) === null) return null;
  return (
    <span className={classes.named}>
      {t(`approval.line.${field}`)} <Line request={request} field={field} />
    </span>
  );
}

/** The fields of a payment to the budget; nothing for another one. */
function Budget({ request }: LinesProps) {
  const t = useT();
  if (textOf(request, 'tax-payer-status') === null) return null;
  return (
    <Fact label={t('approval.line.budget')}>
      {TAX_LINES.map((field) => (
        <Named key={field} request={request} field={field} />
      ))}
      <LookAlikeNotes text={textOf(request, 'third-party') ?? ''} />
    </Fact>
  );
}

/** The account, and the one of the last payment under it when they differ, digit against digit. */
function PayeeAccount({ request }: LinesProps) {
  const t = useT();
  const { previous } = request;
  const account = digitsOf(textOf(request, 'payee-account') ?? '');
  if (previous === null || previous.account === account) {
    return (
      <>
        <Line request={request} field="payee-account" />
        {previous !== null && <span className={classes.named}>{t('approval.sameAccount')}</span>}
      </>
    );
  }
  return (
    <>
      <span data-line="payee-account">
        <AccountDifference account={account} other={previous.account} />
      </span>
      <span className={classes.was}>
        {t('approval.was')} <AccountDifference account={previous.account} other={account} />
      </span>
    </>
  );
}

function From({ request }: LinesProps) {
  const t = useT();
  const { accountName, availableMinor, details } = request;
  const { amountMinor } = details.payment;
  const isTooLittle = availableMinor !== null && amountMinor !== null && availableMinor < amountMinor;
  return (
    <>
      {accountName} <Line request={request} field="from-account" />
      <span className={classes.named}>
        {availableMinor === null
          ? t('approval.availableUnknown')
          : t('approval.available', { available: formatMoney(availableMinor) })}
      </span>
      {isTooLittle && <div className={classes.tooLittle}>{t('approval.tooLittle')}</div>}
    </>
  );
}

function Route({ request }: LinesProps) {
  const t = useT();
  const route = textOf(request, 'route') === 'direct' ? 'direct' : 'bank-draft';
  return <span data-line="route">{t(`approval.route.${route}`)}</span>;
}

function textOf({ lines }: ApprovalRequest, field: SignedField): string | null {
  return lines.find((line) => line.field === field)?.text ?? null;
}

function digitsOf(text: string): string {
  return text.replaceAll(' ', '');
}
