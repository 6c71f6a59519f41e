import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import { useT } from '../i18n/t.ts';
import classes from './secret.module.css';

type Fact = SecretPromptView['facts'][number];

/** What the passphrase is about to allow, big and plain: the sum first and largest, lines of one kind together. */
export function SecretFacts({ facts }: { readonly facts: readonly Fact[] }) {
  const t = useT();
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {[...byLabel(facts)].map(([label, texts]) => (
        <div key={label} className={classes.fact} data-label={label}>
          <dt>{t(`secret.fact.${label}`)}</dt>
          {texts.map((text) => (
            <dd key={text}>{text}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function byLabel(facts: readonly Fact[]): ReadonlyMap<Fact['label'], readonly string[]> {
  const groups = new Map<Fact['label'], string[]>();
  for (const { label, text } of facts) groups.set(label, [...(groups.get(label) ?? []), text]);
  return groups;
}
