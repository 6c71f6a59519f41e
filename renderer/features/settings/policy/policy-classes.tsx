import { Select } from '@mantine/core';
import { ClassRule, PAYMENT_CLASSES } from '../../../../contract/areas/policy.ts';
import { useT } from '../../../i18n/t.ts';
import { restsThresholds, type PolicyDraft } from './policy-draft.ts';
import classes from './policy.module.css';

interface PolicyClassesProps {
  readonly draft: PolicyDraft;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** A rule for each class of payments. */
export function PolicyClasses({ draft, onChange }: PolicyClassesProps) {
  const t = useT();
  const options = ClassRule.options.map((value) => ({
    value,
    label: t(`settings.policy.classRule.${value}`),
  }));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('settings.policy.classes.title')}</legend>
      {PAYMENT_CLASSES.map((name) => (
        <div className={classes.class} key={name}>
          <div>
            {t(`settings.policy.classes.${name}`)}
            <div className={classes.note}>{t(`settings.policy.classHint.${name}`)}</div>
          </div>
          <Select
            aria-label={t(`settings.policy.classes.${name}`)}
            data={options}
            value={draft.classes[name]}
            allowDeselect={false}
            onChange={(value) =>
              onChange({ ...draft, classes: { ...draft.classes, [name]: ClassRule.parse(value) } })
            }
          />
        </div>
      ))}
      {restsThresholds(draft.classes) && <p className={classes.note}>{t('settings.policy.classes.rests')}</p>}
    </fieldset>
  );
}
