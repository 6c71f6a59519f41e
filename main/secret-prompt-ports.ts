import type { SecretPromptView } from '../contract/areas/secret-prompt.ts';
import type { Secret } from './secret.ts';

export type SecretQuestion = Pick<SecretPromptView, 'kind' | 'subject' | 'facts' | 'minLength'>;

/** Asks for a secret in a window of its own, which ends with the question. */
export interface SecretPrompt {
  /**
   * Shows the question and hands the answer to `use`. When `use` throws `passphrase-wrong`, `passphrase-weak`, `token-malformed` or
   * `token-duplicate`, the window says so and asks again; any other error closes it. The answer is wiped afterwards.
   * Errors: `cancelled-by-person`, and those of `use`.
   */
  ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T>;
}
