import type { BankProblemCode } from '../../ports/bank-ports.ts';

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

/**
 * True for the page of a server in front of the bank that wants a (better) client certificate. Source: nginx,
 * src/http/ngx_http_special_response.c, errors 495 and 496; tapi.md §4.5.
 */
export function isCertificatePage(text: string): boolean {
  return /No required SSL certificate was sent|The SSL certificate error/i.test(text);
}

/** «Not there», in Russian or English. */
const NOT_THERE =
  /не\s*(?:был[оаи]?\s+)?(?:найден|обнаружен|существует|зарегистрирован)|нет\s+(?:такого|в\s)|отсутству|неизвест|not[_\s]*found|unknown|not\s+exist|no\s+such/i;

/** The object of the question: the payment or its document. */
const DOCUMENT = /плат[её]ж(?!ного\s+ключ)|поручени|документ|операци|payment|document|order|transaction/i;

/** Other objects that can be missing: then nothing is said about the payment. */
const OTHER_OBJECT =
  /компани|организаци|клиент|сч[её]т|токен|метод|маршрут|адрес|страниц|ресурс|сервис|сотрудник|company|client|customer|account|token|method|route|path|endpoint|url|uri|page|resource|service|host|employee/i;

/**
 * Tells whether the text of an error in the bank's own form says that the document asked for is not there. A 404 need
 * not name it, as long as it names nothing else; a 422 may refuse for any reason, so it has to. Source: tapi.md §5.5,
 * §6.2; the wording is not published.
 */
export function saysUnknownDocument(status: 404 | 422, text: string): boolean {
  if (!NOT_THERE.test(text) || OTHER_OBJECT.test(text)) return false;
  return status === 404 || DOCUMENT.test(text);
}
