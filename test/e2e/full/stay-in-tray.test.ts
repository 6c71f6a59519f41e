// @module-tag may-run-again
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '../screens/app-window.ts';
import { call, demoIsReady } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import type { RunningApp } from './support/running-app.ts';
import { Workbench } from './support/workbench.ts';

/** Main's own view: a hidden page does not know that it is hidden. */
function visibleWindows(app: RunningApp): Promise<number> {
  return app.electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length,
  );
}

describe('an app that stays in the notification area', () => {
  let bench: Workbench;
  let app: RunningApp;

  beforeAll(async () => {
    bench = await Workbench.start({});
    app = await bench.open({ isDemo: true });
    await demoIsReady(app.page);
    await call(app.page, 'setup.changeSettings', { staysInTray: true });
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('hides its window instead of ending, and answers as before', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

    await expect.poll(() => visibleWindows(app), { timeout: PATIENCE_MS }).toBe(0);
    expect(await call(app.page, 'session.snapshot', {})).toMatchObject({ phase: 'ready', staysInTray: true });
  });

  it('shows the window again when the program is started once more', async () => {
    await app.electron.evaluate(({ app: own }) => own.emit('second-instance'));

    await expect.poll(() => visibleWindows(app), { timeout: PATIENCE_MS }).toBe(1);
  });

  it('ends when it is told to quit', async () => {
    const main = app.electron.process();

    await app.close();

    expect(main.exitCode).toBe(0);
  });
});
