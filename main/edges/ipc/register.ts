import { ipcMain, type BrowserWindow } from 'electron';
import {
  APPROVAL_CALL_NAMES,
  CALL_NAMES,
  DROP_CHANNEL,
  SIGNED_DROP_CHANNEL,
} from '../../../contract/channel-names.ts';
import { calls, events, type AppEvents, type AppHandlers } from '../../../contract/contract.ts';
import type { Result } from '../../../contract/result.ts';
import { CertificateFindings, DroppedPaths } from '../../../contract/areas/certificates.ts';
import { DroppedSigned, TakenView } from '../../../contract/areas/exchange.ts';
import type { ApprovalHandlers } from '../../../contract/areas/approval-window.ts';
import type { Log, Publish } from '../../ports/ports.ts';
import { isTrustedFrame } from '../windows/trusted-frame.ts';
import { carryOut, dispatch, dispatchApproval, type Gate } from './dispatch.ts';

/** A window of ours, and the only host whose page in it may call. */
export interface Door extends Gate {
  readonly host: string;
  readonly window: () => BrowserWindow | null;
}

export interface IpcParts extends Door {
  readonly handlers: AppHandlers;
  /** Takes the paths of dropped files, which preload names and no page can. */
  readonly drop: (paths: string[]) => Promise<unknown>;
  /** The same for files that members of an organization signed. */
  readonly dropSigned: (paths: string[]) => Promise<unknown>;
}

/**
 * Opens the door between the main window and main. A message from anything but the page of our own window is answered
 * like a bad request and changes nothing.
 */
export function registerCalls({ handlers, drop, dropSigned, ...door }: IpcParts): void {
  for (const name of CALL_NAMES) take(door, `call:${name}`, (input) => dispatch(handlers, door, name, input));
  const { rule } = calls['certificates.pick'];
  const dropping = { rule, input: DroppedPaths, output: CertificateFindings, handler: drop };
  take(door, DROP_CHANNEL, (input) => carryOut(dropping, door, DROP_CHANNEL, input));
  const { rule: signedRule } = calls['exchange.openFiles'];
  const dropped = { rule: signedRule, input: DroppedSigned, output: TakenView, handler: dropSigned };
  take(door, SIGNED_DROP_CHANNEL, (input) => carryOut(dropped, door, SIGNED_DROP_CHANNEL, input));
}

/** Opens the door of the window in which payments are approved; no other window gets through it. */
export function registerApprovalCalls({
  handlers,
  ...door
}: Door & { readonly handlers: ApprovalHandlers }): void {
  for (const name of APPROVAL_CALL_NAMES)
    take(door, `call:${name}`, (input) => dispatchApproval(handlers, door, name, input));
}

/** The only place where calls are taken. */
function take(
  { log, host, window }: Door,
  channel: string,
  answer: (input: unknown) => Promise<Result<unknown>>,
): void {
  ipcMain.handle(channel, async (event, input: unknown): Promise<Result<unknown>> => {
    const own = window()?.webContents;
    if (
      own === undefined ||
      event.sender !== own ||
      !isTrustedFrame(event.senderFrame, own.mainFrame, host)
    ) {
      log.warn('call-from-elsewhere', { channel });
      return { ok: false, error: { code: 'bad-request', details: {}, incidentId: null } };
    }
    return answer(input);
  });
}

/** Sends events to the window, each checked against its schema first. */
export function publisher(window: () => BrowserWindow | null, log: Log): Publish {
  return <N extends keyof AppEvents>(name: N, payload: AppEvents[N]) => {
    const parsed = events[name].safeParse(payload);
    if (!parsed.success) {
      log.error('event-malformed', parsed.error, { event: name });
      return;
    }
    const target = window();
    if (target === null || target.isDestroyed()) return;
    target.webContents.send(`event:${name}`, parsed.data);
  };
}
