import { TokenStatus } from '../../../contract/areas/tokens.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Clock, Fingerprints, Publish } from '../../ports/ports.ts';
import { assertWritten } from '../../ports/read-secret.ts';
import type { Secret } from '../../ports/secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { keptToken } from './pasted-token.ts';
import { withStep, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface RestoreParts {
  readonly tokens: TokenStore;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly publish: Publish;
  /** The person pasted a text of an unusual form once more after being asked. */
  readonly insists?: boolean;
}

/** Why the vault refuses to use a token; `no` for one that is not frozen. */
export function frozenFor(token: Token): 'no' | 'secret-changed' | 'belongs-elsewhere' {
  if (token.status !== 'frozen') return 'no';
  return token.lastProblem?.code === 'token-belongs-elsewhere' ? 'belongs-elsewhere' : 'secret-changed';
}

/**
 * Tells whether a text may be put back into the record: one that was never here, or was destroyed on purpose, has no
 * way back.
 */
export function canBeRestored(token: Token): boolean {
  return token.secretPlace === 'here' && token.status !== 'revoked' && token.status !== 'planned';
}

/**
 * Puts the text of a token back: the very text that was stored, proved by its fingerprint, after another program
 * changed or lost it. A token that turned out to be another company's takes another text instead; nothing is proven of
 * it until the bank answers.
 *
 * Errors: `not-found`, `bad-request` (a record without a way back), those of `keptToken`, `token-not-the-same`,
 * `token-duplicate`, `keychain-*`, `store-*`. A sealed token comes back open: its text lies in the keychain as it was
 * pasted.
 * Effects: the keychain item, then the record and a journal line; a crash between leaves the token frozen, and doing it
 * again is safe.
 */
export async function restoreToken(
  parts: RestoreParts,
  actor: Actor,
  tokenId: TokenId,
  pasted: Secret,
): Promise<Token> {
  const { tokens, keychain, fingerprints, clock, publish } = parts;
  const text = restoredText(parts, existingToken(tokens, tokenId), pasted);
  const fingerprint = fingerprints.ofSecret(text);
  assertRightText(tokens, existingToken(tokens, tokenId), fingerprint);
  assertWritten(await keychain.write(`token:${tokenId}`, text));
  const token = existingToken(tokens, tokenId); // what other calls have noted meanwhile is kept
  const facts = { at: clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry('token-restored', facts);
  const back = fingerprint === token.fingerprint ? asBefore(token) : asAnother(parts, token, text);
  const restored = withStep({ ...back, lastProblem: null, sealing: null }, historyStep(entry));
  tokens.save(restored, entry);
  publish('tokens.changed', { tokenId });
  return restored;
}

/** The very text that was stored counts as it is, whatever its form; anything else is read as a pasted token. */
function restoredText({ fingerprints, insists = false }: RestoreParts, token: Token, pasted: Secret): Secret {
  if (fingerprints.ofSecret(pasted) === token.fingerprint) return pasted;
  // A token that has to be the same is known by its fingerprint: no question is needed.
  return keptToken(pasted, insists || frozenFor(token) !== 'belongs-elsewhere');
}

function assertRightText(tokens: TokenStore, token: Token, fingerprint: string): void {
  if (!canBeRestored(token)) throw new AppError('bad-request', { status: token.status });
  const isSame = fingerprint === token.fingerprint;
  if (frozenFor(token) !== 'belongs-elsewhere') {
    if (!isSame) throw new AppError('token-not-the-same');
    return;
  }
  if (isSame || tokens.list(null).some((one) => one.fingerprint === fingerprint)) {
    throw new AppError('token-duplicate');
  }
}

/** One that was not frozen (its text was only missing) keeps its status. */
function asBefore(token: Token): Token {
  if (token.status !== 'frozen') return token;
  const was = TokenStatus.safeParse(token.lastProblem?.details.was);
  return { ...token, status: was.success ? was.data : 'issued' };
}

function asAnother({ fingerprints }: RestoreParts, token: Token, text: Secret): Token {
  const fingerprint = fingerprints.ofSecret(text);
  const expected = token.accesses.filter(({ isExpected }) => isExpected);
  return {
    ...token,
    fingerprint,
    lastFour: text.revealText().slice(-4),
    words: fingerprints.words(fingerprint, 2).join(' '),
    status: 'issued',
    lastSighting: null,
    boundAt: null,
    accesses: expected.map(({ access }) => ({ access, proof: 'unproven', provenAt: null, isExpected: true })),
  };
}
