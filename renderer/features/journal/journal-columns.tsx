import type { JournalEntryView } from '../../../contract/areas/audit.ts';
import { formatCount } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table-column.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { detailsText } from './journal-text.ts';
import classes from './journal.module.css';
import { whoText } from '../../ui/who-text.ts';

/** The columns of the journal, newest line first. */
export function useJournalColumns(): readonly Column<JournalEntryView>[] {
  const t = useT();
  return [
    {
      id: 'seq',
      header: t('journal.column.seq'),
      cell: (entry) => formatCount(entry.seq),
      align: 'right',
      width: 92,
    },
    { id: 'at', header: t('journal.column.at'), cell: (entry) => <MomentText at={entry.at} />, width: 140 },
    {
      id: 'who',
      header: t('journal.column.who'),
      cell: (entry) => (
        <span className={classes.line} title={whoText(t, entry.who)}>
          {whoText(t, entry.who)}
        </span>
      ),
      width: '15%',
    },
    {
      id: 'what',
      header: t('journal.column.what'),
      cell: (entry) => <Line text={t(`journal.kinds.${entry.kind}`)} />,
      width: '25%',
    },
    { id: 'subject', header: t('journal.column.subject'), cell: (entry) => <Line text={entry.subject} /> },
    {
      id: 'details',
      header: t('journal.column.details'),
      cell: (entry) => <Line text={detailsText(t, entry.details)} />,
    },
  ];
}

function Line({ text }: { readonly text: string }) {
  return (
    <span className={classes.line} title={text}>
      {text}
    </span>
  );
}
