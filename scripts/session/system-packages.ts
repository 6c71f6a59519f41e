import { isMain } from '../is-main.ts';
import { runCommand } from '../run-command.ts';

/**
 * One thing needed from the system, under the names that releases of Debian and Ubuntu give it.
 * Source: Debian 12 names first; the `t64` names are those of Debian 13 and Ubuntu 24.04 (64-bit time transition).
 */
export type Need = readonly [string, ...string[]];

/** What a window with a keychain takes on a desktop. Source: `ldd` on Electron 33 and 45; keytar loads libsecret. */
export const windowNeeds: readonly Need[] = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libsecret-1-0'],
  // The screens are Russian: without a font with Cyrillic letters they are rows of boxes.
  ['fonts-dejavu-core', 'fonts-dejavu'],
];

/** What it takes besides where there is no desktop: a display, a bus, a keyring, and the tools that look into them. */
export const sessionNeeds: readonly Need[] = [
  ['xvfb'],
  ['xauth'],
  ['gnome-keyring'],
  ['gcr', 'gcr4'],
  ['dbus', 'dbus-daemon'],
  ['dbus-x11'],
  ['libsecret-tools'],
  ['xclip'],
  // Makes the certificates and containers that tests read.
  ['openssl'],
];

/** What only tests talk to. */
export const testNeeds: readonly Need[] = [
  // Another program's word on our encrypted files.
  ['age'],
  // Keys and windows of the packed app, which lets no program look inside.
  ['xdotool'],
  ['openbox'],
  // A network of its own, in which whatever is sent can be counted.
  ['iproute2'],
];

/** Returns the names of installed packages from `dpkg-query -W -f='${db:Status-Status} ${Package}\n'`. */
export function parseInstalled(dpkgOutput: string): ReadonlySet<string> {
  const names = dpkgOutput.split('\n').map((line) => /^installed (\S+)$/.exec(line)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

/** Returns the needs that no installed package meets under any of its names. */
export function missingNeeds(needs: readonly Need[], installed: ReadonlySet<string>): readonly Need[] {
  return needs.filter((names) => !names.some((name) => installed.has(name)));
}

/**
 * Returns the names that the output of `apt-cache policy` says can be installed. A name that is only provided by
 * another package (as libasound2 on Ubuntu 24.04) has the candidate `(none)` and is not among them.
 */
export function parseInstallable(aptPolicyOutput: string): ReadonlySet<string> {
  const blocks = aptPolicyOutput.split(/^(?=\S)/m);
  const names = blocks.map((block) => /^(\S+):\n(?:.*\n)*?  Candidate: (?!\(none\))/.exec(block)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

/** Returns, for each need, its first installable name; `unknown` are the needs with none (the lists may be old). */
export function chooseNames(
  needs: readonly Need[],
  installable: ReadonlySet<string>,
): { readonly names: readonly string[]; readonly unknown: readonly Need[] } {
  const chosen = needs.map((names) => names.find((name) => installable.has(name)));
  return {
    names: chosen.filter((name) => name !== undefined),
    unknown: needs.filter((_, index) => chosen[index] === undefined),
  };
}

/**
 * Makes sure the packages are there: installs them as root on Debian and its kin.
 *
 * Effects: may run `apt-get update` and `apt-get install`. Elsewhere than on Linux nothing is needed; on a Linux
 * without dpkg it cannot look and only says so.
 * Errors: rejects, with the exact command to run, when something is missing and this is not root, or apt fails.
 */
export async function ensureSystemPackages(needs: readonly Need[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(needs);
  if (missing === null) {
    say(`no dpkg here, cannot check for: ${needs.map((names) => names[0]).join(' ')}`);
    return;
  }
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const { names, unknown } = await choose(missing);
    const all = [...names, ...unknown.map((alternatives) => alternatives[0])];
    throw new Error(`System packages are missing. Run:\n  sudo apt-get install -y ${all.join(' ')}`);
  }
  await install(missing);
  const still = await findMissing(missing);
  if (still === null || still.length > 0) throw new Error('apt-get finished, but packages are still missing');
}

async function findMissing(needs: readonly Need[]): Promise<readonly Need[] | null> {
  try {
    const format = '${db:Status-Status} ${Package}\\n';
    // It ends with 1 when one of the names is unknown, which is an answer too.
    const { stdout } = await runCommand('dpkg-query', ['-W', '-f', format, ...needs.flat()]);
    return missingNeeds(needs, parseInstalled(stdout));
  } catch {
    return null;
  }
}

async function choose(missing: readonly Need[]): Promise<ReturnType<typeof chooseNames>> {
  // Parsed below, so it must not be translated.
  const env = { ...process.env, LC_ALL: 'C' };
  const { stdout } = await runCommand('apt-cache', ['policy', ...missing.flat()], { env });
  return chooseNames(missing, parseInstallable(stdout));
}

async function install(missing: readonly Need[]): Promise<void> {
  let chosen = await choose(missing);
  let isUpdated = false;
  if (chosen.unknown.length > 0) {
    await aptGet(['update', '-q']);
    isUpdated = true;
    chosen = await choose(missing);
  }
  if (chosen.unknown.length > 0) {
    throw new Error(`apt knows none of: ${chosen.unknown.map((names) => names.join(' | ')).join(', ')}`);
  }
  say(`installing ${chosen.names.join(' ')}`);
  const command = ['install', '-y', '-q', '--no-install-recommends', ...chosen.names];
  try {
    await aptGet(command);
  } catch (error) {
    // Old lists name versions that the archive has already replaced.
    if (isUpdated) throw error;
    await aptGet(['update', '-q']);
    await aptGet(command);
  }
}

async function aptGet(args: readonly string[]): Promise<void> {
  // Another apt on the machine is waited for, instead of failing at once.
  const all = ['-o', 'DPkg::Lock::Timeout=300', ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, stderr } = await runCommand('apt-get', all, { env, isShown: true });
  if (code !== 0) throw new Error(`apt-get ${args[0] ?? ''} failed: ${stderr.trim().slice(-1000)}`);
}

function say(line: string): void {
  process.stderr.write(`system packages: ${line}\n`);
}

if (isMain(import.meta.url)) {
  try {
    await ensureSystemPackages([...windowNeeds, ...sessionNeeds, ...testNeeds]);
    say('all there');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
