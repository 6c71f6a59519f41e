import { ActionIcon, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { app } from '../api/client.ts';
import { useCompany } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { EnvironmentBadge } from '../ui/environment-badge.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { Bell } from './bell.tsx';
import { CompanySwitcher } from './company-switcher.tsx';
import classes from './header.module.css';
import { Logo } from '../ui/logo.tsx';
import { PersonSwitcher } from './person-switcher.tsx';

/** Always in sight: whose company, which bank, search, who is working, lock. */
export function Header() {
  const t = useT();
  const { environment } = useCompany();
  const lock = () => void app().session.lock({});
  useShortcut({ keys: 'Ctrl+L', label: t('common.shell.lock'), run: lock });
  return (
    <header className={classes.header}>
      <Logo />
      <span className={classes.rule} />
      <CompanySwitcher />
      <EnvironmentBadge environment={environment} />
      <span className={classes.gap} />
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        <span className={classes.searchText}>{t('common.shell.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Bell />
      <PersonSwitcher />
      <Tooltip label={t('common.shell.lockKey')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('common.shell.lock')}
          onClick={lock}
        >
          <IconLock size={18} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
