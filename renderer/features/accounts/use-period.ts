import { useMemo, useState } from 'react';
import type { Instant } from '../../../contract/values/dates.ts';
import { formatDayText, parseNearDayText } from '../../../contract/values/parse-day.ts';
import { useNow } from '../../ui/use-now.ts';
import { checkPeriod, presetPeriod, type Period, type PeriodPreset, type PeriodProblem } from './period.ts';

export interface PeriodState {
  readonly preset: PeriodPreset;
  readonly choose: (preset: PeriodPreset) => void;
  readonly fromText: string;
  readonly toText: string;
  readonly typeFrom: (text: string) => void;
  readonly typeTo: (text: string) => void;
  readonly problem: PeriodProblem | null;
  /** `null` while own dates cannot be read. */
  readonly period: Period | null;
}

/** Holds which days a statement is for; own dates begin with those of the preset left. */
export function usePeriod(): PeriodState {
  const now: Instant = new Date(useNow().startOf('hour').toMillis()).toISOString();
  const [preset, setPreset] = useState<PeriodPreset>('week');
  const [fromText, setFromText] = useState('');
  const [toText, setToText] = useState('');
  const fixed = useMemo(() => (preset === 'own' ? null : presetPeriod(preset, now)), [preset, now]);
  const from = parseNearDayText(fromText);
  const to = parseNearDayText(toText);
  const problem = preset === 'own' ? checkPeriod(from, to) : null;
  const own = problem === null && from !== null && to !== null ? { from, to } : null;
  const choose = (next: PeriodPreset) => {
    if (next === 'own' && fixed !== null) {
      setFromText(formatDayText(fixed.from));
      setToText(formatDayText(fixed.to));
    }
    setPreset(next);
  };
  return {
    preset,
    choose,
    fromText,
    toText,
    typeFrom: setFromText,
    typeTo: setToText,
    problem,
    period: fixed ?? own,
  };
}
