import { Anchor, Button, Kbd } from '@mantine/core';
import type { RuleDecision } from '../../../../contract/areas/payments.ts';
import { useT, type MessageKey } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { FIELD_LABELS, focusField, inFormOrder } from './field-facts.ts';
import classes from './preview-panel.module.css';
import type { DraftForm } from './use-draft.ts';
import type { Submit } from './use-submit.ts';

interface SubmitBarProps {
  readonly form: DraftForm;
  readonly submit: Submit;
}

/** What helps where the rules refuse: a call and a mark are no matter of the sum. */
function refusalNote(decision: RuleDecision | null): MessageKey {
  const codes = decision?.reasons.map(({ code }) => code) ?? [];
  if (codes.includes('never-pay')) return 'payments.form.refusedNeverPay';
  return codes.every((code) => code === 'call-back-missing')
    ? 'payments.form.refusedWithoutCall'
    : 'payments.form.refusedByRules';
}

/** The button that hands the draft on, and under it what still stands in the way, with links to the fields. */
export function SubmitBar({ form, submit }: SubmitBarProps) {
  const t = useT();
  const decision = form.live.judged?.preview.decision ?? null;
  const isRefused = decision?.kind === 'refuse' && form.live.isFresh;
  const wrong = inFormOrder(Object.keys(form.toldProblems));
  return (
    <div className={classes.submit}>
      <ErrorNotice error={submit.error} />
      <Button
        fullWidth
        size="md"
        loading={submit.isPending}
        disabled={isRefused}
        onClick={() => void submit.run()}
        aria-describedby="payment-submit-notes"
      >
        {decision?.kind === 'allow' ? t('payments.form.submitReady') : t('payments.form.submitApproval')}
      </Button>
      <div className={classes.notes} id="payment-submit-notes" aria-live="polite">
        {isRefused && <span className={classes.wrong}>{t(refusalNote(decision))}</span>}
        {wrong.length > 0 && (
          <span className={classes.wrong}>
            {t('payments.form.fix', { count: wrong.length })}{' '}
            {wrong.map((field, index) => (
              <span key={field}>
                {index > 0 && ', '}
                <Anchor
                  component="button"
                  type="button"
                  inherit
                  c="inherit"
                  underline="always"
                  onClick={() => focusField(field)}
                >
                  {t(FIELD_LABELS[field])}
                </Anchor>
              </span>
            ))}
          </span>
        )}
        {!isRefused && wrong.length === 0 && (
          <>
            {t('payments.form.submitHint')} <Kbd size="xs">Ctrl Enter</Kbd>
          </>
        )}
      </div>
    </div>
  );
}
