import type { FolderProblem } from '../../../contract/areas/exchange.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { FolderError } from '../../ports/folder-ports.ts';
import type { LogFacts, Timers } from '../../ports/ports.ts';
import type { Organization } from '../organizations/organization.ts';
import { documentsToSend } from '../organizations/take-in-documents.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';
import type { Exchange, ExchangeState, SharedFolder, SharedFolders } from './exchange-ports.ts';
import { moveOn } from './move-on.ts';
import { sealedDocument, sealedToMembers, undelivered } from './outbox.ts';
import { reportOutcomes, type TouchedByReportOutcomes } from './report-outcomes.ts';
import { sendOwedRequests, type TouchedBySendRequest } from './send-request.ts';
import { added, NOTHING_TAKEN, takeIn, type TakenIn, type TouchedByTakeIn } from './take-in.ts';

export type TouchedByFolderExchange = TouchedByTakeIn &
  TouchedByReportOutcomes &
  TouchedBySendRequest &
  Pick<PaymentVault, 'organizationRecords'>;

/**
 * How often the folders are looked at. Units: ms. Own choice: a change on SMB or of a synchronizing program need not be
 * told to a watcher.
 */
const LOOK_EVERY_MS = 15_000;
/** How long after a change it is looked at: it comes in several writes. Units: ms. Own choice. */
const SETTLE_MS = 300;
/**
 * Files taken in at once. Own choice: small enough that the window answers meanwhile, large enough that a thousand are
 * quick.
 */
const BATCH = 64;

export interface FolderExchangeParts {
  readonly vault: TouchedByFolderExchange;
  readonly folders: SharedFolders;
  readonly timers: Timers;
  /** Tells a person what came. Never a sum or a name: the screen may be locked. */
  readonly announce: (taken: TakenIn) => void;
}

/** A folder while it is watched. */
interface Watched {
  readonly dir: string;
  folder: SharedFolder;
  readonly stop: () => void;
  /** Documents that lie in it, by the digest of their text; `null` before the first look. */
  documents: Set<string> | null;
}

const NEW_STATE: ExchangeState = { lastLookAt: null, problem: null, taken: NOTHING_TAKEN };

/**
 * Carries signed files through shared folders: what was signed here goes in, what others signed is taken in. A folder
 * that is away or full is tried again; what could not be put into it waits in the vault.
 */
export class FolderExchange implements Exchange {
  readonly #parts: FolderExchangeParts;
  readonly #states = new Map<CompanyId, ExchangeState>();
  readonly #watched = new Map<CompanyId, Watched>();
  #cancelLook: (() => void) | null = null;
  #cancelWake: (() => void) | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isLookAsked = false;
  #isStopped = false;

  constructor(parts: FolderExchangeParts) {
    this.#parts = parts;
  }

  /** Effects: looks now, then from time to time until `stop`. */
  start(): void {
    this.#soon(0, true);
    this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelLook?.();
    this.#cancelWake?.();
    for (const { stop } of this.#watched.values()) stop();
    this.#watched.clear();
  }

  state(companyId: CompanyId): ExchangeState {
    return this.#states.get(companyId) ?? NEW_STATE;
  }

  wake(): void {
    this.#soon(SETTLE_MS, false);
  }

  look(): Promise<void> {
    return this.#round(true);
  }

  takeFiles(files: readonly Uint8Array[]): Promise<TakenIn> {
    return this.#inTurn(async () => {
      const { vault } = this.#parts;
      const taken = await takeIn(vault, files);
      if (await vault.checkpoints.tellPutBack()) return taken;
      if (taken.documents > 0) this.#readAnew();
      this.wake();
      return taken;
    });
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#cancelLook = this.#parts.timers.after(LOOK_EVERY_MS, () => {
      void this.#round(true).finally(() => this.#schedule());
    });
  }

  /** A look that is asked for while another is awaited is the same one. */
  #soon(ms: number, shouldLook: boolean): void {
    if (this.#isStopped) return;
    this.#isLookAsked ||= shouldLook;
    if (this.#cancelWake !== null) return;
    this.#cancelWake = this.#parts.timers.after(ms, () => {
      this.#cancelWake = null;
      const isLook = this.#isLookAsked;
      this.#isLookAsked = false;
      void this.#round(isLook);
    });
  }

  /** Errors: none; they are in the log and in the state. */
  #round(shouldLook: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { vault } = this.#parts;
      let news = NOTHING_TAKEN;
      for (const organization of vault.organizationRecords.list()) {
        if (this.#isStopped) return;
        news = added(news, await this.#roundOf(organization, shouldLook));
      }
      if (news.requests + news.answers + news.outcomes + news.documents > 0) this.#parts.announce(news);
    }).catch((error: unknown) => this.#fail(error, {}));
  }

  async #roundOf(organization: Organization, shouldLook: boolean): Promise<TakenIn> {
    const { vault } = this.#parts;
    const { companyId } = organization;
    try {
      const watched = this.#watchedOf(organization);
      // Before anything is signed: the folder may say that the records here were put back.
      const isLook = shouldLook && watched !== null;
      const taken = isLook ? await this.#takeFrom(watched, companyId) : NOTHING_TAKEN;
      if (await vault.checkpoints.tellPutBack()) return taken;
      await sendOwedRequests(vault, companyId);
      await reportOutcomes(vault, companyId);
      if (watched !== null) await this.#put(watched, companyId);
      if (!shouldLook) return NOTHING_TAKEN;
      // Approvals of a clock ahead of ours count when their time has come.
      moveOn(vault, companyId, null);
      if (watched !== null) await this.#putDocuments(watched, companyId);
      return taken;
    } catch (error) {
      // What was read and not kept is read once more.
      this.#readAnew();
      const problem = problemOf(error);
      if (problem === 'other') this.#fail(error, { companyId });
      if (!this.#isStopped) this.#note(companyId, { problem });
      return NOTHING_TAKEN;
    }
  }

  async #put({ folder }: Watched, companyId: CompanyId): Promise<void> {
    const { vault } = this.#parts;
    // While the branches agree on nobody, there is nobody to write to; documents go on all the same.
    if (vault.organizations.validMembers(companyId).length === 0) return;
    for (const { hash, file } of undelivered(vault, companyId)) {
      await folder.put(await sealedToMembers(vault, companyId, file));
      vault.envelopes.noteDelivered([hash], vault.clock.now());
      vault.publish('exchange.changed', { companyId });
    }
  }

  async #takeFrom(watched: Watched, companyId: CompanyId): Promise<TakenIn> {
    const { vault } = this.#parts;
    let taken = NOTHING_TAKEN;
    const present = watched.documents ?? new Set<string>();
    const take = async (files: readonly Uint8Array[]) => {
      const one = await takeIn(vault, files);
      for (const digest of one.seen) present.add(digest);
      taken = added(taken, one);
      this.#note(companyId, { taken: added(this.state(companyId).taken, one) });
    };
    let batch: Uint8Array[] = [];
    for await (const { bytes } of watched.folder.look()) {
      if (this.#isStopped) return taken;
      batch.push(bytes);
      if (batch.length < BATCH) continue;
      await take(batch);
      batch = [];
    }
    if (batch.length > 0) await take(batch);
    watched.documents = present;
    // Envelopes of somebody who was nobody before may count now.
    if (taken.documents > 0) watched.folder = this.#parts.folders.open(watched.dir);
    this.#note(companyId, { lastLookAt: vault.clock.now(), problem: null });
    return taken;
  }

  /** Puts the documents that are not in the folder yet; those that others put there are not put twice. */
  async #putDocuments({ folder, documents }: Watched, companyId: CompanyId): Promise<void> {
    const { vault } = this.#parts;
    if (documents === null) return;
    for (const { file } of documentsToSend(vault, companyId)) {
      const digest = vault.digests.sha256(file);
      if (documents.has(digest)) continue;
      await folder.put(await sealedDocument(vault, companyId, file));
      documents.add(digest);
    }
  }

  #watchedOf({ companyId, folder }: Organization): Watched | null {
    const known = this.#watched.get(companyId);
    if (known !== undefined && known.dir === folder) return known;
    known?.stop();
    this.#watched.delete(companyId);
    this.#states.delete(companyId);
    if (folder === null) return null;
    const watched = {
      dir: folder,
      folder: this.#parts.folders.open(folder),
      // Only a hint: many shares tell nothing, so the folder is looked at all the same.
      stop: this.#parts.folders.watch(folder, () => this.#soon(SETTLE_MS, true)),
      documents: null,
    };
    this.#watched.set(companyId, watched);
    return watched;
  }

  #readAnew(): void {
    for (const watched of this.#watched.values()) {
      watched.folder = this.#parts.folders.open(watched.dir);
      watched.documents = null;
    }
  }

  /** A vault that closed meanwhile is no failure. */
  #fail(error: unknown, facts: LogFacts): void {
    if (!this.#isStopped) this.#parts.vault.log.error('exchange-failed', error, facts);
  }

  #note(companyId: CompanyId, change: Partial<ExchangeState>): void {
    const before = this.state(companyId);
    this.#states.set(companyId, { ...before, ...change });
    this.#parts.vault.publish('exchange.changed', { companyId });
  }

  /** One thing at a time: two looks at once would read everything twice. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}

function problemOf(error: unknown): FolderProblem {
  if (error instanceof FolderError) return error.problem;
  return error instanceof AppError && error.code.startsWith('keychain-') ? 'keychain' : 'other';
}
