import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElectronRuntime } from '../scripts/electron/electron-runtime.ts';
import { resolveElectron } from '../scripts/electron/electron-runtime.ts';
import { startSession } from '../scripts/session.ts';
import { systemClock, systemTimers } from '../main/edges/system/system-clock.ts';
import { systemIds } from '../main/edges/system/system-ids.ts';
import { fileLog } from '../main/edges/system/file-log.ts';
import { createTBank, type TBank } from '../main/edges/tapi/t-bank.ts';
import { loadSystemRoots } from '../main/edges/tapi/trust.ts';
import { startBenchBank, type BenchBank } from './bench-bank.ts';
import { fillLedger, type LedgerSize } from './fill-ledger.ts';
import { openNodeVault, type NodeVault } from './node-vault.ts';

/** Name under which the bank of the benchmark is known to the app. */
export const BENCH_ENVIRONMENT = 'bench';

/**
 * What the parts of the benchmark share: a session with display and keyring, a bank, and a profile with a full ledger.
 */
export interface BenchPlace {
  readonly projectDir: string;
  readonly runtime: ElectronRuntime;
  readonly env: NodeJS.ProcessEnv;
  readonly dir: string;
  readonly profileDir: string;
  readonly bench: BenchBank;
  readonly bank: TBank;
  /** Opens the vault of the profile in this process. */
  openVault(): Promise<NodeVault>;
  stop(): Promise<void>;
}

/** Makes the place. Effects: processes and a temporary folder, all gone after `stop`. */
export async function makeBenchPlace(projectDir: string, size: LedgerSize): Promise<BenchPlace> {
  const runtime = await resolveElectron();
  const session = await startSession({ keyring: 'unlocked', display: 'own' });
  const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-bench-'));
  const bench = await startBenchBank({ tokens: size.companies * 2, certificates: size.paying });
  const profileDir = path.join(dir, 'profile');
  const log = fileLog(path.join(dir, 'bench.log'), systemClock);
  const bank = createTBank({
    clock: systemClock,
    timers: systemTimers,
    ids: systemIds,
    log,
    random: Math.random,
    systemRoots: loadSystemRoots,
  });
  const { ordinaryBaseUrl, securedBaseUrl, caPem, texts, certificates } = bench;
  bank.registerEnvironment({ name: BENCH_ENVIRONMENT, ordinaryBaseUrl, securedBaseUrl, caPem });
  const openVault = () => openNodeVault({ env: session.env, projectDir, profileDir, bank, log });
  const stop = async (): Promise<void> => {
    await bank.close();
    await bench.stop();
    await session.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const opened = await openVault();
    await fillLedger(opened, size, { environment: BENCH_ENVIRONMENT, texts, certificates });
    await opened.close();
  } catch (error) {
    await stop();
    throw error;
  }
  return { projectDir, runtime, env: session.env, dir, profileDir, bench, bank, openVault, stop };
}
