import type { ClockNotice } from '../../contract/areas/session.ts';
import { useSession } from '../api/use-session.ts';
import { useT, type Translate } from '../i18n/t.ts';
import { formatSpan } from '../ui/dates.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './shell.module.css';

/** Says on every screen that the computer's clock is contradicted: by how much, by whom, and what to do. */
export function ClockBanner() {
  const t = useT();
  const { companies, companyId } = useSession();
  const clock = companies.find((one) => one.companyId === companyId)?.clock ?? null;
  if (clock === null) return null;
  return (
    <div className={classes.banner}>
      <Notice tone="warning" role="status" title={titleOf(t, clock)}>
        {reasonOf(t, clock)} {t('clock.computer.next')}
      </Notice>
    </div>
  );
}

function titleOf(t: Translate, { by, aheadMs }: ClockNotice): string {
  const span = formatSpan(t, aheadMs);
  if (by === 'records')
    return t(aheadMs > 0 ? 'clock.computer.ahead-unsure' : 'clock.computer.behind-unsure', { span });
  return t(aheadMs > 0 ? 'clock.computer.ahead' : 'clock.computer.behind', { span });
}

function reasonOf(t: Translate, { by, names }: ClockNotice): string {
  if (by === 'members') return t('clock.computer.members', { count: names.length, names: names.join(', ') });
  return t(by === 'bank' ? 'clock.computer.bank' : 'clock.computer.records');
}
