import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { MAX_TIERS } from '../../../../contract/areas/policy.ts';
import { formatAmount, parseAmountText } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { withTier, type PolicyDraft, type TierDraft } from './policy-draft.ts';
import classes from './policy.module.css';

interface PolicyTiersProps {
  readonly draft: PolicyDraft;
  readonly problemText: (field: string) => string | null;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** How many approvals: the base, and more of them above some sums. */
export function PolicyTiers({ draft, problemText, onChange }: PolicyTiersProps) {
  const t = useT();
  const change = (id: number, part: Partial<TierDraft>) =>
    onChange({ ...draft, tiers: draft.tiers.map((tier) => (tier.id === id ? { ...tier, ...part } : tier)) });
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('settings.policy.tiers.title')}</legend>
      <div className={classes.tier}>
        <span className={classes.tierText}>{t('settings.policy.tiers.base')}</span>
        <NumberInput
          className={classes.count ?? ''}
          aria-label={t('settings.policy.approvals')}
          min={1}
          max={5}
          allowDecimal={false}
          value={draft.approvalsNeeded}
          error={problemText('approvalsNeeded')}
          onChange={(value) => onChange({ ...draft, approvalsNeeded: value })}
        />
        <span className={classes.remove} />
      </div>
      {draft.tiers.map((tier, index) => (
        <div className={classes.tier} key={tier.id}>
          <span className={classes.tierText}>{t('settings.policy.tiers.above')}</span>
          <TextInput
            className={classes.sumField ?? ''}
            classNames={{ input: classes.amount ?? '' }}
            aria-label={t('settings.policy.tiers.aboveLabel', { number: index + 1 })}
            value={tier.above}
            rightSection={<span className={classes.unit}>₽</span>}
            inputMode="decimal"
            maxLength={30}
            error={problemText(`tier.${index}.above`)}
            onChange={(event) => change(tier.id, { above: event.currentTarget.value })}
            onBlur={() => {
              const minor = parseAmountText(tier.above);
              if (minor !== null) change(tier.id, { above: formatAmount(minor) });
            }}
          />
          <NumberInput
            className={classes.count ?? ''}
            aria-label={t('settings.policy.tiers.approvalsLabel', { number: index + 1 })}
            min={2}
            max={5}
            allowDecimal={false}
            value={tier.approvals}
            error={problemText(`tier.${index}.approvals`)}
            onChange={(value) => change(tier.id, { approvals: value })}
          />
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t('settings.policy.tiers.remove', { number: index + 1 })}
            onClick={() => onChange({ ...draft, tiers: draft.tiers.filter(({ id }) => id !== tier.id) })}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <p className={classes.note}>{t('settings.policy.tiers.hint')}</p>
      {draft.tiers.length < MAX_TIERS && (
        <Button
          className={classes.add ?? ''}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange(withTier(draft))}
        >
          {t('settings.policy.tiers.add')}
        </Button>
      )}
    </fieldset>
  );
}
