import { existsSync } from 'node:fs';
import { addMs } from '../contract/values/dates.ts';
import type { CompanyId } from '../contract/values/ids.ts';
import { AppError } from './ports/app-error.ts';
import type { CallKeychain, SpareKeyFile } from './ports/keychain-ports.ts';
import type { BankTime, Log, Publish } from './ports/ports.ts';
import { keychainError } from './ports/read-secret.ts';
import { Secret } from './ports/secret.ts';
import type { SecretPrompt, SecretQuestion } from './ports/secret-prompt-ports.ts';
import type { BankTrust } from './domain/certificates/authority.ts';
import { CertificateDrafts } from './domain/certificates/certificate-drafts.ts';
import { applyAuthorities, forgetAuthorities } from './domain/certificates/trust-authority.ts';
import { BankPins } from './domain/certificates/bank-pins.ts';
import { bankNow } from './domain/companies/bank-now.ts';
import { withLostCompanies } from './domain/companies/lost-companies.ts';
import {
  guardedCompanies,
  keepTrainingCopy,
  renewWhereCopied,
  type SpareKeyParts,
} from './domain/session/spare-key.ts';
import { FolderExchange } from './domain/requests/folder-exchange.ts';
import type { TakenIn } from './domain/requests/take-in.ts';
import { PaymentFollower } from './domain/payments/sending/follow.ts';
import type { PaymentVault } from './domain/payments/payment-vault.ts';
import { reviewing, SendAuthorizations } from './domain/payments/send-authorizations.ts';
import type { PeopleStore } from './domain/people/people-ports.ts';
import type { PlanVault } from './domain/plans/plan-vault.ts';
import { DailyBackup } from './domain/backup/daily-backup.ts';
import type { BackupFacts } from './domain/backup/backup-ports.ts';
import { backupSealing } from './edges/age/backup-sealing.ts';
import { backupFolder } from './edges/folders/backup-folder.ts';
import { finishRestore } from './edges/store/backup-place.ts';
import { proveBackup, writeBackupRows } from './edges/store/backup-rows.ts';
import { directorsWithoutKey, hasTokenTexts, type AcceptedRecords } from './domain/session/accept-records.ts';
import type { OpenedVault } from './domain/session/opened-vault.ts';
import { StatementReader } from './domain/statements/read-statement.ts';
import { refreshAccounts } from './domain/statements/refresh-accounts.ts';
import { takeAllNewKeys } from './domain/organizations/new-keys.ts';
import { Organizations } from './domain/organizations/organizations.ts';
import { KeychainCheckpoints } from './domain/session/keychain-checkpoints.ts';
import { RecordsCheck } from './domain/session/records-check.ts';
import { noteRestoredKey } from './domain/session/restore-store-key.ts';
import { CompanyTimes } from './domain/time/company-times.ts';
import { TimeAsker } from './domain/time/time-asker.ts';
import { BankCaller } from './domain/tokens/bank-caller.ts';
import { KeepAliveRunner } from './domain/tokens/keep-alive-runner.ts';
import { TRAINING_PASSPHRASE } from './domain/training/prepare-training.ts';
import type { TrainingBankHost } from './domain/training/training-company.ts';
import { CLOSED_KEYCHAIN } from './edges/keychain/closed-keychain.ts';
import { diskOrdersFolders } from './edges/folders/orders-folder.ts';
import { diskFolders } from './edges/folders/shared-folder.ts';
import { OrdersWatch } from './domain/payments/draft/orders-watch.ts';
import { memberKeys } from './edges/age/member-keys.ts';
import { sealingKeys } from './edges/age/sealing-keys.ts';
import { openUnder, sealUnder } from './edges/keychain/passphrase-seal.ts';
import { personKeys } from './edges/keychain/person-keys.ts';
import { RecentSecrets } from './edges/keychain/recent-secrets.ts';
import { workplaceKey } from './edges/keychain/workplace-key.ts';
import type { OnProgress } from './edges/store/check-records.ts';
import { openStoreForReading, type OpenedStore } from './edges/store/open-store.ts';
import { storeFingerprints } from './edges/store/fingerprints.ts';
import { bankDirectoryStore } from './edges/store/bank-directory-store.ts';
import { organizationStore, SqliteEnvelopeStore } from './edges/store/organization-stores.ts';
import { SqliteApprovalStore, SqlitePaymentStore } from './edges/store/payment-store.ts';
import {
  accountStore,
  backupRecordStore,
  auditLog,
  companyStore,
  peopleStore,
  policyStore,
  sendingOrderStore,
  settingsStore,
  companyEventStore,
  ordersFolderStore,
  templateStore,
  timeStore,
} from './edges/store/record-stores.ts';
import {
  authorityStore,
  certificateRequestStore,
  certificateStore,
} from './edges/store/certificate-stores.ts';
import { payeeStore } from './edges/store/payee-store.ts';
import { deriveStoreKeys } from './edges/store/seal.ts';
import { statementStore } from './edges/store/statement-store.ts';
import { SqlitePlanStore } from './edges/store/plan-store.ts';
import { SqliteTokenStore } from './edges/store/token-store.ts';
import { russianAmountWords } from './edges/system/amount-words.ts';
import { systemClock, systemLived, systemTimers } from './edges/system/system-clock.ts';
import { systemDigests, systemIds } from './edges/system/system-ids.ts';
import { thisComputer } from './edges/system/this-computer.ts';
import type { TBank } from './edges/tapi/t-bank.ts';
import { currentStoreKey, openKeyedStore, renewStoreKey } from './edges/store/store-key.ts';
import { SendingRun } from './domain/payments/sending/sending-run.ts';

export interface OpenVaultParts {
  readonly file: string;
  /** The version of this program. */
  readonly program: string;
  readonly keychain: CallKeychain;
  readonly spareKey: SpareKeyFile;
  readonly spareKeyPath: string;
  readonly bank: TBank;
  readonly trust: BankTrust;
  readonly trainingBank: TrainingBankHost;
  readonly prompt: SecretPrompt;
  readonly publish: Publish;
  /** Tells what came in files, counted. */
  readonly announce: (arrivals: TakenIn) => void;
  readonly announceOrders: (orders: number) => void;
  /** What every screen shows changed: the computer's clock is contradicted, calls to the bank are stopped. */
  readonly noticesChanged: () => void;
  /** Signed files told that the records were put back: the vault has to be opened anew. */
  readonly putBack: () => void;
  readonly log: Log;
  /** Where their newest state is in order, the records are checked behind the first screen, and not before it. */
  readonly isTrusting?: boolean;
  /** The records are not as they were written: the vault has to be opened anew, with a check before it. */
  readonly recordsWrong: () => void;
  /** Records that were changed outside the program and that a person accepts as they are. */
  readonly accepted?: AcceptedRecords;
  /** Resolves when the page has got what it wanted for its first screen. */
  readonly calm: () => Promise<void>;
  /** Hears how far the check of the records has come. */
  readonly onProgress: OnProgress;
}

/**
 * Opens the vault: the key from the keychain, the file with it, and everything that works on the file.
 *
 * A damaged file opens read-only, with what is still good in it. Errors: `keychain-*`, `secret-missing`, `store-*`.
 */
export async function openVault(parts: OpenVaultParts): Promise<OpenedVault> {
  const health = await parts.keychain.health();
  if (health.state !== 'ok') throw keychainError(health.state);
  finishRestore({ file: parts.file, spareKeyFile: parts.spareKeyPath }, systemClock.now());
  const opened = await openKeyedStore(parts, !existsSync(parts.file));
  performance.mark('store open');
  const vault = await assembled(parts, opened);
  performance.mark('vault assembled');
  if (vault === null) return openVault({ ...parts, isTrusting: false });
  if (vault.misfit !== null)
    return {
      ...vault,
      keyless: await directorsWithoutKey(vault),
      hasTokenTexts: await hasTokenTexts(vault),
    };
  // Otherwise there is a checkpoint that the records fit, and the rest comes after their check.
  if (!vault.isReadOnly && opened.check === null) await settleIn(vault);
  return vault;
}

/** Returns `null` when a row that everything begins with is not as it was written, in a store that was trusted. */
async function assembled(parts: OpenVaultParts, opened: OpenedStore): Promise<OpenedVault | null> {
  if (opened.check === null) return shownVault(assemble(parts, opened));
  try {
    return assemble(parts, opened);
  } catch (error) {
    opened.close();
    if (error instanceof AppError && error.code === 'store-corrupt') return null;
    throw error;
  }
}

/** What is done once with records that were found in order. Errors: none, they are in the log. */
async function settleIn({
  checkpoints,
  spareKey,
  log,
}: Pick<OpenedVault, 'checkpoints' | 'spareKey' | 'log'>): Promise<void> {
  try {
    // From the first moment on there is something to compare with.
    await checkpoints.keep();
  } catch (error) {
    // Whoever pays tries again, and does not pay without.
    log.error('checkpoint-not-kept', error);
  }
  try {
    await renewWhereCopied(spareKey);
  } catch (error) {
    // Tried again at the next opening.
    log.error('store-key-not-renewed', error);
  }
  performance.mark('checkpoint kept');
}

/**
 * Opens a copy of the vault for reading with the key of the records alone: the keychain stays shut, so no token's text
 * can be had and no call goes to the bank. The caller wipes the key. Errors: `store-*`. Effects: none on the profile.
 */
export async function openVaultForReading(
  parts: Omit<OpenVaultParts, 'keychain'>,
  storeKey: Secret,
): Promise<OpenedVault> {
  const keys = deriveStoreKeys(storeKey);
  const opened = await openStoreForReading({
    file: parts.file,
    keys,
    log: parts.log,
    kept: 'not-looked',
    onProgress: parts.onProgress,
  });
  const vault = assemble({ ...parts, keychain: new RecentSecrets(CLOSED_KEYCHAIN, systemTimers) }, opened);
  return shownVault({ ...vault, isBySpareKey: true });
}

/**
 * Errors: `store-corrupt` when nothing is left that a screen could show, `store-gone` when nothing was there in the
 * first place.
 */
async function shownVault(vault: OpenedVault): Promise<OpenedVault> {
  const { damagedRecords, misfit, companies } = vault;
  if ((damagedRecords === 0 && misfit === null) || companies.list().length > 0) return vault;
  await vault.close();
  throw new AppError(misfit === null ? 'store-corrupt' : 'store-gone');
}

function assemble(parts: OpenVaultParts, store: OpenedStore): OpenedVault {
  const { ledger, damagedRecords, misfit, read, close } = store;
  const { keychain, bank, trainingBank, prompt, publish, log } = parts;
  const people = peopleStore(ledger);
  const certificates = certificateStore(ledger);
  const certificateRequests = certificateRequestStore(ledger, certificates);
  const authorities = authorityStore(ledger);
  const drafts = new CertificateDrafts(systemIds);
  const accounts = accountStore(ledger);
  const tokens = new SqliteTokenStore({ ledger, known: read?.tokens, timers: systemTimers, log });
  const knownCompanies = companyStore(ledger);
  const audit = auditLog(ledger);
  const renewal = {
    isDone: () => store.renewal?.isDone() ?? true,
    renew: () => renewStoreKey(parts, store),
  };
  const companies = ledger.isReadOnly
    ? withLostCompanies(knownCompanies, tokens)
    : guardedCompanies(knownCompanies, { file: parts.spareKey, audit, clock: systemClock, renewal });
  const companyEvents = companyEventStore(ledger, knownCompanies);
  const fingerprints = storeFingerprints(ledger.keys);
  const bankTime = bankTimeOver(trainingBank);
  const clock = systemClock;
  const shared = {
    companies,
    companyEvents,
    people,
    certificates,
    accounts,
    tokens,
    publish,
    clock,
    bankTime,
  };
  const { isReadOnly } = ledger;
  const times = new CompanyTimes({ clock, lived: systemLived, store: timeStore(ledger), isReadOnly, log });
  bank.hearTime((environment, at) => times.heard(environment, at));
  const caller = new BankCaller({ ...shared, bank, keychain, fingerprints, connections: bank });
  const envelopes = new SqliteEnvelopeStore(ledger);
  const keysOfPeople = personKeys(keychain);
  const organizationRecords = organizationStore(ledger);
  const organizations = new Organizations({
    organizations: organizationRecords,
    envelopes,
    people,
    digests: systemDigests,
    log,
    reading: {
      digests: systemDigests,
      inWords: russianAmountWords.inWords,
      verify: keysOfPeople.verify,
    },
  });
  const checkpoints = new KeychainCheckpoints({
    keychain,
    checkpoints: ledger.state,
    timers: systemTimers,
    log,
    putBack: parts.putBack,
    isChecked: () => check.isPassed,
  });
  const authorizations = new SendAuthorizations(clock, systemTimers);
  const backupStore = backupRecordStore(ledger);
  const payments = new SqlitePaymentStore(ledger, envelopes, read?.payments);
  const statements = statementStore(ledger);
  const vault: PaymentVault & PlanVault = {
    ...shared,
    statements,
    times,
    organizations,
    organizationRecords,
    envelopes,
    authorizations,
    publish: (name, payload) => {
      reviewing(publish, authorizations, payments)(name, payload);
      if (name === 'payments.changed') statementReader.noteChange();
      if (name === 'payments.changed' || name === 'organizations.changed') exchange.wake();
    },
    payments,
    bankDirectory: bankDirectoryStore(ledger),
    payees: payeeStore(ledger),
    plans: new SqlitePlanStore(ledger),
    approvals: new SqliteApprovalStore(ledger),
    policies: policyStore(ledger),
    keychain,
    memberKeys: memberKeys(keychain),
    sealingKeys: sealingKeys(keychain, { sealUnder, openUnder }),
    personKeys: keysOfPeople,
    workplaceKey: workplaceKey(keychain),
    computer: thisComputer,
    caller,
    bank,
    prompt: withTrainingHint(prompt, people),
    digests: systemDigests,
    fingerprints,
    words: russianAmountWords,
    ids: systemIds,
    log,
    refreshBalances: (companyId) => void refreshBalances(companyId),
    sending: new Set(),
    checkpoints,
    acting: new Set(),
    isLeft: () => backupStore.get().leftAt !== null,
  };
  const statementReader = new StatementReader({
    bank,
    caller,
    statements,
    publish,
    digests: systemDigests,
    bankNow: (companyId) => bankNow(shared, companyId),
  });
  const exchange = new FolderExchange({
    vault,
    folders: diskFolders,
    timers: systemTimers,
    announce: parts.announce,
  });
  const ordersFolders = ordersFolderStore(ledger);
  const ordersWatch = new OrdersWatch({
    vault: { ...vault, ordersFolders },
    folders: diskOrdersFolders,
    timers: systemTimers,
    announce: parts.announceOrders,
  });
  const follower = new PaymentFollower(vault, systemTimers);
  const timeAsker = new TimeAsker({
    times,
    bank,
    timers: systemTimers,
    changed: parts.noticesChanged,
    environments: () => [...new Set(companies.list().map(({ environment }) => environment))],
  });
  const keepAlive = new KeepAliveRunner(
    {
      ...shared,
      bank,
      caller,
      log,
      random: Math.random,
      accountOf: (companyId) => accounts.list(companyId)[0]?.account.accountNumber ?? null,
    },
    systemTimers,
  );
  // Before the first call to the bank.
  applyAuthorities({ authorities, trust: parts.trust });
  const pinning = { authorities, trust: parts.trust, clock, ids: systemIds, log };
  const pins = new BankPins({ ...pinning, changed: parts.noticesChanged });
  pins.start();
  const settings = settingsStore(ledger);
  const sendingRun = new SendingRun({ ...vault, orders: sendingOrderStore(ledger) });
  const backupRecords = {
    write: (facts: BackupFacts) => writeBackupRows({ file: parts.file, keys: ledger.keys, log }, facts),
  };
  const backupProof = { prove: proveBackup };
  const daily = new DailyBackup({
    backupRecords,
    backupProof,
    backupSealing,
    backupFolder,
    backupStore,
    keychain,
    clock,
    log,
    program: parts.program,
    timers: systemTimers,
    calm: parts.calm,
    changed: () => publish('backup.changed', { isFailed: backupStore.get().failure !== null }),
  });
  let isClosed = false;
  const spareKey: SpareKeyParts = {
    file: parts.spareKey,
    companies,
    audit,
    clock,
    storeKey: () => currentStoreKey(keychain, store),
    renewal,
  };
  const check: RecordsCheck = new RecordsCheck({
    check: store.check,
    rows: store.check === null ? ledger.countRows() : null,
    settle: () => settleIn({ checkpoints, spareKey, log }),
    wrong: () => {
      log.error('records-wrong', new Error('the records are not as they were written'));
      parts.recordsWrong();
    },
  });
  if (store.check !== null) ledger.state.onDamaged(() => check.found());

  /**
   * The training bank first: its addresses are known only when it runs. One that does not start keeps no other company
   * from its balances. Everything else waits for the first screen.
   */
  async function startBackground(): Promise<void> {
    if (companies.list().some(({ environment }) => environment === 'training'))
      await trainingBank.running().catch((error: unknown) => log.error('training-bank-not-started', error));
    await parts.calm();
    if (isClosed || !(await hasPassed())) return;
    timeAsker.start();
    follower.start();
    keepAlive.start();
    exchange.start();
    ordersWatch.start();
    // A crash between the document and the keychain is made good.
    void takeAllNewKeys(vault);
    void noteRestoredKey({ keychain, audit, clock, log });
    trainingCopy(spareKey).catch((error: unknown) => log.error('training-copy-failed', error));
    await refreshAllBalances();
    if (!isClosed) daily.start();
  }

  /** Nothing goes on by itself with records that were not checked. */
  async function hasPassed(): Promise<boolean> {
    try {
      await check.passed();
    } catch (error) {
      // The file was closed meanwhile: the next opening looks again. What is wrong was said.
      if (!isClosed && !(error instanceof AppError)) throw error;
      return false;
    }
    if (store.check !== null) parts.noticesChanged();
    return !isClosed;
  }

  /**
   * Of the company on the screen first, of the others one after another, so that many companies neither slow the window
   * down nor flood the bank.
   */
  async function refreshAllBalances(): Promise<void> {
    const all = companies.list();
    const shown = settings.get()?.companyId;
    const inOrder = [...all].sort((a, b) => Number(b.companyId === shown) - Number(a.companyId === shown));
    for (const { companyId } of inOrder) {
      if (isClosed) return;
      await refreshBalances(companyId);
    }
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
    ...vault,
    certificateRequests,
    authorities,
    pins,
    drafts,
    settings,
    audit,
    spareKey,
    backup: {
      records: backupRecords,
      proof: backupProof,
      sealing: backupSealing,
      folder: backupFolder,
      store: backupStore,
      daily,
      program: parts.program,
    },
    follower,
    sendingRun,
    templates: templateStore(ledger),
    ordersFolders,
    ordersWatch,
    statementReader,
    exchange,
    isReadOnly,
    isBySpareKey: false,
    damagedRecords,
    misfit,
    check,
    keyless: new Set(),
    hasTokenTexts: true,
    start: () => {
      if (isReadOnly) return;
      startBackground().catch((error: unknown) => log.error('start-failed', error));
    },
    close: async () => {
      isClosed = true;
      sendingRun.halt();
      await check.finish(); // that the vault was open is written, however short that was
      tokens.writeNotes(); // before the checkpoint, which tells of them
      if (!isReadOnly) await checkpoints.close();
      authorizations.close();
      timeAsker.stop();
      bank.hearTime(null);
      follower.stop();
      daily.stop();
      exchange.stop();
      ordersWatch.stop();
      keepAlive.stop();
      drafts.clear();
      forgetAuthorities(parts.trust);
      pins.close();
      // The connections keep the private keys that they were made with.
      for (const { certificateId } of certificates.list(null)) bank.forgetCertificate(certificateId);
      close();
    },
  };
}

/** Keeps the copy that opens a vault of training companies. Errors: `keychain-*`, `store-*`. */
export async function trainingCopy(spareKey: SpareKeyParts): Promise<void> {
  const passphrase = Secret.fromText(TRAINING_PASSPHRASE);
  try {
    await keepTrainingCopy(spareKey, passphrase);
  } finally {
    passphrase.wipe();
  }
}

/**
 * The training bank's clock stands before the computer's by as much as a person has moved it; every other bank has the
 * computer's time.
 */
function bankTimeOver(trainingBank: TrainingBankHost): BankTime {
  return {
    now: (environment) => {
      const now = systemClock.now();
      return environment === 'training' ? addMs(now, trainingBank.clockAheadMs()) : now;
    },
  };
}

/** Shows the training passphrase where it is asked for: it protects nothing. */
export const TRAINING_HINT = { label: 'training-passphrase', text: TRAINING_PASSPHRASE } as const;

/** Questions for the passphrase of a person. */
const PASSPHRASES: readonly SecretQuestion['kind'][] = [
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
];

/** Shows the training passphrase wherever a person of the training company is asked for it: it protects nothing. */
function withTrainingHint(prompt: SecretPrompt, people: PeopleStore): SecretPrompt {
  return {
    ask: (question, use) => {
      const isTraining = people
        .list()
        .some((person) => person.isTraining && person.name === question.subject);
      if (!PASSPHRASES.includes(question.kind) || !isTraining) return prompt.ask(question, use);
      return prompt.ask({ ...question, facts: [...question.facts, TRAINING_HINT] }, use);
    },
    strengthOf: (passphrase, about) => prompt.strengthOf(passphrase, about),
  };
}
