import type { CallBackInput, PayeeKey } from '../../../contract/areas/payees.ts';
import type { JournalDetails, JournalKind } from '../../../contract/areas/audit.ts';
import { PayeeId, type CompanyId } from '../../../contract/values/ids.ts';
import { trimmedText, withoutSpaces } from '../../../contract/values/visible-text.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Ids } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import { PayeeCards, type PayeeCard } from './payee-card.ts';
import type { PayeeStore } from './payees-ports.ts';
import { payeeKey } from './payee.ts';

interface TouchedByPayees {
  readonly payees: PayeeStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Whose card is changed. */
export interface PayeeOf {
  readonly companyId: CompanyId;
  readonly key: PayeeKey;
}

/** Keeps a note beside a payee. Effects: the card and a journal line; nothing when the note is the same. */
export function notePayee(vault: TouchedByPayees, actor: Actor, of: PayeeOf, note: string): void {
  const card = cardOf(vault, of);
  const text = trimmedText(note);
  if (text !== card.note) keep(vault, actor, { ...card, note: text }, { kind: 'payee-noted' });
}

/**
 * Marks a payee as one that nobody may pay, whatever the rules allow.
 * Errors: `payee-reason` without a reason. Effects: the card and a journal line.
 */
export function forbidPayee(vault: TouchedByPayees, actor: Actor, of: PayeeOf, reason: string): void {
  const text = trimmedText(reason);
  if (text === '') throw new AppError('payee-reason');
  const neverPay = { reason: text, by: actor.name, at: vault.clock.now() };
  const change = { kind: 'payee-forbidden', details: { reason: text } } as const;
  keep(vault, actor, { ...cardOf(vault, of), neverPay }, change);
}

/**
 * Takes the mark away again, from everybody who was merged with the payee: a director's word, since whoever prepares
 * payments could free himself otherwise.
 * Errors: `director-required`. Effects: the cards with a journal line each.
 */
export function allowPayee(vault: TouchedByPayees, actor: Actor, { companyId, key }: PayeeOf): void {
  if (actor.role !== 'director') throw new AppError('director-required');
  const cards = new PayeeCards(vault.payees.list(companyId));
  const root = cards.standsFor(key);
  for (const card of cards.all)
    if (card.neverPay !== null && cards.standsFor(card.key) === root)
      keep(vault, actor, { ...card, neverPay: null }, { kind: 'payee-allowed' });
}

/**
 * Says that a payee is another one: the directory shows them as one. The rules still go by INN and account, so that
 * nobody becomes a known payee by it; only «never pay» is that of both.
 * Errors: `payees-same`; `director-required` for one that nobody may pay because of whom it was merged into before.
 * Effects: the card and a journal line.
 */
export function mergePayees(vault: TouchedByPayees, actor: Actor, of: PayeeOf, into: PayeeKey): void {
  const cards = new PayeeCards(vault.payees.list(of.companyId));
  const root = cards.standsFor(into);
  if (into === of.key || root === of.key) throw new AppError('payees-same');
  const card = cardOf(vault, of);
  if (card.mergedInto !== null) assertMayLeave(cards, actor, of);
  keep(vault, actor, { ...card, mergedInto: root }, { kind: 'payees-merged', details: { payee: root } });
}

/**
 * Lets a payee that was merged stand by itself again.
 * Errors: `director-required` for one that nobody may pay because of the other. Effects: the card and a journal line.
 */
export function separatePayee(vault: TouchedByPayees, actor: Actor, of: PayeeOf): void {
  const card = cardOf(vault, of);
  if (card.mergedInto === null) return;
  assertMayLeave(new PayeeCards(vault.payees.list(of.companyId)), actor, of);
  keep(vault, actor, { ...card, mergedInto: null }, { kind: 'payees-separated' });
}

function assertMayLeave(cards: PayeeCards, actor: Actor, { key }: PayeeOf): void {
  if (cards.forbidden().has(key) && actor.role !== 'director') throw new AppError('director-required');
}

/** Fewest digits of a telephone number inside a town. Own choice. */
const FEWEST_DIGITS = 5;

/**
 * Writes down a call by which an account of a payee was confirmed. It is never changed and never taken away.
 * Errors: `call-back-incomplete` (details: the field). Effects: the card and a journal line.
 */
export function recordCallBack(vault: TouchedByPayees, actor: Actor, input: CallBackInput): void {
  const { companyId, source } = input;
  const spokeTo = trimmedText(input.spokeTo);
  const phone = trimmedText(input.phone);
  const payee = {
    name: input.payeeName.trim().normalize('NFC'),
    inn: withoutSpaces(input.payeeInn),
    accountNumber: withoutSpaces(input.payeeAccount),
    bik: withoutSpaces(input.payeeBik),
  };
  const incomplete = (field: string) => new AppError('call-back-incomplete', { field });
  if (payee.inn === '' || payee.name === '') throw incomplete('payee');
  if (!/^\d{20,22}$/.test(payee.accountNumber) || !/^\d{9}$/.test(payee.bik)) throw incomplete('account');
  if (spokeTo === '') throw incomplete('spokeTo');
  if (phone.replace(/\D/g, '').length < FEWEST_DIGITS) throw incomplete('phone');
  const card = cardOf(vault, { companyId, key: payeeKey(payee) });
  const { accountNumber: account, bik } = payee;
  const call = { at: vault.clock.now(), by: actor.name, spokeTo, phone, source, account, bik };
  const details = { payeeAccount: account, spokeTo, phone, phoneSource: source };
  keep(vault, actor, { ...card, callBacks: [...card.callBacks, call] }, { kind: 'payee-called', details });
}

/** The card of a payee; a new one where nobody has added anything yet. */
function cardOf({ payees, ids }: TouchedByPayees, { companyId, key }: PayeeOf): PayeeCard {
  const known = payees.list(companyId).find((card) => card.key === key);
  const payeeId = () => PayeeId.parse(ids.newId());
  const blank = { note: '', neverPay: null, mergedInto: null, callBacks: [] };
  return known ?? { payeeId: payeeId(), companyId, key, ...blank };
}

function keep(
  { payees, clock }: TouchedByPayees,
  actor: Actor,
  card: PayeeCard,
  { kind, details = {} }: { readonly kind: JournalKind; readonly details?: JournalDetails },
): void {
  const subject = card.key.replace(/^0\|/, '');
  const about = { at: clock.now(), actor, companyId: card.companyId, subject, details };
  payees.save(card, journalEntry(kind, about));
}
