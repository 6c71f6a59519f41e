import { moscowDate } from '../../../contract/values/dates.ts';
import type { NamedWarning } from '../../domain/reminders/reminders-ports.ts';

type Language = 'ru' | 'en';

/** Texts of the notifications and the tray: the screen's texts are in the window, these are shown without one. */
export interface ReminderTexts {
  readonly open: string;
  readonly quit: string;
  count(near: number): string;
  notification(warnings: readonly NamedWarning[]): { readonly title: string; readonly body: string };
}

const RUSSIAN_RULES = new Intl.PluralRules('ru');

export const REMINDER_TEXTS: Readonly<Record<Language, ReminderTexts>> = {
  ru: {
    open: 'Открыть Ключник',
    quit: 'Выйти',
    count: (near) =>
      near === 0
        ? 'Ключник: сроки в порядке'
        : `Ключник: ${near} ${russian(near, ['срок близко', 'срока близко', 'сроков близко'])}`,
    notification: (warnings) => {
      const [only] = warnings;
      if (only === undefined || warnings.length > 1) {
        const count = warnings.length;
        return {
          title: `Подходят сроки: ${count}`,
          body: 'Откройте Ключник: колокольчик покажет, какие токены и сертификаты и что с ними сделать.',
        };
      }
      const name = only.label === null ? '' : ` «${only.label}»`;
      const what = only.kind === 'token' ? `Токен${name}` : `Сертификат${name}`;
      return {
        title: `${what}: ${russianDays(only.daysLeft)}`,
        body: `Дата: ${dayOf(only.endsAt)}. Откройте Ключник.`,
      };
    },
  },
  en: {
    open: 'Open Klyuchnik',
    quit: 'Quit',
    count: (near) =>
      near === 0
        ? 'Klyuchnik: no end is near'
        : `Klyuchnik: ${near} ${near === 1 ? 'end is' : 'ends are'} near`,
    notification: (warnings) => {
      const [only] = warnings;
      if (only === undefined || warnings.length > 1) {
        return {
          title: `Ends that come near: ${warnings.length}`,
          body: 'Open Klyuchnik: the bell shows which tokens and certificates, and what to do.',
        };
      }
      const name = only.label === null ? '' : ` “${only.label}”`;
      const what = only.kind === 'token' ? `Token${name}` : `Certificate${name}`;
      return {
        title: `${what}: ${englishDays(only.daysLeft)}`,
        body: `Date: ${dayOf(only.endsAt)}. Open Klyuchnik.`,
      };
    },
  },
};

function russianDays(days: number): string {
  if (days < 0) return 'срок прошёл';
  if (days === 0) return 'срок сегодня';
  return `осталось ${days} ${russian(days, ['день', 'дня', 'дней'])}`;
}

function englishDays(days: number): string {
  if (days < 0) return 'its time has passed';
  if (days === 0) return 'ends today';
  return `${days} ${days === 1 ? 'day' : 'days'} left`;
}

function russian(count: number, [one, few, many]: readonly [string, string, string]): string {
  const rule = RUSSIAN_RULES.select(count);
  return rule === 'one' ? one : rule === 'few' ? few : many;
}

/** The Moscow day, as Russians write it. */
function dayOf(instant: string): string {
  const [year = '', month = '', day = ''] = moscowDate(instant).split('-');
  return `${day}.${month}.${year}`;
}
