import { Checkbox } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import classes from './organization.module.css';

/** Six words to read aloud, numbered, so that two people can compare them one by one. */
export function Words({ words, label }: { readonly words: readonly string[]; readonly label: string }) {
  return (
    <ol className={classes.words} aria-label={label}>
      {words.map((word, index) => (
        <li key={index} className={classes.word}>
          {word}
        </li>
      ))}
    </ol>
  );
}

interface ComparedWordsProps {
  readonly words: readonly string[];
  readonly isMatched: boolean;
  readonly onMatched: (isMatched: boolean) => void;
}

/** The words with the question that only a person can answer. */
export function ComparedWords({ words, isMatched, onMatched }: ComparedWordsProps) {
  const t = useT();
  return (
    <>
      <Words words={words} label={t('organization.words.label')} />
      <p className={classes.hint}>{t('organization.words.compare')}</p>
      <Checkbox
        label={t('organization.words.matched')}
        checked={isMatched}
        onChange={(event) => onMatched(event.currentTarget.checked)}
      />
    </>
  );
}
