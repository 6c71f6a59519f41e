import type { ReactNode } from 'react';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import { useT } from '../i18n/t.ts';
import classes from './approval.module.css';
import { Changes, Evidence, Reasons, Told } from './evidence.tsx';
import { Lines } from './lines.tsx';
import { useBeginning } from './use-beginning.ts';

interface PaperProps {
  readonly request: ApprovalRequest;
  /** Warnings to answer, between the reasons and the evidence. */
  readonly children?: ReactNode;
}

/**
 * Everything about one payment in fixed order. It takes the focus, so that the keyboard scrolls it and a reader begins
 * here.
 */
export function Paper({ request, children }: PaperProps) {
  const t = useT();
  const place = useBeginning<HTMLElement>();
  return (
    <main className={classes.paper} tabIndex={0} aria-label={t('approval.title')} ref={place}>
      <Lines request={request} />
      <div className={classes.parts}>
        <Changes request={request} />
        <Reasons request={request} />
      </div>
      {children}
      <Evidence request={request} />
      <Told request={request} />
    </main>
  );
}

/** Six words that the other person reads as well, on whatever machine he sits. */
export function Words({ request }: { readonly request: ApprovalRequest }) {
  const t = useT();
  return (
    <div className={classes.words}>
      <div className={classes.wordsLabel}>{t('approval.words')}</div>
      <div className={classes.wordsText}>{request.words.join(' · ')}</div>
    </div>
  );
}
