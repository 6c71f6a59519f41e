import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CertificateMode } from '../state/bank-settings.ts';
import { openTlsListener } from './tls-listener.ts';
import type { Manners } from './tls-manners.ts';

/** The two ports of the bank. */
export interface BankListeners {
  readonly ordinaryPort: number;
  readonly securedPort: number;
  readonly certificateMode: () => CertificateMode;
  /** Effects: a listener whose manner changes drops its connections. */
  readonly setCertificateMode: (mode: CertificateMode, listeners: 'secured' | 'both') => void;
  /** Resets the connection that a request came over. */
  readonly reset: (listener: 'ordinary' | 'secured', message: IncomingMessage) => void;
  /** Effects: closes both ports and every connection. */
  readonly close: () => Promise<void>;
}

/** What the listeners are opened with. */
export interface ListenerOptions {
  readonly ports: { readonly ordinary?: number; readonly secured?: number };
  readonly manners: Manners;
  readonly certificateMode: CertificateMode;
  readonly serve: (
    listener: 'ordinary' | 'secured',
    message: IncomingMessage,
    response: ServerResponse,
  ) => void;
}

/** Opens both listeners or neither. Errors: rejects when a port is taken. Source: tapi.md §10.1. */
export async function openBankListeners(options: ListenerOptions): Promise<BankListeners> {
  const { manners, ports, serve } = options;
  let mode = options.certificateMode;
  let chain: 'trusted' | 'untrusted' = 'trusted';
  const ordinary = await openTlsListener(ports.ordinary ?? 0, manners.ordinary(chain), (message, response) =>
    serve('ordinary', message, response),
  );
  const secured = await openTlsListener(ports.secured ?? 0, manners.secured(mode), (message, response) =>
    serve('secured', message, response),
  ).catch(async (error: unknown) => {
    await ordinary.close();
    throw error;
  });
  return {
    ordinaryPort: ordinary.port,
    securedPort: secured.port,
    certificateMode: () => mode,
    setCertificateMode: (nextMode, listeners) => {
      mode = nextMode;
      secured.setManner(manners.secured(mode));
      const nextChain = mode === 'untrusted-root' && listeners === 'both' ? 'untrusted' : 'trusted';
      if (nextChain !== chain) ordinary.setManner(manners.ordinary(nextChain));
      chain = nextChain;
    },
    reset: (listener, message) =>
      (listener === 'ordinary' ? ordinary : secured).reset(message.socket.remotePort),
    close: async () => {
      await Promise.all([ordinary.close(), secured.close()]);
    },
  };
}
