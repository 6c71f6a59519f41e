import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { DiagnosisNext, DiagnosisVerdict } from '../../../../contract/areas/diagnosis.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { GuideLink } from '../../../ui/guide/guide-link.tsx';
import { QUESTION_OF_CAUSE } from '../../../ui/guide/question-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { alternativesText, lowerFirst } from './diagnosis-text.ts';
import { RestoreButton } from '../panel/restore-button.tsx';

interface DiagnosisVerdictNoticeProps {
  readonly token: TokenView;
  readonly verdict: DiagnosisVerdict | null;
  readonly onRetry: () => void;
  readonly onAccesses: () => void;
  readonly onLeave: () => void;
}

/** The verdict in plain words, how sure it is, and the button that leads on. */
export function DiagnosisVerdictNotice(props: DiagnosisVerdictNoticeProps) {
  const { verdict } = props;
  const t = useT();
  if (verdict === null) {
    return (
      <Notice tone="neutral" title={t('diagnosis.stopped')} role="status">
        {t('diagnosis.stoppedText')}
      </Notice>
    );
  }
  const { cause, confidence, isInferred } = verdict;
  const others = alternativesText(t, verdict);
  const question = QUESTION_OF_CAUSE[cause];
  return (
    <Notice
      tone={toneOf(verdict)}
      title={`${t(`diagnosis.confidence.${confidence}`)}: ${lowerFirst(t(`diagnosis.cause.${cause}.title`))}`}
      role="status"
      actions={<NextStep {...props} next={verdict.next} />}
    >
      <div>{t(`diagnosis.cause.${cause}.text`)}</div>
      {others !== '' && <div>{others}</div>}
      {question !== undefined && <GuideLink question={question} />}
      {isInferred && <div>{t('diagnosis.inferred')}</div>}
    </Notice>
  );
}

function toneOf({ cause }: DiagnosisVerdict) {
  if (cause === 'healthy') return 'success';
  return cause === 'secret-overwritten' || cause === 'belongs-elsewhere' ? 'danger' : 'warning';
}

function NextStep({
  token,
  next,
  onRetry,
  onAccesses,
  onLeave,
}: DiagnosisVerdictNoticeProps & { readonly next: DiagnosisNext }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { tokenId } = token;
  const button = (act: () => void) =>
    next === 'none' ? null : (
      <Button size="xs" onClick={act}>
        {t(`diagnosis.next.${next}`)}
      </Button>
    );
  switch (next) {
    case 'none':
      return null;
    case 'retry':
    case 'unlock-keychain':
      return button(onRetry);
    case 'restore':
      return <RestoreButton token={token} onDone={onLeave} />;
    case 'reissue':
    case 'revoke':
      return button(() => navigate(paths.newPlan(next, { tokenId })));
    case 'certificates':
      return button(() => navigate(paths.certificates));
    case 'trust':
      return button(() => navigate(paths.settingsOf('trust')));
    case 'settings':
      return button(() => navigate(paths.settingsOf('companies')));
    case 'accesses':
      return button(onAccesses);
  }
}
