import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { AccountView } from '../../../../contract/areas/accounts.ts';
import type { DraftFields, PaymentDetails } from '../../../../contract/areas/payments.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { DropVeil } from '../../../ui/drop-veil.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { isBudgetDraft } from '../../../../contract/values/bank-details/budget-draft.ts';
import { AmountSection } from './amount-section.tsx';
import { BudgetSection } from './budget-section.tsx';
import { DraftStateText } from './draft-state-text.tsx';
import { focusField } from './field-facts.ts';
import { FoundDialog } from './found-dialog.tsx';
import { InvoiceButton } from './invoice-button.tsx';
import { CancelButton, CopyButton } from '../payment-actions.tsx';
import { PayeeSection } from './payee-section.tsx';
import { PayerField } from './payer-field.tsx';
import classes from './payment-form.module.css';
import { PreviewPanel } from './preview-panel.tsx';
import { PurposeField } from './purpose-field.tsx';
import { RouteSection } from './route-section.tsx';
import { SavingProblem } from './saving-problem.tsx';
import { SubmitBar } from './submit-bar.tsx';
import { TemplateMenu } from './template-menu.tsx';
import { useDraft } from './use-draft.ts';
import { useFoundDetails } from './use-found-details.ts';
import { useFormKeys } from './use-form-keys.ts';
import { useSubmit } from './use-submit.ts';

interface PaymentFormProps {
  /** `null` for a new payment. */
  readonly opened: PaymentDetails | null;
  readonly initial: DraftFields;
  readonly accounts: readonly AccountView[];
}

/** A payment order as it is read: who pays, to whom, how much, what for, how; beside it, live, what will happen. */
export function PaymentForm({ opened, initial, accounts }: PaymentFormProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const form = useDraft({ opened, initial });
  const submit = useSubmit(form);
  const { inn } = useCompany();
  const details = useFoundDetails(form, {
    inns: [inn],
    accounts: accounts.map(({ accountNumber }) => accountNumber),
  });
  const keys = useFormKeys({ onSend: () => void submit.run(), onLeave: () => navigate(paths.payments) });
  useEffect(() => {
    if (opened === null) focusField(initial.payeeName === '' ? 'payeeName' : 'amountText');
  }, [opened, initial.payeeName]);
  return (
    <Screen
      title={opened === null ? t('payments.form.titleNew') : t('payments.form.titleDraft')}
      subtitle={
        <span role="status">
          <DraftStateText state={form.saving.state} />
        </span>
      }
      actions={
        <>
          <InvoiceButton onPicture={details.readPicture} isReading={details.isReading} />
          <TemplateMenu form={form} />
          {opened?.actions.includes('copy') === true && <CopyButton details={opened} />}
          {opened?.actions.includes('cancel') === true && (
            <CancelButton details={opened} beforeCancel={form.saving.saver.flush} />
          )}
        </>
      }
    >
      <FoundDialog found={details.found} onFill={details.fill} onLeave={details.leave} />
      <div className={classes.layout} {...keys} onPasteCapture={details.onPasteCapture}>
        <div className={classes.sheet}>
          <DropVeil isOver={details.isOver}>{t('payments.found.dropHere')}</DropVeil>
          <SavingProblem saving={form.saving} />
          <ErrorNotice error={details.error} isReading />
          <FormGroup title={t('payments.form.from')}>
            <div className={classes.whole}>
              <PayerField form={form} accounts={accounts} />
            </div>
          </FormGroup>
          <FormGroup title={t('payments.form.to')}>
            <PayeeSection form={form} />
          </FormGroup>
          {isBudgetDraft(form.fields) && (
            <FormGroup title={t('payments.form.taxTitle')}>
              <BudgetSection form={form} />
            </FormGroup>
          )}
          <FormGroup title={t('payments.form.howMuch')}>
            <AmountSection form={form} />
            <PurposeField form={form} />
          </FormGroup>
          <FormGroup title={t('payments.form.how')}>
            <RouteSection form={form} />
          </FormGroup>
        </div>
        <div className={classes.side}>
          <PreviewPanel form={form} />
          <SubmitBar form={form} submit={submit} />
        </div>
      </div>
    </Screen>
  );
}

function FormGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{title}</legend>
      <div className={classes.grid}>{children}</div>
    </fieldset>
  );
}
