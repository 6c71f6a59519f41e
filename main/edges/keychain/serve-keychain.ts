import { answerRequest } from './answer-request.ts';
import type { Items } from './items.ts';
import { keychainRequestSchema } from './keychain-protocol.ts';

/** The end of the pipe that lies in the keychain process. */
export interface ParentLink {
  onMessage(listener: (message: unknown) => void): void;
  send(message: unknown): void;
}

/**
 * Answers the requests of main one at a time, in order of arrival. A message that is not a request gets no answer:
 * main's deadline ends such a call. Effects: zeroes the bytes of each request and reply.
 */
export function serveKeychain(parent: ParentLink, itemsOf: (service: string) => Items): void {
  let last = Promise.resolve();
  parent.onMessage((message) => {
    last = last.then(() => serve(message));
  });

  async function serve(message: unknown): Promise<void> {
    const request = keychainRequestSchema.safeParse(message).data;
    if (!request) return;
    const reply = await answerRequest(request, itemsOf(request.service));
    parent.send(reply);
    reply.bytes?.fill(0);
    if (request.op === 'write') request.bytes.fill(0);
  }
}

/**
 * Finds the pipe to whoever asks: in a utility process of Electron the port that comes with the first message, so that
 * what is read and written passes no other process; the IPC channel of a forked Node process in tests.
 */
export function linkToParent(): ParentLink {
  const parent: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(parent)) return linkOverPort(parent);
  process.on('disconnect', () => {
    process.exit();
  });
  return {
    onMessage: (listener) => {
      process.on('message', listener);
    },
    send: (message) => {
      process.send?.(message);
    },
  };
}

function linkOverPort(parent: ParentPort): ParentLink {
  let port: MessagePort | undefined;
  return {
    onMessage: (listener) => {
      parent.on('message', ({ ports: [given] }) => {
        if (port !== undefined || given === undefined) return;
        port = given;
        port.on('message', ({ data }) => listener(data));
        port.start();
      });
    },
    send: (message) => {
      port?.postMessage(message);
    },
  };
}

interface MessagePort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
  postMessage(message: unknown): void;
}

interface ParentPort {
  on(event: 'message', listener: (event: { readonly ports: readonly MessagePort[] }) => void): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'on' in value && 'postMessage' in value;
}
