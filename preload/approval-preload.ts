import { contextBridge, ipcRenderer } from 'electron';
import { APPROVAL_CALL_NAMES } from '../contract/channel-names.ts';

/**
 * The window in which payments are approved: one function a call. No channel can be named from the page, nothing is
 * decided here.
 */
const approval: Record<string, unknown> = {};

for (const name of APPROVAL_CALL_NAMES) {
  const [, method = ''] = name.split('.');
  approval[method] = (input: unknown) => ipcRenderer.invoke(`call:${name}`, input);
}

contextBridge.exposeInMainWorld('approval', approval);
