import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { forbidden, nginxCertificatePage, type Answer } from './answers.ts';
import type { CertificateMode } from '../state/bank-settings.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { isClientCertificateValid } from '../tls/tls-certificates.ts';

/** What a caller of the secured listener meets: the bank, an answer, or a closed connection. */
export type CertificateVerdict =
  | { readonly kind: 'good'; readonly fingerprint: string }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'drop' };

/**
 * Looks at the certificate of a caller of the secured listener, by the bank's clock, before anything else is read.
 * In the handshake mode TLS has refused already what it can; what the bank's clock refuses is dropped.
 * Source: tapi.md §4.5, §10.1.
 */
export function checkClientCertificate(
  world: BankWorld,
  mode: CertificateMode,
  request: IncomingMessage,
): CertificateVerdict {
  const certificate = peerCertificateOf(request);
  const isGood =
    certificate !== undefined &&
    isClientCertificateValid(certificate, world.state.clientAuthorityPems, world.now());
  if (isGood) return { kind: 'good', fingerprint: certificate.fingerprint256 };
  switch (mode) {
    case 'handshake':
      return { kind: 'drop' };
    case 'json-403':
      return {
        kind: 'answer',
        answer: forbidden(certificate === undefined ? 'Сертификат не передан' : 'Сертификат недействителен'),
      };
    case 'nginx-400':
    case 'untrusted-root':
      return {
        kind: 'answer',
        answer: nginxCertificatePage(certificate === undefined ? 'missing' : 'refused'),
      };
  }
}

function peerCertificateOf(request: IncomingMessage): X509Certificate | undefined {
  return request.socket instanceof TLSSocket ? request.socket.getPeerX509Certificate() : undefined;
}
