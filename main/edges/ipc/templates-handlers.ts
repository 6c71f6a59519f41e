import {
  draftOfTemplate,
  removeTemplate,
  saveTemplate,
  skipTemplate,
  templateViews,
} from '../../domain/payments/draft/templates.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Payments that a company prepares again and again. */
export function templateHandlers(workplace: Workplace): HandlersOf<'templates'> {
  return {
    'templates.list': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return [...templateViews(workplace.vault, companyId)];
    },
    'templates.save': async (input) => {
      const actor = workplace.actorIn(input.companyId);
      const saved = saveTemplate(workplace.vault, actor, input);
      workplace.changed();
      return [...saved];
    },
    'templates.remove': async (of) => {
      workplace.actorIn(of.companyId);
      const left = removeTemplate(workplace.vault, of);
      workplace.changed();
      return [...left];
    },
    'templates.skip': async (of) => {
      workplace.actorIn(of.companyId);
      const next = skipTemplate(workplace.vault, of);
      workplace.changed();
      return [...next];
    },
    'templates.use': async (of) => {
      const actor = workplace.actorIn(of.companyId);
      const { paymentId } = draftOfTemplate(workplace.vault, actor, of);
      workplace.changed();
      return { paymentId };
    },
  };
}
