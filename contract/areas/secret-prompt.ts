import { z } from 'zod';
import { ErrorCode } from '../error-codes.ts';
import { Language, Theme } from './session.ts';

/**
 * What the window that asks for a secret shows. The answer does not travel through the contract: that window has a
 * preload and a channel of its own, lives in a renderer process of its own, and ends with the prompt.
 */
export const SecretPromptView = z.strictObject({
  kind: z.enum([
    'token',
    'passphrase',
    'passphrase-to-reveal',
    'passphrase-to-send',
    'passphrase-to-approve-and-send',
    'passphrase-to-ask-bank',
    'passphrase-to-seal',
    'passphrase-to-unseal',
    'passphrase-to-use',
    'passphrase-to-accept',
    'passphrase-to-enter',
    'token-again',
    'new-passphrase',
    'key-passphrase',
    'vault-passphrase',
    'new-vault-passphrase',
    'spare-passphrase',
    'spare-passphrase-to-restore',
    'new-spare-passphrase',
    'backup-passphrase',
    'new-backup-passphrase',
    'recovery-passphrase',
    'new-recovery-passphrase',
    'recovery-to-accept',
    'recovery-to-decide',
  ]),
  /** Whose passphrase, or the name of the token or file. */
  subject: z.string(),
  /** What the passphrase is about to allow, for instance the sum and the payee of the payment. */
  facts: z.array(
    z.strictObject({
      label: z.enum([
        'amount',
        'payee',
        'payee-account',
        'purpose',
        'payments',
        'list-words',
        'rules',
        'rules-version',
        'company',
        'person',
        'token',
        'opens-token',
        'training-passphrase',
        'authority',
        'fingerprint',
        'issuer',
        'bank-host',
        'seen-since',
        'organization',
        'change',
        'fork-keep',
        'fork-set-aside',
        'fork-words',
        'records-since',
        'records-newest',
        'records-count',
      ]),
      text: z.string(),
    }),
  ),
  language: Language,
  theme: Theme,
  /** What was wrong with the last answer. */
  problem: ErrorCode.nullable(),
  /** Shortest answer accepted; counts characters. */
  minLength: z.int(),
});
export type SecretPromptView = z.infer<typeof SecretPromptView>;

/**
 * The same window, when it shows a token instead of asking for one. The text comes by a channel of its own and is in no
 * schema.
 */
export const SecretRevealView = z.strictObject({
  kind: z.literal('reveal'),
  subject: z.string(),
  lastFour: z.string(),
  words: z.string(),
  /** How long the text stays. Units: seconds. */
  seconds: z.int().min(1),
  /** How long a copy stays in the clipboard. Units: seconds. */
  clipboardSeconds: z.int().min(1),
  language: Language,
  theme: Theme,
});
export type SecretRevealView = z.infer<typeof SecretRevealView>;
