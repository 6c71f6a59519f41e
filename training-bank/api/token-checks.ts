import { createHash } from 'node:crypto';
import { forbidden, tooManyRequests, unauthorized, type Answer } from './answers.ts';
import type { TokenRecord } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { canonicalIp } from './ip-address.ts';

/** Who calls, as the wire shows him. */
export interface Caller {
  readonly authorization: string | undefined;
  readonly ip: string;
  /** SHA-256 fingerprint of the client certificate; null on the ordinary listener. */
  readonly certificateFingerprint: string | null;
}

/** What a method asks of its caller. */
export interface MethodRules {
  readonly name: string;
  readonly isAccessEnough: (access: string) => boolean;
  readonly needsSignRight: boolean;
  readonly ratePerSecond: number;
}

/** Whether a caller may use the method; a refused one keeps his token, if it was his, for the count of use. */
export type CallerVerdict =
  | { readonly kind: 'let-in'; readonly token: TokenRecord }
  | { readonly kind: 'refused'; readonly answer: Answer; readonly token: TokenRecord | null };

const dayMs = 86_400_000;

/**
 * Decides whether a caller may use a method. The order is a fact that clients rely on:
 * header, known, not revoked and used within 90 days and issuer active (401), address (403), access (403),
 * the issuer's sign right (403), company (403), linked certificate (403), rate (429).
 * Effects: a call that is let in is counted for the rate. Source: tapi.md §2, §6.2, §10.2.
 */
export function checkCaller(world: BankWorld, caller: Caller, rules: MethodRules): CallerVerdict {
  const token = findLivingToken(world, caller.authorization);
  if (token === null) {
    return { kind: 'refused', answer: unauthorized(world.settings.unauthorizedErrorCode), token: null };
  }
  const answer =
    refusedByAddress(token, caller.ip) ??
    refusedByAccess(token, rules) ??
    refusedByCompany(world, token) ??
    refusedByCertificate(world, token, caller.certificateFingerprint) ??
    refusedByRate(world, token, rules);
  return answer === null ? { kind: 'let-in', token } : { kind: 'refused', answer, token };
}

/**
 * Notes a successful call: the token lives on for another 90 days, and the first one over mTLS links the certificate.
 * Source: tapi.md §2.1, §4.1.
 */
export function noteSuccess(world: BankWorld, token: TokenRecord, caller: Caller): void {
  token.lastUsedAt = world.now().toISOString();
  const fingerprint = caller.certificateFingerprint;
  if (fingerprint === null || token.certificateFingerprints.includes(fingerprint)) return;
  token.certificateFingerprints.push(fingerprint);
}

/** SHA-256 of a text in hex: how the bank remembers a token. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The last instant at which a token still works. Units: milliseconds since the epoch. Source: tapi.md §2.1. */
export function tokenAliveUntilMs(world: BankWorld, token: TokenRecord): number {
  return Date.parse(token.lastUsedAt ?? token.issuedAt) + world.settings.tokenLifetimeDays * dayMs;
}

function findLivingToken(world: BankWorld, authorization: string | undefined): TokenRecord | null {
  const text = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (text === undefined) return null;
  const hash = sha256Hex(text);
  const token = world.state.tokens.find((candidate) => candidate.textSha256 === hash);
  if (token === undefined || token.revokedAt !== null || !token.issuer.active) return null;
  return world.now().getTime() <= tokenAliveUntilMs(world, token) ? token : null;
}

function refusedByAddress(token: TokenRecord, ip: string): Answer | null {
  const caller = canonicalIp(ip);
  const isListed = caller !== null && token.ips.some((allowed) => canonicalIp(allowed) === caller);
  if (!token.ipCheck || isListed) return null;
  return forbidden(
    'Запрос был отправлен с IP-адреса, который не был указан при получении токена. ' +
      'Пожалуйста, укажите этот IP-адрес при получении нового токена.',
  );
}

function refusedByAccess(token: TokenRecord, rules: MethodRules): Answer | null {
  if (!token.accesses.some(rules.isAccessEnough)) return forbidden('Неподходящие скопы');
  // tapi.md §6.2 (d): the employee has no right; the text is not published.
  if (rules.needsSignRight && !token.issuer.signRight) return forbidden('У сотрудника нет права подписи');
  return null;
}

function refusedByCompany(world: BankWorld, token: TokenRecord): Answer | null {
  const { inn, kpp } = world.state.company;
  if (token.inn === inn && token.kpp === kpp) return null;
  return forbidden(
    `Компания с такими ИНН/КПП не найдена ${token.inn}/${token.kpp}. Проверьте реквизиты. ` +
      'Если реквизиты изменились, необходимо перевыпустить токен',
  );
}

function refusedByCertificate(
  world: BankWorld,
  token: TokenRecord,
  fingerprint: string | null,
): Answer | null {
  if (fingerprint === null || token.certificateFingerprints.includes(fingerprint)) return null;
  const { settings, state } = world;
  const isTakenByAnother = state.tokens.some(
    (other) => other !== token && other.certificateFingerprints.includes(fingerprint),
  );
  const mayLink = token.certificateFingerprints.length === 0 || settings.manyCertificatesPerToken;
  if (mayLink && (settings.certificateServesManyTokens || !isTakenByAnother)) return null;
  return settings.unlinkedCertificateStatus === 403
    ? forbidden('Сертификат не связан с токеном')
    : unauthorized(settings.unauthorizedErrorCode);
}

function refusedByRate(world: BankWorld, token: TokenRecord, rules: MethodRules): Answer | null {
  if (!world.settings.ratesEnforced) return null;
  return world.rates.take(`${token.id} ${rules.name}`, rules.ratePerSecond) ? null : tooManyRequests();
}
