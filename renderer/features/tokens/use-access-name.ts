import { useCallback } from 'react';
import { accessName } from '../../../contract/t-bank/accesses.ts';
import { useLanguage } from '../../i18n/t.ts';
import { shortAccessName } from '../../ui/access-badge.tsx';

/** Gives the full name of an access in the language of the screen, as `accessName` says it. */
export function useAccessName(): (access: string) => string {
  const language = useLanguage();
  return useCallback((access) => accessName(access, language), [language]);
}

/** Gives the short name that stands on the chip of an access. */
export function useShortAccessName(): (access: string) => string {
  const language = useLanguage();
  return useCallback((access) => shortAccessName(access, language), [language]);
}
