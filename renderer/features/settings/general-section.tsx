import { SegmentedControl, Select, Switch } from '@mantine/core';
import { oneself, working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { ReminderSettings } from './reminder-settings.tsx';
import classes from './settings.module.css';

const LANGUAGES = ['ru', 'en'] as const;
const THEMES = ['auto', 'light', 'dark'] as const;

/** Units: minutes; 0 is never. */
const LOCK_CHOICES = [5, 10, 15, 30, 60, 120, 0] as const;

/** Language, theme and the lock; each takes effect at once. */
export function GeneralSection() {
  const t = useT();
  const session = useSession();
  const options = { onDone: useTakeSession() };
  const look = useCall(app().setup.changeLook, options);
  const change = useCall(app().setup.changeSettings, options);
  const mayLook = useMay(oneself);
  const isWorking = useMay(working);
  const minutes = [...new Set([...LOCK_CHOICES, session.lockAfterMinutes])].sort((a, b) => rank(a) - rank(b));
  return (
    <Panel title={t('settings.tab.general')}>
      <div className={classes.form}>
        <div>
          <div className={classes.label} id="setting-language">
            {t('settings.general.language')}
          </div>
          <SegmentedControl
            aria-labelledby="setting-language"
            value={session.language}
            disabled={!mayLook}
            onChange={(value) => void look.run({ language: value === 'en' ? 'en' : 'ru' })}
            data={LANGUAGES.map((value) => ({ value, label: t(`settings.general.languages.${value}`) }))}
          />
        </div>
        <div>
          <div className={classes.label} id="setting-theme">
            {t('settings.general.theme')}
          </div>
          <SegmentedControl
            aria-labelledby="setting-theme"
            value={session.theme}
            disabled={!mayLook}
            onChange={(value) => void look.run({ theme: THEMES.find((one) => one === value) ?? 'auto' })}
            data={THEMES.map((value) => ({ value, label: t(`settings.general.themes.${value}`) }))}
          />
        </div>
        <Select
          label={t('settings.general.lock')}
          description={t('settings.general.lockHint')}
          value={String(session.lockAfterMinutes)}
          allowDeselect={false}
          disabled={!isWorking}
          onChange={(value) => void change.run({ lockAfterMinutes: Number(value) })}
          data={minutes.map((count) => ({
            value: String(count),
            label: count === 0 ? t('settings.general.never') : t('settings.general.minutes', { count }),
          }))}
        />
        <Switch
          label={t('clock.settings.stay')}
          description={t('clock.settings.stayHint')}
          checked={session.staysInTray}
          disabled={!isWorking}
          onChange={(event) => void change.run({ staysInTray: event.currentTarget.checked })}
        />
        <ReminderSettings />
        <ErrorNotice error={look.error ?? change.error} />
      </div>
    </Panel>
  );
}

function rank(minutes: number): number {
  return minutes === 0 ? Number.POSITIVE_INFINITY : minutes;
}
