import { Button } from '@mantine/core';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { Notice } from '../../../ui/notice.tsx';
import { TokenCheckButton, TokenCheckResult } from '../token-check.tsx';
import { useTokenCheck } from '../use-token-check.ts';
import classes from './token-form.module.css';

interface TokenAddedProps {
  readonly token: TokenView;
  readonly onDone: (token: TokenView) => void;
}

/** The token is stored: how to know it again, and the offer of its first check. */
export function TokenAdded({ token, onDone }: TokenAddedProps) {
  const t = useT();
  const check = useTokenCheck(token.tokenId);
  const { label, lastFour, words } = token;
  return (
    <div className={classes.added}>
      <Notice tone="success" title={t('tokens.added.title')} role="status">
        {t('tokens.added.text', { label, lastFour, words })}
      </Notice>
      <p className={classes.addedText}>{t('tokens.added.checkOffer')}</p>
      <TokenCheckResult check={check} />
      <p className={classes.hint}>{t('tokens.added.clipboard')}</p>
      <div className={classes.buttons}>
        <TokenCheckButton check={check} />
        <Button size="xs" variant="default" onClick={() => onDone(check.result?.token ?? token)}>
          {t('tokens.added.done')}
        </Button>
      </div>
    </div>
  );
}
