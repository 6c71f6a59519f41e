import { Button, Code } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useSession } from '../../api/use-session.ts';
import { useMay } from '../../api/use-may.ts';
import type { AuthorityView, RootDraft, TrustView } from '../../../contract/areas/trust.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { StrangeAuthority } from './trust-strange.tsx';
import { TrustPins } from './trust-pins.tsx';
import { TrustDraft } from './trust-draft.tsx';
import { spacedFingerprint } from './fingerprint.ts';
import classes from './settings.module.css';

/**
 * By which authorities the bank's servers prove themselves, and which roots may sign them besides the well-known ones,
 * each for one environment. There is no way to switch the check off.
 */
export function TrustSection() {
  const t = useT();
  const isStopped = useSession().companies.some(({ isBankStopped }) => isBankStopped);
  const queryKey = [...keys.trust, isStopped];
  const query = useQuery<TrustView>({ queryKey, queryFn: () => unwrap(app().trust.view({})) });
  const [draft, setDraft] = useState<RootDraft | null>(null);
  const pick = useCall(() => app().trust.pick({}), { onDone: setDraft });
  const isWorking = useMay(working);
  const add = isWorking && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconCertificate size={16} aria-hidden />}
      loading={pick.isPending}
      disabled={draft !== null}
      onClick={() => void pick.run(undefined)}
    >
      {t('trust.add')}
    </Button>
  );
  return (
    <div className={classes.stack}>
      {query.data?.strange.map((strange) => (
        <StrangeAuthority key={strange.environment} strange={strange} />
      ))}
      <Panel title={t('trust.title')} aside={add}>
        <p className={classes.text}>{t('trust.text')}</p>
        <p className={classes.hint}>{t('trust.never')}</p>
        <ErrorNotice error={pick.error} />
        <QueryStates
          query={query}
          isEmpty={({ authorities }) => authorities.length === 0}
          empty={<p className={classes.hint}>{t('trust.none')}</p>}
        >
          {({ authorities }) => (
            <ul className={classes.list}>
              {authorities.map((authority) => (
                <Authority key={authority.authorityId} authority={authority} />
              ))}
            </ul>
          )}
        </QueryStates>
      </Panel>
      {query.data !== undefined && <TrustPins pins={query.data.pins} />}
      {draft !== null && query.data !== undefined && (
        <TrustDraft draft={draft} trust={query.data} onEnd={() => setDraft(null)} />
      )}
    </div>
  );
}

function Authority({ authority }: { readonly authority: AuthorityView }) {
  const t = useT();
  const [isRemoving, setRemoving] = useState(false);
  const isWorking = useMay(working);
  const remove = useCall(app().trust.remove, { staleAfter: [keys.trust], onDone: () => setRemoving(false) });
  const { authorityId, subject, environment, hosts, notAfter, addedAt, addedBy, sha256, isStateRoot } =
    authority;
  return (
    <li className={classes.item}>
      <span>
        <span className={classes.itemTitle}>{subject}</span>{' '}
        <StatusBadge tone={isStateRoot ? 'success' : 'warning'}>
          {t(isStateRoot ? 'trust.stateRoot' : 'trust.otherRoot')}
        </StatusBadge>
        <span className={classes.itemNote}>
          {t('trust.where', { environment: t(`trust.environment.${environment}`), hosts: hosts.join(', ') })}
        </span>
        <span className={classes.itemNote}>
          {t('trust.added', { who: addedBy, date: formatDate(addedAt), until: formatDate(notAfter) })}
        </span>
        <Code className={classes.fingerprint}>{spacedFingerprint(sha256)}</Code>
      </span>
      {isWorking && (
        <Button variant="subtle" color="gray" size="xs" onClick={() => setRemoving(true)}>
          {t('trust.remove')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('trust.removeTitle')}
        confirmLabel={t('trust.removeSubmit')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => void remove.run({ authorityId })}
        onClose={() => setRemoving(false)}
      >
        {t('trust.removeText')}
      </ConfirmDialog>
    </li>
  );
}
