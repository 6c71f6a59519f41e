import type { RemindersView } from '../../../contract/areas/reminders.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import { journalEntry } from '../../domain/audit/entry.ts';
import { actorOf, belongsTo } from '../../domain/people/person.ts';
import { CALENDAR_WORDS, calendarEvents } from '../../domain/reminders/calendar.ts';
import type { CalendarWriter } from '../../domain/reminders/reminders-ports.ts';
import type { Reminders } from '../../domain/reminders/reminders.ts';
import { warningsOf } from '../../domain/reminders/warnings.ts';
import { companyFacts } from '../../domain/session/company-facts.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface ReminderHandlerParts {
  readonly workplace: Workplace;
  readonly reminders: Reminders;
  readonly calendar: CalendarWriter;
  readonly saver: FileSaver;
}

/** What comes near its end in the companies of the person, and how he is reminded of it. */
export function reminderHandlers(parts: ReminderHandlerParts): HandlersOf<'reminders'> {
  const { workplace, reminders, calendar, saver } = parts;
  const ownFacts = () => {
    const { vault, person } = workplace;
    const own = vault.companies.list().filter(({ environment }) => belongsTo(person, environment));
    return own.map((company) => companyFacts(vault, company));
  };
  const view = (): RemindersView => ({
    warnings: ownFacts().flatMap(warningsOf),
    isOn: reminders.isOn,
    isSupported: reminders.isSupported,
  });
  return {
    'reminders.list': async () => view(),
    'reminders.change': async ({ isOn }) => {
      reminders.setOn(isOn);
      return view();
    },
    'reminders.exportCalendar': async ({ companyId }) => {
      const { vault, settings, person } = workplace;
      if (companyId !== null) workplace.readerIn(companyId);
      const facts = ownFacts().filter(({ company }) => companyId === null || company.companyId === companyId);
      const words = CALENDAR_WORDS[settings.language];
      const events = calendarEvents(facts, words);
      if (events.length === 0) throw new AppError('calendar-empty');
      const at = vault.clock.now();
      const content = await calendar.write(events, words.name, at);
      const suggestedName = `klyuchnik-${moscowDate(at)}.ics`;
      const isSaved = (await saver.save({ suggestedName, content })) !== null;
      if (isSaved && !workplace.vault.isReadOnly) {
        const about = { at, actor: actorOf(person), companyId, subject: '' };
        workplace.vault.audit.append(journalEntry('calendar-exported', about));
      }
      return { isSaved, events: events.length };
    },
  };
}
