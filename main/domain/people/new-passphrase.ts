import { AppError } from '../../ports/app-error.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretPrompt, SecretQuestion } from '../../ports/secret-prompt-ports.ts';

/**
 * Shortest passphrase of a director. Source: OWASP ASVS 5.0 §6.2.1, at least eight characters, fifteen recommended;
 * twelve is our choice between.
 */
export const PASSPHRASE_MIN = 12;

/**
 * Lowest score of a new passphrase: more than 10^10 guesses, which an attack on the file itself needs years for behind
 * Argon2id. Source: zxcvbn's scale, https://github.com/dropbox/zxcvbn#usage.
 */
export const PASSPHRASE_SCORE = 4;

type NewKind = Extract<SecretQuestion['kind'], `new-${string}`>;

/**
 * Asks for a passphrase that is chosen now, until it is long and hard to guess: the home of what a new one must be.
 * `minLength` of the question counts characters. What the question is about counts as guessed.
 * Errors: those of `prompt` and `use`; `passphrase-weak` and `passphrase-guessable` are asked about again.
 */
export function askNewPassphrase<T>(
  prompt: SecretPrompt,
  question: SecretQuestion & { readonly kind: NewKind },
  use: (passphrase: Secret) => Promise<T>,
): Promise<T> {
  const about = [question.subject, ...question.facts.map(({ text }) => text)];
  return prompt.ask(question, async (passphrase) => {
    if ([...passphrase.revealText()].length < question.minLength) throw new AppError('passphrase-weak');
    if ((await prompt.strengthOf(passphrase, about)) < PASSPHRASE_SCORE)
      throw new AppError('passphrase-guessable');
    return use(passphrase);
  });
}
