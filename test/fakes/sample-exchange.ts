import type { ExchangeView, TakenView } from '../../contract/areas/exchange.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { AppError } from '../../main/ports/app-error.ts';
import type { Exchange } from '../../main/domain/requests/exchange-ports.ts';
import { NOTHING_TAKEN } from '../../main/domain/requests/take-in.ts';

type ExchangeName = Extract<keyof AppHandlers, `exchange.${string}`>;

const TAKEN: TakenView = { requests: 0, answers: 1, outcomes: 0, documents: 0, known: 2, unfit: 0 };

/** The sample company works on this computer alone: no files travel. */
export function exchangeSampleHandlers(): Pick<AppHandlers, ExchangeName> {
  const none = async (): Promise<ExchangeView | null> => null;
  return {
    'exchange.view': none,
    'exchange.chooseFolder': none,
    'exchange.leaveFolder': none,
    'exchange.look': none,
    'exchange.openFiles': async () => TAKEN,
    'exchange.standings': async () => [],
    'exchange.sign': async () => ({}),
    'exchange.saveFile': async () => ({}),
  };
}

/** An exchange that carries nothing, for vaults whose folders a test does not look at. */
export const STILL_EXCHANGE: Exchange = {
  state: () => ({ lastLookAt: null, problem: null, taken: NOTHING_TAKEN }),
  wake: () => undefined,
  look: () => Promise.resolve(),
  takeFiles: () => Promise.reject(new AppError('not-found')),
};
