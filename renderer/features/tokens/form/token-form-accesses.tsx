import { Checkbox } from '@mantine/core';
import { IconCash } from '@tabler/icons-react';
import { useId } from 'react';
import { accessName, knownAccess } from '../../../../contract/t-bank/accesses.ts';
import { useLanguage, useT } from '../../../i18n/t.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { ACCESS_GROUPS, type FormGroup } from './access-groups.ts';
import { JobChoice, jobOf } from './job-choice.tsx';
import { TokenFormOwnAccesses } from './token-form-own-accesses.tsx';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

interface TokenFormAccessesProps {
  readonly form: TokenFormState;
  readonly companyId: CompanyId;
}

/** The accesses to tick, in the words of online banking; those that move money stand in a red frame. */
export function TokenFormAccesses({ form, companyId }: TokenFormAccessesProps) {
  const t = useT();
  const problem = form.problems.fields.accesses;
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('tokens.form.accesses')}</legend>
      <p className={classes.hint}>{t('tokens.form.accessesHint')}</p>
      <JobChoice
        chosen={jobOf(form.draft.accesses)}
        onChoose={(_, accesses) => form.change({ accesses: [...accesses] })}
      />
      {ACCESS_GROUPS.map(({ group, accesses }) =>
        group === 'other' ? (
          <RareAccesses key={group} accesses={accesses} form={form} />
        ) : (
          <AccessGroup key={group} group={group} accesses={accesses} form={form} />
        ),
      )}
      <TokenFormOwnAccesses form={form} companyId={companyId} />
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {t(`tokens.formProblem.${problem}`)}
        </p>
      )}
    </fieldset>
  );
}

/** Accesses that few tick; what most of them can do no source says, so they count as able to move money. */
function RareAccesses({ accesses, form }: Omit<AccessGroupProps, 'group'>) {
  const t = useT();
  const ticked = accesses.filter((access) => form.draft.accesses.includes(access)).length;
  return (
    <details className={`${classes.subgroup} ${classes.rare}`} open={ticked > 0 || undefined}>
      <summary>{t('clock.access.rare')}</summary>
      <p className={classes.hint}>{t('clock.access.rareHint')}</p>
      <div className={classes.rareChoices}>
        {accesses.map((access) => (
          <AccessChoice key={access} access={access} form={form} />
        ))}
      </div>
    </details>
  );
}

interface AccessGroupProps {
  readonly group: Exclude<FormGroup, 'other'>;
  readonly accesses: readonly string[];
  readonly form: TokenFormState;
}

function AccessGroup({ group, accesses, form }: AccessGroupProps) {
  const t = useT();
  const id = useId();
  const isMoney = group === 'money';
  return (
    <div className={classes.subgroup} role="group" aria-labelledby={id}>
      <div className={isMoney ? classes.moneyTitle : classes.subtitle} id={id}>
        {isMoney && <IconCash size={16} aria-hidden />}
        {isMoney ? t('tokens.form.moneyGroup') : t(`tokens.form.group.${group}`)}
      </div>
      <div className={isMoney ? classes.moneyChoices : classes.choices}>
        {accesses.map((access) => (
          <AccessChoice key={access} access={access} form={form} />
        ))}
      </div>
    </div>
  );
}

function AccessChoice({ access, form }: { readonly access: string; readonly form: TokenFormState }) {
  const language = useLanguage();
  const known = knownAccess(access);
  const { accesses } = form.draft;
  const toggle = (isChecked: boolean) =>
    form.change({ accesses: isChecked ? [...accesses, access] : accesses.filter((one) => one !== access) });
  return (
    <Checkbox
      size="sm"
      label={accessName(access, 'ru')}
      description={language === 'ru' ? undefined : known?.englishName}
      checked={accesses.includes(access)}
      aria-invalid={form.problems.fields.accesses !== undefined || undefined}
      onChange={(event) => toggle(event.currentTarget.checked)}
    />
  );
}
