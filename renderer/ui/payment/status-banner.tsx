import type { ReactNode } from 'react';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../date-text.tsx';
import { GuideLink } from '../guide/guide-link.tsx';
import tones from '../tone.module.css';
import { MARK_ICONS, PAYMENT_STATUS_ICONS } from './payment-status-badge.tsx';
import classes from './payment.module.css';
import { MARK_TONES, statusSentence, statusTone } from './status-facts.ts';

interface StatusBannerProps {
  readonly details: PaymentDetails;
  readonly actions?: ReactNode;
}

/** The big sentence: how the payment stands, where the money is, what comes next and when. Read out when it changes. */
export function StatusBanner({ details, actions }: StatusBannerProps) {
  const t = useT();
  const { status, mark } = details.payment;
  const { sentence, next } = statusSentence(details);
  // Nobody asks about a sealed token's payment by itself.
  const isSilent = details.sealedTo !== null && (status === 'unknown' || status === 'in-progress');
  const Icon = mark === null ? PAYMENT_STATUS_ICONS[status] : MARK_ICONS[mark];
  const tone = mark === null ? statusTone(status) : MARK_TONES[mark];
  return (
    <div className={`${classes.banner} ${tones[tone]}`}>
      <Icon size={28} className={classes.bannerIcon} aria-hidden />
      <div className={classes.bannerBody}>
        <div role="status">
          <div className={classes.bannerTitle}>{t(sentence)}</div>
          <div>{isSilent ? t('payments.next.sealed', { director: details.sealedTo ?? '' }) : t(next)}</div>
        </div>
        {status === 'unknown' && <GuideLink question="no-answer" />}
        {status === 'submitted' && <GuideLink question="waits" />}
        {details.signatures !== null && <Signatures signatures={details.signatures} />}
        {details.nextQuestionAt !== null && (
          <div className={classes.bannerFact}>
            {t('payments.next.questionAt')}: <MomentText at={details.nextQuestionAt} />
          </div>
        )}
        {details.bankMessage !== null && details.bankMessage !== '' && (
          <div className={classes.bannerFact}>
            {t('payments.next.bankSays', { message: details.bankMessage })}
          </div>
        )}
        {actions !== undefined && <div className={classes.bannerActions}>{actions}</div>}
      </div>
    </div>
  );
}

/** «1 of 2», whose, and who can give the rest. */
function Signatures({ signatures }: { readonly signatures: NonNullable<PaymentDetails['signatures']> }) {
  const t = useT();
  const { needed, approvedBy, missingFrom } = signatures;
  const facts = [
    t('payments.signatures.count', { given: approvedBy.length, needed }),
    ...(approvedBy.length > 0 ? [t('payments.signatures.given', { names: approvedBy.join(', ') })] : []),
    missingFrom.length > 0
      ? t('payments.signatures.missing', { count: needed - approvedBy.length, names: missingFrom.join(', ') })
      : t('payments.signatures.nobody'),
  ];
  return <div className={classes.bannerFact}>{facts.join(' · ')}</div>;
}
