import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import type { MessageKey } from '../i18n/t.ts';

export interface Answer {
  readonly text: string;
  readonly repeat: string;
}

/** Tells whether a new secret is being made, which is typed twice. */
export function isNew(kind: SecretPromptView['kind']): boolean {
  return (
    kind === 'new-passphrase' ||
    kind === 'new-vault-passphrase' ||
    kind === 'new-spare-passphrase' ||
    kind === 'new-backup-passphrase' ||
    kind === 'new-recovery-passphrase'
  );
}

/**
 * Returns what keeps the answer from being given, or `null` when it can be. Nothing typed is not a mistake, only not an
 * answer yet.
 */
export function answerProblem(view: SecretPromptView, { text, repeat }: Answer): MessageKey | 'empty' | null {
  if (text === '') return 'empty';
  // Counted as a person counts, not in UTF-16 units.
  if ([...text].length < view.minLength) return 'secret.problem.short';
  if (isNew(view.kind) && text !== repeat) return 'secret.problem.different';
  return null;
}

/** How hard a new passphrase is to guess, roughly: length counts most, several words are best. */
export function passphraseStrength(text: string): 'weak' | 'fair' | 'strong' {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 2).length;
  const length = [...text].length;
  if (new Set(text).size < 5) return 'weak';
  if (length >= 20 || (words >= 4 && length >= 16)) return 'strong';
  return length >= 12 ? 'fair' : 'weak';
}
