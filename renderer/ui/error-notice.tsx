import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ErrorInfo } from '../../contract/result.ts';
import { CertificateId, TokenId } from '../../contract/values/ids.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from './error-text.ts';
import { GuideLink } from './guide/guide-link.tsx';
import { QUESTION_OF_ERROR } from './guide/question-of.ts';
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
  const question = QUESTION_OF_ERROR[error.code];
  return (
    <Notice
      place={place}
      tone={text.moneyMayHaveMoved ? 'danger' : 'warning'}
      title={text.happened}
      actions={actions ?? <Ways error={error} />}
      role="alert"
    >
      <strong>{text.money}</strong> {text.next} {question !== undefined && <GuideLink question={question} />}
      {error.incidentId !== null && <div>{t('errors.incident', { id: error.incidentId })}</div>}
    </Notice>
  );
}

/** The ways to the certificate and the token that the error names, and to what is the matter with the token. */
function Ways({ error: { details } }: { readonly error: ErrorInfo }) {
  const t = useT();
  const [, navigate] = useLocation();
  const certificateId = CertificateId.safeParse(details.certificateId).data;
  const tokenId = TokenId.safeParse(details.tokenId).data;
  if (certificateId === undefined && tokenId === undefined) return null;
  return (
    <>
      {certificateId !== undefined && (
        <Button size="xs" variant="default" onClick={() => navigate(paths.certificate(certificateId))}>
          {t('errors.about.openCertificate')}
        </Button>
      )}
      {tokenId !== undefined && (
        <>
          <Button size="xs" variant="default" onClick={() => navigate(paths.token(tokenId))}>
            {t('errors.about.openToken')}
          </Button>
          <Button size="xs" variant="default" onClick={() => navigate(paths.tokenWhy(tokenId))}>
            {t('diagnosis.button')}
          </Button>
        </>
      )}
    </>
  );
}
