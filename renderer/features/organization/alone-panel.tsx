import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { directing } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { PersonId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useCompany, useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';

/** A company that works on this computer alone: what an organization gives, and its first step. */
export function AlonePanel() {
  const t = useT();
  const { name } = useCompany();
  const { readOnly } = useSession();
  const canFound = useMay(directing) && !readOnly;
  return (
    <Panel title={t('organization.alone.title', { name })}>
      <p className={classes.text}>{t('organization.alone.text')}</p>
      <ul className={classes.points}>
        <li>{t('organization.alone.gives1')}</li>
        <li>{t('organization.alone.gives2')}</li>
        <li>{t('organization.alone.gives3')}</li>
      </ul>
      {canFound ? <FoundForm /> : <Notice tone="neutral">{t('organization.alone.directorOnly')}</Notice>}
    </Panel>
  );
}

/** The director who founds it chooses who of this computer belongs to it from the start. */
function FoundForm() {
  const t = useT();
  const { companyId } = useCompany();
  const { people, person } = useSession();
  const [members, setMembers] = useState<readonly PersonId[]>([]);
  const found = useCall(app().organization.found, { staleAfter: ORGANIZATION_STALE });
  const others = people.filter(({ personId }) => personId !== person?.personId);
  return (
    <div className={classes.form}>
      {others.length > 0 && (
        <Checkbox.Group
          label={t('organization.found.members')}
          description={t('organization.found.membersHint')}
          value={[...members]}
          onChange={(value) =>
            setMembers(others.map(({ personId }) => personId).filter((id) => value.includes(id)))
          }
        >
          <div className={classes.actions}>
            {others.map(({ personId, name, role }) => (
              <Checkbox key={personId} value={personId} label={`${name}, ${t(`common.role.${role}`)}`} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <p className={classes.hint}>{t('organization.found.hint')}</p>
      <ErrorNotice error={found.error} />
      <div className={classes.actions}>
        <Button
          loading={found.isPending}
          onClick={() => void found.run({ companyId, members: [...members], changesNeed: 1 })}
        >
          {t('organization.found.submit')}
        </Button>
      </div>
    </div>
  );
}
