import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  CALL_NAMES,
  DROP_CHANNEL,
  EVENT_NAMES,
  SIGNED_DROP_CHANNEL,
  type EventName,
} from '../contract/channel-names.ts';

/**
 * One function a call, one subscription for the events. No channel can be named from the page, nothing is decided here.
 */
const app: Record<string, unknown> = {
  on: (name: EventName, listener: (payload: unknown) => void) => {
    if (!EVENT_NAMES.includes(name)) throw new TypeError('unknown event');
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(`event:${name}`, forward);
    return () => {
      ipcRenderer.removeListener(`event:${name}`, forward);
    };
  },
  // The system says where a file lies that a person dropped; the page itself can name no path. What it made itself has
  // none.
  dropCertificateFiles: (files: readonly File[]) =>
    ipcRenderer.invoke(
      DROP_CHANNEL,
      files.map((file) => webUtils.getPathForFile(file)),
    ),
};

app['dropSignedFiles'] = (files: readonly File[]) =>
  ipcRenderer.invoke(
    SIGNED_DROP_CHANNEL,
    files.map((file) => webUtils.getPathForFile(file)),
  );

for (const name of CALL_NAMES) {
  const [area = '', method = ''] = name.split('.');
  const calls = (app[area] ??= {}) as Record<string, unknown>; // filled by this loop alone
  calls[method] = (input: unknown) => ipcRenderer.invoke(`call:${name}`, input);
}

contextBridge.exposeInMainWorld('app', app);
