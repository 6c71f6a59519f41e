import { moscowDate } from '../../../contract/values/dates.ts';
import { aliveUntil, isUsable } from '../tokens/token.ts';
import { certificateState } from '../certificates/certificate.ts';
import type { CompanyFacts } from './warnings.ts';
import type { CalendarEvent } from './reminders-ports.ts';

/** Words of the events, in the language of the person. */
export interface CalendarWords {
  readonly name: string;
  token(label: string): string;
  certificate(label: string): string;
  description(companyName: string): string;
}

/**
 * Days before the end at which a calendar rings. Units: days. Source: of the warning levels those that leave time to
 * act: a certificate needs a КЭП (tapi.md §4.1).
 */
const ALARM_DAYS = { token: 14, certificate: 30 } as const;

/** Returns the ends of living tokens and certificates as days of a calendar. No secret, and no access is among it. */
export function calendarEvents(
  facts: readonly CompanyFacts[],
  words: CalendarWords,
): readonly CalendarEvent[] {
  return facts.flatMap(({ company, now, tokens, certificates }) => {
    const description = words.description(company.name);
    const ofTokens = tokens.filter(isUsable).flatMap(({ tokenId, label, ...token }) => {
      const endsAt = aliveUntil({ tokenId, label, ...token });
      if (endsAt === null) return [];
      const uid = `token-${tokenId}@klyuchnik`;
      const summary = words.token(label);
      return [{ uid, day: moscowDate(endsAt), summary, description, alarmDays: ALARM_DAYS.token }];
    });
    const living = certificates.filter((one) => {
      const state = certificateState(one, now);
      return state !== 'retired' && state !== 'expired';
    });
    const ofCertificates = living.map(({ certificateId, label, notAfter }) => ({
      uid: `certificate-${certificateId}@klyuchnik`,
      day: moscowDate(notAfter),
      summary: words.certificate(label),
      description,
      alarmDays: ALARM_DAYS.certificate,
    }));
    return [...ofTokens, ...ofCertificates];
  });
}

/** Words of the calendar. Texts of main, because the file is made here and not on the screen. */
export const CALENDAR_WORDS: Readonly<Record<'ru' | 'en', CalendarWords>> = {
  ru: {
    name: 'Ключник: сроки токенов и сертификатов',
    token: (label) => `Токен «${label}» может перестать работать`,
    certificate: (label) => `Сертификат «${label}» заканчивается`,
    description: (company) =>
      `${company}. Срок посчитан по последнему вызову, который видел Ключник; откройте его и проверьте.`,
  },
  en: {
    name: 'Klyuchnik: ends of tokens and certificates',
    token: (label) => `Token “${label}” may stop working`,
    certificate: (label) => `Certificate “${label}” ends`,
    description: (company) => `${company}. Counted from the last call that Klyuchnik saw; open it and check.`,
  },
};
