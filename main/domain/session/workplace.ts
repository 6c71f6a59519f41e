import { companyOrder, personOrder } from '../../../contract/values/list-order.ts';
import type { KeychainView, RecordsProgress, SessionView } from '../../../contract/areas/session.ts';
import { NO_VIEWS } from '../../../contract/areas/views.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import type { CompanyId, PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Log, Publish, Timers } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import { journalEntry, THE_APP, type Actor, type JournalEntry } from '../audit/entry.ts';
import type { Company } from '../companies/company.ts';
import { proveDirector } from '../people/add-person.ts';
import { actorOf, belongsTo, type Person } from '../people/person.ts';
import type { AcceptedRecords } from './accept-records.ts';
import type { Standing } from './entitlement.ts';
import { sessionView } from './session-view.ts';
import { DEFAULT_LOCK_MINUTES, type ScreenSettings, type Settings } from './settings.ts';
import type { OpenedVault } from './opened-vault.ts';

/** How the vault stands. `blocked`: the keychain or the file does not let it open; `problem` says why. */
type State =
  | { readonly phase: 'opening' }
  | { readonly phase: 'blocked'; readonly problem: ErrorInfo }
  | { readonly phase: 'locked' }
  | { readonly phase: 'open'; readonly vault: OpenedVault };

export interface WorkplaceParts {
  /** Opens keychain and file. Errors: `keychain-*`, `secret-missing`, `store-*`, `cancelled-by-person`. */
  readonly openVault: (accepted?: AcceptedRecords) => Promise<OpenedVault>;
  /**
   * Opens what the file knows for reading, by a passphrase instead of the keychain. Errors: those of the prompt,
   * `not-found`, `spare-key-damaged`, `store-*`.
   */
  readonly openForReading: () => Promise<OpenedVault>;
  /**
   * Puts the key of the records back into a keychain that has lost it, by the same passphrase. Errors: those of the
   * prompt, `not-found`, `spare-key-damaged`, `store-*`, `keychain-*`.
   */
  readonly restoreStoreKey: () => Promise<void>;
  /** Ends the process that holds secrets. */
  readonly lockKeychain: () => Promise<void>;
  readonly keychainView: () => KeychainView;
  readonly prompt: SecretPrompt & { close(): void };
  readonly timers: Timers;
  readonly publish: Publish;
  readonly log: Log;
  readonly toErrorInfo: (error: unknown) => ErrorInfo;
  readonly defaultLanguage: Settings['language'];
  /** The screen of a vault that was locked before this began; `null` at the start of the app. */
  readonly locked: ScreenSettings | null;
  readonly onLocked: () => void;
  readonly environments: () => SessionView['environments'];
  readonly version: string;
}

const MINUTE_MS = 60_000;

/** Who sits here, in which company, and whether the vault is open. */
export class Workplace {
  readonly #parts: WorkplaceParts;
  #state: State = { phase: 'opening' };
  #settings: Settings;
  #cancelAutoLock: (() => void) | null = null;
  #opening: Promise<void> | null = null;
  #progress: RecordsProgress | null = null;

  constructor(parts: WorkplaceParts) {
    this.#parts = parts;
    if (parts.locked !== null) this.#state = { phase: 'locked' };
    this.#settings = {
      language: parts.defaultLanguage,
      theme: 'auto',
      lockAfterMinutes: DEFAULT_LOCK_MINUTES,
      staysInTray: false,
      personId: null,
      companyId: null,
      views: NO_VIEWS,
      ...parts.locked,
    };
  }

  /** Returns the open vault. Errors: `vault-locked`. */
  get vault(): OpenedVault {
    if (this.#state.phase !== 'open') throw new AppError('vault-locked');
    return this.#state.vault;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /**
   * Opens the vault, or says why it does not open. Errors: none, they become the phase `blocked`. Calling it again
   * tries again.
   */
  async open(): Promise<void> {
    if (this.#state.phase === 'open') return;
    this.#opening ??= this.#openOnce().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  /**
   * Opens the vault for reading by the spare key. Errors: `cancelled-by-person`, `not-found`, `spare-key-damaged`,
   * `store-*`; the vault stays as it was.
   */
  async openForReading(): Promise<void> {
    if (this.#isTaken()) return;
    const vault = await this.#parts.openForReading();
    // Meanwhile the keychain may have opened the vault itself.
    if (this.#isTaken()) return vault.close();
    const before = this.#state;
    try {
      await this.#enter(vault);
    } catch (error) {
      this.#state = before;
      throw error;
    }
    this.noteActivity();
    this.changed();
  }

  /**
   * Puts the key of the records back into the keychain by the spare key, and opens the vault with it. Errors:
   * `cancelled-by-person`, `not-found`, `spare-key-damaged`, `store-*`, `keychain-*`; the vault stays as it was. What
   * keeps it from opening afterwards becomes the phase `blocked`.
   */
  async restoreStoreKey(): Promise<void> {
    if (this.#isTaken()) return;
    await this.#parts.restoreStoreKey();
    await this.open();
  }

  /**
   * Opens the vault anew: with records that somebody has accepted as they are, or because they turned out to have been
   * put back. Errors: none, they become the phase `blocked`.
   */
  async reopen(accepted?: AcceptedRecords): Promise<void> {
    await this.vault.close();
    this.#opening = this.#openOnce(accepted).finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  /** Tells whether a backup may take the place of what is here: nothing, or records that open for reading at most. */
  get isReplaceable(): boolean {
    const state = this.#state;
    if (this.#opening !== null) return false;
    if (state.phase === 'blocked') return state.problem.code !== 'store-in-use';
    if (state.phase !== 'open') return false;
    const { isReadOnly, companies, people } = state.vault;
    return isReadOnly || (companies.list().length === 0 && people.list().length === 0);
  }

  /**
   * Lets others be put in place of the records, and opens these. Errors: `backup-vault-in-use`, those of `replace`; the
   * records of before are opened again then.
   */
  async replaceRecords(replace: () => Promise<void>): Promise<void> {
    if (!this.isReplaceable) throw new AppError('backup-vault-in-use');
    if (this.#state.phase === 'open') await this.#state.vault.close();
    this.#state = { phase: 'opening' };
    this.#opening = (async () => {
      try {
        await replace();
      } finally {
        await this.#openOnce();
      }
    })().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  /** The same with a check of all records before the first screen; also where an opening is under way or has failed. */
  async openAnew(): Promise<void> {
    await this.#opening;
    if (this.#state.phase === 'open') await this.reopen();
    else if (this.#state.phase === 'blocked') await this.open();
  }

  /** Returns when no opening is under way, however it ended. */
  async whenOpened(): Promise<void> {
    await this.#opening;
  }

  /**
   * Closes the file, lets the keys go, ends the process that held secrets. Money under way is settled after the next
   * opening.
   */
  async lock(): Promise<void> {
    if (this.#state.phase !== 'open') return;
    const { vault } = this.#state;
    const entry = this.#entry(vault, 'vault-locked');
    vault.check.whenPassed(() => this.#note(vault, entry));
    this.#state = { phase: 'locked' };
    this.#cancelAutoLock?.();
    this.#parts.prompt.close();
    try {
      await vault.close();
    } finally {
      await this.#parts.lockKeychain();
      this.changed();
      this.#parts.onLocked();
    }
  }

  /**
   * Nobody sits here any more: locks the vault, and also one that is being opened. A question that is asked meanwhile
   * ends unanswered.
   */
  async leave(): Promise<void> {
    await this.lock();
    if (this.#opening === null) return;
    this.#parts.prompt.close();
    await this.#opening;
    await this.lock();
  }

  /**
   * Who calls now, which every call is held against. A vault that can only be read and has lost its people is looked at
   * by whoever is there.
   */
  standing(): Standing {
    if (this.#state.phase !== 'open') return { caller: 'nobody', vault: 'closed' };
    const { isReadOnly, isBySpareKey } = this.#state.vault;
    const caller = this.#currentPerson()?.role ?? (isReadOnly ? 'auditor' : 'nobody');
    if (isBySpareKey) return { caller, vault: 'by-spare-key' };
    return { caller, vault: isReadOnly ? 'read-only' : 'writable' };
  }

  /**
   * Returns when all records of an open vault were found as they were written. Errors: `store-corrupt` when one was
   * not; the vault is opened anew then.
   */
  async checked(): Promise<void> {
    if (this.#state.phase === 'open') await this.#state.vault.check.passed();
  }

  /** Returns when what was written is known outside the file, where it must be at once. Errors: none. */
  async settled(): Promise<void> {
    if (this.#state.phase === 'open') await this.#state.vault.checkpoints.settled();
  }

  /** The person who acts. Errors: `vault-locked`, `not-entitled` when nobody has said who he is. */
  get person(): Person {
    const person = this.#currentPerson();
    if (person === null) throw new AppError('not-entitled');
    return person;
  }

  /**
   * The person as one who acts in this company. Errors: `not-entitled` when he belongs to the other kind (training or
   * real).
   */
  actorIn(companyId: CompanyId): Actor {
    const company = this.company(companyId);
    const person = this.person;
    if (!belongsTo(person, company.environment) || person.role === 'auditor')
      throw new AppError('not-entitled');
    return actorOf(person);
  }

  /**
   * The person as one who changes what belongs to no company. Errors: `not-entitled` for an auditor, who only looks.
   */
  get worker(): Actor {
    const { person } = this;
    if (person.role === 'auditor') throw new AppError('not-entitled');
    return actorOf(person);
  }

  /** Like `actorIn`, for looking only: auditors may. */
  readerIn(companyId: CompanyId): Actor {
    const company = this.company(companyId);
    const person = this.person;
    if (!belongsTo(person, company.environment)) throw new AppError('not-entitled');
    return actorOf(person);
  }

  company(companyId: CompanyId): Company {
    const company = this.vault.companies.get(companyId);
    if (company === null) throw new AppError('not-found', { what: 'company' });
    return company;
  }

  /**
   * Makes another person the one who acts; a director proves himself with his passphrase. Errors: those of the prompt.
   */
  async switchPerson(personId: PersonId): Promise<void> {
    const { vault } = this;
    const person = vault.people.get(personId);
    if (person === null) throw new AppError('not-found', { what: 'person' });
    if (person.role === 'director' && this.#currentPerson()?.personId !== personId) {
      const { personKeys, prompt } = vault;
      await proveDirector({ personKeys, prompt }, person, [], 'passphrase-to-enter');
    }
    this.setPerson(person);
  }

  /** Effects: remembered for the next start, one journal line. */
  setPerson(person: Person): void {
    const { vault } = this;
    if (this.#settings.personId !== person.personId && !vault.isReadOnly) {
      const at = vault.clock.now();
      const facts = { at, actor: actorOf(person), companyId: null, subject: person.name };
      vault.audit.append(journalEntry('person-switched', { ...facts, details: { role: person.role } }));
    }
    this.changeSettings({ personId: person.personId });
  }

  /** Goes to a company, and to a person who belongs there. Errors: `not-found`. */
  selectCompany(companyId: CompanyId): void {
    const company = this.company(companyId);
    const current = this.#currentPerson();
    const fits = current !== null && belongsTo(current, company.environment);
    const personId = fits ? current.personId : (this.#firstPerson(company)?.personId ?? null);
    this.changeSettings({ companyId, personId });
  }

  changeSettings(change: Partial<Settings>): void {
    const { vault } = this;
    this.#settings = { ...this.#settings, ...change };
    if (!vault.isReadOnly) vault.settings.save(this.#settings);
    this.noteActivity();
    this.changed();
  }

  /** The person did something: the time until the lock starts anew. */
  noteActivity(): void {
    this.#cancelAutoLock?.();
    const minutes = this.#settings.lockAfterMinutes;
    if (minutes === 0 || this.#state.phase !== 'open') return;
    this.#cancelAutoLock = this.#parts.timers.after(minutes * MINUTE_MS, () => {
      this.lock().catch((error: unknown) => this.#parts.log.error('auto-lock-failed', error));
    });
  }

  /** Tells the window how things stand. */
  changed(): void {
    this.#parts.publish('session.changed', this.snapshot());
  }

  /** Tells the window how far the check of the records has come. */
  noteProgress(progress: RecordsProgress): void {
    this.#progress = progress;
    if (this.#state.phase === 'opening') this.changed();
  }

  snapshot(): SessionView {
    const { keychainView, environments, version } = this.#parts;
    const common = {
      progress: this.#state.phase === 'opening' ? this.#progress : null,
      keychain: keychainView(),
      environments: environments(),
      language: this.#settings.language,
      theme: this.#settings.theme,
      lockAfterMinutes: this.#settings.lockAfterMinutes,
      staysInTray: this.#settings.staysInTray,
      version,
    };
    const state = this.#state;
    if (state.phase === 'open') {
      return { ...common, ...sessionView(state.vault, this.#currentPerson(), this.#settings.companyId) };
    }
    return {
      ...common,
      phase: state.phase,
      problem: state.phase === 'blocked' ? state.problem : null,
      people: [],
      person: null,
      companies: [],
      companyId: null,
      protection: null,
      damagedRecords: 0,
      misfit: null,
      recordsChecked: null,
      readOnly: false,
      bySpareKey: false,
      attention: { tokens: 0, certificates: 0, payments: 0, approvals: 0, plans: 0, templates: 0 },
    };
  }

  async #openOnce(accepted?: AcceptedRecords): Promise<void> {
    this.#state = { phase: 'opening' };
    this.#progress = null;
    this.changed();
    try {
      const vault = await this.#parts.openVault(accepted);
      await this.#enter(vault);
    } catch (error) {
      this.#state = { phase: 'blocked', problem: this.#parts.toErrorInfo(error) };
    }
    this.noteActivity();
    this.changed();
  }

  /** A vault that opened and cannot be used is closed again, or its file would stay held until the app ends. */
  async #enter(vault: OpenedVault): Promise<void> {
    this.#state = { phase: 'open', vault };
    try {
      this.#resume(vault);
      // What the first screen shows is read here, where a record that is not as it was written can be dealt with.
      this.snapshot();
    } catch (error) {
      // Nobody reads from it while it closes.
      this.#state = { phase: 'opening' };
      await vault.close();
      throw error;
    }
  }

  #isTaken(): boolean {
    return this.#state.phase === 'open' || this.#opening !== null;
  }

  /** A disk that takes no more lines must keep the vault neither open nor shut. */
  #note(vault: OpenedVault, entry: JournalEntry): void {
    if (vault.isReadOnly) return;
    try {
      vault.audit.append(entry);
    } catch (error) {
      this.#parts.log.error('line-not-written', error);
    }
  }

  /** Comes back to the company of the last time, as somebody who needs no passphrase where there is one. */
  #resume(vault: OpenedVault): void {
    this.#settings = vault.settings.get() ?? this.#settings;
    const companies = [...vault.companies.list()].sort(companyOrder);
    const company = companies.find(({ companyId }) => companyId === this.#settings.companyId);
    const chosen = company ?? companies[0];
    const last = this.#currentPerson();
    const person = chosen === undefined || isSameAgain(last, chosen) ? last : this.#firstPerson(chosen);
    this.#settings = {
      ...this.#settings,
      companyId: chosen?.companyId ?? null,
      personId: person?.personId ?? null,
    };
    // Nothing is written into records before they are known to be ours.
    const entry = this.#entry(vault, 'vault-opened');
    if (!vault.check.isPassed) vault.check.whenPassed(() => this.#note(vault, entry));
    else if (!vault.isReadOnly) vault.audit.append(entry);
    vault.start();
  }

  /** Somebody of the company's kind who is no director, else a director. */
  #firstPerson(company: Company): Person | null {
    const people = this.vault.people
      .list()
      .filter((person) => belongsTo(person, company.environment))
      .sort(personOrder);
    return people.find(({ role }) => role !== 'director') ?? people[0] ?? null;
  }

  #currentPerson(): Person | null {
    const { personId } = this.#settings;
    return personId === null ? null : this.vault.people.get(personId);
  }

  #entry(vault: OpenedVault, kind: 'vault-opened' | 'vault-locked'): JournalEntry {
    const person = this.#currentPerson();
    const actor = person === null ? THE_APP : actorOf(person);
    return journalEntry(kind, { at: vault.clock.now(), actor, companyId: null, subject: '' });
  }
}

/** The last person goes on without a passphrase when he needs none and belongs to the company. */
function isSameAgain(last: Person | null, { environment }: Company): boolean {
  return last !== null && last.role !== 'director' && belongsTo(last, environment);
}
