import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { BATCH_MAX } from '../../../contract/areas/approvals.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './approvals.module.css';
import { totalOf } from './groups.ts';
import type { OpeningApproval } from './use-approvals.ts';

/** How many of them are named here; the window shows them all. Own choice. */
const NAMED = 4;

interface TogetherProps {
  readonly requests: readonly ApprovalRequest[];
  readonly desk: OpeningApproval;
}

/** «27 платежей одним списком»: opened in one act. */
export function Together({ requests, desk }: TogetherProps) {
  const t = useT();
  const opened = requests.slice(0, BATCH_MAX);
  const named = requests.slice(0, NAMED);
  const rest = requests.length - named.length;
  const title = t('approvals.together.title', {
    count: requests.length,
    total: formatMoney(totalOf(requests)),
  });
  return (
    <Panel
      title={title}
      aside={
        <Button
          leftSection={<IconSignature size={16} aria-hidden />}
          disabled={desk.isOpen}
          onClick={() => desk.open(opened)}
        >
          {t('approvals.together.open', { count: opened.length })}
        </Button>
      }
    >
      <ul className={classes.named}>
        {named.map(({ details: { payment } }) => (
          <li key={payment.paymentId}>
            <span>{payment.payeeName}</span>
            <MoneyText minor={payment.amountMinor} />
          </li>
        ))}
        {rest > 0 && <li className={classes.quiet}>{t('approvals.together.rest', { count: rest })}</li>}
      </ul>
      <p className={classes.note}>{t('approvals.together.why')}</p>
    </Panel>
  );
}
