import { DateTime } from 'luxon';
import type { Language } from '../../contract/areas/session.ts';
import { DAY_MS, HOUR_MS } from '../../contract/values/dates.ts';
import type { MessageKey, Translate } from '../i18n/t.ts';

/**
 * The bank counts its days in Moscow, and so does every screen, wherever the computer stands: UTC+3 without a summer
 * time since 26.10.2014. A zone by its name would be looked up for every date. Source: tapi.md §5; Federal Law 248-FZ
 * of 21.07.2014.
 */
export const BANK_ZONE = 'UTC+3';

/** Returns the moment, or the beginning of the day, as Moscow reads it. */
export function zoned(instant: string): DateTime {
  return DateTime.fromISO(instant, { zone: BANK_ZONE });
}

/** Tells whether the clock of this computer shows other hours than Moscow's at the moment. */
export function isElsewhere(now: DateTime): boolean {
  return now.toLocal().offset !== now.setZone(BANK_ZONE).offset;
}

/** Writes a calendar day, `16.11.2026`. Takes `yyyy-mm-dd` or a moment. */
export function formatDate(date: string): string {
  return zoned(date).toFormat('dd.MM.yyyy');
}

/** Writes the time of a moment, `14:02`. */
export function formatTime(instant: string): string {
  return zoned(instant).toFormat('HH:mm');
}

/** Writes a day in full, «понедельник, 16 ноября 2026» in the language of the screen. */
export function formatLongDate(instant: string, language: Language): string {
  const day = zoned(instant).setLocale(language === 'en' ? 'en-GB' : 'ru');
  return `${day.toFormat('cccc')}, ${day.toFormat('d MMMM yyyy')}`;
}

/** Writes a month, `дек` or `Dec`; takes `yyyy-mm`. */
export function formatMonth(month: string, language: Language): string {
  const name = DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale(language === 'en' ? 'en-GB' : 'ru');
  return name.toFormat('LLL').replace('.', '').slice(0, 3);
}

/** Writes a month in full, `февраль 2027`; takes `yyyy-mm`. */
export function formatLongMonth(month: string, language: Language): string {
  const name = DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale(language === 'en' ? 'en-GB' : 'ru');
  return name.toFormat('LLLL yyyy');
}

/** Writes a moment as `сегодня 14:02`, `вчера 14:02` or `16.11.2026 14:02`. */
export function formatMoment(t: Translate, instant: string, now: DateTime): string {
  const moment = zoned(instant);
  const today = now.setZone(moment.zone).startOf('day');
  const daysAgo = today.diff(moment.startOf('day'), 'days').days;
  const time = moment.toFormat('HH:mm');
  if (daysAgo === 0) return t('common.date.today', { time });
  if (daysAgo === 1) return t('common.date.yesterday', { time });
  return `${moment.toFormat('dd.MM.yyyy')} ${time}`;
}

const MINUTE_MS = 60_000;

/**
 * Writes about how long something is, in one unit: `12 мин`, `3 ч`, `5 дн.`; from two of a larger unit on in that one.
 * Units: ms, either sign.
 */
export function formatSpan(t: Translate, ms: number): string {
  const length = Math.abs(ms);
  if (length >= 2 * DAY_MS) return t('clock.span.days', { n: Math.round(length / DAY_MS) });
  if (length >= 2 * HOUR_MS) return t('clock.span.hours', { n: Math.round(length / HOUR_MS) });
  return t('clock.span.minutes', { n: Math.round(length / MINUTE_MS) });
}

/**
 * Says how far a day is from now in whole days: `через 85 дн.`, `сегодня`, `6 дн. назад`. Only beside the day itself.
 */
export function formatDays(t: Translate, daysLeft: number): string {
  if (daysLeft === 0) return t('common.date.thisDay');
  const key: MessageKey = daysLeft > 0 ? 'common.date.inDays' : 'common.date.daysAgo';
  return t(key, { count: Math.abs(daysLeft) });
}
