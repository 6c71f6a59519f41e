import type { ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import { useT } from '../i18n/t.ts';
import { EnvironmentBadge } from '../ui/environment-badge.tsx';
import { ZoneNote } from '../ui/zone-note.tsx';
import classes from './approval.module.css';
import { Batch } from './batch.tsx';
import { EndingPage } from './ending.tsx';
import { NothingLeft } from './nothing-left.tsx';
import { Sheet } from './sheet.tsx';
import { useApproval } from './use-approval.ts';

/** One payment, several, what became of them, or nothing any more. */
export function ApprovalScreen({ firstView }: { readonly firstView: ApprovalWindowView }) {
  const t = useT();
  const desk = useApproval(firstView);
  const { company, environment, person, requests } = desk.view;
  const isBatch = firstView.requests.length > 1;
  const [single] = requests;
  return (
    <div className={classes.window}>
      <header className={classes.head}>
        <h1 className={classes.title}>
          {isBatch ? t('approval.titleMany', { count: firstView.requests.length }) : t('approval.title')}
        </h1>
        <span className={classes.company}>{company}</span>
        <EnvironmentBadge environment={environment} />
        <ZoneNote />
        <span className={classes.signer}>{t('approval.signer', { person })}</span>
      </header>
      {desk.ending !== null ? (
        <EndingPage ending={desk.ending} />
      ) : single === undefined ? (
        <NothingLeft error={desk.error} />
      ) : isBatch ? (
        <Batch desk={desk} />
      ) : (
        // Another revision is another payment to read: an answer typed for the old one must not carry over.
        <Sheet key={String(single.details.payment.revision)} request={single} desk={desk} />
      )}
    </div>
  );
}
