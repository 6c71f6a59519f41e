import { Button, TextInput } from '@mantine/core';
import { IconBook2, IconLink, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { JournalEntryView } from '../../../contract/areas/audit.ts';
import { app, toErrorInfo, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { entryText } from './journal-text.ts';
import { useJournalColumns } from './journal-columns.tsx';
import classes from './journal.module.css';

/** Lines of the journal that one question brings. */
const PAGE_SIZE = 100;

/** Who did what and when; lines are only ever added, and the chain of them can be checked. */
export function JournalScreen() {
  const t = useT();
  const [text, setText] = useState('');
  const finder = useRef<HTMLInputElement>(null);
  const journal = useJournal();
  const verify = useCall(app().journal.verify);
  const [verdict, setVerdict] = useState<{ ok: boolean; entries: number; brokenAt: number | null } | null>(
    null,
  );
  const check = async () => setVerdict(await verify.run({}));
  useShortcut({ keys: 'F3', label: t('common.action.find'), run: () => finder.current?.focus() });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void journal.refetch() });
  return (
    <Screen
      layout="fill"
      title={t('common.screen.journal')}
      subtitle={t('journal.subtitle')}
      actions={
        <Button
          variant="default"
          leftSection={<IconLink size={18} aria-hidden />}
          loading={verify.isPending}
          onClick={() => void check()}
        >
          {t('journal.verify')}
        </Button>
      }
    >
      <div className={classes.notices}>
        <ErrorNotice error={verify.error} />
        {verdict !== null && <Verdict {...verdict} />}
      </div>
      <TextInput
        ref={finder}
        className={classes.find}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('journal.find')}
        aria-label={t('journal.find')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <JournalList journal={journal} text={text} />
    </Screen>
  );
}

/** Lines of every company: a number left out would look like a line taken away. */
function useJournal() {
  return useInfiniteQuery({
    queryKey: keys.journal(),
    queryFn: ({ pageParam }) =>
      unwrap(app().journal.page({ companyId: null, before: pageParam, limit: PAGE_SIZE })),
    initialPageParam: null as number | null, // the type of the cursor
    getNextPageParam: (page) => page.nextBefore,
  });
}

interface JournalListProps {
  readonly journal: ReturnType<typeof useJournal>;
  readonly text: string;
}

function JournalList({ journal, text }: JournalListProps) {
  const t = useT();
  const columns = useJournalColumns();
  if (journal.data === undefined) {
    if (!journal.isError) return <LoadingState />;
    return <ErrorState error={toErrorInfo(journal.error)} onRetry={() => void journal.refetch()} />;
  }
  const entries = journal.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={<IconBook2 size={40} stroke={1.3} aria-hidden />}
        title={t('journal.empty.title')}
        text={t('journal.empty.text')}
      />
    );
  }
  const wanted = text.trim().toLowerCase();
  const shown = entries.filter((entry) => entryText(t, entry).toLowerCase().includes(wanted));
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState title={t('journal.notFound')} text={t('journal.notFoundText')} />
      ) : (
        <DataTable<JournalEntryView>
          label={t('common.screen.journal')}
          columns={columns}
          rows={shown}
          rowKey={(entry) => String(entry.seq)}
        />
      )}
      <div className={classes.foot}>
        <span>{t('journal.shown', { count: shown.length, all: entries.length })}</span>
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
    </>
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
      <Notice tone="success" role="status" title={t('journal.verdict.ok', { count: entries })}>
        {t('journal.verdict.okText')}
      </Notice>
    );
  }
  return (
    <Notice tone="danger" role="alert" title={t('journal.verdict.broken', { seq: brokenAt ?? 0 })}>
      {t('journal.verdict.brokenText')}
    </Notice>
  );
}
