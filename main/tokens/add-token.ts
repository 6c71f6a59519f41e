import { knownAccess } from '../../contract/values/accesses.ts';
import { TokenId } from '../../contract/values/ids.ts';
import type { TokenInput } from '../../contract/areas/tokens.ts';
import { AppError } from '../app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { Keychain } from '../keychain-ports.ts';
import type { Clock, Fingerprints, Ids, Publish } from '../ports.ts';
import { assertWritten } from '../read-secret.ts';
import type { Secret } from '../secret.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from './token.ts';
import type { IpAddresses, TokenStore } from './tokens-ports.ts';

export interface AddTokenParts {
  readonly tokens: TokenStore;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly addresses: IpAddresses;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** What a token may be made of: printable ASCII without spaces; the usual `t.` and 86 characters are only a hint. Source: tapi.md §2.1. */
const TOKEN_TEXT = /^[\x21-\x7e]{8,4096}$/;

/**
 * Stores a token: the text into the keychain first, then the record, so that a crash between leaves no record without a secret.
 *
 * Errors: `token-malformed`, `token-duplicate`, `bad-request` (addresses), `keychain-*`, `store-*`; nothing is half-done: the keychain item of
 * a record that could not be written is removed again.
 * Effects: one keychain item, one record, one journal line.
 */
export async function addToken(
  parts: AddTokenParts,
  actor: Actor,
  input: TokenInput,
  text: Secret,
): Promise<Token> {
  const { tokens, keychain, fingerprints, clock, ids, publish } = parts;
  const shown = text.revealText();
  if (!TOKEN_TEXT.test(shown)) throw new AppError('token-malformed');
  const fingerprint = fingerprints.ofSecret(text);
  const ips = canonicalSlots(parts.addresses, input);
  if (tokens.list(null).some((known) => known.fingerprint === fingerprint))
    throw new AppError('token-duplicate');
  const tokenId = TokenId.parse(ids.newId());
  const at = clock.now();
  const facts = { accesses: input.accesses.length, addresses: ips.length };
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
    accesses: input.accesses.map((access) => ({
      access: nameOf(access),
      proof: 'unproven',
      provenAt: null,
      isExpected: true,
    })),
    tokenId,
    addedAt: at,
    fingerprint,
    lastFour: shown.slice(-4),
    words: fingerprints.words(fingerprint, 2).join(' '),
    status: 'issued',
    lastSighting: null,
    boundAt: null,
    secretPlace: 'here',
    keepAlive: KEEP_ALIVE_OFF,
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
  };
  assertWritten(await keychain.write(`token:${tokenId}`, text));
  try {
    tokens.add(withStep(token, historyStep(entry)), entry);
  } catch (error) {
    await keychain.remove(`token:${tokenId}`);
    throw error;
  }
  publish('tokens.changed', { tokenId });
  return token;
}

/** A full access string of the catalogue is kept by its name, an unknown one as it is. */
function nameOf(access: string): string {
  return knownAccess(access)?.access ?? access;
}

function canonicalSlots(addresses: IpAddresses, input: TokenInput): TokenInput['ips'] {
  const slots = input.ips.map((slot) => {
    const address = addresses.canonical(slot.address, input.ipCheck === 'off-by-letter');
    if (address === null) throw new AppError('bad-request', { field: 'ips', address: slot.address });
    return { ...slot, address };
  });
  const seen = new Set(slots.map((slot) => slot.address));
  if (seen.size !== slots.length) throw new AppError('bad-request', { field: 'ips', duplicate: true });
  return slots;
}
