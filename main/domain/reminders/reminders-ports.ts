import type { Instant, LocalDate } from '../../../contract/values/dates.ts';
import type { DateIndex, DueWarning } from './date-index.ts';

/** The small file of dates; readable while the vault is locked. */
export interface DateIndexFile {
  /** Returns `null` when there is none, or none that can be read. Errors: none. */
  read(): DateIndex | null;
  /** Errors: those of the disk; the old file is then still there. */
  write(index: DateIndex): void;
}

/** A warning with the name of what ends, where the vault is open; `null` behind the lock. */
export interface NamedWarning extends DueWarning {
  readonly label: string | null;
}

/** What the operating system shows of reminders. */
export interface ReminderSigns {
  isSupported(): boolean;
  /** Effects: one notification of the system; several warnings at once are one. */
  notify(warnings: readonly NamedWarning[], language: 'ru' | 'en'): void;
  /** Effects: the counter on the tray and the dock. */
  count(near: number, language: 'ru' | 'en'): void;
}

/** A day in a person's own calendar. */
export interface CalendarEvent {
  /**
   * The same for the same token or certificate in every export, so that a calendar moves the event instead of doubling
   * it.
   */
  readonly uid: string;
  readonly day: LocalDate;
  readonly summary: string;
  readonly description: string;
  /** Units: days before the day. */
  readonly alarmDays: number;
}

/** Writes a calendar as a file. Source: RFC 5545. */
export interface CalendarWriter {
  write(events: readonly CalendarEvent[], name: string, stamp: Instant): Promise<string>;
}
