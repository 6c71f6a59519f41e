import type { AppHandlers } from '../../contract/contract.ts';
import type { FilePicker } from '../certificates/certificates-ports.ts';
import type { Workplace } from '../session/workplace.ts';
import { approvalHandlers } from './approvals-handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { paymentHandlers } from './payments-handlers.ts';
import { sessionHandlers, type SessionHandlerParts } from './session-handlers.ts';
import { trainingHandlers } from './training-handlers.ts';
import type { TrainingBankHost } from '../training/training-company.ts';
import { tokenHandlers, type TokenHandlerParts } from './tokens-handlers.ts';

export interface HandlerParts extends SessionHandlerParts, TokenHandlerParts {
  readonly workplace: Workplace;
  readonly files: FilePicker;
  readonly trainingBank: TrainingBankHost;
}

/** One handler for every call of the contract. They say who acts and where; the verbs decide. */
export function appHandlers(parts: HandlerParts): AppHandlers {
  return {
    ...sessionHandlers(parts),
    ...tokenHandlers(parts),
    ...ledgerHandlers(parts.workplace),
    ...paymentHandlers(parts.workplace),
    ...approvalHandlers(parts.workplace),
    ...trainingHandlers(parts.workplace, parts.trainingBank),
  };
}
