import type { PaymentPreview } from '../../../../contract/areas/payments.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { CallBackForm } from '../../../ui/payment/call-back-form.tsx';
import { CallBackText } from '../../../ui/payment/call-back-text.tsx';
import { cleanNumber } from './blank-draft.ts';
import classes from './preview-panel.module.css';
import type { DraftForm } from './use-draft.ts';

/** The call that confirms the payee's account: the record of it, or where it is missing the form for one. */
export function CallBackCard({
  form,
  preview,
}: {
  readonly form: DraftForm;
  readonly preview: PaymentPreview;
}) {
  const t = useT();
  const { companyId } = useCompany();
  const isMissing = preview.decision?.reasons.some(({ code }) => code === 'call-back-missing') ?? false;
  if (preview.callBack === null && !isMissing) return null;
  const { payeeName, payeeInn, payeeBik, payeeAccount } = form.fields;
  const account = cleanNumber(payeeAccount);
  return (
    <section className={classes.card} data-warning={isMissing || undefined}>
      <h2 className={classes.title}>{t(isMissing ? 'payees.call.title' : 'payees.call.doneTitle')}</h2>
      {preview.callBack !== null && (
        <div className={classes.quiet}>
          <CallBackText call={preview.callBack} />
        </div>
      )}
      {isMissing && (
        <>
          <div className={classes.quiet}>{t('payees.call.text')}</div>
          <CallBackForm
            key={`${payeeInn} ${payeeBik} ${account}`}
            about={{ companyId, payeeName, payeeInn, payeeBik, payeeAccount: account }}
          />
        </>
      )}
    </section>
  );
}
