import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { addMs } from '../contract/values/dates.ts';
import type { CompanyId } from '../contract/values/ids.ts';
import { AppError } from './app-error.ts';
import { journalEntry, THE_APP } from './audit/entry.ts';
import type { BankTrust } from './certificates/authority.ts';
import { CertificateDrafts } from './certificates/certificate-drafts.ts';
import { applyAuthorities, forgetAuthorities } from './certificates/trust-authority.ts';
import { withLostCompanies } from './companies/lost-companies.ts';
import { personKeys } from './keychain/person-keys.ts';
import { workplaceKey } from './keychain/workplace-key.ts';
import type { Keychain } from './keychain-ports.ts';
import { PaymentFollower } from './payments/follow.ts';
import type { PaymentParts } from './payments/payment-parts.ts';
import type { Payment } from './payments/payment.ts';
import type { PeopleStore } from './people/people-ports.ts';
import type { PlanParts } from './plans/plan-parts.ts';
import type { BankTime, Log, Publish } from './ports.ts';
import { assertWritten, keychainError, secretOf } from './read-secret.ts';
import { Secret } from './secret.ts';
import type { SecretPrompt, SecretQuestion } from './secret-prompt-ports.ts';
import type { OpenedVault } from './session/opened-vault.ts';
import { inspectInTurns } from './store/check-store.ts';
import type { Database } from './store/database.ts';
import { storeFingerprints } from './store/fingerprints.ts';
import { openLedger, toAppError, type Ledger } from './store/ledger.ts';
import { migrate } from './store/migrate.ts';
import { ALL_MIGRATIONS } from './store/migrations/all-migrations.ts';
import { refreshAccounts } from './statements/refresh-accounts.ts';
import { openDatabase } from './store/open-database.ts';
import { SqliteApprovalStore, SqlitePaymentStore } from './store/payment-store.ts';
import {
  accountStore,
  auditLog,
  companyStore,
  peopleStore,
  policyStore,
  settingsStore,
  standingStore,
} from './store/record-stores.ts';
import { authorityStore, certificateRequestStore, certificateStore } from './store/certificate-stores.ts';
import { Salvage } from './store/salvage.ts';
import { deriveStoreKeys, STORE_KEY_BYTES, type StoreKeys } from './store/seal.ts';
import { checkStoreKey } from './store/store-key-check.ts';
import { StoreError } from './store/store-error.ts';
import { SqlitePlanStore } from './store/plan-store.ts';
import { SqliteTokenStore } from './store/token-store.ts';
import { russianAmountWords } from './system/amount-words.ts';
import { systemClock, systemTimers } from './system/system-clock.ts';
import { systemDigests, systemIds } from './system/system-ids.ts';
import { thisComputer } from './system/this-computer.ts';
import type { TBank } from './tapi/t-bank.ts';
import { BankCaller } from './tokens/bank-caller.ts';
import { KeepAliveRunner } from './tokens/keep-alive-runner.ts';
import type { Token } from './tokens/token.ts';
import { TRAINING_PASSPHRASE } from './training/prepare-training.ts';
import type { TrainingBankHost } from './training/training-company.ts';

/** How long after the opening the balances are asked for. Units: ms. Own choice: the first screen is drawn by then. */
const BALANCES_AFTER_MS = 1_000;

export interface OpenVaultParts {
  readonly file: string;
  readonly keychain: Keychain;
  readonly bank: TBank;
  readonly trust: BankTrust;
  readonly trainingBank: TrainingBankHost;
  readonly prompt: SecretPrompt;
  readonly publish: Publish;
  readonly log: Log;
}

/**
 * Opens the vault: the key from the keychain, the file with it, and everything that works on the file.
 *
 * A new key is made only when there is no file yet and the keychain says for certain that it has none. A damaged file opens read-only, with
 * what is still good in it. Errors: `keychain-*`, `secret-missing`, `store-*`.
 */
export async function openVault(parts: OpenVaultParts): Promise<OpenedVault> {
  const health = await parts.keychain.health();
  if (health.state !== 'ok') throw keychainError(health.state);
  const isNew = !existsSync(parts.file);
  const storeKey = await storeKeyOf(parts, isNew);
  const keys = deriveStoreKeys(storeKey);
  storeKey.wipe();
  const opened = await openStore(parts.file, keys, isNew, parts.log);
  const vault = assemble(parts, opened);
  if (!vault.isReadOnly || vault.companies.list().length > 0) return vault;
  // Nothing is left that a screen could show.
  await vault.close();
  throw new AppError('store-corrupt');
}

async function storeKeyOf({ keychain }: OpenVaultParts, isNew: boolean): Promise<Secret> {
  const read = await keychain.read('store-key');
  if (read.state !== 'absent' || !isNew) return secretOf(read);
  const bytes = randomBytes(STORE_KEY_BYTES);
  const key = Secret.fromBytes(bytes);
  bytes.fill(0);
  assertWritten(await keychain.write('store-key', key));
  return key;
}

interface OpenedStore {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly damagedRecords: number;
  /** What the check has read; `null` in a damaged file. */
  readonly read: Pick<Checked, 'tokens' | 'payments'> | null;
}

async function openStore(file: string, keys: StoreKeys, isNew: boolean, log: Log): Promise<OpenedStore> {
  let db: Database | null = null;
  try {
    db = openDatabase({ file, mustExist: !isNew });
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    const ledger = openLedger({ db, keys });
    const { damaged, ...read } = await checkRows(ledger);
    if (damaged === 0) {
      if (isNew) {
        const facts = { at: systemClock.now(), actor: THE_APP, companyId: null, subject: '' };
        ledger.commit(() => undefined, journalEntry('vault-created', facts));
      }
      return { db, ledger, damagedRecords: 0, read };
    }
    log.warn('store-has-damaged-rows', { damaged });
  } catch (error) {
    db?.close();
    if (!(error instanceof StoreError)) throw error;
    if (error.code !== 'store-corrupt') throw toAppError(error);
    log.error('store-corrupt', error);
    return openReadOnly(file, keys);
  }
  db.close();
  return openReadOnly(file, keys);
}

/** The way to what is still good: nothing is written, so nothing gets worse. */
async function openReadOnly(file: string, keys: StoreKeys): Promise<OpenedStore> {
  try {
    const db = openDatabase({ file, readOnly: true, mustExist: true });
    const ledger = openLedger({ db, keys, salvage: new Salvage(db, ALL_MIGRATIONS) });
    const { damaged } = await checkRows(ledger);
    return { db, ledger, damagedRecords: Math.max(1, damaged), read: null };
  } catch (error) {
    throw error instanceof StoreError ? toAppError(error) : error;
  }
}

interface Checked {
  readonly damaged: number;
  readonly tokens: readonly Token[];
  readonly payments: readonly Payment[];
}

/** Opens every row of the file once; what the stores keep in memory is taken from there, not read again. */
async function checkRows(ledger: Ledger): Promise<Checked> {
  const tokens: Token[] = [];
  const payments: Payment[] = [];
  const tables = await inspectInTurns(
    ledger.checked(
      (token) => tokens.push(token),
      (payment) => payments.push(payment),
    ),
  );
  const damaged = tables.reduce((sum, one) => sum + one.damaged.length + (one.isReadable ? 0 : 1), 0);
  return { damaged, tokens, payments };
}

function assemble(parts: OpenVaultParts, { db, ledger, damagedRecords, read }: OpenedStore): OpenedVault {
  const { keychain, bank, trainingBank, prompt, publish, log } = parts;
  const people = peopleStore(ledger);
  const certificates = certificateStore(ledger);
  const requests = certificateRequestStore(ledger, certificates);
  const authorities = authorityStore(ledger);
  const drafts = new CertificateDrafts(systemIds);
  const accounts = accountStore(ledger);
  const tokens = new SqliteTokenStore(ledger, read?.tokens);
  const knownCompanies = companyStore(ledger);
  const companies = ledger.isReadOnly ? withLostCompanies(knownCompanies, tokens) : knownCompanies;
  const standings = standingStore(ledger, knownCompanies);
  const fingerprints = storeFingerprints(ledger.keys);
  const bankTime = bankTimeOver(trainingBank);
  const clock = systemClock;
  const shared = { companies, standings, people, certificates, accounts, tokens, publish, clock, bankTime };
  const caller = new BankCaller({ ...shared, bank, keychain, fingerprints });
  const payments: PaymentParts = {
    ...shared,
    payments: new SqlitePaymentStore(ledger, read?.payments),
    approvals: new SqliteApprovalStore(ledger),
    policies: policyStore(ledger),
    caller,
    bank,
    personKeys: personKeys(keychain),
    prompt: withTrainingHint(prompt, people),
    digests: systemDigests,
    fingerprints,
    words: russianAmountWords,
    ids: systemIds,
    log,
    refreshBalances: (companyId) => void refreshBalances(companyId),
    underWay: new Set(),
  };
  const plans: PlanParts = {
    ...shared,
    plans: new SqlitePlanStore(ledger),
    keychain,
    fingerprints,
    bank,
    caller,
    ids: systemIds,
    prompt,
    digests: systemDigests,
    workplaceKey: workplaceKey(keychain),
    computer: thisComputer,
    underWay: new Set(),
  };
  const follower = new PaymentFollower(payments, systemTimers);
  const keepAlive = new KeepAliveRunner(
    {
      ...{ ...shared, bank, caller, log },
      random: Math.random,
      accountOf: (companyId) => accounts.list(companyId)[0]?.account.accountNumber ?? null,
    },
    systemTimers,
  );
  // Before the first call to the bank.
  applyAuthorities({ authorities, trust: parts.trust });
  const settings = settingsStore(ledger);
  const isReadOnly = ledger.isReadOnly;
  let isClosed = false;

  /**
   * The training bank first: its addresses are known only when it runs. Then the balances, so that the first screen is today's: of the company
   * on the screen first, of the others one after another, so that many companies neither slow the window down nor flood the bank.
   */
  async function startBackground(): Promise<void> {
    const all = companies.list();
    if (all.some(({ environment }) => environment === 'training')) await trainingBank.running();
    await windowFirst();
    if (isClosed) return;
    const shown = settings.get()?.companyId;
    const inOrder = [...all].sort((a, b) => Number(b.companyId === shown) - Number(a.companyId === shown));
    for (const { companyId } of inOrder) {
      if (isClosed) return;
      await refreshBalances(companyId);
    }
  }

  /** Lets the window show what the file knows before the bank is asked. */
  function windowFirst(): Promise<void> {
    return new Promise((resolve) => void systemTimers.after(BALANCES_AFTER_MS, resolve));
  }

  /** Errors: none, they are in the log; the old balances stay. */
  async function refreshBalances(companyId: CompanyId): Promise<void> {
    try {
      await refreshAccounts({ ...shared, bank, caller }, companyId);
    } catch (error) {
      log.error('balances-not-refreshed', error);
    }
  }

  return {
    ...shared,
    requests,
    authorities,
    drafts,
    settings,
    audit: auditLog(ledger),
    personKeys: payments.personKeys,
    payments,
    plans,
    follower,
    isReadOnly,
    damagedRecords,
    start: () => {
      if (isReadOnly) return;
      startBackground().catch((error: unknown) => log.error('start-failed', error));
      follower.start();
      keepAlive.start();
    },
    close: async () => {
      isClosed = true;
      follower.stop();
      keepAlive.stop();
      drafts.clear();
      forgetAuthorities(parts.trust);
      // The connections keep the private keys that they were made with.
      for (const { certificateId } of certificates.list(null)) bank.forgetCertificate(certificateId);
      db.close();
    },
  };
}

/** The training bank's clock stands before the computer's by as much as a person has moved it; every other bank has the computer's time. */
function bankTimeOver(trainingBank: TrainingBankHost): BankTime {
  return {
    now: (environment) => {
      const now = systemClock.now();
      return environment === 'training' ? addMs(now, trainingBank.clockAheadMs()) : now;
    },
  };
}

/** Questions for the passphrase of a person. */
const PASSPHRASES: readonly SecretQuestion['kind'][] = ['passphrase', 'passphrase-to-reveal'];

/** Shows the training passphrase wherever a person of the training company is asked for it: it protects nothing. */
function withTrainingHint(prompt: SecretPrompt, people: PeopleStore): SecretPrompt {
  return {
    ask: (question, use) => {
      const isTraining = people
        .list()
        .some((person) => person.isTraining && person.name === question.subject);
      if (!PASSPHRASES.includes(question.kind) || !isTraining) return prompt.ask(question, use);
      const hint = { label: 'training-passphrase' as const, text: TRAINING_PASSPHRASE };
      return prompt.ask({ ...question, facts: [...question.facts, hint] }, use);
    },
  };
}
