import type { Desktop, DesktopEar, Log, Timers } from '../../ports/ports.ts';
import { busSockets } from './bus-address.ts';
import { BusLink, type Ask, type Watch } from './bus-link.ts';
import { ownSessions, SESSION_FOLDER } from './own-sessions.ts';

/** Source: systemd, org.freedesktop.login1(5). */
const LOGIN = { name: 'org.freedesktop.login1', path: '/org/freedesktop/login1' };

/**
 * Who says that the screen is locked, each by `ActiveChanged` of the interface of its own name. Paths are not looked
 * at: they differ between versions of one desktop, and a sender puts there what he likes.
 * Source: freedesktop.org, «Idle Inhibition Service»; gnome-shell, js/ui/screenShield.js; cinnamon-screensaver;
 * mate-screensaver; xfce4-screensaver; kscreenlocker.
 */
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
  'org.kde.screensaver',
];

export interface DesktopSignsParts {
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly timers: Timers;
  readonly log: Log;
}

/**
 * What a Linux desktop says over D-Bus: login1 on the system bus, screen savers on the session bus. Electron hears
 * there of sleep alone. See ADR 0059.
 */
export function desktopSigns({ env, pid, timers, log }: DesktopSignsParts): Desktop {
  const sockets = busSockets(env);
  return {
    listen: (ear) => {
      const links = [
        ...(sockets.system === null ? [] : [loginLink(sockets.system, ear)]),
        ...(sockets.session === null ? [] : [screenSaverLink(sockets.session, ear)]),
      ];
      for (const link of links) link.start();
      return () => {
        for (const link of links) link.stop();
      };
    },
  };

  function loginLink(socket: string, ear: DesktopEar): BusLink {
    // Until it is known which sessions are this person's, each counts.
    let own: ReadonlySet<string> | null = null;
    const watches: readonly Watch[] = [
      {
        name: LOGIN.name,
        interface: `${LOGIN.name}.Session`,
        member: 'Lock',
        heard: ({ path }) => {
          // Answers that came with the signal are taken in first: they say whose session it is.
          setImmediate(() => {
            if (path.startsWith(SESSION_FOLDER) && (own?.has(path) ?? true)) ear.left();
          });
        },
      },
      {
        name: LOGIN.name,
        interface: `${LOGIN.name}.Manager`,
        member: 'PrepareForSleep',
        heard: ({ path, body: [isBefore] }) => {
          if (path !== LOGIN.path) return;
          if (isBefore === true) ear.left();
          if (isBefore === false) ear.wokeUp();
        },
      },
    ];
    const appeared = (_: string, ask: Ask): void => {
      own = null;
      void ownSessions(ask, { pid, sessionId: env['XDG_SESSION_ID'] }).then((found) => {
        own = found.size === 0 ? null : found;
      });
    };
    return new BusLink({ bus: 'system', socket, watches, appeared, timers, log });
  }

  function screenSaverLink(socket: string, ear: DesktopEar): BusLink {
    const watches = SCREEN_SAVERS.map((name) => ({
      name,
      interface: name,
      member: 'ActiveChanged',
      heard: ({ body: [isActive] }: { readonly body: readonly unknown[] }) => {
        if (isActive === true) ear.left();
      },
    }));
    // Whatever it said while the bus was gone, or before this program was there, has to be asked for.
    const appeared = (name: string, ask: Ask): void => {
      const question = { name, path: pathOf(name), interface: name, member: 'GetActive' };
      ask(question).then(
        (isActive) => {
          if (isActive === true) ear.left();
        },
        () => undefined, // a screen saver that does not say it is heard when it locks
      );
    };
    return new BusLink({ bus: 'session', socket, watches, appeared, timers, log });
  }
}

function pathOf(name: string): string {
  return `/${name.replaceAll('.', '/')}`;
}
