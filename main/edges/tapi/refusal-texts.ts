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
  /не\s+(?:был[аои]?\s+)?(?:найден|обнаружен|существует|зарегистрирован)|не\s+удалось\s+найти|нет\s+(?:такого|в\s)|отсутствует|неизвест|not[_\s]*(?:been\s+)?found|unknown|not\s+exist|no\s+such/iu;

/** The object of the question: the payment or its document. */
const DOCUMENT =
  /^(?:плат[её]ж(?:а|н(?:ое|ого))?|поручени[ея]|документа?|операци[яи]|payment|document|order|transaction)$/u;

/** Words that may stand in a sentence that says nothing but that it is not there, beside ids, which have digits. */
const PLAIN_WORD =
  /^(?:[всa]|во|со|по|за|не|нет|ничего|объект|object|так(?:ой|ого|им)|указанн\p{L}+|данн(?:ый|ым|ого|ых)|эт(?:от|им)|запрошенн\p{L}+|переданн\p{L}+|был[аои]?|найден[аоы]?|найти|удалось|обнаружен[аоы]?|существует|зарегистрирован[аоы]?|отсутствует|неизвест(?:ен|на|но)|id|ид|uuid|guid|идентификатор\p{L}*|номер\p{L}*|(?:payment|document)_?id|систем[аеы]|баз[аеы]|the|this|such|no|not|found|find|could|with|by|for|in|of|is|was|has|been|does|exists?|unknown|given|specified|provided|requested|identifier|number|system|database)$/u;

/** Other objects that can be missing: then nothing is said about the payment. */
const OTHER_OBJECT =
  /компани|организаци|клиент|сч[её]т|токен|метод|маршрут|адрес|страниц|ресурс|сервис|сотрудник|company|client|customer|account|token|method|route|path|endpoint|url|uri|page|resource|service|host|employee/i;

/**
 * Tells whether an error in the bank's own form says that the document asked for is not there, and nothing else: its
 * first sentence names no more than the document, its id and that. A payee, a signature or a parameter that is not
 * there says nothing about the payment. A 404 need not name the document; a 422 may refuse for any reason, so it has
 * to. Source: tapi.md §5.5, §6.2; the wording is not published.
 */
export function saysUnknownDocument(
  status: 404 | 422,
  { errorCode, errorMessage }: { readonly errorCode: string; readonly errorMessage: string },
): boolean {
  if (OTHER_OBJECT.test(`${errorCode} ${errorMessage}`)) return false;
  const [sentence = ''] = errorMessage
    .trim()
    .toLowerCase()
    .split(/[.,;!](?:\s|$)|\n/);
  const words = sentence.match(/[\p{L}\p{N}_-]+/gu) ?? [];
  const isPlain = words.every((word) => DOCUMENT.test(word) || PLAIN_WORD.test(word) || /\d/.test(word));
  if (!isPlain || !NOT_THERE.test(sentence)) return false;
  return status === 404 || words.some((word) => DOCUMENT.test(word));
}
