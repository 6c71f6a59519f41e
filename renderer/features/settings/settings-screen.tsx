import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { paths, SETTINGS_TABS, type SettingsTab } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { OrganizationSection } from '../organization/organization-section.tsx';
import { AboutSection } from './about-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { BanksSection } from './banks-section.tsx';
import { CompaniesSection } from './companies-section.tsx';
import { ExchangeSection } from './exchange-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { PeopleSection } from './people/people-section.tsx';
import { PolicySection } from './policy/policy-section.tsx';
import classes from './settings.module.css';
import { ProtectionSection } from './protection/protection-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { TrainingSection } from './training/training-section.tsx';
import { TrustSection } from './trust-section.tsx';

const SECTIONS: Readonly<Record<SettingsTab, ComponentType>> = {
  general: GeneralSection,
  policy: PolicySection,
  people: PeopleSection,
  organization: OrganizationSection,
  companies: CompaniesSection,
  banks: BanksSection,
  protection: ProtectionSection,
  exchange: ExchangeSection,
  storage: StorageSection,
  backup: BackupSection,
  trust: TrustSection,
  training: TrainingSection,
  about: AboutSection,
};

/**
 * How the program looks, who works in it, what the rules are, and where everything is kept; `tab` as the address names
 * it.
 */
export function SettingsScreen({ tab }: { readonly tab: string | null }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { companies } = useSession();
  const isWorking = useMay(working);
  const hasTraining = isWorking && companies.some((company) => company.environment.kind === 'training');
  const tabs = SETTINGS_TABS.filter((name) => name !== 'training' || hasTraining);
  const shown = tabs.find((name) => name === tab) ?? 'general';
  return (
    <Screen title={t('common.screen.settings')}>
      <Tabs
        value={shown}
        onChange={(name) => {
          const chosen = tabs.find((known) => known === name);
          if (chosen !== undefined) navigate(paths.settingsOf(chosen), { replace: true });
        }}
        orientation="vertical"
        variant="pills"
        className={classes.tabs}
        classNames={{ tabLabel: classes.tabLabel ?? '' }}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('common.screen.settings')} className={classes.tabList}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => {
          const Section = SECTIONS[name];
          return (
            <Tabs.Panel key={name} value={name}>
              <Section />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Screen>
  );
}
