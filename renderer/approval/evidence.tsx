import type { ReactNode } from 'react';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useT } from '../i18n/t.ts';
import { DateText, MomentText } from '../ui/date-text.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { CallBackText } from '../ui/payment/call-back-text.tsx';
import { RuleReasons } from '../ui/payment/rule-reasons.tsx';
import classes from './approval.module.css';

interface PartProps {
  readonly request: ApprovalRequest;
}

/** What is different from the last payment to this payee: sum, account, purpose. */
export function Changes({ request }: PartProps) {
  const t = useT();
  const { previous, details } = request;
  if (previous === null) {
    return (
      <Part title={t('approval.changes.title')}>
        <p className={classes.plain}>{t('approval.changes.first')}</p>
      </Part>
    );
  }
  const { amountMinor, purpose } = details.payment;
  const difference = (amountMinor ?? 0) - previous.amountMinor;
  return (
    <Part title={t('approval.changes.titleSince')} note={<DateText at={previous.at} />}>
      <ul className={classes.list}>
        <li>
          {t('approval.changes.sum')} <MoneyText minor={previous.amountMinor} />
          {difference === 0
            ? t('approval.changes.sameSum')
            : t(difference > 0 ? 'approval.changes.more' : 'approval.changes.less', {
                difference: formatMoney(Math.abs(difference)),
              })}
        </li>
        <li>
          {previous.account === details.fields.payeeAccount
            ? t('approval.changes.sameAccount')
            : t('approval.changes.otherAccount')}
        </li>
        <li>
          {previous.purpose === purpose
            ? t('approval.changes.samePurpose')
            : t('approval.changes.purpose', { purpose: previous.purpose })}
        </li>
      </ul>
    </Part>
  );
}

/** Why a signature is needed, how many, and whose there are. */
export function Reasons({ request }: PartProps) {
  const t = useT();
  const { reasons, approvalsNeeded, approvedBy } = request;
  const { signatures } = request.details;
  return (
    <Part
      title={t('approval.reasons.title')}
      note={t('approval.reasons.signatures', { given: approvedBy.length, needed: approvalsNeeded })}
    >
      <RuleReasons reasons={reasons} />
      {approvedBy.length > 0 && (
        <p className={classes.plain}>{t('approval.reasons.given', { names: approvedBy.join(', ') })}</p>
      )}
      {approvedBy.length > 0 && signatures !== null && (
        <p className={classes.plain}>
          {t('payments.signatures.missing', {
            count: approvalsNeeded - approvedBy.length,
            names: signatures.missingFrom.join(', '),
          })}
        </p>
      )}
    </Part>
  );
}

/** Warnings that a call to the payee answers. */
const CALLED: readonly ApprovalRequest['warnings'][number][] = ['new-payee', 'changed-payee-account'];

/** What the vault knows besides: how often this payee was paid, and payments that look alike. */
export function Evidence({ request }: PartProps) {
  const t = useT();
  const { duplicates, callBack } = request.details.preview;
  return (
    <Part title={t('approval.evidence.title')}>
      <ul className={classes.list}>
        <li>
          {request.paidBefore === 0
            ? t('approval.evidence.neverPaid')
            : t('approval.evidence.paid', { count: request.paidBefore })}
        </li>
        {callBack !== null && (
          <li>
            {t('approval.evidence.called')} <CallBackText call={callBack} />
          </li>
        )}
        {callBack === null && request.warnings.some((warning) => CALLED.includes(warning)) && (
          <li>{t('approval.evidence.notCalled')}</li>
        )}
        {duplicates.map((one, index) => (
          <li key={index}>
            {t('approval.evidence.alike', {
              number: one.documentNumber === '' ? '—' : one.documentNumber,
              sum: formatMoney(one.amountMinor),
            })}{' '}
            <DateText at={one.at} />
          </li>
        ))}
        {duplicates.length === 0 && <li>{t('approval.evidence.noneAlike')}</li>}
      </ul>
    </Part>
  );
}

/**
 * What the computer of the one who prepared the payment said in the signed request; this one may know less of the
 * payee.
 */
export function Told({ request }: PartProps) {
  const t = useT();
  const { told, preparedBy } = request;
  if (told === null) return null;
  const { paidBefore, lastPaidOn, lastAmountMinor, duplicates, availableMinor, asOf } = told;
  return (
    <Part title={t('approval.told.title', { maker: preparedBy })}>
      <ul className={classes.list}>
        <li>
          {paidBefore === 0
            ? t('approval.evidence.neverPaid')
            : t('approval.evidence.paid', { count: paidBefore })}
          {lastPaidOn !== null && (
            <>
              {' '}
              {t('approval.told.last')} <DateText at={lastPaidOn} />, <MoneyText minor={lastAmountMinor} />
            </>
          )}
        </li>
        {duplicates.map(({ on, documentNumber }, index) => (
          <li key={index}>
            {t('approval.told.alike', { number: documentNumber === '' ? '—' : documentNumber })}{' '}
            <DateText at={on} />
          </li>
        ))}
        <li>
          {availableMinor === null ? (
            t('approval.told.balanceUnknown')
          ) : (
            <>
              {t('approval.told.balance')} <MoneyText minor={availableMinor} />
              {asOf !== null && (
                <>
                  , <MomentText at={asOf} />
                </>
              )}
            </>
          )}
        </li>
      </ul>
    </Part>
  );
}

interface PartFrame {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, note, children }: PartFrame) {
  return (
    <section className={classes.part} aria-label={title}>
      <h2 className={classes.partTitle}>
        {title}
        {note !== undefined && <span className={classes.partNote}>{note}</span>}
      </h2>
      {children}
    </section>
  );
}
