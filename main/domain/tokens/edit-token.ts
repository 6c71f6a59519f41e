import type { JournalDetails } from '../../../contract/areas/audit.ts';
import type { AddressCorrection, TokenEdit, UseNoted } from '../../../contract/areas/tokens.ts';
import { moscowDate, moscowDayStart } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankTime, Clock, Publish } from '../../ports/ports.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore, CompanyEventStore } from '../companies/companies-ports.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import { isIpCheckOff } from '../companies/company-events.ts';
import { checkedSlots } from './check-input.ts';
import { withStep, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface EditTokenParts {
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly certificates: CertificateStore;
  readonly companyEvents: CompanyEventStore;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly publish: Publish;
}

/**
 * Puts right what a person wrote about a token: name, purpose, issuer, rule, certificate, names and places of its
 * addresses.
 * Errors: `not-found`, `bad-request` when addresses are not those of the record. Effects: the record and a journal line
 * that names what changed.
 */
export function editToken(parts: EditTokenParts, actor: Actor, edit: TokenEdit): Token {
  const token = existingToken(parts.tokens, edit.tokenId);
  const { label, purpose, issuer, rule, certificateId, ips } = edit;
  assertSameAddresses(token, edit);
  assertOwnCertificate(parts, token, edit);
  const isOtherCertificate = certificateId !== token.certificateId;
  const boundAt = isOtherCertificate ? null : token.boundAt;
  const after: Token = { ...token, label, purpose, issuer, rule, certificateId, ips: [...ips], boundAt };
  const changed = [
    ...(label === token.label ? [] : ['label']),
    ...(purpose === token.purpose ? [] : ['purpose']),
    ...(issuer === token.issuer ? [] : ['issuer']),
    ...(rule.kind === token.rule.kind && rule.days === token.rule.days ? [] : ['rule']),
    ...(isOtherCertificate ? ['certificate'] : []),
    ...(JSON.stringify(ips) === JSON.stringify(token.ips) ? [] : ['addresses']),
  ];
  if (changed.length === 0) return token;
  return save(parts, actor, after, { kind: 'token-edited', details: { changed: changed.join(' ') } });
}

/**
 * Writes down the list of addresses that the bank really has, when the record is wrong: the list itself can be changed
 * only by a new token.
 * Errors: `not-found`, `token-addresses`, `token-letter-missing`. Effects: the record and a journal line with the
 * reason. Source: tapi.md §2.1, §2.3.
 */
export function correctAddresses(
  parts: EditTokenParts,
  actor: Actor,
  { tokenId, ips, ipCheck, reason }: AddressCorrection,
): Token {
  const token = existingToken(parts.tokens, tokenId);
  const environment = parts.companies.get(token.companyId)?.environment ?? '';
  const hasLetter = isIpCheckOff(companyEventsOf(parts, token.companyId));
  const slots = checkedSlots(ips, { environment, hasLetter, ipCheck });
  const details = { addresses: slots.length, reason };
  return save(
    parts,
    actor,
    { ...token, ips: slots, ipCheck },
    { kind: 'token-addresses-corrected', details },
  );
}

/**
 * Notes a use that happened elsewhere. A day says only that it happened in it, so its beginning counts; a later use
 * that was seen here stays.
 * Errors: `not-found`, `sighting-future`. Effects: the record and a journal line.
 */
export function noteUse(parts: EditTokenParts, actor: Actor, { tokenId, on, by }: UseNoted): Token {
  const token = existingToken(parts.tokens, tokenId);
  const environment = parts.companies.get(token.companyId)?.environment ?? '';
  const now = parts.bankTime.now(environment);
  if (on > moscowDate(now) || on < token.issuedOn) throw new AppError('sighting-future');
  const at = moscowDayStart(on);
  const seen = token.lastSighting;
  const isNewer = seen === null || moscowDate(seen.at) < on;
  const after = isNewer ? { ...token, lastSighting: { at, by } } : token;
  return save(parts, actor, after, { kind: 'token-use-noted', details: { on } });
}

interface Change {
  readonly kind: 'token-edited' | 'token-addresses-corrected' | 'token-use-noted';
  readonly details: JournalDetails;
}

function save(parts: EditTokenParts, actor: Actor, token: Token, { kind, details }: Change): Token {
  const facts = { at: parts.clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry(kind, { ...facts, details });
  const saved = withStep(token, historyStep(entry));
  parts.tokens.save(saved, entry);
  parts.publish('tokens.changed', { tokenId: token.tokenId });
  return saved;
}

function assertSameAddresses(token: Token, { ips }: TokenEdit): void {
  const same =
    ips.length === token.ips.length && ips.every((slot, i) => slot.address === token.ips[i]?.address);
  if (!same) throw new AppError('bad-request', { field: 'ips' });
}

/** A token is shown to the bank with a certificate of its own company. */
function assertOwnCertificate(
  { certificates }: EditTokenParts,
  { companyId }: Token,
  { certificateId }: TokenEdit,
): void {
  if (certificateId === null || certificates.get(certificateId)?.companyId === companyId) return;
  throw new AppError('not-found', { what: 'certificate' });
}
