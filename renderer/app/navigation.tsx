import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../api/use-session.ts';
import { useT, type MessageKey } from '../i18n/t.ts';
import { paths } from '../ui/paths.ts';
import { useShortcut } from '../ui/shortcut.ts';
import { ZoneNote } from '../ui/zone-note.tsx';
import classes from './navigation.module.css';
import { SCREENS } from './screens.ts';
import { waitingOn } from '../ui/waiting-for.ts';

/** The list of screens, with what waits for this person, and how well the vault is guarded. */
export function Navigation() {
  const t = useT();
  const [location] = useLocation();
  const { attention } = useSession();
  return (
    <nav className={classes.nav} aria-label={t('common.shell.navigation')}>
      <ul className={classes.list}>
        {SCREENS.map((screen, index) => {
          const count = waitingOn(attention, screen);
          const Icon = screen.icon;
          return (
            <li key={screen.path}>
              <Link
                href={screen.path}
                className={classes.link}
                aria-current={isCurrent(location, screen.path) ? 'page' : undefined}
              >
                <Icon size={18} stroke={1.6} aria-hidden />
                <span className={classes.label}>{t(screen.label)}</span>
                {count > 0 && (
                  <span className={classes.count}>
                    {count}
                    <span className={classes.hidden}>{t('common.shell.waiting', { count })}</span>
                  </span>
                )}
              </Link>
              <ScreenKey path={screen.path} label={t(screen.label)} digit={index + 1} />
            </li>
          );
        })}
      </ul>
      <Guard />
    </nav>
  );
}

function ScreenKey({
  path,
  label,
  digit,
}: {
  readonly path: string;
  readonly label: string;
  readonly digit: number;
}) {
  const [, navigate] = useLocation();
  useShortcut({ keys: `Ctrl+${digit}`, label, run: () => navigate(path) });
  return null;
}

function isCurrent(location: string, path: string): boolean {
  if (path === '/') return location === '/';
  if (path === '/tokens' && location.startsWith('/plans')) return true;
  return location === path || location.startsWith(`${path}/`);
}

const PROTECTION = {
  A: 'session.protection.a',
  B: 'session.protection.b',
  C: 'session.protection.c',
} as const satisfies Readonly<Record<'A' | 'B' | 'C', MessageKey>>;

function Guard() {
  const t = useT();
  const { keychain, protection } = useSession();
  const isOpen = keychain.state === 'ok';
  const Icon = isOpen ? IconShieldCheck : IconShieldExclamation;
  return (
    <div className={classes.guard}>
      <div className={isOpen ? classes.guardOk : classes.guardBad}>
        <Icon size={16} aria-hidden />
        {t(`session.keychain.state.${keychain.state}`)}
      </div>
      <Link
        href={paths.settingsOf('protection')}
        className={classes.guardLink}
        title={t('session.protection.open')}
      >
        {t('session.protection.label')} {protection !== null && t(PROTECTION[protection])}
      </Link>
      <ZoneNote />
    </div>
  );
}
