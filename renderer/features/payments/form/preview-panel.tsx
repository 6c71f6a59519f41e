import type { FieldProblem } from '../../../../contract/areas/payments.ts';
import { useLanguage, useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { CallBackCard } from './call-back-card.tsx';
import { DecisionCard } from './decision-card.tsx';
import { FIELD_LABELS, inFormOrder } from './field-facts.ts';
import { DuplicatesCard } from './duplicates-card.tsx';
import { LastPaymentCard } from './last-payment-card.tsx';
import { LimitsPart } from './limits-part.tsx';
import classes from './preview-panel.module.css';
import type { DraftForm } from './use-draft.ts';
import { problemText } from './use-problem.ts';

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
              {preview.doubts.map((doubt) => (
                <Doubt key={doubt.field} form={form} doubt={doubt} />
              ))}
              {preview.hints.map((hint) => (
                <li key={hint}>{t(`payments.hint.${hint}`)}</li>
              ))}
            </ul>
            <LimitsPart limits={preview.limits} />
          </>
        )}
      </section>
      {preview !== null && <CallBackCard form={form} preview={preview} />}
      {preview !== null && <LastPaymentCard last={preview.lastPayment} account={form.fields.payeeAccount} />}
      {preview !== null && <DuplicatesCard duplicates={preview.duplicates} />}
    </>
  );
}

/** A value that breaks a rule which is not certain: the person decides. */
function Doubt({ form, doubt }: { readonly form: DraftForm; readonly doubt: FieldProblem }) {
  const t = useT();
  const language = useLanguage();
  return inFormOrder([doubt.field]).map((field) => (
    <li key={field}>
      {t(FIELD_LABELS[field])}: {problemText({ t, language }, field, doubt, form.fields)}
    </li>
  ));
}
