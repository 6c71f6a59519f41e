import { ipcMain, type BrowserWindow } from 'electron';
import { CALL_NAMES, DROP_CHANNEL } from '../../contract/channel-names.ts';
import { events, type AppEvents, type AppHandlers } from '../../contract/contract.ts';
import type { Result } from '../../contract/result.ts';
import type { Log, Publish } from '../ports.ts';
import { CertificateFindings, DroppedPaths } from '../../contract/areas/certificates.ts';
import { carryOut, dispatch } from './dispatch.ts';
import { isTrustedFrame } from '../trusted-frame.ts';

export interface IpcParts {
  readonly handlers: AppHandlers;
  /** Takes the paths of dropped files, which preload names and no page can. */
  readonly drop: (paths: string[]) => Promise<unknown>;
  readonly log: Log;
  readonly host: string;
  readonly window: () => BrowserWindow | null;
}

/**
 * Opens the door between the window and main: the only place where calls are taken. A message from anything but the page of our own
 * window is answered like a bad request and changes nothing.
 */
export function registerCalls({ handlers, drop, log, host, window }: IpcParts): void {
  const taking = (channel: string, answer: (input: unknown) => Promise<Result<unknown>>) => {
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
  };
  for (const name of CALL_NAMES) taking(`call:${name}`, (input) => dispatch(handlers, log, name, input));
  const dropping = { input: DroppedPaths, output: CertificateFindings, handler: drop };
  taking(DROP_CHANNEL, (input) => carryOut(dropping, log, DROP_CHANNEL, input));
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
