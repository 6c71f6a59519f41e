import { useQuery } from '@tanstack/react-query';
import type { CompanyEventsView } from '../../../contract/areas/company-events.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';

/** Reads what is told of a company and of those who issued its tokens. */
export function useCompanyEvents(companyId: CompanyId) {
  return useQuery<CompanyEventsView>({
    queryKey: keys.standing(companyId),
    queryFn: () => unwrap(app().standings.get({ companyId })),
  });
}

/** What a mark may change on the screens. */
const STALE = [keys.tokens, keys.standings, keys.reminders, ['overview']];

export function useAddCompanyEvent(onDone: () => void) {
  return useCall(app().standings.mark, { staleAfter: STALE, onDone });
}

export function useRemoveCompanyEvent() {
  return useCall(app().standings.unmark, { staleAfter: STALE });
}
