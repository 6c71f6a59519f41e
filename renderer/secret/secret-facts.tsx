import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import { useT } from '../i18n/t.ts';
import classes from './secret.module.css';

/** What the passphrase is about to allow, big and plain; the sum first and largest. */
export function SecretFacts({ facts }: { readonly facts: SecretPromptView['facts'] }) {
  const t = useT();
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={classes.fact} data-label={fact.label}>
          <dt>{t(`secret.fact.${fact.label}`)}</dt>
          <dd>{fact.text}</dd>
        </div>
      ))}
    </dl>
  );
}
