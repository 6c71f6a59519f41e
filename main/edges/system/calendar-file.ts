import { DAY_MS } from '../../../contract/values/dates.ts';
import type { CalendarWriter } from '../../domain/reminders/reminders-ports.ts';

/**
 * Writes all-day events, one alarm each. Calendars are seldom written: the library is loaded when one is. Source: RFC
 * 5545; the library folds, escapes and ends lines as it asks.
 */
export const calendarFile: CalendarWriter = {
  write: async (events, name, stamp) => {
    const { default: ical, ICalAlarmType, ICalCalendarMethod } = await import('ical-generator');
    const calendar = ical({
      name,
      prodId: { company: 'Klyuchnik', product: 'Reminders' },
      method: ICalCalendarMethod.PUBLISH,
    });
    for (const { uid, day, summary, description, alarmDays } of events) {
      const event = calendar.createEvent({
        id: uid,
        stamp: new Date(stamp),
        start: utcDay(day),
        allDay: true,
        summary,
        description,
      });
      event.createAlarm({
        type: ICalAlarmType.display,
        triggerBefore: (alarmDays * DAY_MS) / 1000,
        description: summary,
      });
    }
    return `${calendar.toString().trimEnd()}\r\n`;
  },
};

/** The library writes the date of an all-day event as UTC reads it. */
function utcDay(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}
