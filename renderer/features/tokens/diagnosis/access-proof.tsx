import { Button, Progress } from '@mantine/core';
import { IconPlayerStop, IconShieldSearch } from '@tabler/icons-react';
import type { AccessProofView, ProvedAccess } from '../../../../contract/areas/diagnosis.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import classes from './diagnosis.module.css';
import { useAccessName } from '../use-access-name.ts';
import { useAccessProof } from './use-diagnosis.ts';

/** Proves each reading access by one harmless call, with progress, and says what came of it. */
export function AccessProof({ token }: { readonly token: TokenView }) {
  const t = useT();
  const work = useAccessProof(token.tokenId);
  const { view } = work;
  return (
    <div className={classes.proof}>
      {work.error !== null && <ErrorNotice error={work.error} isReading />}
      {work.isPending ? (
        <Running view={view} onStop={work.stop} />
      ) : (
        <>
          {view !== null && <Outcome view={view} />}
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconShieldSearch size={16} aria-hidden />}
              onClick={work.start}
            >
              {t('diagnosis.proof.button')}
            </Button>
          </div>
          {view === null && <div className={classes.quiet}>{t('diagnosis.proof.intro')}</div>}
        </>
      )}
    </div>
  );
}

function Running({ view, onStop }: { readonly view: AccessProofView | null; readonly onStop: () => void }) {
  const t = useT();
  const nameOf = useAccessName();
  const asked = (view?.accesses ?? []).filter(({ outcome }) => outcome !== 'by-use');
  const done = asked.filter(({ outcome }) => outcome !== 'waiting' && outcome !== 'asking');
  const [current] = asked.filter(({ outcome }) => outcome === 'asking');
  const all = Math.max(1, asked.length);
  return (
    <div className={classes.running} role="status">
      <div className={classes.progress}>
        <div>
          {t('diagnosis.proof.running', { done: done.length, all: asked.length })}
          {current !== undefined && `: ${nameOf(current.access)}`}
        </div>
        <Progress value={(done.length / all) * 100} size="sm" aria-hidden />
      </div>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        onClick={onStop}
      >
        {t('diagnosis.stop')}
      </Button>
    </div>
  );
}

function Outcome({ view }: { readonly view: AccessProofView }) {
  const t = useT();
  const nameOf = useAccessName();
  const own = view.accesses.filter((one) => one.isExpected);
  const unexpected = view.accesses.filter((one) => !one.isExpected && one.outcome === 'proven');
  const unclear = count(own, 'unclear');
  const summary = t('diagnosis.proof.done', {
    proven: count(own, 'proven'),
    refused: count(own, 'refused'),
    byUse: count(own, 'by-use'),
  });
  return (
    <>
      <Notice
        tone={view.stopped === null && unclear === 0 ? 'success' : 'neutral'}
        title={summary}
        role="status"
      >
        {view.stopped === 'by-person' && <div>{t('diagnosis.proof.stoppedByPerson')}</div>}
        {view.stopped === 'by-problem' && <div>{t('diagnosis.proof.stoppedByProblem')}</div>}
        {unclear > 0 && <div>{t('diagnosis.proof.unclear', { count: unclear })}</div>}
      </Notice>
      <ErrorNotice error={view.problem} isReading />
      {unexpected.length > 0 && (
        <Notice
          tone="warning"
          title={t('diagnosis.proof.unexpected', { number: unexpected.length })}
          role="alert"
        >
          {t('diagnosis.proof.unexpectedText', {
            list: unexpected.map(({ access }) => nameOf(access)).join(' · '),
          })}
        </Notice>
      )}
    </>
  );
}

function count(accesses: readonly ProvedAccess[], outcome: ProvedAccess['outcome']): number {
  return accesses.filter((one) => one.outcome === outcome).length;
}
