import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { z } from 'zod';
import type { MisfitInput, MisfitView } from '../../contract/areas/session.ts';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useT, type MessageKey } from '../i18n/t.ts';
import { formatDate, formatTime } from '../ui/dates.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './shell.module.css';

/** Rows named in the banner. Own choice: the screen below keeps its room. */
const ROWS_SHOWN = 3;

/** Tables that people know by a name; the others are internal records. */
const TABLES: Readonly<Record<string, MessageKey>> = {
  people: 'session.misfit.table.people',
  companies: 'session.misfit.table.companies',
  policies: 'session.misfit.table.policies',
  payments: 'session.misfit.table.payments',
  approvals: 'session.misfit.table.approvals',
  intentions: 'session.misfit.table.intentions',
  tokens: 'session.misfit.table.tokens',
  certificates: 'session.misfit.table.certificates',
  journal: 'session.misfit.table.journal',
  settings: 'session.misfit.table.settings',
  organizations: 'session.misfit.table.organizations',
  signed_documents: 'session.misfit.table.documents',
  envelopes: 'session.misfit.table.envelopes',
};

type Proof = z.infer<typeof MisfitInput>['by'];

interface MisfitNoticeProps {
  readonly misfit: MisfitView;
  /** The vault is open by its keychain, so that the records can be taken in. */
  readonly canAccept: boolean;
}

/** Says which records are not as the program wrote them, since when, and who can accept them as they are. */
export function MisfitNotice({ misfit, canAccept }: MisfitNoticeProps) {
  const t = useT();
  const { kind, since, newest, rows, count } = misfit;
  const isAcceptable =
    misfit.directors.length > 0 || misfit.renewable.length > 0 || misfit.recoveryOf !== null;
  const at = (instant: string | null) =>
    instant === null ? t('session.misfit.never') : `${formatDate(instant)} ${formatTime(instant)}`;
  return (
    <Notice
      tone="danger"
      role="status"
      title={t(kind === 'restored' ? 'session.misfit.restoredTitle' : 'session.misfit.title')}
      actions={canAccept && isAcceptable ? <AcceptButtons misfit={misfit} /> : undefined}
    >
      {t(`session.misfit.text.${kind}`, { since: at(since), newest: at(newest) })}
      {rows.length > 0 && (
        <ul className={classes.misfitRows}>
          {rows.slice(0, ROWS_SHOWN).map(({ table, id, is }) => (
            <li key={`${table} ${id}`}>
              {t(TABLES[table] ?? 'session.misfit.table.other')} {id}: {t(`session.misfit.row.${is}`)}
            </li>
          ))}
          {count > ROWS_SHOWN && <li>{t('session.misfit.more', { count: count - ROWS_SHOWN })}</li>}
        </ul>
      )}
      <div>{t(nextStep(misfit))}</div>
    </Notice>
  );
}

function nextStep({ kind, directors, recoveryOf, renewable }: MisfitView): MessageKey {
  if (kind === 'restored' && directors.length > 0) return 'session.misfit.nextRestored';
  if (renewable.length > 0) return 'session.misfit.nextRenew';
  if (directors.length > 0) return 'session.misfit.next';
  if (recoveryOf !== null) return 'session.misfit.nextByFile';
  // No copy of the file helps against a lost keychain.
  return kind === 'unkept' ? 'session.misfit.nobodyUnkept' : 'session.misfit.nobody';
}

function AcceptButtons({ misfit: { directors, renewable, recoveryOf } }: Pick<MisfitNoticeProps, 'misfit'>) {
  const t = useT();
  const accept = useCall((by: Proof) => app().misfit.accept({ by }), {
    onDone: ({ misfit }) => {
      if (misfit === null) notifications.show({ color: 'green', message: t('session.misfit.accepted') });
    },
  });
  const button = (label: string, by: Proof) => (
    <Button
      key={label}
      size="xs"
      variant="default"
      loading={accept.isPending}
      onClick={() => void accept.run(by)}
    >
      {label}
    </Button>
  );
  return (
    <>
      {directors.map(({ personId, name }) =>
        button(t('session.misfit.accept', { name }), { kind: 'director', personId }),
      )}
      {renewable.map(({ personId, name }) =>
        button(t('session.misfit.renew', { name }), { kind: 'new-key', personId }),
      )}
      {recoveryOf !== null &&
        button(t('session.misfit.recover'), { kind: 'recovery-file', companyId: recoveryOf })}
      <ErrorNotice error={accept.error} />
    </>
  );
}
