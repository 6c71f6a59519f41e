import { createContext, useContext } from 'react';
import type { GuidePage, Question } from './guide-pages.ts';

/** What to open: a page from its top, or the answer to a question. */
export type GuidePlace = { readonly page: GuidePage } | { readonly question: Question };

/** Opens the guide; `null` where there is none (the windows for one purpose). */
export const GuideContext = createContext<((place: GuidePlace) => void) | null>(null);

/** Gives what opens the guide, or `null` in a window without one. */
export function useGuide(): ((place: GuidePlace) => void) | null {
  return useContext(GuideContext);
}
