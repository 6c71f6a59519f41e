import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

/**
 * How this workplace likes its lists: named filters, columns. In a read-only vault a change lasts until it is closed.
 */
export function viewHandlers(workplace: Workplace): HandlersOf<'views'> {
  return {
    'views.get': async () => {
      const { vault, settings } = workplace; // behind the lock `vault` refuses: searches may name companies
      return (vault.isReadOnly ? settings : (vault.settings.get() ?? settings)).views;
    },
    'views.save': async (views) => {
      workplace.changeSettings({ views });
      return workplace.settings.views;
    },
  };
}
