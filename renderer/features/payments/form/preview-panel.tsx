import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { DecisionCard } from './decision-card.tsx';
import { DuplicatesCard } from './duplicates-card.tsx';
import { LastPaymentCard } from './last-payment-card.tsx';
import { LimitBar } from './limit-bar.tsx';
import classes from './preview-panel.module.css';
import type { DraftForm } from './use-draft.ts';

/** Beside the form, live: what will happen, what is left of the limits, what the payee was paid before. */
export function PreviewPanel({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { judged, isFresh, error } = form.live;
  const preview = judged?.preview ?? null;
  return (
    <>
      <section className={classes.card} aria-label={t('payments.panel.title')}>
        <h2 className={classes.title}>
          {t('payments.panel.title')}
          {!isFresh && error === null && (
            <span className={classes.checking}>{t('payments.panel.checking')}</span>
          )}
        </h2>
        <ErrorNotice error={error} />
        {error === null && <DecisionCard decision={preview?.decision ?? null} />}
        {preview !== null && (
          <>
            <ul className={classes.hints}>
              {preview.hints.map((hint) => (
                <li key={hint}>{t(`payments.hint.${hint}`)}</li>
              ))}
            </ul>
            <LimitBar kind="day" use={preview.day} amountMinor={preview.amountMinor} />
            <LimitBar kind="month" use={preview.month} amountMinor={preview.amountMinor} />
            {preview.isSumOfSeveralComputers && (
              <p className={classes.ofSeveral}>{t('payments.panel.ofSeveralComputers')}</p>
            )}
          </>
        )}
      </section>
      {preview !== null && <LastPaymentCard last={preview.lastPayment} account={form.fields.payeeAccount} />}
      {preview !== null && <DuplicatesCard duplicates={preview.duplicates} />}
    </>
  );
}
