import { useEffect, useState } from 'react';
import type { SecretPromptView, SecretRevealView } from '../../contract/areas/secret-prompt.ts';
import { SingleWindow } from '../app/single-window.tsx';
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
  return (
    <SingleWindow language={view.language} theme={view.theme} texts={secretTexts}>
      {view.kind === 'reveal' ? <SecretReveal view={view} /> : <SecretForm firstView={view} />}
    </SingleWindow>
  );
}
