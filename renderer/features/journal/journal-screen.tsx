import { Button } from '@mantine/core';
import { IconBook2, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { JournalEntryView } from '../../../contract/areas/audit.ts';
import { formatCount } from '../../../contract/values/money.ts';
import { app, toErrorInfo } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SplitView } from '../../ui/side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useJournalColumns } from './journal-columns.tsx';
import { JournalFilters } from './journal-filters.tsx';
import { JournalPanel } from './journal-panel.tsx';
import classes from './journal.module.css';
import { JournalSaveMenu } from './journal-save-menu.tsx';
import { useJournal, useJournalWish, useWanted } from './use-journal.ts';

/** The columns that stay beside the details of a line. */
const BESIDE_PANEL: readonly string[] = ['seq', 'at', 'what', 'subject'];

/** Who did what and when; lines are only ever added, and the chain of them can be checked. */
export function JournalScreen() {
  const t = useT();
  const asked = useJournalWish();
  const wanted = useWanted(asked.wish);
  const journal = useJournal(wanted);
  const verify = useCall(app().journal.verify);
  const [verdict, setVerdict] = useState<{ ok: boolean; entries: number; brokenAt: number | null } | null>(
    null,
  );
  const check = async () => setVerdict(await verify.run({}));
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void journal.refetch() });
  return (
    <Screen
      layout="fill"
      title={t('common.screen.journal')}
      subtitle={t('journal.subtitle')}
      actions={
        <>
          <JournalSaveMenu wanted={asked.isClear ? null : wanted} />
          <Button
            variant="default"
            leftSection={<IconLink size={18} aria-hidden />}
            loading={verify.isPending}
            onClick={() => void check()}
          >
            {t('journal.verify')}
          </Button>
        </>
      }
    >
      <div className={classes.notices}>
        <ErrorNotice error={verify.error} />
        {verdict !== null && <Verdict {...verdict} />}
      </div>
      <JournalFilters asked={asked} />
      <JournalList journal={journal} isClear={asked.isClear} onClear={asked.clear} />
    </Screen>
  );
}

interface JournalListProps {
  readonly journal: ReturnType<typeof useJournal>;
  readonly isClear: boolean;
  readonly onClear: () => void;
}

function JournalList({ journal, isClear, onClear }: JournalListProps) {
  const t = useT();
  const all = useJournalColumns();
  const [chosen, setChosen] = useState<JournalEntryView | null>(null);
  if (journal.data === undefined) {
    if (!journal.isError) return <LoadingState />;
    return <ErrorState error={toErrorInfo(journal.error)} onRetry={() => void journal.refetch()} />;
  }
  const entries = journal.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Nothing isClear={isClear} onClear={onClear} />;
  // The panel says the rest.
  const columns = chosen === null ? all : all.filter(({ id }) => BESIDE_PANEL.includes(id));
  const panel = chosen !== null && <JournalPanel entry={chosen} onClose={() => setChosen(null)} />;
  return (
    <>
      <SplitView panel={panel}>
        <DataTable<JournalEntryView>
          label={t('common.screen.journal')}
          columns={columns}
          rows={entries}
          rowKey={(entry) => String(entry.seq)}
          selectedKey={chosen === null ? null : String(chosen.seq)}
          onOpen={setChosen}
        />
      </SplitView>
      <Foot journal={journal} shown={entries.length} />
    </>
  );
}

function Foot({
  journal,
  shown,
}: {
  readonly journal: ReturnType<typeof useJournal>;
  readonly shown: number;
}) {
  const t = useT();
  const all = journal.data?.pages.at(-1)?.found ?? shown;
  const text = t('journal.shown', { count: formatCount(shown), all: formatCount(all) });
  return (
    <div className={classes.foot}>
      <span role="status">{journal.isPlaceholderData ? t('journal.searching') : text}</span>
      {journal.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={journal.isFetchingNextPage}
          onClick={() => void journal.fetchNextPage()}
        >
          {t('journal.more')}
        </Button>
      )}
    </div>
  );
}

function Nothing({ isClear, onClear }: Omit<JournalListProps, 'journal'>) {
  const t = useT();
  if (isClear) {
    return (
      <EmptyState
        icon={<IconBook2 size={40} stroke={1.3} aria-hidden />}
        title={t('journal.empty.title')}
        text={t('journal.empty.text')}
      />
    );
  }
  return (
    <EmptyState
      title={t('journal.notFound')}
      text={t('journal.notFoundText')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('journal.filter.clear')}
        </Button>
      }
    />
  );
}

interface VerdictProps {
  readonly ok: boolean;
  readonly entries: number;
  readonly brokenAt: number | null;
}

function Verdict({ ok, entries, brokenAt }: VerdictProps) {
  const t = useT();
  if (ok) {
    return (
      <Notice
        tone="success"
        role="status"
        title={t('journal.verdict.ok', { count: entries, entries: formatCount(entries) })}
      >
        {t('journal.verdict.okText')}
      </Notice>
    );
  }
  return (
    <Notice
      tone="danger"
      role="alert"
      title={t('journal.verdict.broken', { seq: formatCount(brokenAt ?? 0) })}
    >
      {t('journal.verdict.brokenText')}
    </Notice>
  );
}
