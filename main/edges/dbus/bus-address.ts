/** Source: D-Bus specification, «System message bus». */
const SYSTEM_SOCKET = '/var/run/dbus/system_bus_socket';

/** Sockets of the two buses of a Linux desktop; `null` where nothing names one that can be reached. */
export interface BusSockets {
  readonly system: string | null;
  readonly session: string | null;
}

/**
 * Returns where the buses listen, as the environment says it, else where they usually do.
 * Source: D-Bus specification, «Well-known Message Bus Instances»; systemd, `$XDG_RUNTIME_DIR/bus`.
 */
export function busSockets(env: NodeJS.ProcessEnv): BusSockets {
  const {
    DBUS_SYSTEM_BUS_ADDRESS: system,
    DBUS_SESSION_BUS_ADDRESS: session,
    XDG_RUNTIME_DIR: runtime,
  } = env;
  return {
    system: isNamed(system) ? socketOf(system) : SYSTEM_SOCKET,
    session: isNamed(session) ? socketOf(session) : isNamed(runtime) ? `${runtime}/bus` : null,
  };
}

/**
 * Returns the first Unix socket among the addresses of a bus, an abstract one with its leading zero byte, or `null`.
 * The other transports are left out on purpose: one of them starts a program that the address names.
 * Source: D-Bus specification, «Server Addresses».
 */
export function socketOf(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    if (!address.startsWith('unix:')) continue;
    const pairs = address.slice('unix:'.length).split(',');
    const value = (key: string) =>
      unescaped(
        pairs.find((pair) => pair.startsWith(`${key}=`)),
        key,
      );
    const path = value('path');
    if (path !== null) return path;
    const name = value('abstract');
    if (name !== null) return `\0${name}`;
  }
  return null;
}

function isNamed(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** Bytes are escaped as `%xx`. A text that is escaped wrongly is no address. */
function unescaped(pair: string | undefined, key: string): string | null {
  const text = pair?.slice(key.length + 1) ?? '';
  if (text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
