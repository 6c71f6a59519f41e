import { randomBytes } from 'node:crypto';
import { NO_TAX_FIELDS, type DraftFields } from '../../contract/areas/payments.ts';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { KnownAccess } from '../../contract/t-bank/accesses.ts';
import { addMs, type Instant } from '../../contract/values/dates.ts';
import { CertificateId, CompanyId, PersonId, TokenId } from '../../contract/values/ids.ts';
import { journalEntry, type Actor } from '../../main/domain/audit/entry.ts';
import { Certificate } from '../../main/domain/certificates/certificate.ts';
import type { Company } from '../../main/domain/companies/company.ts';
import { approvePayment } from '../../main/domain/payments/approving/approve.ts';
import { PaymentFollower } from '../../main/domain/payments/sending/follow.ts';
import type { PaymentVault } from '../../main/domain/payments/payment-vault.ts';
import type { PaymentSeen } from '../../main/domain/payments/load-payment.ts';
import { reviewing, SendAuthorizations } from '../../main/domain/payments/send-authorizations.ts';
import { approvers } from '../../main/domain/payments/approving/judge.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { memberKeys } from '../../main/edges/age/member-keys.ts';
import { sealingKeys } from '../../main/edges/age/sealing-keys.ts';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';
import { workplaceKey } from '../../main/edges/keychain/workplace-key.ts';
import { Organizations } from '../../main/domain/organizations/organizations.ts';
import { actorOf, type Person } from '../../main/domain/people/person.ts';
import type { PlanVault } from '../../main/domain/plans/plan-vault.ts';
import { signPolicy } from '../../main/domain/policy/change-policy.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import type { Bank } from '../../main/ports/bank-ports.ts';
import type { Keychain } from '../../main/ports/keychain-ports.ts';
import type { BankTime, Log, LogFacts } from '../../main/ports/ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { storeFingerprints } from '../../main/edges/store/fingerprints.ts';
import { openLedger, type Ledger } from '../../main/edges/store/ledger.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openMemoryDatabase } from '../../main/edges/store/open-database.ts';
import { bankDirectoryStore } from '../../main/edges/store/bank-directory-store.ts';
import { organizationStore, SqliteEnvelopeStore } from '../../main/edges/store/organization-stores.ts';
import { SqliteApprovalStore, SqlitePaymentStore } from '../../main/edges/store/payment-store.ts';
import {
  authorityStore,
  certificateRequestStore,
  certificateStore,
} from '../../main/edges/store/certificate-stores.ts';
import {
  accountStore,
  auditLog,
  backupRecordStore,
  companyStore,
  peopleStore,
  policyStore,
  sendingOrderStore,
  ordersFolderStore,
  templateStore,
  settingsStore,
  companyEventStore,
  timeStore,
} from '../../main/edges/store/record-stores.ts';
import { deriveStoreKeys, type StoreKeys } from '../../main/edges/store/seal.ts';
import { payeeStore } from '../../main/edges/store/payee-store.ts';
import { SqlitePlanStore } from '../../main/edges/store/plan-store.ts';
import { statementStore } from '../../main/edges/store/statement-store.ts';
import { SqliteTokenStore } from '../../main/edges/store/token-store.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { KeychainCheckpoints } from '../../main/domain/session/keychain-checkpoints.ts';
import { CompanyTimes } from '../../main/domain/time/company-times.ts';
import { BankCaller } from '../../main/domain/tokens/bank-caller.ts';
import type { Token } from '../../main/domain/tokens/token.ts';
import { CountingIds, FakeClock, FakeTimers } from './fake-clock.ts';
import { FakePrompt, QuickPersonKeys } from './fake-people.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { QUICK_SEAL } from './quick-seal.ts';
import { cuttable, PowerSwitch, unreliable, type CommitFault } from './power-switch.ts';
import { ScriptedBank } from './scripted-bank.ts';

export const OWN_ACCOUNT = '40702810500000000001';
export const COMPANY = CompanyId.parse('company-1');
export const EVERYDAY = TokenId.parse('token-everyday');
export const PAYING = TokenId.parse('token-paying');

export function passphraseOf(name: string): string {
  return `${name}: верная фраза`;
}

/** A draft that holds together; the vectors are those of tapi.md §8.1. */
export function draftFields(change: Partial<DraftFields> = {}): DraftFields {
  return {
    accountNumber: OWN_ACCOUNT,
    payeeName: 'ООО «Поставщик»',
    payeeInn: '9999000006',
    payeeKpp: '999901001',
    payeeBik: '044525974',
    payeeBankName: 'АО «ТБанк»',
    payeeCorrAccount: '30101810145250000974',
    payeeAccount: '40802810700000000002',
    amountText: '1500,50',
    purpose: 'Оплата по счёту 17. НДС не облагается',
    documentNumber: '',
    executionOrder: '5',
    uin: '',
    ...NO_TAX_FIELDS,
    route: 'direct',
    ...change,
  };
}

/** Rules under which nothing needs an approval but a payee's changed account and a possible duplicate. */
export const FREE_RULES: PolicyRules = {
  payment: { approvalAboveMinor: 100_000_000_00, refuseAboveMinor: null },
  day: { approvalAboveMinor: 100_000_000_00, refuseAboveMinor: null },
  month: { approvalAboveMinor: 100_000_000_00, refuseAboveMinor: null },
  payeeDay: { approvalAboveMinor: 100_000_000_00, refuseAboveMinor: null },
  accounts: [],
  newPayeeNeedsApproval: false,
  approvalsNeeded: 1,
  requestHours: 72,
  tiers: [],
  classes: { own: 'as-others', tax: 'as-others', salary: 'as-others' },
  approvalHours: null,
  callBackNeeded: false,
  bankLimits: null,
};

/** Rules of a company that nobody has set: every payment is asked about. */
export const STRICT_RULES: PolicyRules = strictPolicy(COMPANY).rules;

export interface People {
  readonly accountant: Actor;
  readonly director: Actor;
  readonly secondDirector: Actor;
}

/** One run of the app over the world: everything that a restart makes anew. */
export interface Workday {
  readonly parts: PaymentVault & PlanVault;
  readonly follower: PaymentFollower;
  readonly timers: FakeTimers;
  readonly power: PowerSwitch;
  readonly stores: ReturnType<typeof storesOver>;
}

export interface StartOptions {
  readonly cutAt?: number;
  readonly commitFaults?: readonly CommitFault[];
  /** The bank as this run of the app reaches it; the scripted one when left out. */
  readonly bankOf?: (surroundings: BankSurroundings) => Bank;
  /** A keychain that other processes share; the one in memory when left out. */
  readonly sharedKeychain?: Keychain;
}

/** What a bank of one run of the app is made with. `heard`: gets the time of its answers. */
export interface BankSurroundings {
  readonly timers: FakeTimers;
  readonly power: PowerSwitch;
  readonly heard: (environment: string, at: Instant) => void;
}

function storesOver(ledger: Ledger, timers: FakeTimers, log: Log) {
  const companies = companyStore(ledger);
  const certificates = certificateStore(ledger);
  const envelopes = new SqliteEnvelopeStore(ledger);
  return {
    ledger,
    companies,
    companyEvents: companyEventStore(ledger, companies),
    people: peopleStore(ledger),
    certificates,
    certificateRequests: certificateRequestStore(ledger, certificates),
    authorities: authorityStore(ledger),
    policies: policyStore(ledger),
    accounts: accountStore(ledger),
    bankDirectory: bankDirectoryStore(ledger),
    payees: payeeStore(ledger),
    settings: settingsStore(ledger),
    sendingOrders: sendingOrderStore(ledger),
    backupRecords: backupRecordStore(ledger),
    statements: statementStore(ledger),
    templates: templateStore(ledger),
    ordersFolders: ordersFolderStore(ledger),
    audit: auditLog(ledger),
    tokens: new SqliteTokenStore({ ledger, timers, log }),
    envelopes,
    organizationRecords: organizationStore(ledger),
    payments: new SqlitePaymentStore(ledger, envelopes),
    approvals: new SqliteApprovalStore(ledger),
  };
}

/** Everything that outlives a crash of the app: the file, the keychain, the bank, the clock on the wall, the people. */
export class VaultWorld {
  readonly clock: FakeClock;
  /** How far the training bank's clock has been moved. Units: ms. */
  trainingAheadMs = 0;
  readonly bankTime: BankTime = {
    now: (environment) => addMs(this.clock.now(), environment === 'training' ? this.trainingAheadMs : 0),
  };
  readonly bank: ScriptedBank;
  readonly keychain = new MemoryKeychain();
  readonly personKeys = new QuickPersonKeys();
  readonly prompt = new FakePrompt();
  readonly ids = new CountingIds();
  /** Where the computer is. */
  ownAddresses: string[] = ['192.0.2.10'];
  readonly published: string[] = [];
  /** What the windows were told, with what it is about. */
  readonly told: { readonly name: string; readonly payload: unknown }[] = [];
  /** Certificates whose connections were ended. */
  readonly forgotten: string[] = [];
  /** How often signed files told that the records were put back. */
  putBacks = 0;
  readonly logged: { readonly event: string; readonly error: unknown; readonly facts: LogFacts }[] = [];
  readonly warned: { readonly event: string; readonly facts: LogFacts }[] = [];
  readonly keys: StoreKeys;
  readonly db: Database;
  /** Opens the tables of the vault, as every start of the app does. */
  openTables: () => Ledger = () => openLedger({ db: this.db, keys: this.keys });
  #people: People | null = null;

  constructor(
    db: Database = openMemoryDatabase(),
    storeKey = Secret.fromBytes(randomBytes(32)),
    clock = new FakeClock(),
  ) {
    this.clock = clock;
    this.bank = new ScriptedBank(clock);
    this.db = db;
    this.keys = deriveStoreKeys(storeKey);
    migrate(this.db, ALL_MIGRATIONS);
    this.bank.accountsAnswer = { kind: 'answered', value: [bankAccount()] };
  }

  get people(): People {
    if (this.#people === null) throw new Error('no people yet: call furnish');
    return this.#people;
  }

  /** Opens the file anew with new objects, as after a start of the app. */
  start(
    { cutAt, commitFaults = [], bankOf, sharedKeychain = this.keychain }: StartOptions = {},
    db: Database = this.db,
  ): Workday {
    const power = new PowerSwitch(cutAt);
    const { clock, ids, prompt, personKeys } = this;
    const timers = new FakeTimers();
    const tables = db === this.db ? this.openTables() : openLedger({ db, keys: this.keys });
    const ledger = unreliable(tables, power, commitFaults);
    const stores = storesOver(ledger, timers, this.#log());
    const heard = (environment: string, at: Instant) => times.heard(environment, at);
    const bank = cuttable(bankOf?.({ timers, power, heard }) ?? this.bank, power, [
      'company',
      'accounts',
      'statementPage',
      'pay',
      'paymentState',
      'createDraft',
      'documentStates',
      'askTime',
    ]);
    const fingerprints = storeFingerprints(this.keys);
    const publish = (name: string, payload: unknown = null) => {
      this.published.push(name);
      this.told.push({ name, payload });
    };
    const keychain = new RecentSecrets(cuttable(sharedKeychain, power, ['read', 'write', 'remove']), timers);
    const permits = new SendAuthorizations(clock, timers);
    const connections = {
      forgetCertificate: (certificateId: string) => {
        this.forgotten.push(certificateId);
      },
    };
    const shared = { ...stores, clock, bankTime: this.bankTime, publish, fingerprints, bank };
    const organizations = new Organizations({
      organizations: stores.organizationRecords,
      envelopes: stores.envelopes,
      people: stores.people,
      digests: systemDigests,
      log: this.#log(),
      reading: {
        digests: systemDigests,
        inWords: russianAmountWords.inWords,
        verify: personKeys.verify,
      },
    });
    const times = new CompanyTimes({
      clock,
      lived: clock,
      store: timeStore(stores.ledger),
      isReadOnly: false,
      log: this.#log(),
    });
    // A copy that is opened beside the vault is nobody's whom the bank answers.
    if (db === this.db) this.bank.tellTime = (environment) => heard(environment, clock.truth);
    const parts: PaymentVault & PlanVault = {
      ...shared,
      times,
      organizations,
      authorizations: permits,
      publish: reviewing(publish, permits, stores.payments),
      memberKeys: memberKeys(keychain),
      sealingKeys: sealingKeys(keychain, QUICK_SEAL),
      caller: new BankCaller({ ...shared, keychain, connections }),
      personKeys,
      prompt,
      digests: systemDigests,
      words: russianAmountWords,
      ids,
      log: this.#log(),
      refreshBalances: () => undefined,
      sending: new Set(),
      checkpoints: new KeychainCheckpoints({
        isChecked: () => true,
        keychain,
        checkpoints: stores.ledger.state,
        timers: new FakeTimers(),
        log: this.#log(),
        putBack: () => void (this.putBacks += 1),
      }),
      plans: new SqlitePlanStore(stores.ledger),
      keychain,
      workplaceKey: workplaceKey(keychain),
      computer: { addresses: () => this.ownAddresses },
      acting: new Set(),
      isLeft: () => stores.backupRecords.get().leftAt !== null,
    };
    return { parts, follower: new PaymentFollower(parts, timers), timers, power, stores };
  }

  /** Puts a company, three people, their rules, two tokens and a certificate into the file. */
  async furnish({
    rules,
    environment = 'production',
  }: {
    readonly rules: PolicyRules | null;
    readonly environment?: string;
  }): Promise<Workday> {
    const day = this.start();
    const isTraining = environment === 'training';
    this.#people = {
      accountant: actorOf(await this.addPerson(day, 'Анна', { role: 'accountant', isTraining })),
      director: actorOf(await this.addPerson(day, 'Борис', { role: 'director', isTraining })),
      secondDirector: actorOf(await this.addPerson(day, 'Вера', { role: 'director', isTraining })),
    };
    this.addCompany(day, environment);
    if (rules !== null) await this.setRules(day, rules);
    await this.addTokens(day);
    return day;
  }

  /** Puts the company of every test into the file. */
  addCompany({ stores }: Workday, environment = 'production'): void {
    const company: Company = {
      companyId: COMPANY,
      name: 'ООО «Пример»',
      inn: '9999000006',
      kpp: '999901001',
      environment,
      createdAt: this.clock.now(),
    };
    stores.companies.add(company, journalEntry('company-added', { ...this.#facts(), subject: company.name }));
  }

  /** Puts an everyday token, a paying one and its certificate into the vault. */
  async addTokens(day: Workday): Promise<void> {
    const everyday: KnownAccess[] = ['company-info', 'accounts', 'statement', 'drafts', 'document-status'];
    await this.addToken(day, EVERYDAY, { accesses: everyday });
    const certificateId = await this.addCertificate(day, 'certificate-1');
    await this.addToken(day, PAYING, { accesses: ['company-info', 'accounts', 'payments'], certificateId });
  }

  async addPerson(
    { stores }: Workday,
    name: string,
    { role, isTraining = false }: Pick<Person, 'role'> & { readonly isTraining?: boolean },
  ): Promise<Person> {
    const personId = PersonId.parse(this.ids.newId());
    const isDirector = role === 'director';
    const publicKey = isDirector
      ? await this.personKeys.create(personId, Secret.fromText(passphraseOf(name)))
      : null;
    const createdAt = this.clock.now();
    const person: Person = {
      personId,
      name,
      role,
      isTraining,
      publicKey,
      createdAt,
      openingKey: null,
      outcomeKey: null,
      nextKeys: null,
    };
    stores.people.add(person, journalEntry('person-added', { ...this.#facts(), subject: name }));
    return person;
  }

  /** Adds the next version of the rules, signed by all directors. */
  async setRules({ parts }: Workday, rules: PolicyRules): Promise<void> {
    const version = parts.policies.newest(COMPANY)?.version ?? 0;
    const directors = approvers(parts, COMPANY);
    const signers = directors.map(({ personId }) => personId);
    const change = { companyId: COMPANY, companyName: 'ООО «Пример»', version, rules, signers, directors };
    await signPolicy(parts, this.people.director, change, ({ personId, name }, text) =>
      this.personKeys.sign(personId, Secret.fromText(passphraseOf(name)), text),
    );
  }

  async addToken(
    { stores }: Workday,
    tokenId: TokenId,
    change: { readonly accesses: readonly string[] } & Partial<Omit<Token, 'accesses'>>,
  ): Promise<Token> {
    const text = Secret.fromText(`t.${tokenId}-${'x'.repeat(40)}`);
    const { accesses, ...others } = change;
    const token: Token = {
      tokenId,
      companyId: COMPANY,
      label: tokenId,
      purpose: '',
      issuer: 'Борис',
      issuedOn: '2026-11-01',
      addedAt: this.clock.now(),
      fingerprint: storeFingerprints(this.keys).ofSecret(text),
      lastFour: 'xxxx',
      words: 'два слова',
      status: 'issued',
      accesses: accesses.map((access) => ({ access, proof: 'unproven', provenAt: null, isExpected: true })),
      ips: [],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
      lastSighting: null,
      certificateId: null,
      boundAt: null,
      secretPlace: 'here',
      sealing: null,
      moving: null,
      keepAlive: { isOn: false, dueAt: null, confirmedAt: null },
      replaces: null,
      replacedBy: null,
      lastProblem: null,
      lastCheckedAt: null,
      history: [],
      ...others,
    };
    await this.keychain.write(`token:${tokenId}`, text);
    stores.tokens.add(token, journalEntry('token-added', { ...this.#facts(), subject: tokenId }));
    return token;
  }

  async addCertificate(
    { stores }: Workday,
    id: string,
    change: Partial<Certificate> = {},
  ): Promise<CertificateId> {
    const certificateId = CertificateId.parse(id);
    const key = Secret.fromText(`key of ${id}`);
    const certificate = Certificate.parse({
      certificateId,
      companyId: COMPANY,
      label: id,
      subject: 'CN=Пример',
      issuer: 'CN=Банк',
      serial: '01',
      fingerprint: 'ab',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-12-31T00:00:00.000Z',
      chainPem: 'chain',
      keyFingerprint: storeFingerprints(this.keys).ofSecret(key),
      importedAt: this.clock.now(),
      ...change,
    });
    await this.keychain.write(`certificate-key:${certificateId}`, key);
    stores.certificates.add(
      certificate,
      journalEntry('certificate-imported', { ...this.#facts(), subject: id }),
    );
    return certificateId;
  }

  #facts() {
    const actor: Actor = { personId: null, name: 'Тест', role: 'app' };
    return { at: this.clock.now(), actor, companyId: COMPANY };
  }

  #log(): Log {
    return {
      info: () => undefined,
      warn: (event, facts = {}) => {
        this.warned.push({ event, facts });
      },
      error: (event, error, facts = {}) => {
        this.logged.push({ event, error, facts });
      },
    };
  }
}

export function bankAccount(availableMinor = 10_000_000_00) {
  return {
    accountNumber: OWN_ACCOUNT,
    name: 'Расчётный',
    accountType: 'Current',
    status: 'NORM',
    currency: '643',
    isMain: true,
    bankBik: '044525974',
    balanceMinor: availableMinor,
    availableMinor,
    heldMinor: 0,
  };
}

export function seenOf({ paymentId, revision }: Payment): PaymentSeen {
  return { paymentId, revision };
}

/** The accountant types a draft and sends it on its way. */
export function submitNew(
  world: VaultWorld,
  { parts }: Workday,
  fields: Partial<DraftFields> = {},
  author: Actor = world.people.accountant,
): Payment {
  const draft = saveDraft(parts, author, { companyId: COMPANY, seen: null, fields: draftFields(fields) });
  return submitPayment(parts, author, seenOf(draft));
}

/** A person answers his passphrase prompt and approves. */
export async function approveAs(
  world: VaultWorld,
  { parts }: Workday,
  { actor, payment, reason = 'проверил по телефону' }: { actor: Actor; payment: Payment; reason?: string },
): Promise<Payment> {
  world.prompt.answer(passphraseOf(actor.name));
  return approvePayment(parts, actor, { seen: seenOf(payment), reason });
}

/** A payment that the director has approved. */
export async function approvedNew(
  world: VaultWorld,
  day: Workday,
  fields: Partial<DraftFields> = {},
): Promise<Payment> {
  const submitted = submitNew(world, day, fields);
  if (submitted.status === 'approved') return submitted;
  return approveAs(world, day, { actor: world.people.director, payment: submitted });
}

/** The code of the AppError with which the call ends; anything else fails the test. */
export async function codeOf(act: () => unknown): Promise<string> {
  const { code } = await errorOf(act);
  return code;
}

/** The AppError with which the call ends, as the window gets it; anything else fails the test. */
export async function errorOf(
  act: () => unknown,
): Promise<{ readonly code: string; readonly details: unknown }> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      return { code: error.code, details: 'details' in error ? error.details : null };
    throw error;
  }
  throw new Error('nothing was thrown');
}
