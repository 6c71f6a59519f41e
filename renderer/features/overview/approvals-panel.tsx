import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OverviewView } from '../../../contract/areas/overview.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { paths } from '../../ui/paths.ts';
import { Panel } from '../../ui/screen.tsx';
import classes from './overview.module.css';

interface ApprovalsPanelProps {
  readonly approvals: OverviewView['approvals'];
  readonly sending: number;
}

/** The payments that wait for a signature, and how many are on their way. */
export function ApprovalsPanel({ approvals, sending }: ApprovalsPanelProps) {
  const t = useT();
  const { person } = useSession();
  const isDirector = person?.role === 'director';
  const open = (
    <Button
      component={Link}
      href={isDirector ? paths.approvals : paths.payments}
      variant="light"
      size="xs"
      rightSection={<IconArrowRight size={16} aria-hidden />}
    >
      {t('common.action.open')}
    </Button>
  );
  return (
    <Panel title={t('common.screen.approvals')} aside={approvals.count > 0 ? open : undefined}>
      {approvals.count === 0 ? (
        <p className={classes.quiet}>{t('overview.approvals.none')}</p>
      ) : (
        <ul className={classes.rows}>
          {approvals.first.map((payment) => (
            <li key={payment.paymentId}>
              <Link
                href={isDirector ? paths.approval(payment.paymentId) : paths.payment(payment.paymentId)}
                className={classes.row}
              >
                <span className={classes.rowText}>
                  <span className={classes.rowTitle}>{payment.payeeName}</span>
                  <span className={classes.rowNote}>{payment.purpose}</span>
                </span>
                <MoneyText minor={payment.amountMinor} strong />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.foot}>
        {approvals.count > 0 &&
          t('overview.approvals.total', { count: approvals.count, sum: formatMoney(approvals.totalMinor) })}
        {approvals.oldestExpiresAt !== null && (
          <>
            {' · '}
            {t('overview.approvals.expires')} <MomentText at={approvals.oldestExpiresAt} />
          </>
        )}
      </p>
      {sending > 0 && (
        <p className={classes.foot}>
          <Link href={paths.payments}>{t('overview.approvals.sending', { count: sending })}</Link>
        </p>
      )}
    </Panel>
  );
}
