import { contextBridge, ipcRenderer } from 'electron';

/**
 * The window that asks for one secret: what to ask, the answer, or the refusal; or one secret to show. Nothing else is
 * in reach.
 */
contextBridge.exposeInMainWorld('secretPrompt', {
  view: () => ipcRenderer.invoke('secret:view'),
  answer: (text: string) => ipcRenderer.invoke('secret:answer', text),
  text: () => ipcRenderer.invoke('secret:text'),
  copy: () => ipcRenderer.invoke('secret:copy'),
  cancel: () => {
    ipcRenderer.send('secret:cancel');
  },
});
