import { z } from 'zod';
import { APP_ACTOR, JournalDetails, JournalKind } from '../../../contract/areas/audit.ts';
import { Role } from '../../../contract/areas/session.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId, PersonId } from '../../../contract/values/ids.ts';

/**
 * One line of the journal as it is kept. `who` is a copy of the name, so that history reads the same after a rename.
 */
export const JournalEntry = z.strictObject({
  at: Instant,
  kind: JournalKind,
  companyId: CompanyId.nullable(),
  personId: PersonId.nullable(),
  who: z.string(),
  role: z.union([Role, z.literal('app')]),
  subject: z.string(),
  details: JournalDetails,
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** Who acts: a person in a role, or the app itself when it asks the bank on its own. */
export interface Actor {
  readonly personId: PersonId | null;
  readonly name: string;
  readonly role: Role | 'app';
}

/** The app, when it acts by itself. */
export const THE_APP: Actor = { personId: null, name: APP_ACTOR, role: 'app' };

export interface EntryFacts {
  readonly at: Instant;
  readonly actor: Actor;
  readonly companyId: CompanyId | null;
  readonly subject: string;
  readonly details?: JournalDetails;
}

/** Makes a journal entry. */
export function journalEntry(kind: JournalKind, facts: EntryFacts): JournalEntry {
  const { at, actor, companyId, subject, details = {} } = facts;
  return {
    at,
    kind,
    companyId,
    personId: actor.personId,
    who: actor.name,
    role: actor.role,
    subject,
    details,
  };
}

/** What the history of one record keeps of an entry. */
export const HistoryStep = z.strictObject({
  at: Instant,
  kind: JournalKind,
  who: z.string(),
  details: JournalDetails,
});
export type HistoryStep = z.infer<typeof HistoryStep>;

export function historyStep({ at, kind, who, details }: JournalEntry): HistoryStep {
  return { at, kind, who, details };
}
