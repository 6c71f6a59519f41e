import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { app } from '../../api/client.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Panel } from '../../ui/screen.tsx';
import classes from './settings.module.css';

const LINKS = ['bank-docs', 'bank-cabinet', 'bank-support'] as const;

/** Version, what the program is, and the bank's own pages. */
export function AboutSection() {
  const t = useT();
  const { version } = useSession();
  return (
    <Panel title={t('settings.tab.about')}>
      <p className={classes.text}>{t('settings.about.text')}</p>
      <p className={classes.hint}>{t('settings.about.version', { version })}</p>
      <div className={classes.actions}>
        {LINKS.map((link) => (
          <Button
            key={link}
            variant="default"
            size="xs"
            rightSection={<IconExternalLink size={14} aria-hidden />}
            onClick={() => void app().session.openLink({ link })}
          >
            {t(`settings.about.links.${link}`)}
          </Button>
        ))}
      </div>
      <p className={classes.hint}>{t('settings.about.outside')}</p>
    </Panel>
  );
}
