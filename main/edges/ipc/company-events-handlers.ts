import { moscowDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { Ids, Publish } from '../../ports/ports.ts';
import {
  addCompanyEvent,
  companyEventsOf,
  removeCompanyEvent,
} from '../../domain/companies/change-company-events.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface CompanyEventHandlerParts {
  readonly workplace: Workplace;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** What people tell of companies and of those who issued their tokens. */
export function companyEventHandlers({
  workplace,
  ids,
  publish,
}: CompanyEventHandlerParts): HandlersOf<'standings'> {
  const acting = (companyId: CompanyId) => {
    const { vault } = workplace;
    const actor = workplace.actorIn(companyId);
    const { companies, companyEvents, clock } = vault;
    return { actor, parts: { companies, companyEvents, clock, ids } };
  };
  /** The tokens of the company are seen in another light. */
  const reported = (companyId: CompanyId) => {
    const [token] = workplace.vault.tokens.list(companyId);
    if (token !== undefined) publish('tokens.changed', { tokenId: token.tokenId });
    workplace.changed();
  };
  return {
    'standings.get': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return companyEventsOf(workplace.vault, companyId);
    },
    'standings.mark': async (input) => {
      const { actor, parts } = acting(input.companyId);
      const { environment } = workplace.company(input.companyId);
      const today = moscowDate(workplace.vault.bankTime.now(environment));
      const standing = addCompanyEvent(parts, actor, input, today);
      reported(input.companyId);
      return standing;
    },
    'standings.unmark': async (input) => {
      const { actor, parts } = acting(input.companyId);
      const standing = removeCompanyEvent(parts, actor, input);
      reported(input.companyId);
      return standing;
    },
  };
}
