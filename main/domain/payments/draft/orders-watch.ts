import {
  MAX_ORDERS_BYTES,
  type FoundOrders,
  type OrdersFolderView,
} from '../../../../contract/areas/orders.ts';
import type { FolderProblem } from '../../../../contract/areas/exchange.ts';
import { addMs, moscowDate, msBetween, type Instant } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import type { PickedOrders } from '../../../ports/document-ports.ts';
import { FolderError } from '../../../ports/folder-ports.ts';
import type { LogFacts, Timers } from '../../../ports/ports.ts';
import { checkExchangeFile } from '../../onec/check-file.ts';
import { fileDigest } from '../../onec/identity.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { newOrders, offeredOrders } from './import-orders.ts';
import {
  ordersFolderOf,
  type FileReading,
  type FolderFile,
  type OrdersFolder,
  type OrdersFolders,
  type OrdersFolderStore,
} from './orders-folder.ts';

/**
 * How often the folders are looked at. Units: ms. Own choice, as for the shared folder of requests: a change on SMB
 * need not be told to a watcher.
 */
const LOOK_EVERY_MS = 15_000;
/** How long after a hint of the system it is looked at. Units: ms. Own choice: a file comes in several writes. */
const HINT_MS = 300;
/** A file that did not change for so long is whole. Units: ms. Own choice; what 1C has not ended is told by its end. */
const STEADY_MS = 2_000;
/** How often the pauses double while somebody writes. Own choice: then they are those of the ordinary looks. */
const MOST_RESTLESS = 6;
/** A look that takes longer is of a folder that is away. Units: ms. Own choice: SMB gives up after a minute or more. */
const PATIENCE_MS = 20_000;
/**
 * Older files are not read. Units: ms. Own choice: three times the ten days for which the bank takes an order.
 * Source of these: Regulation 762-П, 5.5.
 */
const NEW_FOR_MS = 30 * 24 * 3_600_000;
/** Files that are opened, and exchange files that are read, in one look. Own choice: the window answers meanwhile. */
const MOST_OPENED = 1_000;
const MOST_READ = 20;
/** Files that are offered, and bytes of them that are kept, for all companies. Own choice: months of exports. */
const MOST_FOUND = 50;
const MOST_BYTES = 2 * MAX_ORDERS_BYTES;

type TouchedByOrdersWatch = Pick<
  PaymentVault,
  'payments' | 'companies' | 'accounts' | 'digests' | 'clock' | 'publish' | 'log'
> & { readonly ordersFolders: OrdersFolderStore };

export interface OrdersWatchParts {
  readonly vault: TouchedByOrdersWatch;
  readonly folders: OrdersFolders;
  readonly timers: Timers;
  /** Tells a person how many orders came. Never a sum or a name: the screen may be locked. */
  readonly announce: (orders: number) => void;
}

/** A file with orders. Its bytes are kept, so that it may be replaced or removed before a person has looked at it. */
interface Found {
  readonly fileId: string;
  readonly name: string;
  readonly modifiedAt: Instant;
  readonly orders: readonly string[];
  readonly bytes: Uint8Array;
  /** It lies in the folder as it was read. */
  isThere: boolean;
}

/** A folder while it is watched. */
interface Watched {
  readonly dir: string;
  readonly folder: OrdersFolder;
  readonly stop: () => void;
  /** Files that are not understood yet, with the moment since which nothing changed in them. */
  readonly pending: Map<string, FolderFile & { readonly since: Instant }>;
  /** Files that a person should know of, and why they are not offered. */
  readonly waiting: Map<string, OrdersFolderView['waiting'][number]['why']>;
  readonly old: Set<string>;
  /** The newest first. */
  found: readonly Found[];
  /** Files that lay there at the first look and have not changed since: they are no news. `null` before it. */
  initial: Set<string> | null;
  lastLookAt: Instant | null;
  problem: FolderProblem | null;
}

/**
 * Watches the folders into which 1C exports: reads what is new there when it is whole, and says which files hold orders
 * that are no payments yet. It takes nothing in and sends nothing.
 */
export class OrdersWatch {
  readonly #parts: OrdersWatchParts;
  readonly #watched = new Map<CompanyId, Watched>();
  #cancelLook: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isStarted = false;
  /** Looks in a row that met changes: the longer somebody writes, the longer it is waited. */
  #restless = 0;

  constructor(parts: OrdersWatchParts) {
    this.#parts = parts;
  }

  /** Effects: looks now, then from time to time until `stop`. */
  start(): void {
    this.#isStarted = true;
    this.#soon(0);
    this.#schedule();
  }

  stop(): void {
    this.#isStarted = false;
    this.#cancelLook?.();
    this.#cancelSoon?.();
    this.#cancelSoon = null;
    for (const { stop } of this.#watched.values()) stop();
    this.#watched.clear();
  }

  /** Looks into the folders now, and returns when that is done. Errors: none; they are in the view. */
  look(): Promise<void> {
    const done = this.#turn.then(() => this.#lookAll());
    this.#turn = done;
    return done;
  }

  /** Returns what a person sees of the folder of a company. */
  view(companyId: CompanyId): OrdersFolderView {
    const record = ordersFolderOf(this.#parts.vault, companyId);
    const watched = this.#watched.get(companyId);
    if (record === null || watched?.dir !== record.dir)
      return { folder: record?.dir ?? null, lastLookAt: null, problem: null, files: [], waiting: [], old: 0 };
    return {
      folder: record.dir,
      lastLookAt: watched.lastLookAt,
      problem: watched.problem,
      files: this.#offered(companyId, watched),
      waiting: [...watched.waiting].map(([name, why]) => ({ name, why })),
      old: watched.old.size,
    };
  }

  /** Returns a file that is offered, as it was when it was found. Errors: `not-found`. */
  open(companyId: CompanyId, fileId: string): PickedOrders {
    const found = this.#watched.get(companyId)?.found.find((one) => one.fileId === fileId);
    if (found === undefined) throw new AppError('not-found', { what: 'orders' });
    return { name: found.name, bytes: found.bytes };
  }

  /** Those that a person has set aside are as if they were not there. */
  #offered(companyId: CompanyId, { found }: Watched): FoundOrders[] {
    const { vault } = this.#parts;
    const aside = new Set(ordersFolderOf(vault, companyId)?.setAside);
    const wanted = found.filter(({ fileId }) => !aside.has(fileId));
    const fresh = newOrders(
      vault,
      companyId,
      wanted.map(({ orders }) => orders),
    );
    return wanted.flatMap(({ fileId, name, modifiedAt, orders, isThere }, at) => {
      const count = fresh[at] ?? 0;
      return count === 0 ? [] : [{ fileId, name, modifiedAt, orders: orders.length, fresh: count, isThere }];
    });
  }

  #schedule(): void {
    this.#cancelLook = this.#parts.timers.after(LOOK_EVERY_MS, () => {
      void this.look().finally(() => {
        if (this.#isStarted) this.#schedule();
      });
    });
  }

  /** A look that is asked for while another is awaited is the same one. */
  #soon(ms: number): void {
    if (!this.#isStarted || this.#cancelSoon !== null) return;
    this.#cancelSoon = this.#parts.timers.after(Math.min(ms, LOOK_EVERY_MS), () => {
      this.#cancelSoon = null;
      void this.look();
    });
  }

  /** Errors: none; they are in the log and in the view. */
  async #lookAll(): Promise<void> {
    const { vault, announce } = this.#parts;
    try {
      const records = vault.ordersFolders.list();
      this.#forgetOthers(new Set(records.map(({ companyId }) => companyId)));
      let news = 0;
      for (const { companyId, dir } of records)
        news += await this.#lookInto(companyId, this.#of(companyId, dir));
      if (news > 0 && this.#isStarted) announce(news);
    } catch (error) {
      this.#fail(error, {});
    }
  }

  #forgetOthers(wanted: ReadonlySet<CompanyId>): void {
    for (const [companyId, { stop }] of this.#watched) {
      if (wanted.has(companyId)) continue;
      stop();
      this.#watched.delete(companyId);
    }
  }

  #of(companyId: CompanyId, dir: string): Watched {
    const known = this.#watched.get(companyId);
    if (known?.dir === dir) return known;
    known?.stop();
    const { folders } = this.#parts;
    const watched: Watched = {
      dir,
      folder: folders.open(dir),
      stop: folders.watch(dir, () => this.#soon(HINT_MS * 2 ** this.#restless)),
      pending: new Map(),
      waiting: new Map(),
      old: new Set(),
      found: [],
      initial: null,
      lastLookAt: null,
      problem: null,
    };
    this.#watched.set(companyId, watched);
    return watched;
  }

  /** Returns how many new orders came. */
  async #lookInto(companyId: CompanyId, watched: Watched): Promise<number> {
    const { vault, timers } = this.#parts;
    const before = shown(this.view(companyId));
    const settle = timers.after(PATIENCE_MS, () => this.#tell(companyId, watched, 'missing'));
    let found: readonly Found[] = [];
    try {
      await this.#list(watched);
      found = await this.#readSteady(companyId, watched);
      watched.problem = null;
      watched.lastLookAt = vault.clock.now();
    } catch (error) {
      watched.problem = error instanceof FolderError ? error.problem : 'other';
      if (watched.problem === 'other') this.#fail(error, { companyId });
    } finally {
      settle();
    }
    // What was told to wait is tried again at the ordinary looks.
    const isAwaited = [...watched.pending.keys()].some((name) => !watched.waiting.has(name));
    if (isAwaited) this.#soon(STEADY_MS * 2 ** Math.max(0, this.#restless - 1));
    const now = this.view(companyId);
    if (this.#isStarted && shown(now) !== before) vault.publish('orders.changed', { companyId });
    const news = new Set(
      found.flatMap(({ fileId, name }) => (watched.initial?.has(name) === true ? [] : [fileId])),
    );
    return now.files.filter(({ fileId }) => news.has(fileId)).reduce((sum, { fresh }) => sum + fresh, 0);
  }

  async #list(watched: Watched): Promise<void> {
    const { clock } = this.#parts.vault;
    const { pending, waiting, old } = watched;
    const { present, changed } = await watched.folder.look(new Set(pending.keys()));
    const now = clock.now();
    for (const file of changed) {
      const { name } = file;
      for (const one of [pending, waiting, old]) one.delete(name);
      if (file.modifiedAt < addMs(now, -NEW_FOR_MS)) old.add(name);
      else pending.set(name, { ...file, since: now });
    }
    for (const one of [pending, waiting, old])
      for (const name of one.keys()) if (!present.has(name)) one.delete(name);
    const touched = new Set(changed.map(({ name }) => name));
    if (watched.initial === null) watched.initial = new Set(touched);
    else for (const name of touched) watched.initial.delete(name);
    this.#restless = changed.length > 0 ? Math.min(this.#restless + 1, MOST_RESTLESS) : 0;
    for (const one of watched.found) if (!present.has(one.name) || touched.has(one.name)) one.isThere = false;
  }

  /** Reads what did not change for a while, the newest first. */
  async #readSteady(companyId: CompanyId, watched: Watched): Promise<readonly Found[]> {
    const now = this.#parts.vault.clock.now();
    const steady = [...watched.pending.values()]
      // A clock that was set back makes nobody wait.
      .filter(({ since }) => Math.abs(msBetween(since, now)) >= STEADY_MS)
      .sort((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1))
      .slice(0, MOST_OPENED);
    const found: Found[] = [];
    let read = 0;
    for (const file of steady) {
      if (!this.#isStarted || read === MOST_READ) break;
      const reading = await watched.folder.read(file.name);
      if (reading.kind === 'exchange') read += 1;
      const one = this.#understand(companyId, watched, { file, reading });
      if (one !== null) found.push(one);
    }
    for (const one of found) keep(watched, one);
    this.#letGo();
    return found;
  }

  #understand(
    companyId: CompanyId,
    { pending, waiting }: Watched,
    { file, reading }: { readonly file: FolderFile; readonly reading: FileReading },
  ): Found | null {
    const { vault } = this.#parts;
    const { name, modifiedAt } = file;
    const now = vault.clock.now();
    if (reading.kind === 'changed' || reading.kind === 'refused') {
      // Somebody has it open, or rights are given later, which changes nothing in the file itself.
      waiting.set(name, reading.kind === 'changed' ? 'writing' : 'refused');
      pending.set(name, { ...file, since: now });
      return null;
    }
    pending.delete(name);
    waiting.delete(name);
    if (reading.kind === 'large') waiting.set(name, 'large');
    if (reading.kind !== 'exchange') return null;
    const checked = checkExchangeFile(reading.bytes, moscowDate(now));
    if (checked === null) return null;
    if (checked.faults.some(({ code }) => code === 'file-end-missing')) {
      waiting.set(name, 'unfinished');
      return null;
    }
    const orders = offeredOrders(vault, companyId, checked);
    const fileId = fileDigest(vault.digests, checked.documents);
    return orders.length === 0
      ? null
      : { fileId, name, modifiedAt, orders, bytes: reading.bytes, isThere: true };
  }

  /** Keeps no more than may be kept; what is no payment yet stays longest. */
  #letGo(): void {
    let bytes = 0;
    for (const [companyId, watched] of this.#watched) {
      const offered = new Set(this.#offered(companyId, watched).map(({ fileId }) => fileId));
      watched.found = watched.found
        .filter((one) => one.isThere || offered.has(one.fileId))
        .slice(0, MOST_FOUND);
      watched.found = watched.found.filter((one) => {
        bytes += one.bytes.byteLength;
        const isKept = bytes <= MOST_BYTES;
        if (!isKept) watched.waiting.set(one.name, 'large');
        return isKept;
      });
    }
  }

  #tell(companyId: CompanyId, watched: Watched, problem: FolderProblem): void {
    watched.problem = problem;
    if (this.#isStarted) this.#parts.vault.publish('orders.changed', { companyId });
  }

  /** A vault that closed meanwhile is no failure. */
  #fail(error: unknown, facts: LogFacts): void {
    if (this.#isStarted) this.#parts.vault.log.error('orders-folder-failed', error, facts);
  }
}

/** What a person sees of a folder: that it was looked at once more is no news. */
function shown(view: OrdersFolderView): string {
  return JSON.stringify({ ...view, lastLookAt: view.lastLookAt === null });
}

/** The same orders under another name, or in a file that was written anew, are one file. */
function keep(watched: Watched, one: Found): void {
  const others = watched.found.filter(({ fileId }) => fileId !== one.fileId);
  watched.found = [one, ...others].sort((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1));
}
