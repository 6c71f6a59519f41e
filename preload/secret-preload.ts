import { contextBridge, ipcRenderer } from 'electron';

/** The window that asks for one secret: what to ask, the answer, or the refusal. Nothing else is in reach. */
contextBridge.exposeInMainWorld('secretPrompt', {
  view: () => ipcRenderer.invoke('secret:view'),
  answer: (text: string) => ipcRenderer.invoke('secret:answer', text),
  cancel: () => {
    ipcRenderer.send('secret:cancel');
  },
});
