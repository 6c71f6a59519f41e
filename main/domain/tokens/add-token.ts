import { TokenId } from '../../../contract/values/ids.ts';
import type { TokenInput } from '../../../contract/areas/tokens.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { BankTime, Clock, Fingerprints, Ids, Publish } from '../../ports/ports.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import type { Secret } from '../../ports/secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { CompanyStore, CompanyEventStore } from '../companies/companies-ports.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import { isIpCheckOff } from '../companies/company-events.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from './token.ts';
import { checkedAccesses, checkedSlots } from './check-input.ts';
import type { TokenStore } from './tokens-ports.ts';
import { keptToken } from './pasted-token.ts';
import { existingToken } from './existing-token.ts';

export interface AddTokenParts {
  readonly tokens: TokenStore;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly companies: CompanyStore;
  readonly companyEvents: CompanyEventStore;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly ids: Ids;
  readonly publish: Publish;
  /** A token that a plan brings: its id was chosen before, and no call uses it until it is proven. */
  readonly as?: Pick<Token, 'tokenId' | 'status' | 'replaces'>;
  /** The person pasted a text of an unusual form once more after being asked. */
  readonly insists?: boolean;
}

/**
 * Stores the token that was pasted, without what stood around it: the text into the keychain first, then the record, so
 * that a crash between leaves no record without a secret.
 *
 * Errors: `not-found`, those of `keptToken`, `token-duplicate`, `token-addresses`, `token-letter-missing`,
 * `token-access-foreign`, `keychain-*`, `store-*`; nothing is half-done: the keychain item of a record that could not
 * be written is removed again.
 * Effects: one keychain item, one record, one journal line.
 */
export async function addToken(
  parts: AddTokenParts,
  actor: Actor,
  input: TokenInput,
  pasted: Secret,
): Promise<Token> {
  const { tokens, keychain, fingerprints, clock, ids, publish } = parts;
  const text = keptToken(pasted, parts.insists === true);
  const shown = text.revealText();
  const fingerprint = fingerprints.ofSecret(text);
  const { accesses, ips, addedAt } = checkedInput(parts, input);
  if (tokens.list(null).some((known) => known.fingerprint === fingerprint))
    throw new AppError('token-duplicate');
  const tokenId = parts.as?.tokenId ?? TokenId.parse(ids.newId());
  const at = clock.now();
  const facts = { accesses: accesses.length, addresses: ips.length };
  const entry = journalEntry('token-added', {
    at,
    actor,
    companyId: input.companyId,
    subject: input.label,
    details: facts,
  });
  const token: Token = {
    ...input,
    ips,
    accesses: accesses.map((access) => ({
      access,
      proof: 'unproven',
      provenAt: null,
      isExpected: true,
    })),
    tokenId,
    addedAt,
    fingerprint,
    lastFour: shown.slice(-4),
    words: fingerprints.words(fingerprint, 2).join(' '),
    status: 'issued',
    lastSighting: null,
    boundAt: null,
    secretPlace: 'here',
    sealing: null,
    moving: null,
    keepAlive: KEEP_ALIVE_OFF,
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
    ...parts.as,
  };
  assertWritten(await keychain.write(`token:${tokenId}`, text));
  text.wipe();
  try {
    tokens.add(withStep(token, historyStep(entry)), entry);
  } catch (error) {
    await keychain.remove(`token:${tokenId}`);
    throw error;
  }
  publish('tokens.changed', { tokenId });
  return token;
}

/**
 * Puts another text in the place of one that was never proven, for instance because the wrong thing was pasted.
 * Errors: those of `keptToken`, `token-duplicate`, `keychain-*`, `store-*`. Effects: the keychain item, then the record
 * with a journal line.
 */
export async function replaceTokenText(
  { tokens, keychain, fingerprints, clock, publish, insists = false }: AddTokenParts,
  actor: Actor,
  { tokenId }: Pick<Token, 'tokenId'>,
  pasted: Secret,
): Promise<void> {
  const text = keptToken(pasted, insists);
  const shown = text.revealText();
  const fingerprint = fingerprints.ofSecret(text);
  if (tokens.list(null).some((one) => one.fingerprint === fingerprint && one.tokenId !== tokenId))
    throw new AppError('token-duplicate');
  assertWritten(await keychain.write(`token:${tokenId}`, text));
  text.wipe();
  const token = existingToken(tokens, tokenId);
  const facts = { at: clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry('token-text-replaced', facts);
  const words = fingerprints.words(fingerprint, 2).join(' ');
  const fresh = {
    fingerprint,
    lastFour: shown.slice(-4),
    words,
    status: 'planned',
    sealing: null,
    lastProblem: null,
  } as const;
  tokens.save(withStep({ ...token, ...fresh }, historyStep(entry)), entry);
  publish('tokens.changed', { tokenId });
}

/**
 * What of the input the company decides: its numbers in access strings, where its bank is, its letter, the time at its
 * bank.
 */
function checkedInput({ companies, companyEvents, bankTime }: AddTokenParts, input: TokenInput) {
  const company = companies.get(input.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  const { environment } = company;
  const hasLetter = isIpCheckOff(companyEventsOf({ companyEvents }, input.companyId));
  return {
    accesses: checkedAccesses(input.accesses, company),
    ips: checkedSlots(input.ips, { environment, hasLetter, ipCheck: input.ipCheck }),
    addedAt: bankTime.now(environment),
  };
}
