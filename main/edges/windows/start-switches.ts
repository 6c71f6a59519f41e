/** The app's exit code after a switch that it does not know. Source: sysexits.h, EX_CONFIG. */
export const STRANGE_SWITCH_EXIT_CODE = 78;

/** What is told of a switch: enough to find it, and never its value. Units: characters. Own choice. */
const TOLD_CHARACTERS = 60;

/** Where the app was started. */
export interface StartPlace {
  readonly platform: NodeJS.Platform;
  /** The superuser of Linux and macOS. */
  readonly isRoot: boolean;
}

/**
 * Returns the name of the first argument that is a switch and not one of the few that may pass, or `null`. Arguments
 * that are no switches are files, which pass.
 *
 * Chromium obeys some 1,400 switches, among them those that let another program read and press everything in our
 * windows, so what is not known is refused. It also takes off white space around an argument, and takes one dash for
 * two, before it looks. `args`: what follows the program.
 * Source: security.md §10 row 1; chromium base/command_line.cc, AppendSwitchesAndArguments.
 */
export function strangeSwitchOf(args: readonly string[], { platform, isRoot }: StartPlace): string | null {
  const strange = args
    .map((arg) => arg.trim())
    .find((arg) => isSwitch(arg, platform) && !mayPass(arg, { platform, isRoot }));
  return strange === undefined ? null : nameOf(strange);
}

function isSwitch(arg: string, platform: NodeJS.Platform): boolean {
  return arg.startsWith('-') || (platform === 'win32' && arg.startsWith('/'));
}

function mayPass(arg: string, { platform, isRoot }: StartPlace): boolean {
  // The Finder's serial number of the process. Source: Apple, Launch Services; chromium base/command_line.cc.
  if (platform === 'darwin') return /^-psn_\d+_\d+$/.test(arg);
  // Chromium has no sandbox for root, and does not start without this.
  return arg === '--no-sandbox' && platform === 'linux' && isRoot;
}

function nameOf(arg: string): string {
  const name = arg.split('=', 1)[0] ?? '';
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, TOLD_CHARACTERS);
}
