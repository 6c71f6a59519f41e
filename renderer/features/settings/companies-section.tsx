import { Button } from '@mantine/core';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { useProtectionLevels } from '../../api/use-protection-levels.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { EnvironmentBadge } from '../../ui/environment-badge.tsx';
import { Panel } from '../../ui/screen.tsx';
import { CompanyForm } from './company-form.tsx';
import classes from './settings.module.css';

/** The companies whose tokens are kept here, and which bank each of them talks to. */
export function CompaniesSection() {
  const t = useT();
  const { companies } = useSession();
  const levels = useProtectionLevels();
  const [isAdding, setAdding] = useState(false);
  const isWorking = useMay(working);
  const add = isWorking && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconBuildingPlus size={16} aria-hidden />}
      onClick={() => setAdding(true)}
      disabled={isAdding}
    >
      {t('settings.companies.add')}
    </Button>
  );
  return (
    <div className={classes.stack}>
      <Panel title={t('settings.tab.companies')} aside={add}>
        <ul className={classes.list}>
          {companies.map((company) => {
            const level = levels.get(company.companyId);
            return (
              <li key={company.companyId} className={classes.item}>
                <span>
                  <span className={classes.itemTitle}>{company.name}</span>{' '}
                  <EnvironmentBadge environment={company.environment} />
                  <span className={classes.itemNote}>
                    {company.kpp === '0'
                      ? t('settings.companies.inn', { inn: company.inn })
                      : t('settings.companies.innKpp', { inn: company.inn, kpp: company.kpp })}
                  </span>
                </span>
                <span className={classes.itemNote}>
                  {level !== undefined && t(`settings.companies.protection.${level}`)}
                </span>
              </li>
            );
          })}
        </ul>
      </Panel>
      {isAdding && (
        <Panel title={t('settings.companies.new')}>
          <CompanyForm submitLabel={t('settings.companies.add')} onDone={() => setAdding(false)} />
        </Panel>
      )}
    </div>
  );
}
