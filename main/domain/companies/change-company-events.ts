import type { CompanyEventInput, CompanyEvent } from '../../../contract/areas/company-events.ts';
import { checkKpp } from '../../../contract/values/bank-details.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { isSamePerson, COMPANY_EVENT_KINDS } from '../../../contract/values/company-events.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { CompanyStore, CompanyEventStore } from './companies-ports.ts';
import type { CompanyEvents } from './company-events.ts';

export interface CompanyEventParts {
  readonly companies: CompanyStore;
  readonly companyEvents: CompanyEventStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Writes down what a person tells of the company. Changed details also change the KPP of the company itself, so that
 * payments and the next tokens carry the new one. `today` is the Moscow day at the company's bank.
 * Errors: `not-found`, `standing-invalid` (details: field), `standing-known` (the same is marked already).
 * Effects: the standing, perhaps the company, one journal line.
 */
export function addCompanyEvent(
  parts: CompanyEventParts,
  actor: Actor,
  input: CompanyEventInput,
  today = moscowDate(parts.clock.now()),
): CompanyEvents {
  const company = parts.companies.get(input.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  assertValid(input, today);
  const standing = companyEventsOf(parts, input.companyId);
  if (standing.marks.some((mark) => isSame(mark, input))) throw new AppError('standing-known');
  const at = parts.clock.now();
  const mark: CompanyEvent = {
    markId: parts.ids.newId(),
    kind: input.kind,
    issuer: COMPANY_EVENT_KINDS[input.kind].about === 'issuer' ? (input.issuer ?? '') : null,
    on: input.on,
    sentBy: input.sentBy,
    newKpp: input.kind === 'details-changed' ? input.newKpp : '',
    note: input.note,
    markedBy: actor.name,
    markedAt: at,
  };
  const next = { ...standing, marks: [...standing.marks, mark] };
  const facts = { at, actor, companyId: input.companyId, subject: mark.issuer ?? company.name };
  const entry = journalEntry('standing-marked', { ...facts, details: { mark: input.kind, on: input.on } });
  const isNewKpp = mark.newKpp !== '' && mark.newKpp !== company.kpp;
  parts.companyEvents.save(next, isNewKpp ? { ...company, kpp: mark.newKpp } : null, entry);
  return next;
}

/**
 * Takes a mark back; a KPP that came with it stays, because payments may carry it by now.
 * Errors: `not-found`. Effects: the standing, one journal line.
 */
export function removeCompanyEvent(
  parts: CompanyEventParts,
  actor: Actor,
  { companyId, markId }: { readonly companyId: CompanyId; readonly markId: string },
): CompanyEvents {
  const company = parts.companies.get(companyId);
  const standing = companyEventsOf(parts, companyId);
  const mark = standing.marks.find((one) => one.markId === markId);
  if (company === null || mark === undefined) throw new AppError('not-found', { what: 'mark' });
  const next = { ...standing, marks: standing.marks.filter((one) => one !== mark) };
  const facts = { at: parts.clock.now(), actor, companyId, subject: mark.issuer ?? company.name };
  const entry = journalEntry('standing-unmarked', { ...facts, details: { mark: mark.kind, on: mark.on } });
  parts.companyEvents.save(next, null, entry);
  return next;
}

/** Returns what is told of a company; an empty standing when nothing is. */
export function companyEventsOf(
  { companyEvents }: { readonly companyEvents: CompanyEventStore },
  companyId: CompanyId,
): CompanyEvents {
  return companyEvents.get(companyId) ?? { companyId, marks: [] };
}

function assertValid(input: CompanyEventInput, today: string): void {
  const refuse = (field: string) => {
    throw new AppError('standing-invalid', { field });
  };
  const isAboutIssuer = COMPANY_EVENT_KINDS[input.kind].about === 'issuer';
  if (isAboutIssuer && (input.issuer ?? '').length < 2) refuse('issuer');
  if (input.on > today) refuse('on');
  if (input.kind === 'ip-check-off' && input.sentBy.length < 2) refuse('sentBy');
  if (input.newKpp !== '' && checkKpp(input.newKpp) !== null) refuse('newKpp');
}

function isSame(mark: CompanyEvent, input: CompanyEventInput): boolean {
  if (mark.kind !== input.kind) return false;
  if (input.kind === 'ip-check-off') return true;
  return mark.on === input.on && isSamePerson(mark.issuer ?? '', input.issuer ?? '');
}
