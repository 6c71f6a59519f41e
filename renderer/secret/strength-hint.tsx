import { useT } from '../i18n/t.ts';
import { passphraseStrength } from './answer-problem.ts';
import classes from './secret.module.css';

const LEVELS = { weak: 1, fair: 2, strong: 3 } as const;

/** Three bars and a word; before anything is typed, what makes a good passphrase. */
export function StrengthHint({ text, minLength }: { readonly text: string; readonly minLength: number }) {
  const t = useT();
  if (text === '') return <p className={classes.hint}>{t('secret.advice', { count: minLength })}</p>;
  const strength = passphraseStrength(text);
  return (
    <div className={classes.strength} data-strength={strength} role="status">
      <span className={classes.bars} aria-hidden>
        {[1, 2, 3].map((level) => (
          <span key={level} data-on={level <= LEVELS[strength] || undefined} />
        ))}
      </span>
      {t(`secret.strength.${strength}`)}
    </div>
  );
}
