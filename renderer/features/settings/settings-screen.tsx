import { Tabs } from '@mantine/core';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { AboutSection } from './about-section.tsx';
import { CompaniesSection } from './companies-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { PolicySection } from './policy-section.tsx';
import classes from './settings.module.css';
import { StorageSection } from './storage-section.tsx';
import { TrainingSection } from './training-section.tsx';
import { TrustSection } from './trust-section.tsx';

/** How the program looks, who works in it, what the rules are, and where everything is kept. */
export function SettingsScreen() {
  const t = useT();
  const { companies } = useSession();
  const hasTraining = companies.some((company) => company.environment.kind === 'training');
  return (
    <Screen title={t('common.screen.settings')}>
      <Tabs
        defaultValue="general"
        orientation="vertical"
        variant="pills"
        className={classes.tabs}
        classNames={{ tabLabel: classes.tabLabel ?? '' }}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('common.screen.settings')} className={classes.tabList}>
          <Tabs.Tab value="general">{t('settings.tab.general')}</Tabs.Tab>
          <Tabs.Tab value="policy">{t('settings.tab.policy')}</Tabs.Tab>
          <Tabs.Tab value="people">{t('settings.tab.people')}</Tabs.Tab>
          <Tabs.Tab value="companies">{t('settings.tab.companies')}</Tabs.Tab>
          <Tabs.Tab value="storage">{t('settings.tab.storage')}</Tabs.Tab>
          <Tabs.Tab value="trust">{t('settings.tab.trust')}</Tabs.Tab>
          {hasTraining && <Tabs.Tab value="training">{t('settings.tab.training')}</Tabs.Tab>}
          <Tabs.Tab value="about">{t('settings.tab.about')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralSection />
        </Tabs.Panel>
        <Tabs.Panel value="policy">
          <PolicySection />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleSection />
        </Tabs.Panel>
        <Tabs.Panel value="companies">
          <CompaniesSection />
        </Tabs.Panel>
        <Tabs.Panel value="storage">
          <StorageSection />
        </Tabs.Panel>
        <Tabs.Panel value="trust">
          <TrustSection />
        </Tabs.Panel>
        {hasTraining && (
          <Tabs.Panel value="training">
            <TrainingSection />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="about">
          <AboutSection />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
