import type { SecretPromptView, SecretRevealView } from '../../contract/areas/secret-prompt.ts';
import type { Secret } from './secret.ts';

export type SecretQuestion = Pick<SecretPromptView, 'kind' | 'subject' | 'facts' | 'minLength'>;

/** Asks for a secret in a window of its own, which ends with the question. */
export interface SecretPrompt {
  /**
   * Shows the question and hands the answer to `use`. When `use` throws `passphrase-wrong`, `passphrase-weak`,
   * `passphrase-guessable`, `token-malformed`, `token-several`, `token-unusual`, `token-duplicate` or
   * `token-not-the-same`, the window says so and asks again; any other error closes it. The answer is wiped afterwards.
   * Errors: `cancelled-by-person`, and those of `use`.
   */
  ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T>;
  /**
   * Estimates how hard a passphrase is to guess. `about`: names and texts that whoever guesses knows. Units: the score
   * of zxcvbn, 0 to 4.
   */
  strengthOf(passphrase: Secret, about: readonly string[]): Promise<number>;
}

export type ShownSecret = Pick<SecretRevealView, 'subject' | 'lastFour' | 'words' | 'seconds'>;

/** Shows a secret in a window of its own for a few seconds. */
export interface SecretDisplay {
  /**
   * Resolves when the window has closed: after its seconds, at the person's wish, when another window gets the focus,
   * and with the lock. `beforeCopy` runs before the text goes into the clipboard; when it throws, nothing is copied.
   * Errors: `cancelled-by-person` when another secret window is open.
   * Effects: the clipboard, if the person copies: emptied later unless something else is in it by then.
   */
  show(shown: ShownSecret, secret: Secret, beforeCopy: () => void): Promise<void>;
}
