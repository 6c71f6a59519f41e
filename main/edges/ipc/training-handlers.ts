import { AppError } from '../../ports/app-error.ts';
import { journalEntry } from '../../domain/audit/entry.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import {
  controlTraining,
  trainingView,
  type TrainingBankHost,
} from '../../domain/training/training-company.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Online banking of the training bank. */
export function trainingHandlers(
  workplace: Workplace,
  host: TrainingBankHost,
  openCabinet: () => Promise<void>,
): HandlersOf<'training'> {
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
      // Its clock may have moved, and with it the days of the training company.
      workplace.changed();
      return view;
    },
    'training.openCabinet': async () => {
      const { vault } = workplace;
      const isTraining = vault.companies.list().some(({ environment }) => environment === 'training');
      if (!isTraining) throw new AppError('training-only');
      await openCabinet();
      return {};
    },
  };
}
