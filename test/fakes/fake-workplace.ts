import type { KeychainView, SessionView } from '../../contract/areas/session.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { BankPins } from '../../main/domain/certificates/bank-pins.ts';
import { CertificateDrafts } from '../../main/domain/certificates/certificate-drafts.ts';
import { toErrorInfo } from '../../main/edges/ipc/to-error-info.ts';
import type { OpenedVault } from '../../main/domain/session/opened-vault.ts';
import { Workplace } from '../../main/domain/session/workplace.ts';
import { RecordsCheck } from '../../main/domain/session/records-check.ts';
import { Secret } from '../../main/ports/secret.ts';
import { fakeTrust } from './fake-certificates.ts';
import { fakeBackups } from './fake-backups.ts';
import { FakeTimers } from './fake-clock.ts';
import { MemorySpareKey } from './memory-spare-key.ts';
import { STILL_EXCHANGE } from './sample-exchange.ts';
import { NO_ORDERS_FOLDERS } from './sample-orders.ts';
import type { VaultWorld, Workday } from './vault-world.ts';
import { bankNow } from '../../main/domain/companies/bank-now.ts';
import { StatementReader } from '../../main/domain/statements/read-statement.ts';
import { OrdersWatch } from '../../main/domain/payments/draft/orders-watch.ts';
import { SendingRun } from '../../main/domain/payments/sending/sending-run.ts';

const KEYCHAIN: KeychainView = { state: 'ok', backend: 'memory', kind: 'os', waiting: false };

/** What reads statements in a day of the world. */
export function statementReaderOf({ parts, stores }: Workday): StatementReader {
  return new StatementReader({
    ...parts,
    statements: stores.statements,
    bankNow: (companyId) => bankNow(parts, companyId),
  });
}

/** An open vault over a day of the world; `closed` counts closings. */
export function openedVault(
  world: VaultWorld,
  day: Workday,
  change: Partial<OpenedVault> = {},
): OpenedVault & { closed: number } {
  const { stores, parts, follower } = day;
  const vault: OpenedVault & { closed: number } = {
    ...stores,
    ...parts,
    drafts: new CertificateDrafts(world.ids),
    pins: new BankPins({
      authorities: stores.authorities,
      trust: fakeTrust(),
      clock: world.clock,
      ids: world.ids,
      log: parts.log,
      changed: () => undefined,
    }),
    follower,
    sendingRun: new SendingRun({ ...parts, orders: stores.sendingOrders }),
    ordersWatch: new OrdersWatch({
      vault: { ...parts, ordersFolders: stores.ordersFolders },
      folders: NO_ORDERS_FOLDERS,
      timers: new FakeTimers(),
      announce: () => undefined,
    }),
    statementReader: statementReaderOf(day),
    exchange: STILL_EXCHANGE,
    spareKey: {
      file: new MemorySpareKey(),
      companies: stores.companies,
      audit: stores.audit,
      clock: world.clock,
      storeKey: () => Promise.resolve(Secret.fromText('the key of the records')),
      renewal: { isDone: () => false, renew: () => Promise.resolve() },
    },
    backup: fakeBackups(world, day),
    isReadOnly: false,
    isBySpareKey: false,
    damagedRecords: 0,
    misfit: null,
    check: new RecordsCheck({
      check: null,
      rows: null,
      settle: () => Promise.resolve(),
      wrong: () => undefined,
    }),
    keyless: new Set(),
    hasTokenTexts: true,
    start: () => undefined,
    closed: 0,
    close: () => {
      vault.closed += 1;
      return Promise.resolve();
    },
    ...change,
  };
  return vault;
}

/** A workplace whose vault is opened by the test's own function. */
export function fakeWorkplace(
  world: VaultWorld,
  openVault: () => Promise<OpenedVault>,
  openForReading: () => Promise<OpenedVault> = () => Promise.reject(new AppError('not-found')),
  restoreStoreKey: () => Promise<void> = () => Promise.reject(new AppError('not-found')),
) {
  const timers = new FakeTimers();
  const views: SessionView[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const keychainLocks: number[] = [];
  const workplace = new Workplace({
    openVault,
    openForReading,
    restoreStoreKey,
    lockKeychain: () => {
      keychainLocks.push(1);
      return Promise.resolve();
    },
    keychainView: () => KEYCHAIN,
    prompt: world.prompt,
    timers,
    publish: (_name, payload) => {
      if ('phase' in payload) views.push(payload);
    },
    log,
    toErrorInfo: (error) => toErrorInfo(error, log, 'open-vault'),
    defaultLanguage: 'ru',
    locked: null,
    onLocked: () => undefined,
    environments: () => [{ environment: 'production', kind: 'production' }],
    version: '0.1.0',
  });
  return { workplace, timers, views, keychainLocks };
}
