import { CertificateFindings, DroppedPaths } from '../../../contract/areas/certificates.ts';
import { DroppedSigned, TakenView } from '../../../contract/areas/exchange.ts';
import {
  APPROVAL_CALL_NAMES,
  CALL_NAMES,
  DROP_CHANNEL,
  SIGNED_DROP_CHANNEL,
} from '../../../contract/channel-names.ts';
import { calls, events } from '../../../contract/contract.ts';
import type { Result } from '../../../contract/result.ts';
import type { Log, Publish } from '../../ports/ports.ts';
import type { ApprovalSession } from './approval-session.ts';
import { dropHandler } from './certificates-handlers.ts';
import { carryOut, dispatch, dispatchApproval, type Gate } from './dispatch.ts';
import { signedDropHandler } from './exchange-handlers.ts';
import { appHandlers, type HandlerParts } from './handlers.ts';

/**
 * Answers everything that pages of our windows may ask, each call held against its rule and its schemas. Which window a
 * call came from was looked at by whoever took it (`main/edges/windows/take-calls.ts`).
 */
export function contractAnswers(
  parts: HandlerParts,
  approvalSession: Pick<ApprovalSession, 'handlers'>,
  gate: Gate,
) {
  const handlers = appHandlers(parts);
  const { rule } = calls['certificates.pick'];
  const dropping = {
    rule,
    input: DroppedPaths,
    output: CertificateFindings,
    handler: dropHandler(parts),
  };
  const { rule: signedRule } = calls['exchange.openFiles'];
  const dropped = {
    rule: signedRule,
    input: DroppedSigned,
    output: TakenView,
    handler: signedDropHandler(parts),
  };
  return {
    call: async (name: string, input: unknown) => {
      const known = CALL_NAMES.find((one) => one === name);
      return known === undefined ? NO_SUCH_CALL : dispatch(handlers, gate, known, input);
    },
    approvalCall: async (name: string, input: unknown) => {
      const known = APPROVAL_CALL_NAMES.find((one) => one === name);
      return known === undefined
        ? NO_SUCH_CALL
        : dispatchApproval(approvalSession.handlers, gate, known, input);
    },
    dropFiles: (paths: unknown) => carryOut(dropping, gate, DROP_CHANNEL, paths),
    dropSignedFiles: (paths: unknown) => carryOut(dropped, gate, SIGNED_DROP_CHANNEL, paths),
  };
}

const NO_SUCH_CALL: Result<unknown> = {
  ok: false,
  error: { code: 'bad-request', details: {}, incidentId: null },
};

/** Checks each event against its schema before it goes to the window. */
export function checkedEvents(publish: Publish, log: Log): Publish {
  return (name, payload) => {
    const parsed = events[name].safeParse(payload);
    if (parsed.success) publish(name, payload);
    else log.error('event-malformed', parsed.error, { event: name });
  };
}
