import { MantineProvider } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { Language, Theme } from '../../contract/areas/session.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { TextsProvider } from '../i18n/texts.tsx';
import { styleNonce } from './content-policy.ts';
import { memoryColorScheme } from './memory-color-scheme.ts';
import { cssVariables, theme as mantineTheme } from './theme.ts';

/** What main says of every such window. */
interface LookOfWindow {
  readonly language: Language;
  readonly theme: Theme;
}

interface SingleWindowProps<V extends LookOfWindow> {
  /** Asks main what the window is for; `null` when main says nothing. The same function each time. */
  readonly load: () => Promise<V | null>;
  /** Only the texts that this window uses. */
  readonly texts: Parameters<typeof createI18n>[1];
  readonly children: (view: V) => ReactNode;
}

/**
 * A window that main opens for one purpose: nothing is drawn until main has said what it is for, its theme and its
 * language.
 */
export function SingleWindow<V extends LookOfWindow>({ load, texts, children }: SingleWindowProps<V>) {
  const [view, setView] = useState<V | null>(null);
  useEffect(() => {
    void load().then(setView);
  }, [load]);
  if (view === null) return null;
  return (
    <Themed language={view.language} theme={view.theme} texts={texts}>
      {children(view)}
    </Themed>
  );
}

interface ThemedProps extends LookOfWindow {
  readonly texts: Parameters<typeof createI18n>[1];
  readonly children: ReactNode;
}

function Themed({ language, theme, texts, children }: ThemedProps) {
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
      <TextsProvider i18n={i18n}>{children}</TextsProvider>
    </MantineProvider>
  );
}
