import { Checkbox } from '@mantine/core';
import { approvalsAtMost, type PolicyRules, type PolicyView } from '../../../../contract/areas/policy.ts';
import type { PersonId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { Notice } from '../../../ui/notice.tsx';
import classes from './policy.module.css';

/** How many directors sign a change to these rules: as many as the old or the new ones ask for at most. */
export function signersNeeded({ lastSigned }: PolicyView, rules: PolicyRules): number {
  return Math.max(approvalsAtMost(rules), lastSigned === null ? 1 : approvalsAtMost(lastSigned));
}

interface PolicySignersProps {
  readonly needed: number;
  /** Directors who can sign besides the one at the screen. */
  readonly others: PolicyView['directors'];
  readonly chosen: readonly PersonId[];
  readonly isMissing: boolean;
  readonly onChange: (chosen: PersonId[]) => void;
}

/** Who else signs the change. Nothing to choose where everybody has to. */
export function PolicySigners({ needed, others, chosen, isMissing, onChange }: PolicySignersProps) {
  const t = useT();
  if (needed <= 1) return null;
  const missing = needed - 1;
  if (others.length < missing) {
    return (
      <Notice
        tone="warning"
        title={t('settings.policy.signers.tooFew', { needed, count: others.length + 1 })}
      >
        {t('settings.policy.signers.tooFewText')}
      </Notice>
    );
  }
  if (others.length === missing) {
    return (
      <div>
        <div className={classes.legend}>{t('settings.policy.signers.title', { count: missing })}</div>
        <div>{others.map(({ name }) => name).join(', ')}</div>
        <p className={classes.note}>{t('settings.policy.signers.text')}</p>
      </div>
    );
  }
  return (
    <Checkbox.Group
      label={t('settings.policy.signers.title', { count: missing })}
      description={t('settings.policy.signers.text')}
      value={[...chosen]}
      error={isMissing ? t('settings.policy.signers.choose', { count: missing }) : undefined}
      onChange={(value) =>
        onChange(others.map(({ personId }) => personId).filter((id) => value.includes(id)))
      }
    >
      <div className={classes.signers}>
        {others.map(({ personId, name }) => (
          <Checkbox key={personId} value={personId} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
