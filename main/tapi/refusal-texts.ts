import type { BankProblemCode } from '../bank-ports.ts';

/**
 * Reasons of a 403. They share status and code, only the text tells them apart, so each is found by the word that the
 * bank's text cannot do without. Order matters: the text about addresses also speaks of the token.
 * Source: tapi.md §2.3, §2.4, §3, §6.2; the wording about certificates is not published (§11.12).
 */
const FORBIDDEN_REASONS: readonly (readonly [RegExp, BankProblemCode])[] = [
  [/ip-адрес|ip address/i, 'bank-ip-not-listed'],
  [/скоп|scope/i, 'bank-access-missing'],
  [/инн\s*\/\s*кпп/i, 'bank-company-changed'],
  [/сертификат|certificate/i, 'client-certificate-not-bound'],
];

/** Returns the reason that the text of a 403 gives, `bank-forbidden` when it gives none we know. */
export function forbiddenCode(message: string): BankProblemCode {
  return FORBIDDEN_REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'bank-forbidden';
}

/** True when the bank's text is about the client certificate. */
export function isCertificateText(message: string): boolean {
  return forbiddenCode(message) === 'client-certificate-not-bound';
}

/** True for the page of a server in front of the bank that wants a (better) client certificate. Source: nginx, src/http/ngx_http_special_response.c, errors 495 and 496; tapi.md §4.5. */
export function isCertificatePage(text: string): boolean {
  return /No required SSL certificate was sent|The SSL certificate error/i.test(text);
}
