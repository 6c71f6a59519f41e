import { MantineProvider } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language, Theme } from '../../contract/areas/session.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { styleNonce } from './content-policy.ts';
import { memoryColorScheme } from './memory-color-scheme.ts';
import { cssVariables, theme as mantineTheme } from './theme.ts';

interface SingleWindowProps {
  readonly language: Language;
  readonly theme: Theme;
  /** Only the texts that this window uses. */
  readonly texts: Parameters<typeof createI18n>[1];
  readonly children: ReactNode;
}

/** Theme and language of a window that main opens for one purpose; main has said both before anything is drawn. */
export function SingleWindow({ language, theme, texts, children }: SingleWindowProps) {
  const [i18n] = useState(() => createI18n(language, texts));
  const [schemes] = useState(memoryColorScheme);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      colorSchemeManager={schemes}
      defaultColorScheme={theme}
    >
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </MantineProvider>
  );
}
