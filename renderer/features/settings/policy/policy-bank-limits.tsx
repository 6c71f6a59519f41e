import { Checkbox, TextInput } from '@mantine/core';
import { formatAmount, parseAmountText } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import {
  BANK_LIMIT_KINDS,
  BANK_LIMIT_NAMES,
  type BankLimitName,
  type BankLimitsDraft,
} from './policy-draft.ts';
import classes from '../settings.module.css';

interface PolicyBankLimitsProps {
  readonly limits: BankLimitsDraft;
  readonly problemText: (field: string) => string | null;
  readonly onChange: (limits: BankLimitsDraft) => void;
}

/** The bank's two kinds of limits, copied by the director from its online banking. */
export function PolicyBankLimits({ limits, problemText, onChange }: PolicyBankLimitsProps) {
  const t = useT();
  const field = (kind: (typeof BANK_LIMIT_KINDS)[number], name: BankLimitName) => {
    const isSum = name !== 'payeeDayPayments';
    const text = limits[kind][name];
    const type = (value: string) => onChange({ ...limits, [kind]: { ...limits[kind], [name]: value } });
    return (
      <TextInput
        aria-label={`${t(`settings.policy.bank.${kind}`)}: ${t(`settings.policy.bank.${name}`)}`}
        classNames={{ input: classes.amount ?? '' }}
        value={text}
        placeholder={t('settings.policy.bank.none')}
        rightSection={isSum && <span className={classes.unit}>₽</span>}
        inputMode={isSum ? 'decimal' : 'numeric'}
        maxLength={30}
        error={problemText(`${kind}.${name}`)}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => {
          const minor = isSum ? parseAmountText(text) : null;
          if (minor !== null) type(formatAmount(minor));
        }}
      />
    );
  };
  return (
    <div>
      <Checkbox
        label={t('settings.policy.bank.typed')}
        description={t('settings.policy.bank.hint')}
        checked={limits.isTyped}
        onChange={(event) => onChange({ ...limits, isTyped: event.currentTarget.checked })}
      />
      {limits.isTyped && (
        <table className={classes.limits}>
          <thead>
            <tr>
              <th scope="col">{t('settings.policy.bank.title')}</th>
              {BANK_LIMIT_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {t(`settings.policy.bank.${kind}`)}
                  <div className={classes.itemNote}>{t(`settings.policy.bank.${kind}Hint`)}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {BANK_LIMIT_NAMES.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`settings.policy.bank.${name}`)}</th>
                {BANK_LIMIT_KINDS.map((kind) => (
                  <td key={kind}>{field(kind, name)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
