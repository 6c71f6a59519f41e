import { actorOf } from '../people/person.ts';
import { journalEntry } from '../audit/entry.ts';
import type { Workplace } from '../session/workplace.ts';
import { controlTraining, trainingView, type TrainingBankHost } from '../training/training-company.ts';
import type { HandlersOf } from './handlers-of.ts';

/** The cabinet of the training bank. */
export function trainingHandlers(workplace: Workplace, host: TrainingBankHost): HandlersOf<'training'> {
  return {
    'training.view': async () => trainingView(host),
    'training.control': async (input) => {
      const view = controlTraining(host, input);
      const { vault } = workplace;
      const facts = {
        at: vault.clock.now(),
        actor: actorOf(workplace.person),
        companyId: null,
        subject: input.kind,
      };
      vault.audit.append(journalEntry('training-controlled', facts));
      return view;
    },
  };
}
