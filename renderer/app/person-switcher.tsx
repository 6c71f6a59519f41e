import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useEffect } from 'react';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useSession } from '../api/use-session.ts';
import { useTakeSession } from '../api/use-take-session.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from '../ui/error-text.ts';
import classes from './header.module.css';

/**
 * Shows who is working; going to another person asks for a passphrase where the role has one (in a window of main's).
 */
export function PersonSwitcher() {
  const t = useT();
  const { people, person } = useSession();
  const take = useTakeSession();
  const change = useCall(app().session.switchPerson, { onDone: take });
  const { error } = change;
  useEffect(() => {
    if (error !== null) notifications.show({ color: 'red', message: errorText(t, error).happened });
  }, [error, t]);
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          loading={change.isPending}
          leftSection={<span className={classes.face}>{(person?.name ?? '?').slice(0, 1)}</span>}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          className={classes.switch}
          title={t('common.shell.switchPerson')}
        >
          {person === null ? (
            t('common.shell.nobody')
          ) : (
            <span className={classes.who}>
              {person.name}
              <span className={classes.itemNote}>{t(`common.role.${person.role}`)}</span>
            </span>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('common.shell.switchPerson')}</Menu.Label>
        {people.map((one) => (
          <Menu.Item
            key={one.personId}
            rightSection={one.personId === person?.personId ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => void change.run({ personId: one.personId })}
          >
            {one.name}
            <div className={classes.itemNote}>{t(`common.role.${one.role}`)}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
