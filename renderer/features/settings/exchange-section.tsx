import { Button } from '@mantine/core';
import { IconFolder, IconRefresh } from '@tabler/icons-react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { ExchangeView } from '../../../contract/areas/exchange.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OpenFilesButton } from '../../ui/exchange/open-files-button.tsx';
import { useExchange } from '../../ui/exchange/use-exchange.ts';
import { takenParts } from '../../ui/exchange/taken-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { Fact, Facts } from '../../ui/payment/facts.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import classes from './settings.module.css';

/**
 * How signed files of the company travel: the shared folder, how it is with it, and files that people carry by hand.
 */
export function ExchangeSection() {
  const t = useT();
  const { companyId } = useCompany();
  const query = useExchange(companyId);
  return (
    <div className={classes.stack}>
      <Panel title={t('exchange.title')}>
        <p className={classes.text}>{t('exchange.text')}</p>
        <QueryStates
          query={query}
          isEmpty={(view) => view === null}
          empty={<p className={classes.hint}>{t('exchange.notOrganization')}</p>}
        >
          {(view) => (view === null ? null : <Folder companyId={companyId} view={view} />)}
        </QueryStates>
      </Panel>
    </div>
  );
}

interface FolderProps {
  readonly companyId: CompanyId;
  readonly view: ExchangeView;
}

function Folder({ companyId, view }: FolderProps) {
  const t = useT();
  const { folder, problem } = view;
  return (
    <div className={classes.stack}>
      {folder !== null && problem !== null && (
        <Notice tone="warning" title={t('exchange.problemTitle')} role="status">
          {t(`exchange.problem.${problem}`)}
        </Notice>
      )}
      <FolderFacts view={view} />
      <FolderActions companyId={companyId} hasFolder={folder !== null} />
    </div>
  );
}

function FolderFacts({ view }: { readonly view: ExchangeView }) {
  const t = useT();
  const { folder, lastLookAt, taken, waiting } = view;
  const came = takenParts(t, taken);
  return (
    <Facts>
      <Fact label={t('exchange.folder')}>{folder ?? t('exchange.noFolder')}</Fact>
      {folder !== null && (
        <Fact label={t('exchange.lastLook')}>
          {lastLookAt === null ? t('exchange.neverLooked') : <MomentText at={lastLookAt} />}
        </Fact>
      )}
      <Fact label={t('exchange.came')}>{came === '' ? t('exchange.cameNothing') : came}</Fact>
      <Fact label={t('exchange.waitingLabel')}>
        {waiting === 0 ? t('exchange.waitingNothing') : t('exchange.waiting', { count: waiting })}
      </Fact>
      {taken.unfit > 0 && (
        <Fact label={t('exchange.unfitLabel')}>
          {t('exchange.part.unfit', { count: taken.unfit })}
          <span className={classes.itemNote}>{t('exchange.unfitHint')}</span>
        </Fact>
      )}
    </Facts>
  );
}

function FolderActions({
  companyId,
  hasFolder,
}: {
  readonly companyId: CompanyId;
  readonly hasFolder: boolean;
}) {
  const t = useT();
  const stale = { staleAfter: [keys.exchange(companyId)] };
  const choose = useCall(app().exchange.chooseFolder, stale);
  const leave = useCall(app().exchange.leaveFolder, stale);
  const look = useCall(app().exchange.look, stale);
  const isWorking = useMay(working);
  return (
    <>
      <ErrorNotice error={choose.error ?? leave.error ?? look.error} />
      <div className={classes.actions}>
        <Button
          leftSection={<IconFolder size={16} aria-hidden />}
          loading={choose.isPending}
          disabled={!isWorking}
          onClick={() => void choose.run({ companyId })}
        >
          {t(hasFolder ? 'exchange.change' : 'exchange.choose')}
        </Button>
        {hasFolder && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={look.isPending}
            onClick={() => void look.run({ companyId })}
          >
            {t('exchange.look')}
          </Button>
        )}
        <OpenFilesButton />
        {hasFolder && isWorking && (
          <Button variant="subtle" color="gray" onClick={() => void leave.run({ companyId })}>
            {t('exchange.leave')}
          </Button>
        )}
      </div>
    </>
  );
}
