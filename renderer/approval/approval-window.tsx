import type { ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import { SingleWindow } from '../app/single-window.tsx';
import { useActivity } from '../app/use-activity.ts';
import { approvalTexts } from './approval-texts.ts';
import { ApprovalScreen } from './approval-screen.tsx';

async function loadView(): Promise<ApprovalWindowView | null> {
  const result = await window.approval.view({});
  return result.ok ? result.value : null;
}

/** The whole window: nothing until main has said what lies on the desk. */
export function ApprovalWindow() {
  useActivity(() => void window.approval.noteActivity({}));
  return (
    <SingleWindow load={loadView} texts={approvalTexts}>
      {(view) => <ApprovalScreen firstView={view} />}
    </SingleWindow>
  );
}
