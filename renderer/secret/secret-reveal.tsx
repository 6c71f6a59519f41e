import { Button, Progress } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { SecretRevealView } from '../../contract/areas/secret-prompt.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { cancelOnEscape } from './cancel-on-escape.ts';
import classes from './secret.module.css';
import { useSecondsLeft } from './use-seconds-left.ts';

/**
 * Shows a token for a few seconds. The text lives in this component alone; main closes the window, whatever happens
 * here.
 */
export function SecretReveal({ view }: { readonly view: SecretRevealView }) {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const left = useSecondsLeft(text === null ? null : view.seconds);
  useEscape(cancelOnEscape);
  useNoOtherCopy();
  useEffect(() => {
    void window.secretPrompt.text().then(setText);
  }, []);
  return (
    <div className={classes.form}>
      <div className={classes.body}>
        <h1 className={classes.title}>{t('secret.reveal.title')}</h1>
        <p className={classes.subject}>{t('secret.reveal.subject', { ...view })}</p>
        <div className={classes.secretText} data-testid="secret-text">
          {text}
        </div>
        <div
          className={classes.countdown}
          role="timer"
          aria-label={t('secret.reveal.left', { seconds: left })}
        >
          <span aria-hidden>{t('secret.reveal.left', { seconds: left })}</span>
          <Progress value={(left / view.seconds) * 100} size="sm" aria-hidden />
        </div>
        {copied === true && (
          <Notice tone="success" title={t('secret.reveal.copied')} role="status">
            {t('secret.reveal.copiedText', { seconds: view.clipboardSeconds })}
          </Notice>
        )}
        {copied === false && <Notice tone="warning" title={t('secret.reveal.notCopied')} role="alert" />}
        {copied === null && <p className={classes.hint}>{t('secret.reveal.care')}</p>}
      </div>
      <div className={classes.actions}>
        <span className={classes.hint}>{t('secret.keysClose')}</span>
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          disabled={text === null}
          onClick={() => void window.secretPrompt.copy().then(setCopied)}
        >
          {t('secret.reveal.copy')}
        </Button>
        <Button onClick={() => window.secretPrompt.cancel()} data-autofocus>
          {t('common.action.close')}
        </Button>
      </div>
    </div>
  );
}

/** Copying goes through the button, which writes it down first. */
function useNoOtherCopy(): void {
  useEffect(() => {
    const refuse = (event: Event) => event.preventDefault();
    const ways = ['copy', 'cut', 'dragstart', 'contextmenu'];
    for (const way of ways) document.addEventListener(way, refuse);
    return () => {
      for (const way of ways) document.removeEventListener(way, refuse);
    };
  }, []);
}
