import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { SecretPromptView, SecretRevealView } from '../../contract/areas/secret-prompt.ts';
import { styleNonce } from '../app/content-policy.ts';
import { memoryColorScheme } from '../app/memory-color-scheme.ts';
import { cssVariables, theme } from '../app/theme.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { SecretForm } from './secret-form.tsx';
import { SecretReveal } from './secret-reveal.tsx';
import { secretTexts } from './secret-texts.ts';

/** The whole window: nothing until main has said what is asked. */
export function SecretWindow() {
  const [view, setView] = useState<SecretPromptView | SecretRevealView | null>(null);
  useEffect(() => {
    void window.secretPrompt.view().then(setView);
  }, []);
  if (view === null) return null;
  return <Themed view={view} />;
}

function Themed({ view }: { readonly view: SecretPromptView | SecretRevealView }) {
  const [i18n] = useState(() => createI18n(view.language, secretTexts));
  const [schemes] = useState(memoryColorScheme);
  useEffect(() => {
    document.documentElement.lang = view.language;
  }, [view.language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      colorSchemeManager={schemes}
      defaultColorScheme={view.theme}
    >
      <I18nextProvider i18n={i18n}>
        {view.kind === 'reveal' ? <SecretReveal view={view} /> : <SecretForm firstView={view} />}
      </I18nextProvider>
    </MantineProvider>
  );
}
