// @module-tag may-run-again
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOrThrow } from '../../../scripts/run-command.ts';
import { Speaker } from '../../dbus/private-bus.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { demoIsReady } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { processTree, secretProcesses, type RunningProcess } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

const LOGIN = '/org/freedesktop/login1';

/** What each desktop says when its screen is locked. Source: the desktops' own D-Bus descriptions, see ADR 0059. */
const SIGNALS = [
  ['session', '/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['session', '/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['session', '/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['session', '/ScreenSaver', 'org.kde.screensaver.ActiveChanged', 'boolean:true'],
  ['session', '/org/cinnamon/ScreenSaver', 'org.cinnamon.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['session', '/org/mate/ScreenSaver', 'org.mate.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['session', '/org/xfce/ScreenSaver', 'org.xfce.ScreenSaver.ActiveChanged', 'boolean:true'],
  ['system', `${LOGIN}/session/_32`, 'org.freedesktop.login1.Session.Lock'],
  ['system', LOGIN, 'org.freedesktop.login1.Manager.PrepareForSleep', 'boolean:true'],
] satisfies readonly (readonly ['session' | 'system', ...string[]])[];

describe('a vault on a Linux desktop', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({ hasSystemBus: true });
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  function addressOf(bus: 'session' | 'system'): string {
    const address = bench.session.env[`DBUS_${bus === 'session' ? 'SESSION' : 'SYSTEM'}_BUS_ADDRESS`];
    if (address === undefined) throw new Error(`the session has no ${bus} bus`);
    return address;
  }

  /** The processes that held secrets have ended with the lock. */
  async function isLocked(before: readonly RunningProcess[]): Promise<void> {
    await seen(window.title('Хранилище закрыто')).toBeVisible({ timeout: PATIENCE_MS });
    const still = () => processTree(bench.app.pid).filter(({ pid }) => before.some((one) => one.pid === pid));
    await expect.poll(still, { timeout: PATIENCE_MS }).toEqual([]);
  }

  async function opensAgain(): Promise<void> {
    await window.button('Открыть хранилище').click();
    await seen(window.page.getByRole('navigation')).toBeVisible({ timeout: PATIENCE_MS });
    expect(secretProcesses(bench.app.pid)).toHaveLength(2);
  }

  it.each(SIGNALS)('is locked by a signal on the %s bus from %s: %s', async (bus, ...signal) => {
    const before = secretProcesses(bench.app.pid);
    await runOrThrow('dbus-send', [`--bus=${addressOf(bus)}`, '--type=signal', ...signal]);

    await isLocked(before);
    await opensAgain();
  });

  it('is locked by the screen saver that owns its name, and by nobody else while it is there', async () => {
    const name = 'org.gnome.ScreenSaver';
    const before = secretProcesses(bench.app.pid);
    const saver = await Speaker.on(addressOf('session'), [name]);
    const stranger = await Speaker.on(addressOf('session'), []);
    const said = { path: '/org/gnome/ScreenSaver', interface: name, member: 'ActiveChanged' };

    await stranger.say({ ...said, isTrue: true });
    await saver.say({ ...said, isTrue: false });
    await seen(window.title('Хранилище закрыто')).toHaveCount(0);
    expect(secretProcesses(bench.app.pid)).toEqual(before);
    await saver.say({ ...said, isTrue: true });

    await isLocked(before);
    saver.close();
    stranger.close();
    await opensAgain();
  });

  it('goes on working when both buses of the desktop are silent again', async () => {
    await window.goTo('Токены');
    await seen(window.row('Бухгалтерия, повседневный')).toBeVisible({ timeout: PATIENCE_MS });
  });
});
