import { useT } from '../i18n/t.ts';
import { isElsewhere } from './dates.ts';
import classes from './text.module.css';
import { useNow } from './use-now.ts';

/** Says once a window that times are Moscow's, where the clock of the computer shows others. */
export function ZoneNote() {
  const t = useT();
  return isElsewhere(useNow()) ? <span className={classes.zone}>{t('common.date.moscow')}</span> : null;
}
