import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Fingerprints, Publish } from '../../ports/ports.ts';
import { readSecret } from '../../ports/read-secret.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretDisplay, SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { PeopleStore, PersonKeys, SealingKeys } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import { freezeToken } from './freeze-token.ts';
import { revealDelayMs } from './reveal-delay.ts';
import { withStep, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

/** How long a token's text is shown. Source: issue 3, «reveal … lasts 10 seconds». Units: seconds. */
export const REVEAL_SECONDS = 10;

/** Lines of the journal in which wrong tries are looked for. Own choice. */
const LINES_LOOKED_AT = 500;

export interface RevealParts {
  readonly tokens: TokenStore;
  readonly people: PeopleStore;
  readonly personKeys: PersonKeys;
  readonly sealingKeys: SealingKeys;
  readonly audit: AuditLog;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly prompt: SecretPrompt;
  readonly display: SecretDisplay;
  readonly clock: Clock;
  readonly publish: Publish;
}

/** Who asks to see a token, and whether the company is the training one. */
export interface RevealRequest {
  readonly tokenId: TokenId;
  readonly person: Person;
}

/**
 * Shows a token's text for ten seconds in the window for secrets, after a director's passphrase: the acting director's
 * own, or, when an accountant asks, that of a director who comes to the keyboard. The journal line is durable before
 * anything is shown.
 *
 * Errors: `not-found`, `token-frozen`, `director-required` (there is no director), `passphrase-delay`,
 * `cancelled-by-person`, `keychain-*`, `secret-missing`, `secret-changed` (the token is frozen then), `store-*`: then
 * nothing is shown.
 * Effects: a journal line for each wrong passphrase and for the showing.
 */
export async function revealToken(parts: RevealParts, actor: Actor, request: RevealRequest): Promise<void> {
  const token = existingToken(parts.tokens, request.tokenId);
  if (token.status === 'frozen') throw new AppError('token-frozen');
  const director = directorFor(parts, request.person, token);
  const secret = await proveByPassphrase(parts, actor, { token, director });
  try {
    note(parts, actor, token, 'token-revealed');
    const { label, lastFour, words } = token;
    const shown = { subject: label, lastFour, words, seconds: REVEAL_SECONDS };
    await parts.display.show(shown, secret, () => note(parts, actor, token, 'token-copied'));
  } finally {
    secret.wipe();
  }
}

/**
 * Errors: `director-required`. A person of the training company proves himself to nobody outside it; a sealed token is
 * opened by its own director alone.
 */
function directorFor({ people }: RevealParts, person: Person, { sealing }: Token): Person {
  if (sealing !== null) {
    const sealedTo = people.get(sealing.sealedTo);
    if (sealedTo === null) throw new AppError('director-required');
    return sealedTo;
  }
  if (person.role === 'director') return person;
  const director = people
    .list()
    .find(({ role, isTraining }) => role === 'director' && isTraining === person.isTraining);
  if (director === undefined) throw new AppError('director-required');
  return director;
}

async function proveByPassphrase(
  parts: RevealParts,
  actor: Actor,
  { token, director }: { readonly token: Token; readonly director: Person },
): Promise<Secret> {
  assertNoDelay(parts, token);
  const question = {
    kind: 'passphrase-to-reveal' as const,
    subject: director.name,
    facts: [{ label: 'token' as const, text: `${token.label} · t.…${token.lastFour}` }],
    minLength: 1,
  };
  return parts.prompt.ask(question, async (passphrase) => {
    try {
      await parts.personKeys.sign(director.personId, passphrase, 'klyuchnik-reveal-token-1');
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'passphrase-wrong') throw error;
      note(parts, actor, token, 'token-reveal-refused');
      assertNoDelay(parts, token);
      throw error;
    }
    if (token.sealing === null) return rightSecret(parts, token, await keptText(parts, token));
    return parts.sealingKeys.use(director.personId, passphrase, async (key) => {
      const kept = await keptText(parts, token);
      try {
        return rightSecret(parts, token, await key.open(kept));
      } finally {
        kept.wipe();
      }
    });
  });
}

/** Wrong tries count together for all tokens of a company. Errors: `passphrase-delay`. */
function assertNoDelay({ audit, clock }: RevealParts, { companyId }: Token): void {
  const lines = audit.page({ companyId, before: null, limit: LINES_LOOKED_AT });
  const delayMs = revealDelayMs(
    lines.map(({ entry }) => entry),
    clock.now(),
  );
  if (delayMs > 0) throw new AppError('passphrase-delay', { seconds: Math.ceil(delayMs / 1_000) });
}

function keptText({ keychain }: RevealParts, { tokenId }: Token): Promise<Secret> {
  return readSecret(keychain, `token:${tokenId}`);
}

/** A text that another program put there is not shown as the token. */
function rightSecret(parts: RevealParts, token: Token, secret: Secret): Secret {
  if (parts.fingerprints.ofSecret(secret) === token.fingerprint) return secret;
  secret.wipe();
  freezeToken(parts, token.tokenId, { code: 'secret-changed', details: {} });
  throw new AppError('secret-changed', { what: 'token' });
}

function note(
  parts: RevealParts,
  actor: Actor,
  { tokenId }: Token,
  kind: 'token-revealed' | 'token-reveal-refused' | 'token-copied',
): void {
  const { tokens, clock, publish } = parts;
  const token = existingToken(tokens, tokenId);
  const facts = { at: clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry(kind, facts);
  tokens.save(withStep(token, historyStep(entry)), entry);
  publish('tokens.changed', { tokenId });
}
