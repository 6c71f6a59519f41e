import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PickedDocuments } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';
import { ComparedWords } from './words.tsx';

type Invitation = Extract<PickedDocuments, { kind: 'invitation' }>;

/** Joining by a director's file: open it, compare the words, accept. */
export function JoinPanel() {
  const t = useT();
  return (
    <Panel title={t('organization.join.title')}>
      <p className={classes.text}>{t('organization.join.text')}</p>
      <JoinByFile />
    </Panel>
  );
}

/** The same without a frame, for the first run. */
export function JoinByFile() {
  const t = useT();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const pick = useCall(() => app().organization.pickDocuments({}), {
    staleAfter: ORGANIZATION_STALE,
    onDone: (picked) => {
      if (picked.kind === 'invitation') return setInvitation(picked);
      const isNew = picked.counting + picked.proposed > 0;
      setTaken(t(isNew ? 'organization.documents.taken' : 'organization.documents.nothingNew'));
    },
  });
  if (invitation !== null)
    return <InvitationCard invitation={invitation} onEnd={() => setInvitation(null)} />;
  return (
    <>
      <ErrorNotice error={pick.error} />
      {taken !== null && (
        <p className={classes.hint} role="status">
          {taken}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="default" loading={pick.isPending} onClick={() => void pick.run(undefined)}>
          {t('organization.join.open')}
        </Button>
      </div>
    </>
  );
}

function InvitationCard({
  invitation: { name, inn, members, words, draftId },
  onEnd,
}: {
  readonly invitation: Invitation;
  readonly onEnd: () => void;
}) {
  const t = useT();
  const [isMatched, setMatched] = useState(false);
  const join = useCall(app().organization.join, { staleAfter: ORGANIZATION_STALE, onDone: onEnd });
  return (
    <div className={classes.form}>
      <div>
        <div className={classes.proposalTitle}>{name}</div>
        <span className={classes.note}>{t('organization.join.inn', { inn })}</span>
      </div>
      <ul className={classes.list}>
        {members.map((member) => (
          <li key={`${member.role} ${member.name}`} className={classes.item}>
            <span>
              <span className={classes.name}>{member.name}</span>
              {member.isHere && <StatusBadge tone="info">{t('organization.members.you')}</StatusBadge>}
            </span>
            <span className={classes.note}>{t(`common.role.${member.role}`)}</span>
          </li>
        ))}
      </ul>
      <ComparedWords words={words} isMatched={isMatched} onMatched={setMatched} />
      <ErrorNotice error={join.error} />
      <div className={classes.actions}>
        <Button
          disabled={!isMatched}
          loading={join.isPending}
          onClick={() => void join.run({ draftId, wordsMatch: true })}
        >
          {t('organization.join.submit')}
        </Button>
        <Button variant="default" onClick={onEnd}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </div>
  );
}
