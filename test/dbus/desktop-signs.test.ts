import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desktopSigns } from '../../main/edges/dbus/desktop-signs.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import type { Log } from '../../main/ports/ports.ts';
import { runOrThrow } from '../../scripts/run-command.ts';
import { PrivateBus, type Speaker } from './private-bus.ts';

/** Source: https://github.com/electron/electron/issues/38088 and what each desktop publishes. */
const SAVERS = [
  ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
  ['org.freedesktop.ScreenSaver', '/ScreenSaver'],
  ['org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'],
  ['org.kde.screensaver', '/ScreenSaver'],
  ['org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'],
  ['org.mate.ScreenSaver', '/org/mate/ScreenSaver'],
  ['org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'],
] as const;

const GNOME = 'org.gnome.ScreenSaver';
const LOGIN = 'org.freedesktop.login1';
const MANAGER = { path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` };
const SESSION = '/org/freedesktop/login1/session/';

let system: PrivateBus;
let session: PrivateBus;
let heard: string[];
let logged: string[];
let stop: () => void;

const log: Log = {
  info: (event, facts) => void logged.push(`${event} ${String(facts?.['bus'])}`),
  warn: (event, facts) => void logged.push(`${event} ${String(facts?.['bus'])}`),
  error: (event) => void logged.push(event),
};

function listen(env: NodeJS.ProcessEnv = {}): void {
  const buses = { DBUS_SYSTEM_BUS_ADDRESS: system.address, DBUS_SESSION_BUS_ADDRESS: session.address };
  const desktop = desktopSigns({ env: { ...buses, ...env }, pid: process.pid, timers: systemTimers, log });
  stop = desktop.listen({ left: () => heard.push('left'), wokeUp: () => heard.push('woke up') });
}

const until = (isSo: () => boolean): Promise<void> => expect.poll(isSo).toBe(true);

/** Both buses are listened to. */
const joined = (times = 2) =>
  until(() => logged.filter((line) => line.startsWith('desktop-bus-joined')).length >= times);

const hears = (...events: readonly string[]) => expect.poll(() => heard).toEqual(events);

function saver(name: string, speaker: Speaker, isTrue: boolean): Promise<void> {
  const place = { path: `/${name.replaceAll('.', '/')}`, interface: name };
  return speaker.say({ ...place, member: 'ActiveChanged', isTrue });
}

beforeEach(async () => {
  heard = [];
  logged = [];
  stop = () => undefined;
  [system, session] = await Promise.all([PrivateBus.start(), PrivateBus.start()]);
});

afterEach(async () => {
  stop();
  await Promise.all([system.goAway(), session.goAway()]);
});

describe('a screen that is locked', () => {
  it.each(SAVERS)('is heard of from %s at %s', async (name, at) => {
    const speaker = await session.speaker(name);
    listen();
    await joined();

    await speaker.say({ path: at, interface: name, member: 'ActiveChanged', isTrue: true });

    await hears('left');
  });

  it('is heard of from a screen saver that starts later', async () => {
    listen();
    await joined();

    await saver(GNOME, await session.speaker(GNOME), true);

    await hears('left');
  });

  it('is heard of from the ordinary program that sends signals, while nobody owns the name', async () => {
    listen();
    await joined();

    const place = ['--type=signal', '/org/gnome/ScreenSaver', `${GNOME}.ActiveChanged`, 'boolean:true'];
    await runOrThrow('dbus-send', [`--bus=${session.address}`, ...place]);

    await hears('left');
  });

  it('is heard of when it was locked before anybody listened', async () => {
    const speaker = await session.speaker(GNOME);
    speaker.answer('/org/gnome/ScreenSaver', GNOME, 'GetActive', { gives: 'b', value: () => true });

    listen();

    await hears('left');
  });

  it('is not heard of from a program that is not the screen saver', async () => {
    const [owner, stranger] = [await session.speaker(GNOME), await session.speaker()];
    listen();
    await joined();
    const [listener = ''] = (await owner.others()).filter((name) => name !== stranger.name);

    await saver(GNOME, stranger, true);
    await stranger.say({
      path: '/org/gnome/ScreenSaver',
      interface: GNOME,
      member: 'ActiveChanged',
      isTrue: true,
      to: listener,
    });
    await stranger.say({
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameOwnerChanged',
      to: listener,
    });
    expect(heard).toEqual([]);
    await saver(GNOME, owner, true);

    await hears('left');
  });

  it('is another thing than one that is unlocked', async () => {
    const owner = await session.speaker(GNOME);
    listen();
    await joined();

    await saver(GNOME, owner, false);
    await owner.say({ path: '/org/gnome/ScreenSaver', interface: GNOME, member: 'WakeUpScreen' });
    await owner.say({ path: '/org/gnome/ScreenSaver', interface: GNOME, member: 'ActiveChanged' });
    await saver(GNOME, owner, true);

    await hears('left');
  });

  it('belongs to the next owner of the name when the first one ends', async () => {
    const first = await session.speaker(GNOME);
    listen();
    await joined();
    first.close();
    const second = await session.speaker(GNOME);

    await saver(GNOME, second, true);

    await hears('left');
  });
});

describe('login1', () => {
  const lock = (speaker: Speaker, id: string) =>
    speaker.say({ path: `${SESSION}${id}`, interface: `${LOGIN}.Session`, member: 'Lock' });

  it('tells of sleep and of waking up', async () => {
    const login = await system.speaker(LOGIN);
    listen();
    await joined();

    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: true });
    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: false });

    await hears('left', 'woke up');
  });

  it('wakes nobody up by the word of a stranger', async () => {
    const [login, stranger] = [await system.speaker(LOGIN), await system.speaker()];
    listen();
    await joined();

    await stranger.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: false });
    await login.say({ ...MANAGER, path: '/elsewhere', member: 'PrepareForSleep', isTrue: false });
    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: true });

    await hears('left');
  });

  it('locks any session while this one is not known', async () => {
    const login = await system.speaker(LOGIN);
    listen();
    await joined();

    await lock(login, '_37');

    await hears('left');
  });

  it('locks by the ordinary program that sends signals, where login1 does not run', async () => {
    listen();
    await joined();

    const place = ['--type=signal', `${SESSION}c1`, `${LOGIN}.Session.Lock`];
    await runOrThrow('dbus-send', [`--bus=${system.address}`, ...place]);

    await hears('left');
  });

  it.each([
    ['its process', 'GetSessionByPID'],
    ['its environment', 'GetSession'],
  ])('locks the session that is found by %s, and no other', async (_, member) => {
    const login = await system.speaker(LOGIN);
    login.answer(MANAGER.path, MANAGER.interface, member, { gives: 'o', value: () => `${SESSION}_32` });
    let asked = 0;
    // The last of its questions.
    const nobody = (): never => {
      asked += 1;
      throw new Error('no user');
    };
    login.answer(MANAGER.path, MANAGER.interface, 'GetUserByPID', { gives: 'o', value: nobody });
    listen({ XDG_SESSION_ID: '2' });
    await until(() => asked > 0);
    await login.settled();

    await lock(login, '_31');
    await login.say({ path: '/org/freedesktop/login1', interface: `${LOGIN}.Session`, member: 'Lock' });
    expect(heard).toEqual([]);
    await lock(login, '_32');

    await hears('left');
  });

  it('locks the session on the display of the person whose program runs in none', async () => {
    const login = await system.speaker(LOGIN);
    const user = '/org/freedesktop/login1/user/_1000';
    let asked = 0;
    const display = (): unknown => {
      asked += 1;
      return ['2', `${SESSION}_32`];
    };
    login.answer(MANAGER.path, MANAGER.interface, 'GetUserByPID', { gives: 'o', value: () => user });
    login.property(user, `${LOGIN}.User`, 'Display', { gives: '(so)', value: display });
    listen();
    await until(() => asked > 0);
    await login.settled();

    await lock(login, '_31');
    expect(heard).toEqual([]);
    await lock(login, '_32');

    await hears('left');
  });
});

describe('a bus', () => {
  it('that is not there yet is joined when it comes', async () => {
    await session.goAway();
    listen();
    await until(() => logged.includes('desktop-bus-lost session'));
    await session.comeBack();
    await joined();

    await saver(GNOME, await session.speaker(GNOME), true);

    await hears('left');
  });

  it('that goes away is joined again, and told once', async () => {
    listen();
    await joined();
    await system.goAway();
    await until(() => logged.includes('desktop-bus-lost system'));
    await system.comeBack();
    await joined(3);

    const login = await system.speaker(LOGIN);
    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: true });

    await hears('left');
    expect(logged.filter((line) => line === 'desktop-bus-lost system')).toHaveLength(1);
  });

  it('whose screen was locked while it was away is asked', async () => {
    listen();
    await joined();
    await session.goAway();
    await session.comeBack();
    const speaker = await session.speaker(GNOME);
    speaker.answer('/org/gnome/ScreenSaver', GNOME, 'GetActive', { gives: 'b', value: () => true });

    await joined(3);

    await hears('left');
  });

  it('on which a stranger asks what cannot be answered is not left', async () => {
    const [owner, stranger] = [await session.speaker(GNOME), await session.speaker()];
    listen();
    await joined();
    const [listener = ''] = (await owner.others()).filter((name) => name !== stranger.name);

    for (const member of ['Get', 'GetAll', 'Set']) {
      await stranger.call(listener, 'org.freedesktop.DBus.Properties', member);
    }
    await stranger.call(listener, 'org.freedesktop.DBus.Introspectable', 'Introspect');
    await saver(GNOME, owner, true);

    await hears('left');
    expect(logged.filter((line) => line.startsWith('desktop-bus-lost'))).toEqual([]);
  });

  it('that nobody names is left alone', async () => {
    listen({ DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '' });
    await joined(1);

    const login = await system.speaker(LOGIN);
    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: true });

    await hears('left');
  });

  it('is let go at the end', async () => {
    const [login, watcher] = [await system.speaker(LOGIN), await session.speaker(GNOME)];
    listen();
    await joined();
    stop();

    await expect.poll(() => login.others()).toEqual([]);
    await saver(GNOME, watcher, true);
    expect(heard).toEqual([]);
  });

  it.each([
    ['says nothing', ''],
    ['speaks another language', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['refuses everybody', 'REJECTED\r\n'],
    ['greets and then sends rubbish', `OK 0123456789abcdef0123456789abcdef\r\n${'x'.repeat(4096)}`],
  ])('that %s harms nothing', async (_, words) => {
    await session.goAway();
    const server = await hostile(session.dir, words);

    listen();
    await joined(1);
    const login = await system.speaker(LOGIN);
    await login.say({ ...MANAGER, member: 'PrepareForSleep', isTrue: true });

    await hears('left');
    server.close();
  });
});

/** A program that listens where the session bus is expected. */
async function hostile(dir: string, words: string): Promise<Server> {
  await mkdir(dir, { recursive: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(words);
  });
  server.listen(path.join(dir, 'bus'));
  await once(server, 'listening');
  server.unref();
  return server;
}
