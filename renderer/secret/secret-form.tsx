import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { answerProblem, isNew } from './answer-problem.ts';
import { cancelOnEscape } from './cancel-on-escape.ts';
import { SecretFacts } from './secret-facts.tsx';
import { SecretField } from './secret-field.tsx';
import classes from './secret.module.css';
import { StrengthHint } from './strength-hint.tsx';

/** Asks for one secret. What is typed lives in this component alone and is cleared with the answer. */
export function SecretForm({ firstView }: { readonly firstView: SecretPromptView }) {
  const t = useT();
  const [view, setView] = useState(firstView);
  const [text, setText] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const problem = answerProblem(view, { text, repeat });
  useEscape(cancelOnEscape);
  const clear = () => {
    setText('');
    setRepeat('');
    setTried(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem === 'empty' || isPending) return;
    setTried(true);
    if (problem !== null) return;
    setPending(true);
    const next = await window.secretPrompt.answer(text);
    clear();
    setPending(false);
    if (next !== null) setView(next);
  };
  const shownProblem = isTried && problem !== null && problem !== 'empty' ? problem : null;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes.body}>
        <h1 className={classes.title}>{t(`secret.title.${view.kind}`, { subject: view.subject })}</h1>
        <p className={classes.subject}>{t(`secret.subject.${view.kind}`, { subject: view.subject })}</p>
        <SecretFacts facts={view.facts} />
        {view.problem !== null && (
          <Notice tone="warning" role="alert" title={t(`errors.codes.${view.problem}.happened`)}>
            {t(`errors.codes.${view.problem}.next`)}
          </Notice>
        )}
        <SecretField
          label={t(`secret.field.${view.kind}`)}
          value={text}
          error={shownProblem === 'secret.problem.short' ? t(shownProblem, { count: view.minLength }) : null}
          isFirst
          takesLines={view.kind === 'token' || view.kind === 'token-again'}
          onChange={setText}
        />
        {isNew(view.kind) && (
          <>
            <StrengthHint text={text} minLength={view.minLength} />
            <SecretField
              label={t('secret.repeat')}
              value={repeat}
              error={shownProblem === 'secret.problem.different' ? t(shownProblem) : null}
              onChange={setRepeat}
            />
          </>
        )}
      </div>
      <div className={classes.actions}>
        <span className={classes.hint}>{t('secret.keys')}</span>
        <Button variant="default" onClick={() => window.secretPrompt.cancel()}>
          {t('common.action.cancel')}
        </Button>
        <Button type="submit" loading={isPending} disabled={text === ''}>
          {t(`secret.submit.${view.kind}`)}
        </Button>
      </div>
    </form>
  );
}
