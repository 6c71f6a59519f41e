import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';

/** Where no proof can be had: a person's own word, written down as a word. */
export function WordForm({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const [word, setWord] = useState('');
  const take = usePlanCall(app().plans.takeWord);
  return (
    <details className={classes.more} open={plan.proof?.hasControl === false}>
      <summary>{t('plans.word.summary')}</summary>
      <p className={classes.hint}>{t('plans.word.hint')}</p>
      <ErrorNotice error={take.error} />
      <div className={classes.inline}>
        <TextInput
          label={t('plans.word.label')}
          placeholder={t('plans.word.placeholder')}
          value={word}
          maxLength={300}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={word.trim().length < 3}
          loading={take.isPending}
          onClick={() => void take.run({ planId: plan.planId, word: word.trim() })}
        >
          {t('plans.word.button')}
        </Button>
      </div>
    </details>
  );
}
