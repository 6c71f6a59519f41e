import { useCallback } from 'react';
import { knownAccess } from '../../../contract/values/accesses.ts';
import { useLanguage } from '../../i18n/t.ts';
import { shortAccessName } from '../../ui/access-badge.tsx';

/** Gives the full name of an access: the cabinet's words, or their English; a raw string stays itself. */
export function useAccessName(): (access: string) => string {
  const language = useLanguage();
  return useCallback(
    (access) => {
      const known = knownAccess(access);
      if (known === null) return access;
      return language === 'ru' ? known.cabinetName : known.englishName;
    },
    [language],
  );
}

/** Gives the short name that stands on the chip of an access. */
export function useShortAccessName(): (access: string) => string {
  const language = useLanguage();
  return useCallback((access) => shortAccessName(access, language), [language]);
}
