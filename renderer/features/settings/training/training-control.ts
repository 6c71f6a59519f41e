import type { z } from 'zod';
import type { TrainingInput, TrainingView } from '../../../../contract/areas/training.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall, type RunningCall } from '../../../api/use-call.ts';

/** Does something in the training bank's cabinet. */
export type TrainingControl = RunningCall<z.input<typeof TrainingInput>, TrainingView>;

/** Everything that a step of the training bank may change elsewhere. */
const STALE = [
  keys.training,
  keys.reminders,
  ['payments'],
  ['approvals'],
  ['overview'],
  ['tokens'],
  ['certificates'],
  ['accounts'],
];

export function useTrainingControl(): TrainingControl {
  return useCall(app().training.control, { staleAfter: STALE });
}
