import { useState } from 'react';
import type { ApprovalOutcome, ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { ErrorInfo, Result } from '../../contract/result.ts';

/** What lies on the desk, what was answered, and the two answers. */
export interface ApprovalState {
  readonly view: ApprovalWindowView;
  readonly isBusy: boolean;
  /** What is under way is also to be sent. */
  readonly isSending: boolean;
  readonly error: ErrorInfo | null;
  /** The answer that ended the reading, with the payments as they were read. */
  readonly ending: Ending | null;
  /** Several are one list. Effects: main asks for the passphrase in a window of its own. Moves no money. */
  readonly approve: (answers: readonly GivenAnswer[]) => Promise<void>;
  /** Effects: as `approve`; then main sends the payment: moves money, once. */
  readonly approveAndSend: (request: ApprovalRequest, reason: string) => Promise<void>;
  /** Gives true when it is rejected. Moves no money, and none will. */
  readonly reject: (request: ApprovalRequest, reason: string) => Promise<boolean>;
}

/** A yes to one payment, with the answer to its warnings. */
export interface GivenAnswer {
  readonly request: ApprovalRequest;
  readonly reason: string;
}

export interface Ending {
  readonly outcome: ApprovalOutcome;
  readonly requests: readonly ApprovalRequest[];
}

/**
 * Keeps the desk: after an answer that failed everything is read anew from main, because what is shown may have
 * changed.
 */
export function useApproval(firstView: ApprovalWindowView): ApprovalState {
  const [view, setView] = useState(firstView);
  const [isBusy, setBusy] = useState(false);
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [ending, setEnding] = useState<Ending | null>(null);
  const readAgain = async () => {
    const result = await window.approval.view({});
    if (result.ok) setView(result.value);
  };
  const answer = async (call: () => Promise<Result<ApprovalOutcome>>): Promise<ApprovalOutcome | null> => {
    setBusy(true);
    setError(null);
    const result = await call();
    setBusy(false);
    if (result.ok) return result.value;
    if (result.error.code === 'cancelled-by-person') return null;
    setError(result.error);
    await readAgain();
    return null;
  };
  return {
    view,
    isBusy,
    isSending,
    error,
    ending,
    approve: async (answers) => {
      const payments = answers.map(({ request, reason }) => ({ ...refOf(request), reason }));
      const outcome = await answer(() => window.approval.approve({ payments }));
      if (outcome !== null) setEnding({ outcome, requests: answers.map(({ request }) => request) });
    },
    approveAndSend: async (request, reason) => {
      setSending(true);
      const outcome = await answer(() => window.approval.approveAndSend({ payment: refOf(request), reason }));
      setSending(false);
      if (outcome !== null) setEnding({ outcome, requests: [request] });
    },
    reject: async (request, reason) => {
      const outcome = await answer(() => window.approval.reject({ payment: refOf(request), reason }));
      if (outcome === null) return false;
      if (view.requests.length === 1) setEnding({ outcome, requests: [request] });
      else await readAgain();
      return true;
    },
  };
}

function refOf({ details: { payment } }: ApprovalRequest) {
  return { paymentId: payment.paymentId, revision: payment.revision };
}

/** Ends the window. */
export function closeWindow(): void {
  void window.approval.close({});
}
