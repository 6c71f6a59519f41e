import type { TokenId } from '../../../contract/values/ids.ts';
import type { Publish } from '../../ports/ports.ts';
import type { ThisComputer } from '../../domain/plans/plans-ports.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { changeKeepAlive } from '../../domain/tokens/change-keep-alive.ts';
import { correctAddresses, editToken, noteUse } from '../../domain/tokens/edit-token.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import type { HandlersOf } from './handlers-of.ts';
import { viewOf } from './token-viewer.ts';

export interface RecordHandlerParts {
  readonly workplace: Workplace;
  readonly computer: ThisComputer;
  readonly publish: Publish;
  readonly random: () => number;
}

/** The records of tokens, put right by people. */
export function recordHandlers(parts: RecordHandlerParts): HandlersOf<'records' | 'computer'> {
  const { workplace, publish, computer, random } = parts;
  const acting = (tokenId: TokenId) => {
    const { vault } = workplace;
    const token = existingToken(vault.tokens, tokenId);
    const { tokens, companies, certificates, companyEvents, clock, bankTime } = vault;
    const ledger = { tokens, companies, certificates, companyEvents, clock, bankTime };
    return { actor: workplace.actorIn(token.companyId), editing: { ...ledger, publish, random } };
  };
  const shown = (token: Token) => {
    workplace.changed();
    return viewOf(workplace.vault, token);
  };
  return {
    'records.editToken': async (edit) => {
      const { actor, editing } = acting(edit.tokenId);
      return shown(editToken(editing, actor, edit));
    },
    'records.correctAddresses': async (correction) => {
      const { actor, editing } = acting(correction.tokenId);
      return shown(correctAddresses(editing, actor, correction));
    },
    'records.noteUse': async (use) => {
      const { actor, editing } = acting(use.tokenId);
      return shown(noteUse(editing, actor, use));
    },
    'records.keepAlive': async (input) => {
      const { actor, editing } = acting(input.tokenId);
      return shown(changeKeepAlive(editing, actor, input));
    },
    'computer.addresses': async () => ({ addresses: [...computer.addresses()] }),
  };
}
