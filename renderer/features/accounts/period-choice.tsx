import { SegmentedControl } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { PERIOD_PRESETS } from './period.ts';
import type { PeriodState } from './use-period.ts';
import classes from './accounts.module.css';

/** Ready periods and own dates. */
export function PeriodChoice({ state }: { readonly state: PeriodState }) {
  const t = useT();
  const choices = PERIOD_PRESETS.map((preset) => ({ value: preset, label: t(`accounts.period.${preset}`) }));
  return (
    <>
      <SegmentedControl
        aria-label={t('accounts.period.label')}
        data={choices}
        value={state.preset}
        onChange={(value) => state.choose(PERIOD_PRESETS.find((preset) => preset === value) ?? 'week')}
      />
      {state.preset === 'own' && (
        <div className={classes.own}>
          <DayInput
            label={t('accounts.period.from')}
            isLabelHidden
            isNear
            value={state.fromText}
            isInvalid={state.problem !== null && state.problem !== 'to-form'}
            onChange={state.typeFrom}
          />
          <DayInput
            label={t('accounts.period.to')}
            isLabelHidden
            isNear
            value={state.toText}
            isInvalid={state.problem === 'to-form' || state.problem === 'order'}
            onChange={state.typeTo}
          />
        </div>
      )}
      {state.problem !== null && (
        <div className={classes.problem} role="status">
          {t(`accounts.period.problem.${state.problem}`)}
        </div>
      )}
    </>
  );
}
