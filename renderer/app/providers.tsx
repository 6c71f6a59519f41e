import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Language, Theme } from '../../contract/areas/session.ts';
import { connectEvents } from '../api/events.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { TextsProvider } from '../i18n/texts.tsx';
import { en, ru } from '../i18n/resources.ts';
import { createShortcutRegistry, ShortcutContext } from '../ui/shortcut.ts';
import { styleNonce } from './content-policy.ts';
import { memoryColorScheme } from './memory-color-scheme.ts';
import { Notices } from './notices.tsx';
import { cssVariables, theme } from './theme.ts';

/** Everything that components find by context: cache, language, theme, keys, location. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(createQueryClient);
  const [i18n] = useState(() => createI18n(systemLanguage(), { ru, en }));
  const [shortcuts] = useState(createShortcutRegistry);
  const [schemes] = useState(memoryColorScheme);
  useEffect(() => connectEvents(client), [client]);
  useEffect(() => {
    window.addEventListener('keydown', shortcuts.handle);
    return () => window.removeEventListener('keydown', shortcuts.handle);
  }, [shortcuts]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={client}>
        <TextsProvider i18n={i18n}>
          <ShortcutContext value={shortcuts}>
            <Router hook={useHashLocation}>{children}</Router>
            <Notices />
          </ShortcutContext>
        </TextsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Answers come from main over IPC: nothing is retried blindly, and main's events say when something is stale. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always', staleTime: 30_000 },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function systemLanguage(): Language {
  return navigator.language.startsWith('ru') ? 'ru' : 'en';
}

/** Follows the theme that the session names. */
export function useTheme(wanted: Theme): void {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(wanted), [setColorScheme, wanted]);
}
