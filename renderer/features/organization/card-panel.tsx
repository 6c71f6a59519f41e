import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CardSaved } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { GuideLink } from '../../ui/guide/guide-link.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';
import { Words } from './words.tsx';

interface CardPanelProps {
  readonly isMember: boolean;
  /** People of this computer whose new keys wait. */
  readonly waiting: readonly string[];
}

/** The card of the person at the screen: what a director adds him by, now or with new keys. */
export function CardPanel({ isMember, waiting }: CardPanelProps) {
  const t = useT();
  const { people, person } = useSession();
  const [saved, setSaved] = useState<CardSaved | null>(null);
  const options = { staleAfter: ORGANIZATION_STALE, onDone: setSaved };
  const save = useCall(app().organization.saveCard, options);
  const renew = useCall(app().organization.newKey, options);
  const directors = people.filter(({ role }) => role === 'director');
  if (person === null) return null;
  const { personId, name } = person;
  return (
    <Panel title={t('organization.card.title', { name })}>
      <p className={classes.text}>
        {t(isMember ? 'organization.card.memberText' : 'organization.card.text')}
      </p>
      {waiting.length > 0 && (
        <Notice tone="info">{t('organization.card.waiting', { names: waiting.join(', ') })}</Notice>
      )}
      <ErrorNotice error={save.error ?? renew.error} />
      <div className={classes.actions}>
        <Button variant="default" loading={save.isPending} onClick={() => void save.run({ personId })}>
          {t('organization.card.save')}
        </Button>
        {isMember && (
          <Button
            variant="default"
            loading={renew.isPending}
            onClick={() => void renew.run({ personId, knowsPassphrase: true })}
          >
            {t('organization.card.renew')}
          </Button>
        )}
        {isMember &&
          directors.map((director) => (
            <Button
              key={director.personId}
              variant="subtle"
              disabled={renew.isPending}
              onClick={() => void renew.run({ personId: director.personId, knowsPassphrase: false })}
            >
              {t('organization.card.forgot', { name: director.name })}
            </Button>
          ))}
      </div>
      <GuideLink question="passphrase" />
      {saved !== null && <SavedCard saved={saved} />}
    </Panel>
  );
}

function SavedCard({ saved: { isSaved, name, words } }: { readonly saved: CardSaved }) {
  const t = useT();
  if (!isSaved) return <p className={classes.hint}>{t('organization.card.notSaved')}</p>;
  return (
    <>
      <p className={classes.hint}>{t('organization.card.saved', { name })}</p>
      <Words words={words} label={t('organization.words.label')} />
    </>
  );
}
