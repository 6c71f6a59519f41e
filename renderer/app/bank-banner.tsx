import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { paths } from '../ui/paths.ts';
import classes from './shell.module.css';

/** Says on every screen that no call to the company's bank passes, and leads to where a director decides. */
export function BankBanner() {
  const t = useT();
  const [, navigate] = useLocation();
  const { companies, companyId } = useSession();
  const isStopped = companies.find((one) => one.companyId === companyId)?.isBankStopped ?? false;
  if (!isStopped) return null;
  const action = (
    <Button size="xs" variant="default" onClick={() => navigate(paths.settingsOf('trust'))}>
      {t('trust.bannerAction')}
    </Button>
  );
  return (
    <div className={classes.banner}>
      <Notice tone="danger" role="alert" title={t('trust.strangeTitle')} actions={action}>
        {t('trust.bannerText')}
      </Notice>
    </div>
  );
}
