import {
  allowPayee,
  forbidPayee,
  mergePayees,
  notePayee,
  recordCallBack,
  separatePayee,
} from '../../domain/counterparties/change-payee.ts';
import { payeeDirectory } from '../../domain/payments/payees.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

/** The directory of payees: who was paid by which accounts, and what people add to that. */
export function payeeHandlers(workplace: Workplace): HandlersOf<'payees'> {
  const done = () => {
    workplace.changed();
    return {};
  };
  return {
    'payees.list': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return [...payeeDirectory(workplace.vault, companyId)];
    },
    'payees.note': async ({ note, ...of }) => {
      notePayee(workplace.vault, workplace.actorIn(of.companyId), of, note);
      return done();
    },
    'payees.forbid': async ({ reason, ...of }) => {
      forbidPayee(workplace.vault, workplace.actorIn(of.companyId), of, reason);
      return done();
    },
    'payees.allow': async (of) => {
      allowPayee(workplace.vault, workplace.actorIn(of.companyId), of);
      return done();
    },
    'payees.merge': async ({ into, ...of }) => {
      mergePayees(workplace.vault, workplace.actorIn(of.companyId), of, into);
      return done();
    },
    'payees.separate': async (of) => {
      separatePayee(workplace.vault, workplace.actorIn(of.companyId), of);
      return done();
    },
    'payees.callBack': async (input) => {
      recordCallBack(workplace.vault, workplace.actorIn(input.companyId), input);
      return done();
    },
  };
}
