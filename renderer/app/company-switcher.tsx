import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useProtectionLevels } from '../api/use-protection-levels.ts';
import { useTakeSession } from '../api/use-take-session.ts';
import { useCompany, useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import classes from './header.module.css';

/** Shows the company in work and the others to go to. */
export function CompanySwitcher() {
  const t = useT();
  const company = useCompany();
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          className={classes.switch}
          aria-label={t('common.shell.company', { name: company.name })}
        >
          {company.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Companies />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asks for the levels only where the list is open: they need every token of every company. */
function Companies() {
  const t = useT();
  const { companies, companyId } = useSession();
  const levels = useProtectionLevels();
  const take = useTakeSession();
  const select = useCall(app().session.selectCompany, { onDone: take });
  return companies.map((one) => {
    const level = levels.get(one.companyId);
    return (
      <Menu.Item
        key={one.companyId}
        rightSection={one.companyId === companyId ? <IconCheck size={16} aria-hidden /> : null}
        onClick={() => void select.run({ companyId: one.companyId })}
      >
        {one.name}
        <div className={classes.itemNote}>{t('common.shell.inn', { inn: one.inn })}</div>
        <div className={classes.itemNote}>
          {level === undefined ? '\u00a0' : t(`settings.companies.protection.${level}`)}
        </div>
      </Menu.Item>
    );
  });
}
