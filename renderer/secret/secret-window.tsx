import { SingleWindow } from '../app/single-window.tsx';
import { SecretForm } from './secret-form.tsx';
import { SecretReveal } from './secret-reveal.tsx';
import { secretTexts } from './secret-texts.ts';

const loadView = () => window.secretPrompt.view();

/** The whole window: nothing until main has said what is asked. */
export function SecretWindow() {
  return (
    <SingleWindow load={loadView} texts={secretTexts}>
      {(view) => (view.kind === 'reveal' ? <SecretReveal view={view} /> : <SecretForm firstView={view} />)}
    </SingleWindow>
  );
}
