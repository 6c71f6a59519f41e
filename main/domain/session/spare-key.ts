import { AppError } from '../../ports/app-error.ts';
import type { SpareKeyFile } from '../../ports/keychain-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretPrompt, SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import { journalEntry, THE_APP, type Actor } from '../audit/entry.ts';
import { askNewPassphrase } from '../people/new-passphrase.ts';
import type { Company } from '../companies/company.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';

/** Own choice, longer than a director's: whoever has the profile can try passphrases without end. Units: characters. */
export const SPARE_PASSPHRASE_MIN = 14;

export interface SpareKeyParts {
  readonly file: SpareKeyFile;
  readonly companies: CompanyStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Returns the key of the records from the keychain; the caller wipes it. Errors: `secret-missing`, `keychain-*`. */
  readonly storeKey: () => Promise<Secret>;
  readonly renewal: StoreKeyRenewal;
}

/** How the records get a new key. */
export interface StoreKeyRenewal {
  /** They have got one already. */
  readonly isDone: () => boolean;
  /** Seals every record by a new key, safe against a crash. Errors: `keychain-*`, `store-*`; the old key stays then. */
  readonly renew: () => Promise<void>;
}

/**
 * Seals a copy of the key of the records by a passphrase of the person's choosing, in place of an older copy.
 * Errors: `cancelled-by-person`, `keychain-*`, `secret-missing`, `store-*`. Effects: a file in the profile, one journal
 * line.
 */
export async function setSpareKey(parts: SpareKeyParts, prompt: SecretPrompt, actor: Actor): Promise<void> {
  const question = {
    kind: 'new-spare-passphrase' as const,
    subject: '',
    facts: [],
    minLength: SPARE_PASSPHRASE_MIN,
  };
  await askNewPassphrase(prompt, question, (passphrase) => keep(parts, passphrase, false));
  note(parts, 'spare-key-set', actor);
}

export interface AskSpareKeyParts {
  readonly file: SpareKeyFile;
  readonly prompt: SecretPrompt;
  /** What is shown beside the question while the copy is that of training companies. */
  readonly trainingHint: SecretQuestion['facts'][number];
  /** What the passphrase is asked for. */
  readonly kind: 'spare-passphrase' | 'spare-passphrase-to-restore';
}

/**
 * Asks for the passphrase until it fits and hands the key of the records to `use`. Errors: `not-found`,
 * `cancelled-by-person`, `spare-key-damaged`, those of `use`.
 */
export async function askSpareKey<T>(
  { file, prompt, trainingHint, kind }: AskSpareKeyParts,
  use: (storeKey: Secret) => Promise<T>,
): Promise<T> {
  const { state } = file.look();
  if (state === 'none') throw new AppError('not-found', { what: 'spare-key' });
  if (state === 'damaged') throw new AppError('spare-key-damaged');
  const facts = state === 'training' ? [trainingHint] : [];
  const question = { kind, subject: '', facts, minLength: 1 };
  return prompt.ask(question, async (passphrase) => {
    const storeKey = await file.open(passphrase);
    try {
      return await use(storeKey);
    } finally {
      storeKey.wipe();
    }
  });
}

/** Takes the copy away. Effects: the file is removed, one journal line; nothing when there is none. */
export function removeSpareKey(parts: SpareKeyParts, actor: Actor): void {
  if (parts.file.look().state === 'none') return;
  parts.file.remove();
  note(parts, 'spare-key-removed', actor);
}

/**
 * Keeps a copy under the passphrase that everybody knows exactly as long as there is nothing but training companies and
 * the records have the key of that time; a copy that a person made stays as it is. Errors: `keychain-*`,
 * `secret-missing`, `store-*`. Effects: the file; a journal line when it goes.
 */
export async function keepTrainingCopy(parts: SpareKeyParts, passphrase: Secret): Promise<void> {
  if (!mayBeCopied(parts)) return dropTrainingCopy(parts);
  if (parts.file.look().state !== 'none') return;
  await keep(parts, passphrase, true);
  // A company may have been added while the copy was sealed.
  if (!mayBeCopied(parts)) dropTrainingCopy(parts);
}

/**
 * Gives the records a key that no copy of the training time opens, before the first real company is added. A spare key
 * that a person had set opens nothing any more, so it is removed. Nothing where there was no training company, or it
 * was done.
 * Errors: `keychain-*`, `store-*`; the old key stays then. Effects: every record sealed anew, journal lines.
 */
export async function renewForFirstReal(parts: SpareKeyParts): Promise<void> {
  if (parts.renewal.isDone() || !parts.companies.list().some(isTraining)) return;
  await renew(parts);
}

/**
 * The same at the opening of a profile whose records had their training copy and hold a real company by now. Errors and
 * effects: as `renewForFirstReal`.
 */
export async function renewWhereCopied(parts: SpareKeyParts): Promise<void> {
  if (parts.renewal.isDone()) return;
  const all = [...parts.companies.list()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const first = all[0];
  const wasCopied = first !== undefined && (isTraining(first) || parts.file.look().state === 'training');
  if (wasCopied && !all.every(isTraining)) await renew(parts);
}

/** The old copies go first: none must be there that opens nothing. */
async function renew(parts: SpareKeyParts): Promise<void> {
  if (parts.file.look().state === 'training') dropTrainingCopy(parts);
  else removeSpareKey(parts, THE_APP);
  await parts.renewal.renew();
  note(parts, 'store-key-renewed', THE_APP);
}

/**
 * Returns the companies so that no real one is written while a copy that everybody can open fits the records.
 * Errors: of `add`: also those of the journal; `internal` for a real company before `renewForFirstReal`. The company is
 * not added then.
 */
export function guardedCompanies(
  companies: CompanyStore,
  parts: Omit<SpareKeyParts, 'companies' | 'storeKey'>,
): CompanyStore {
  return {
    ...companies,
    add: (company, entry) => {
      if (!isTraining(company)) {
        if (!parts.renewal.isDone() && companies.list().some(isTraining)) throw new AppError('internal');
        dropTrainingCopy(parts);
      }
      companies.add(company, entry);
    },
  };
}

/** Only while there is nothing but training companies, and the key is still that of their time. */
function mayBeCopied({ companies, renewal }: SpareKeyParts): boolean {
  const all = companies.list();
  return all.length > 0 && all.every(isTraining) && !renewal.isDone();
}

function isTraining({ environment }: Pick<Company, 'environment'>): boolean {
  return environment === 'training';
}

async function keep(
  { file, storeKey, clock }: SpareKeyParts,
  passphrase: Secret,
  isTraining: boolean,
): Promise<void> {
  const key = await storeKey();
  try {
    await file.keep(key, passphrase, { isTraining, madeAt: clock.now() });
  } finally {
    key.wipe();
  }
}

function dropTrainingCopy(parts: Omit<SpareKeyParts, 'companies' | 'storeKey'>): void {
  if (parts.file.look().state !== 'training') return;
  parts.file.remove();
  note(parts, 'training-copy-removed', THE_APP);
}

function note(
  { audit, clock }: Pick<SpareKeyParts, 'audit' | 'clock'>,
  kind: 'spare-key-set' | 'spare-key-removed' | 'training-copy-removed' | 'store-key-renewed',
  actor: Actor,
): void {
  audit.append(journalEntry(kind, { at: clock.now(), actor, companyId: null, subject: '' }));
}
