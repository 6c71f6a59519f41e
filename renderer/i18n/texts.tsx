import type { i18n } from 'i18next';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../../contract/areas/session.ts';
import type { Translate } from './t.ts';

interface Texts {
  readonly i18n: i18n;
  readonly language: Language;
  /** The same function until the language changes. */
  readonly t: Translate;
}

const TextsContext = createContext<Texts | null>(null);

/**
 * Gives the texts to everything inside, and draws it again when the language changes. One listener for the whole page:
 * a hook of the library in every component took a tenth of drawing a screen (docs/performance.md).
 */
export function TextsProvider({ i18n, children }: { readonly i18n: i18n; readonly children: ReactNode }) {
  const [language, setLanguage] = useState(() => languageOf(i18n));
  useEffect(() => {
    const changed = () => setLanguage(languageOf(i18n));
    i18n.on('languageChanged', changed);
    changed();
    return () => i18n.off('languageChanged', changed);
  }, [i18n]);
  const texts = useMemo<Texts>(
    () => ({ i18n, language, t: (key, values) => i18n.t(key, { ...values, lng: language }) }),
    [i18n, language],
  );
  return <TextsContext value={texts}>{children}</TextsContext>;
}

/** Errors: throws outside of `TextsProvider`. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (texts === null) throw new Error('texts are asked for outside of their provider');
  return texts;
}

function languageOf({ language }: i18n): Language {
  return language === 'en' ? 'en' : 'ru';
}
