import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ErrorInfo } from '../../contract/result.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from './error-text.ts';
import { Notice } from './notice.tsx';
import { paths } from './paths.ts';

interface ErrorNoticeProps {
  /** `null` shows nothing, so that it can follow `useCall().error` directly. */
  readonly error: ErrorInfo | null;
  readonly actions?: ReactNode;
  /** The call only read: whatever went wrong, no money can have moved. */
  readonly isReading?: boolean;
}

/** Says what happened, whether money moved and what to do next. An error of an act comes into view. */
export function ErrorNotice({ error, actions, isReading = false }: ErrorNoticeProps) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const isShown = error !== null && !isReading;
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (error === null) return null;
  const text = errorText(t, error, { isReading });
  return (
    <Notice
      place={place}
      tone={text.moneyMayHaveMoved ? 'danger' : 'warning'}
      title={text.happened}
      actions={actions ?? <WhyLink error={error} />}
      role="alert"
    >
      <strong>{text.money}</strong> {text.next}
      {error.incidentId !== null && <div>{t('errors.incident', { id: error.incidentId })}</div>}
    </Notice>
  );
}

/** The way to find out what is the matter, where the error names the token that was used. */
function WhyLink({ error }: { readonly error: ErrorInfo }) {
  const t = useT();
  const [, navigate] = useLocation();
  const tokenId = TokenId.safeParse(error.details.tokenId);
  if (!tokenId.success) return null;
  return (
    <Button size="xs" variant="default" onClick={() => navigate(paths.tokenWhy(tokenId.data))}>
      {t('diagnosis.button')}
    </Button>
  );
}
