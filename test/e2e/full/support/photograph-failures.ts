import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach } from 'vitest';
import { PROJECT_DIR } from '../../../../scripts/electron/launch-app.ts';
import type { RunningApp } from './running-app.ts';

/** Keeps a screenshot of every window of the app in `test-results/` when a test of this file has failed. */
export function photographFailures(app: () => RunningApp): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const dir = path.join(PROJECT_DIR, 'test-results', 'full');
    await mkdir(dir, { recursive: true });
    const name = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    for (const [index, page] of app().electron.windows().entries()) {
      const shot = page.screenshot({ path: path.join(dir, `${name}-${String(index)}.png`), timeout: 5_000 });
      await shot.catch(() => undefined); // the window went away with the failure
    }
  });
}
