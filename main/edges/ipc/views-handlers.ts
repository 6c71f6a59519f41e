import type { Views } from '../../../contract/areas/views.ts';
import type { PersonId } from '../../../contract/values/ids.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

/**
 * How this workplace likes its lists: named filters, columns. In a read-only vault a change lasts until it is closed.
 * An auditor writes nothing: his change lasts while he is there.
 */
export function viewHandlers(workplace: Workplace): HandlersOf<'views'> {
  let auditors: { readonly vault: OpenedVault; readonly personId: PersonId; readonly views: Views } | null =
    null;
  return {
    'views.get': async () => {
      const { vault, settings } = workplace; // behind the lock `vault` refuses: searches may name companies
      if (auditors?.vault === vault && auditors.personId === settings.personId) return auditors.views;
      return (vault.isReadOnly ? settings : (vault.settings.get() ?? settings)).views;
    },
    'views.save': async (views) => {
      const { vault } = workplace;
      if (!vault.isReadOnly && workplace.person.role === 'auditor') {
        auditors = { vault, personId: workplace.person.personId, views };
        return views;
      }
      workplace.changeSettings({ views });
      return workplace.settings.views;
    },
  };
}
