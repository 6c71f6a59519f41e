import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { OrganizationView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { MemberCard, type CardUse } from './member-card.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';

interface RecoveryPanelProps {
  readonly organization: OrganizationView;
  readonly canChange: boolean;
}

/** The file that replaces lost keys when no director can sign any more. */
export function RecoveryPanel({ organization, canChange }: RecoveryPanelProps) {
  const t = useT();
  const { base, hasRecovery, members } = organization;
  const [use, setUse] = useState<CardUse | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const make = useCall(app().organization.makeRecovery, { staleAfter: ORGANIZATION_STALE });
  const lost = members.find((one) => one.key === key);
  return (
    <Panel title={t('organization.recovery.title')}>
      <p className={classes.text}>
        {t(hasRecovery ? 'organization.recovery.has' : 'organization.recovery.none')}
      </p>
      <ErrorNotice error={make.error} />
      {canChange && (
        <div className={classes.actions}>
          <Button variant="default" loading={make.isPending} onClick={() => void make.run({ base })}>
            {t(hasRecovery ? 'organization.recovery.again' : 'organization.recovery.make')}
          </Button>
        </div>
      )}
      {hasRecovery && use === null && (
        <div className={classes.inline}>
          <Select
            label={t('organization.recovery.whose')}
            data={members
              .filter(({ isEnded }) => !isEnded)
              .map((one) => ({ value: one.key, label: one.name }))}
            value={key}
            onChange={setKey}
          />
          <Button
            variant="default"
            disabled={lost === undefined}
            onClick={() => lost !== undefined && setUse({ kind: 'recover', key: lost.key, name: lost.name })}
          >
            {t('organization.recovery.use')}
          </Button>
        </div>
      )}
      {use !== null && <MemberCard use={use} base={base} onEnd={() => setUse(null)} />}
    </Panel>
  );
}
