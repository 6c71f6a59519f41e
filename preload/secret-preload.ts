import { contextBridge, ipcRenderer } from 'electron';

/**
 * The window that asks for one secret: what to ask, the answer, or the refusal; or one secret to show. Nothing else is
 * in reach. What is typed goes to the vault process over a port of its own, which the process of the windows only hands
 * over.
 */
const { port1, port2 } = new MessageChannel();
const waiting = new Map<number, (value: unknown) => void>();
let lastId = 0;

port1.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly value: unknown }>) => {
  waiting.get(data.id)?.(data.value);
  waiting.delete(data.id);
};
ipcRenderer.postMessage('secret:connect', null, [port2]);

function ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    port1.postMessage({ ...request, id });
  });
}

contextBridge.exposeInMainWorld('secretPrompt', {
  view: () => ask({ op: 'view' }),
  answer: (text: string) => ask({ op: 'answer', text }),
  text: () => ask({ op: 'text' }),
  copy: () => ask({ op: 'copy' }),
  cancel: () => {
    void ask({ op: 'cancel' });
  },
});
