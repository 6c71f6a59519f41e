import { Textarea, TextInput } from '@mantine/core';
import { useT } from '../../../i18n/t.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import type { TokenField } from './token-draft.ts';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

/** Name, purpose, who issued it and when. */
export function TokenFormBasics({ form }: { readonly form: TokenFormState }) {
  const t = useT();
  const { draft, change, leave, problems } = form;
  const errorOf = (field: TokenField) => {
    const problem = problems.fields[field];
    return problem === undefined ? undefined : t(`tokens.formProblem.${problem}`);
  };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        {t('tokens.form.basics')}
        <span className={classes.aside}>{form.companyName}</span>
      </legend>
      <div className={classes.fields}>
        <TextInput
          label={t('tokens.form.label')}
          description={t('tokens.form.labelHint')}
          value={draft.label}
          error={errorOf('label')}
          withAsterisk
          maxLength={60}
          data-autofocus
          onChange={(event) => change({ label: event.currentTarget.value })}
          onBlur={() => leave('label')}
        />
        <Textarea
          label={t('tokens.form.purpose')}
          value={draft.purpose}
          maxLength={200}
          autosize
          minRows={1}
          maxRows={3}
          onChange={(event) => change({ purpose: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <TextInput
            label={t('tokens.form.issuer')}
            description={t('tokens.form.issuerHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.issuer}
            error={errorOf('issuer')}
            withAsterisk
            maxLength={80}
            onChange={(event) => change({ issuer: event.currentTarget.value })}
            onBlur={() => leave('issuer')}
          />
          <DayInput
            label={t('tokens.form.issuedOn')}
            description={t('tokens.form.issuedOnHint')}
            value={draft.issuedOnText}
            error={errorOf('issuedOn')}
            required
            onChange={(issuedOnText) => change({ issuedOnText })}
            onBlur={() => leave('issuedOn')}
          />
        </div>
      </div>
    </fieldset>
  );
}
