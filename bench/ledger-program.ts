import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BENCH_ENVIRONMENT, type BenchPlace } from './bench-place.ts';
import { LEDGER_READY, type WindowProgram } from './window-run.ts';

/** Returns the app over the profile and the bank of the place. Effects: two files that tell it where the bank is. */
export async function ledgerProgram(place: BenchPlace): Promise<WindowProgram> {
  const { runtime, env, dir, projectDir, profileDir, bench } = place;
  const { ordinaryBaseUrl, securedBaseUrl, caPem } = bench;
  const caFile = path.join(dir, 'bank-ca.pem');
  const environmentFile = path.join(dir, 'environment.json');
  await writeFile(caFile, caPem);
  await writeFile(
    environmentFile,
    JSON.stringify({ name: BENCH_ENVIRONMENT, ordinaryBaseUrl, securedBaseUrl, caFile }),
  );
  return {
    executable: runtime.executable,
    folder: projectDir,
    env: { ...env, KLYUCHNIK_PROFILE_DIR: profileDir, KLYUCHNIK_ENVIRONMENT_FILE: environmentFile },
    readyAt: LEDGER_READY,
  };
}
