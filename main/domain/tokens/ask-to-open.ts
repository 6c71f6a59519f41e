import type { PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretPrompt, SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { PeopleStore, SealingKeys } from '../people/people-ports.ts';
import type { BankCaller } from './bank-caller.ts';
import type { Token } from './token.ts';

export interface AskToOpenParts {
  readonly caller: BankCaller;
  readonly people: Pick<PeopleStore, 'get'>;
  readonly sealingKeys: SealingKeys;
  readonly prompt: SecretPrompt;
}

interface Opening extends Pick<SecretQuestion, 'kind' | 'facts'> {
  readonly sealedTo: PersonId;
}

/**
 * Asks the director to whom a token is sealed for his passphrase, and does one thing with a caller that opens it.
 * Errors: `token-sealed` when there is no such director here, `cancelled-by-person`, `keychain-*`, and those of `work`.
 */
export async function askToOpen<T>(
  { caller, people, sealingKeys, prompt }: AskToOpenParts,
  { sealedTo, kind, facts }: Opening,
  work: (caller: BankCaller) => Promise<T>,
): Promise<T> {
  const director = people.get(sealedTo);
  if (director?.role !== 'director') throw new AppError('token-sealed', { director: director?.name ?? null });
  return prompt.ask({ kind, subject: director.name, facts, minLength: 1 }, (passphrase) =>
    sealingKeys.use(sealedTo, passphrase, (key) => work(caller.with({ personId: sealedTo, key }))),
  );
}

/**
 * Does one reading thing with a token; a sealed one is opened for it by its director's passphrase. Errors: those of
 * `askToOpen` and of `work`.
 */
export async function withOpenToken<T>(
  parts: AskToOpenParts,
  { token, withCertificate }: { readonly token: Token; readonly withCertificate: boolean },
  work: (caller: BankCaller) => Promise<T>,
): Promise<T> {
  const sealedTo = parts.caller.sealedTo(token, withCertificate);
  if (sealedTo === null) return work(parts.caller);
  const facts = [{ label: 'opens-token' as const, text: shownToken(token) }];
  return askToOpen(parts, { sealedTo, kind: 'passphrase-to-use', facts }, work);
}

/** How a token is named where its text must not be. */
export function shownToken({ label, lastFour }: Pick<Token, 'label' | 'lastFour'>): string {
  return `${label} · t.…${lastFour}`;
}
