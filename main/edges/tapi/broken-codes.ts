import type { BankProblemCode } from '../../ports/bank-ports.ts';
import type { BankHost } from './agent.ts';
import type { Exchange } from './request.ts';
import { UnusableCertificate } from './unusable-certificate.ts';

type Broken = Extract<Exchange, { kind: 'broken' }>;

interface BrokenContext {
  readonly host: BankHost;
  readonly certificate: 'none' | 'in-dates' | 'out-of-dates';
}

/**
 * Our refusals of the server's chain or name. Source: Node 20, src/crypto/crypto_common.cc `X509ErrorCode` and
 * lib/internal/tls/… `ERR_TLS_CERT_ALTNAME_INVALID`.
 */
const UNTRUSTED_SERVER: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Our code for a server whose authority is not pinned. Source: ADR 0063. */
export const AUTHORITY_UNKNOWN = 'KLYUCHNIK_AUTHORITY_UNKNOWN';

/**
 * Alerts by which a server refuses a client certificate or its absence. OpenSSL and BoringSSL name them differently
 * (`TLSV13_ALERT_CERTIFICATE_REQUIRED` in Node 20, `TLSV1_ALERT_CERTIFICATE_REQUIRED` in Electron 33; both tried), so
 * only the alert's own name is looked at. Source: RFC 8446 §6.2.
 */
const CERTIFICATE_ALERT =
  /_ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|HANDSHAKE_FAILURE)$/;

/**
 * True when the server's alert says that it refused the handshake of the secured host for our certificate: a server
 * that refuses the handshake never hands a request on, even when ours was already under way.
 */
export function isRefusedHandshake(error: unknown, host: BankHost): boolean {
  return host === 'secured' && codesOf(error).some((code) => CERTIFICATE_ALERT.test(code));
}

/** True when we refused the server's chain or name: not a byte of a request was sent. */
export function isUntrusted(error: unknown): boolean {
  return codesOf(error).some((code) => UNTRUSTED_SERVER.has(code));
}

/** Returns the code for an exchange without a whole answer. */
export function brokenCode(broken: Broken, { host, certificate }: BrokenContext): BankProblemCode {
  const codes = codesOf(broken.error);
  if (broken.error instanceof UnusableCertificate) return 'client-certificate-missing';
  if (codes.includes(AUTHORITY_UNKNOWN)) return 'bank-authority-unknown';
  if (isUntrusted(broken.error)) return 'tls-untrusted';
  if (host === 'secured' && isHandshakeOver(codes)) {
    const isExpired =
      certificate === 'out-of-dates' || codes.some((code) => code.endsWith('CERTIFICATE_EXPIRED'));
    if (isExpired) return 'client-certificate-expired';
    if (isRefusedHandshake(broken.error, host) || codes.includes('KLYUCHNIK_HANDSHAKE_REFUSED')) {
      return 'client-certificate-missing';
    }
  }
  if (broken.because === 'too-large') return 'bank-unreadable';
  if (!broken.wasStarted || isNoConnection(codes)) return 'bank-unreachable';
  return broken.because === 'deadline' ? 'bank-timeout' : 'bank-connection-lost';
}

/** True when the server ended the handshake: with an alert, or by closing without a word. */
function isHandshakeOver(codes: readonly string[]): boolean {
  return codes.some(
    (code) => CERTIFICATE_ALERT.test(code) || code === 'KLYUCHNIK_HANDSHAKE_REFUSED' || code === 'ECONNRESET',
  );
}

/** Errors of a GET that come before any connection stands; for a POST its unread body says more. */
function isNoConnection(codes: readonly string[]): boolean {
  return codes.some((code) => NO_CONNECTION.has(code));
}

/** Source: getaddrinfo(3), connect(2), errno(3); undici docs, api/Errors.md. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'KLYUCHNIK_HANDSHAKE_REFUSED',
]);

/** Names of errors of the system, of TLS and of undici; nothing else leaves as a transport code. */
const CODE_NAME = /^[A-Z][A-Z0-9_]{2,60}$/;

/** Returns the first code that the transport gave for an error, for instance `ENOTFOUND`; `null` when it gave none. */
export function transportCode(error: unknown): string | null {
  return codesOf(error).find((code) => CODE_NAME.test(code)) ?? null;
}

/** Collects the codes of an error, its causes and its parts (several addresses of one name were tried). */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...own, ...[error.cause, ...parts].flatMap((part) => codesOf(part, depth + 1))];
}
