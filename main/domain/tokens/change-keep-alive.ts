import type { KeepAlive, KeepAliveInput } from '../../../contract/areas/tokens.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankTime, Clock, Publish } from '../../ports/ports.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import { canBeKeptAlive, nextKeepAlive } from './keep-alive.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface ChangeKeepAliveParts {
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly publish: Publish;
  /** At least 0 and less than 1. */
  readonly random: () => number;
}

/**
 * Turns keep-alive of a token on or off, or says that the token is still needed for one more round. Turning it on is
 * such a word too.
 * Errors: `not-found`, `keep-alive-impossible`. Effects: the record and a journal line.
 */
export function changeKeepAlive(
  parts: ChangeKeepAliveParts,
  actor: Actor,
  { tokenId, action }: KeepAliveInput,
): Token {
  const token = existingToken(parts.tokens, tokenId);
  if (action !== 'off' && !canBeKeptAlive(token)) throw new AppError('keep-alive-impossible');
  const environment = parts.companies.get(token.companyId)?.environment ?? '';
  const keepAlive = changed(parts, token, action, parts.bankTime.now(environment));
  const facts = { at: parts.clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry =
    action === 'confirm'
      ? journalEntry('keep-alive-confirmed', facts)
      : journalEntry('keep-alive-changed', { ...facts, details: { isOn: keepAlive.isOn } });
  const saved = withStep({ ...token, keepAlive }, historyStep(entry));
  parts.tokens.save(saved, entry);
  parts.publish('tokens.changed', { tokenId });
  return saved;
}

function changed(
  { random }: ChangeKeepAliveParts,
  token: Token,
  action: KeepAliveInput['action'],
  now: Instant,
): KeepAlive {
  switch (action) {
    case 'off':
      return KEEP_ALIVE_OFF;
    case 'on':
      return { isOn: true, confirmedAt: now, dueAt: nextKeepAlive(token, random()) };
    case 'confirm':
      if (!token.keepAlive.isOn) throw new AppError('keep-alive-impossible');
      return { ...token.keepAlive, confirmedAt: now };
  }
}
