import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** One switch inside the Electron binary and where the installed app needs it. */
export type Fuse = { readonly name: string; readonly isOn: boolean };

/**
 * The fuses of the installed app, in the order of the wire.
 *
 * Source: security.md §2.2; electron/electron build/fuses/fuses.json5 for the order. Electron 33 ends before the last.
 */
export const installedAppFuses: readonly Fuse[] = [
  { name: 'runAsNode', isOn: false },
  { name: 'cookieEncryption', isOn: true },
  { name: 'nodeOptions', isOn: false },
  { name: 'nodeCliInspect', isOn: false },
  { name: 'embeddedAsarIntegrityValidation', isOn: true },
  { name: 'onlyLoadAppFromAsar', isOn: true },
  { name: 'loadBrowserProcessSpecificV8Snapshot', isOn: false },
  { name: 'grantFileProtocolExtraPrivileges', isOn: false },
  // On by default, and @electron/fuses 1.8 does not know it: it is only checked.
  { name: 'wasmTrapHandlers', isOn: true },
];

/** How a fuse stands: `removed` means that this Electron no longer listens to it. */
export type FuseState = 'on' | 'off' | 'removed';

// Source: @electron/fuses src/constants.ts, FuseState (characters '0', '1' and 'r').
const fuseStates = new Map<unknown, FuseState>([
  [48, 'off'],
  [49, 'on'],
  [114, 'removed'],
]);

/**
 * Returns how the fuses of an executable stand, in the order of the wire.
 *
 * Errors: rejects when there is no fuse wire, or one of a version or with a value that is not known.
 */
export async function readFuses(executable: string): Promise<readonly FuseState[]> {
  const { version, ...wire } = await getCurrentFuseWire(executable);
  if (version !== FuseVersion.V1) throw new Error(`${executable} has fuses of version ${String(version)}`);
  return Object.entries(wire)
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([index, value]) => {
      const state = fuseStates.get(value);
      if (state === undefined)
        throw new Error(`Fuse ${index} of ${executable} has the unknown value ${String(value)}`);
      return state;
    });
}

/** Returns what is wrong with the fuses of an installed app, a sentence each; none when all is well. */
export function fuseFaults(states: readonly FuseState[]): readonly string[] {
  return states.flatMap((state, index) => {
    const fuse = installedAppFuses[index];
    if (fuse === undefined) return [`fuse ${index} is new: decide about it in scripts/fuses.ts`];
    const wanted = fuse.isOn ? 'on' : 'off';
    return state === wanted || state === 'removed' ? [] : [`fuse ${fuse.name} is ${state}, not ${wanted}`];
  });
}

/**
 * Sets the fuses of an installed app and reads them back.
 *
 * Effects: rewrites the executable. Signing has to come after it.
 * Errors: rejects when a fuse did not take, and when this Electron has a fuse nobody has decided about.
 */
export async function setFuses(executable: string): Promise<void> {
  const count = (await readFuses(executable)).length;
  const settable = installedAppFuses.filter(
    (_, index) => index < count && FuseV1Options[index] !== undefined,
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Only a Mac can; elsewhere the app is a stand-in of the tests.
    resetAdHocDarwinSignature: process.platform === 'darwin' && executable.endsWith('.app'),
    ...Object.fromEntries(settable.map((fuse, index) => [index, fuse.isOn])),
  });
  const faults = fuseFaults(await readFuses(executable));
  if (faults.length > 0) throw new Error(`${executable}: ${faults.join('; ')}`);
}
