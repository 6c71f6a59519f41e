import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { Panel } from '../../../ui/screen.tsx';
import { PersonForm } from './person-form.tsx';
import classes from '../settings.module.css';

/** Who works here, and in what role. */
export function PeopleSection() {
  const t = useT();
  const { people } = useSession();
  const [isAdding, setAdding] = useState(false);
  const isWorking = useMay(working);
  const add = isWorking && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconUserPlus size={16} aria-hidden />}
      onClick={() => setAdding(true)}
      disabled={isAdding}
    >
      {t('settings.people.add')}
    </Button>
  );
  return (
    <div className={classes.stack}>
      <Panel title={t('settings.tab.people')} aside={add}>
        <p className={classes.hint}>{t('settings.people.hint')}</p>
        <ul className={classes.list}>
          {people.map((person) => (
            <li key={person.personId} className={classes.item}>
              <span className={classes.itemTitle}>{person.name}</span>
              <span className={classes.itemNote}>{t(`common.role.${person.role}`)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      {isAdding && (
        <Panel title={t('settings.people.new')}>
          <PersonForm submitLabel={t('settings.people.add')} onDone={() => setAdding(false)} />
        </Panel>
      )}
    </div>
  );
}
