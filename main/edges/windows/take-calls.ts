import { ipcMain, type BrowserWindow } from 'electron';
import {
  APPROVAL_CALL_NAMES,
  CALL_NAMES,
  DROP_CHANNEL,
  SIGNED_DROP_CHANNEL,
} from '../../../contract/channel-names.ts';
import type { Result } from '../../../contract/result.ts';
import type { VaultCalls } from '../link/calls.ts';
import { isTrustedFrame } from './trusted-frame.ts';

/** A window of ours, and the only host whose page in it may call. */
export interface Door {
  readonly host: string;
  readonly window: () => BrowserWindow | null;
  /** Somebody else tried. */
  readonly onStranger: (channel: string) => void;
}

/**
 * Opens the door between the main window and the vault process. A message from anything but the page of our own window
 * is answered like a bad request and changes nothing.
 */
export function registerCalls(
  door: Door,
  vault: Pick<VaultCalls, 'call' | 'dropFiles' | 'dropSignedFiles'>,
): void {
  for (const name of CALL_NAMES) take(door, `call:${name}`, (input) => vault.call(name, input));
  take(door, DROP_CHANNEL, (paths) => vault.dropFiles(paths));
  take(door, SIGNED_DROP_CHANNEL, (paths) => vault.dropSignedFiles(paths));
}

/** Opens the door of the window in which payments are approved; no other window gets through it. */
export function registerApprovalCalls(door: Door, vault: Pick<VaultCalls, 'approvalCall'>): void {
  for (const name of APPROVAL_CALL_NAMES)
    take(door, `call:${name}`, (input) => vault.approvalCall(name, input));
}

/** The only place where calls are taken. */
function take(
  { host, window, onStranger }: Door,
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
      onStranger(channel);
      return { ok: false, error: { code: 'bad-request', details: {}, incidentId: null } };
    }
    return answer(input);
  });
}

/** Sends events to the window. */
export function publisher(window: () => BrowserWindow | null): (name: string, payload: unknown) => void {
  return (name, payload) => {
    const target = window();
    if (target === null || target.isDestroyed()) return;
    target.webContents.send(`event:${name}`, payload);
  };
}
