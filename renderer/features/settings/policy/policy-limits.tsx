import { TextInput } from '@mantine/core';
import { formatAmount, parseAmountText } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { LIMIT_NAMES, type LimitName, type PolicyDraft } from './policy-draft.ts';
import classes from '../settings.module.css';

interface PolicyLimitsProps {
  readonly limits: PolicyDraft['limits'];
  readonly problemText: (field: string) => string | null;
  readonly onChange: (limits: PolicyDraft['limits']) => void;
}

/** Four limits, each with the sum above which the director signs and the sum above which nobody can pay. */
export function PolicyLimits({ limits, problemText, onChange }: PolicyLimitsProps) {
  const t = useT();
  const field = (name: LimitName, part: 'approval' | 'refuse') => (
    <TextInput
      aria-label={`${t(`settings.policy.limit.${name}`)}: ${t(`settings.policy.${part}`)}`}
      classNames={{ input: classes.amount ?? '' }}
      value={limits[name][part]}
      placeholder={part === 'refuse' ? t('settings.policy.noCeiling') : ''}
      rightSection={<span className={classes.unit}>₽</span>}
      inputMode="decimal"
      maxLength={30}
      error={problemText(`${name}.${part}`)}
      onChange={(event) =>
        onChange({ ...limits, [name]: { ...limits[name], [part]: event.currentTarget.value } })
      }
      onBlur={() => onChange({ ...limits, [name]: { ...limits[name], [part]: tidy(limits[name][part]) } })}
    />
  );
  return (
    <table className={classes.limits}>
      <thead>
        <tr>
          <th scope="col">{t('settings.policy.limits')}</th>
          <th scope="col">
            {t('settings.policy.approval')}
            <div className={classes.itemNote}>{t('settings.policy.approvalHint')}</div>
          </th>
          <th scope="col">
            {t('settings.policy.refuse')}
            <div className={classes.itemNote}>{t('settings.policy.refuseHint')}</div>
          </th>
        </tr>
      </thead>
      <tbody>
        {LIMIT_NAMES.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`settings.policy.limit.${name}`)}</th>
            <td>{field(name, 'approval')}</td>
            <td>{field(name, 'refuse')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tidy(text: string): string {
  const minor = parseAmountText(text);
  return minor === null ? text : formatAmount(minor);
}
