import { Button, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { CalendarButton } from '../../ui/calendar-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './settings.module.css';

/** Whether the system notifies of ends, and their export into a calendar. */
export function ReminderSettings() {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.reminders, queryFn: () => unwrap(app().reminders.list({})) });
  const change = useCall(app().reminders.change, {
    onDone: (view) => client.setQueryData(keys.reminders, view),
  });
  const isSupported = query.data?.isSupported ?? true;
  return (
    <>
      <Switch
        label={t('clock.settings.notifications')}
        description={isSupported ? t('clock.settings.notificationsHint') : t('clock.settings.unsupported')}
        checked={query.data?.isOn ?? true}
        disabled={query.data === undefined || !isSupported}
        onChange={(event) => void change.run({ isOn: event.currentTarget.checked })}
      />
      <ErrorNotice error={change.error} />
      <div>
        <div className={classes.label}>{t('clock.settings.calendar')}</div>
        <p className={classes.hint}>{t('clock.settings.calendarHint')}</p>
        <CalendarButton companyId={null}>
          {(save, isPending) => (
            <Button variant="default" size="xs" loading={isPending} onClick={save}>
              {t('clock.settings.calendarButton')}
            </Button>
          )}
        </CalendarButton>
      </div>
    </>
  );
}
