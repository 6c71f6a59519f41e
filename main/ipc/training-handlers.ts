import { journalEntry } from '../audit/entry.ts';
import type { Workplace } from '../session/workplace.ts';
import { controlTraining, trainingView, type TrainingBankHost } from '../training/training-company.ts';
import type { HandlersOf } from './handlers-of.ts';

/** The cabinet of the training bank. */
export function trainingHandlers(workplace: Workplace, host: TrainingBankHost): HandlersOf<'training'> {
  return {
    'training.view': async () => trainingView(host),
    'training.control': async (input) => {
      const { vault, worker } = workplace;
      const view = controlTraining(host, input);
      const facts = {
        at: vault.clock.now(),
        actor: worker,
        companyId: null,
        subject: input.kind,
      };
      vault.audit.append(journalEntry('training-controlled', facts));
      return view;
    },
  };
}
