import { useT } from '../i18n/t.ts';
import classes from './logo.module.css';

/** The mark and the name. */
export function Logo() {
  const t = useT();
  const name = t('common.appName');
  return (
    <span className={classes.logo}>
      <span className={classes.mark} aria-hidden>
        {name.slice(0, 1)}
      </span>
      {name}
    </span>
  );
}
