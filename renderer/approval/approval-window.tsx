import { useEffect, useState } from 'react';
import type { ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import { SingleWindow } from '../app/single-window.tsx';
import { useActivity } from '../app/use-activity.ts';
import { approvalTexts } from './approval-texts.ts';
import { Desk } from './desk.tsx';

/** The whole window: nothing until main has said what lies on the desk. */
export function ApprovalWindow() {
  const [view, setView] = useState<ApprovalWindowView | null>(null);
  useEffect(() => {
    void window.approval.view({}).then((result) => {
      if (result.ok) setView(result.value);
    });
  }, []);
  useActivity(() => void window.approval.noteActivity({}));
  if (view === null) return null;
  return (
    <SingleWindow language={view.language} theme={view.theme} texts={approvalTexts}>
      <Desk firstView={view} />
    </SingleWindow>
  );
}
