import type { Clock } from '../../main/ports/ports.ts';
import type { DateIndex } from '../../main/domain/reminders/date-index.ts';
import type { NamedWarning } from '../../main/domain/reminders/reminders-ports.ts';
import { Reminders } from '../../main/domain/reminders/reminders.ts';
import { calendarFile } from '../../main/edges/system/calendar-file.ts';
import { FakeTimers } from './fake-clock.ts';

/** Reminders over a file in memory; what the system would show is kept. */
export function fakeReminders(clock: Clock, kept: { index: DateIndex | null } = { index: null }) {
  const told: (readonly NamedWarning[])[] = [];
  const counts: number[] = [];
  const timers = new FakeTimers();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const reminders = new Reminders({
    file: {
      read: () => kept.index,
      write: (index) => {
        kept.index = index;
      },
    },
    signs: {
      isSupported: () => true,
      notify: (warnings) => told.push(warnings),
      count: (near) => counts.push(near),
    },
    clock,
    timers,
    log,
  });
  return { reminders, calendar: calendarFile, told, counts, timers, kept };
}
