import type { Instant } from '../contract/values/dates.ts';
import { readClockAhead } from '../training-bank/state/clock-ahead.ts';
import type { TrainingBank } from '../training-bank/training-bank.ts';
import type { TrainingBankHost } from './domain/training/training-company.ts';
import type { TBank } from './edges/tapi/t-bank.ts';

/** Runs the training bank inside the app: started when a training company needs it, loaded only then. */
export function trainingBankHost(options: {
  readonly stateFile: string;
  readonly bank: TBank;
  readonly now: () => Instant;
}): TrainingBankHost {
  let starting: Promise<TrainingBank> | null = null;
  let running: TrainingBank | null = null;
  /** As the state file has it, read once while the bank does not run. */
  let remembered: number | null = null;

  async function start(): Promise<TrainingBank> {
    // Before the chunk that the bank shares with others: what needs it there runs as that chunk is loaded.
    await import('reflect-metadata');
    const { startTrainingBank } = await import('../training-bank/training-bank.ts');
    const bank = await startTrainingBank({
      now: () => new Date(options.now()),
      stateFile: options.stateFile,
    });
    const { ordinaryBaseUrl, securedBaseUrl, caPem } = bank;
    options.bank.registerEnvironment({ name: 'training', ordinaryBaseUrl, securedBaseUrl, caPem });
    running = bank;
    return bank;
  }

  return {
    running: () => {
      starting ??= start().catch((error: unknown) => {
        starting = null;
        throw error;
      });
      return starting;
    },
    current: () => running,
    clockAheadMs: () => running?.clockAheadMs() ?? (remembered ??= readClockAhead(options.stateFile)),
    stop: async () => {
      remembered = running?.clockAheadMs() ?? remembered;
      await running?.stop();
      running = null;
      starting = null;
    },
  };
}
