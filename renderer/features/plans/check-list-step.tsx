import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { mayMoveMoney } from '../../../contract/t-bank/accesses.ts';
import { useT } from '../../i18n/t.ts';
import { MarkButton, SkipStep } from './step-buttons.tsx';
import classes from './plans.module.css';

/**
 * What has to be there before anybody opens the cabinet. Source: tapi.md §2.1, §2.2, §4.1, §9; issue 3 for the working
 * days.
 */
const ITEMS = ['application', 'section', 'role', 'right', 'signature'] as const;

/** The check list: each item says where it is known from. */
export function CheckListStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const pays = plan.wish?.accesses.some(mayMoveMoney) === true;
  const items = ITEMS.filter((item) => pays || (item !== 'right' && item !== 'signature'));
  const [checked, setChecked] = useState<readonly string[]>([]);
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.checkList.text')}</p>
      <div className={classes.checks}>
        {items.map((item) => (
          <Checkbox
            key={item}
            label={t(`plans.checkList.item.${item}`)}
            description={t(`plans.checkList.source.${item}`)}
            checked={checked.includes(item)}
            onChange={(event) =>
              setChecked(
                event.currentTarget.checked ? [...checked, item] : checked.filter((one) => one !== item),
              )
            }
          />
        ))}
      </div>
      <MarkButton
        plan={plan}
        step="check-list"
        label={t('plans.checkList.button')}
        isDisabled={checked.length < items.length}
      />
      <SkipStep
        plan={plan}
        step="check-list"
        label={t('plans.checkList.skip')}
        hint={t('plans.checkList.skipHint')}
      />
    </div>
  );
}
