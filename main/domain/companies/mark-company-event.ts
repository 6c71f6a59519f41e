import type { MarkInput, StandingMark } from '../../../contract/areas/standings.ts';
import { checkKpp } from '../../../contract/values/bank-details.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { isSamePerson, STANDING_KINDS } from '../../../contract/values/standings.ts';
import { AppError } from '../../ports/app-error.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import type { CompanyStore, StandingStore } from './companies-ports.ts';
import type { Standing } from './company-events.ts';

export interface MarkStandingParts {
  readonly companies: CompanyStore;
  readonly standings: StandingStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Writes down what a person tells of the company. Changed details also change the KPP of the company itself, so that payments and the next
 * tokens carry the new one. `today` is the Moscow day at the company's bank.
 * Errors: `not-found`, `standing-invalid` (details: field), `standing-known` (the same is marked already).
 * Effects: the standing, perhaps the company, one journal line.
 */
export function markStanding(
  parts: MarkStandingParts,
  actor: Actor,
  input: MarkInput,
  today = moscowDate(parts.clock.now()),
): Standing {
  const company = parts.companies.get(input.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  assertValid(input, today);
  const standing = standingOf(parts, input.companyId);
  if (standing.marks.some((mark) => isSame(mark, input))) throw new AppError('standing-known');
  const at = parts.clock.now();
  const mark: StandingMark = {
    markId: parts.ids.newId(),
    kind: input.kind,
    issuer: STANDING_KINDS[input.kind].about === 'issuer' ? (input.issuer ?? '') : null,
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
  parts.standings.save(next, isNewKpp ? { ...company, kpp: mark.newKpp } : null, entry);
  return next;
}

/**
 * Takes a mark back; a KPP that came with it stays, because payments may carry it by now.
 * Errors: `not-found`. Effects: the standing, one journal line.
 */
export function unmarkStanding(
  parts: MarkStandingParts,
  actor: Actor,
  { companyId, markId }: { readonly companyId: CompanyId; readonly markId: string },
): Standing {
  const company = parts.companies.get(companyId);
  const standing = standingOf(parts, companyId);
  const mark = standing.marks.find((one) => one.markId === markId);
  if (company === null || mark === undefined) throw new AppError('not-found', { what: 'mark' });
  const next = { ...standing, marks: standing.marks.filter((one) => one !== mark) };
  const facts = { at: parts.clock.now(), actor, companyId, subject: mark.issuer ?? company.name };
  const entry = journalEntry('standing-unmarked', { ...facts, details: { mark: mark.kind, on: mark.on } });
  parts.standings.save(next, null, entry);
  return next;
}

/** Returns what is told of a company; an empty standing when nothing is. */
export function standingOf(
  { standings }: { readonly standings: StandingStore },
  companyId: CompanyId,
): Standing {
  return standings.get(companyId) ?? { companyId, marks: [] };
}

function assertValid(input: MarkInput, today: string): void {
  const refuse = (field: string) => {
    throw new AppError('standing-invalid', { field });
  };
  const isAboutIssuer = STANDING_KINDS[input.kind].about === 'issuer';
  if (isAboutIssuer && (input.issuer ?? '').length < 2) refuse('issuer');
  if (input.on > today) refuse('on');
  if (input.kind === 'ip-check-off' && input.sentBy.length < 2) refuse('sentBy');
  if (input.newKpp !== '' && checkKpp(input.newKpp) !== null) refuse('newKpp');
}

function isSame(mark: StandingMark, input: MarkInput): boolean {
  if (mark.kind !== input.kind) return false;
  if (input.kind === 'ip-check-off') return true;
  return mark.on === input.on && isSamePerson(mark.issuer ?? '', input.issuer ?? '');
}
