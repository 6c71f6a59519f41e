import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce, cachePlaces, findFinished, writableCache } from '../electron/machine-cache.ts';
import { runCommand, runOrThrow, type CommandResult } from '../run-command.ts';
import { ensureSystemPackages, type Need } from '../session/system-packages.ts';

/** Makes a Debian system in a folder; knows the keys of Debian's archive. */
const rootNeeds: readonly Need[] = [['debootstrap'], ['debian-archive-keyring']];

/** Source: the release that the computers of our users are nearest to; README names it. */
const RELEASE = 'bookworm';

/** Raise it when the steps change, so that a root made by older ones is not taken. */
const RECIPE_REVISION = 1;

/** The file written last into a finished folder. */
const MARKER = 'klyuchnik-root.json';

/** An ordinary user of the root. Units: user and group id, the first that Debian gives to a person. */
export const ROOT_USER = { name: 'buh', uid: 1000, gid: 1000, home: '/home/buh' } as const;

/**
 * Mounts what every system has, in a place that only this command and its children see, and runs the command in the
 * root. `$1` is the root, the rest is for chroot(8).
 */
const ENTER = `
set -e
root=$1
shift
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom tty; do
  touch "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir -m 1777 "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
exec chroot "$@"
`;

/** Returns the command that runs another inside the root, with a process table of its own that ends with it. */
export function inRoot(root: string, options: { readonly asUser?: boolean } = {}): readonly string[] {
  const { uid, gid } = ROOT_USER;
  const user = options.asUser === true ? [`--userspec=${String(uid)}:${String(gid)}`] : [];
  const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child'];
  return [...unshare, 'sh', '-c', ENTER, 'enter', root, ...user, root];
}

/** Settings of a program of the system: nothing of the computer that tests. */
const SYSTEM_ENV = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  DEBIAN_FRONTEND: 'noninteractive',
  LC_ALL: 'C.UTF-8',
};

/** A Debian system of its own in a folder. */
export class CleanRoot {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /**
   * Copies a fresh system, and adds a user. What `packageFile` needs is there to be installed, and not yet installed.
   * Effects: the first one on a machine downloads about 300 MB. The caller removes it.
   * Errors: rejects for everybody but root, who alone can mount.
   */
  static async make(packageFile: string): Promise<CleanRoot> {
    if (process.getuid?.() !== 0) throw new Error('a clean root is made by root alone: run this with sudo');
    const original = await cachedRoot(await packagesToFetch(packageFile));
    const dir = await mkdtemp('/var/tmp/klyuchnik-root-');
    await runOrThrow('cp', ['-a', '--reflink=auto', `${original}/.`, dir]);
    const root = new CleanRoot(dir);
    const { name, uid } = ROOT_USER;
    await root.runOrThrow('useradd', ['--create-home', '--uid', String(uid), '--shell', '/bin/sh', name]);
    return root;
  }

  path(inside: string): string {
    return path.join(this.dir, inside);
  }

  /** Runs a command as root inside. */
  run(command: string, args: readonly string[]): Promise<CommandResult> {
    const [program = '', ...rest] = inRoot(this.dir);
    return runCommand(program, [...rest, command, ...args], { env: SYSTEM_ENV });
  }

  /** Errors: rejects with the command's last words when it ends with another code than 0. */
  async runOrThrow(command: string, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(command, args);
    if (code === 0) return stdout;
    throw new Error(
      `${command} ${args.join(' ')} ended with ${String(code)}: ${(stderr + stdout).slice(-2000)}`,
    );
  }

  /** Puts a package file into the root, and installs it with what it depends on and recommends. */
  async install(packageFile: string): Promise<void> {
    const name = path.basename(packageFile);
    await cp(packageFile, this.path(`/var/tmp/${name}`));
    // The disk of a test need not outlive a power loss.
    const quick = ['-o', 'Dpkg::Options::=--force-unsafe-io'];
    await this.runOrThrow('apt-get', ['install', '-y', '-q', ...quick, `/var/tmp/${name}`]);
    await rm(this.path(`/var/tmp/${name}`));
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What a package wants, in the names of this release: the last alternative of each. */
async function packagesToFetch(packageFile: string): Promise<readonly string[]> {
  const wanted = await runOrThrow('dpkg-deb', [
    '--showformat=${Depends},${Recommends}',
    '--show',
    packageFile,
  ]);
  return wanted.split(',').map((names) => names.split('|').at(-1)?.trim() ?? names);
}

async function cachedRoot(fetched: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([RELEASE, RECIPE_REVISION, fetched]));
  const name = `debian-${RELEASE}-${hash.digest('hex').slice(0, 12)}`;
  const places = cachePlaces();
  const finished = await findFinished(places, name, MARKER);
  if (finished !== null) return path.join(finished, 'root');
  await ensureSystemPackages(rootNeeds);
  const cacheDir = await writableCache(places, true);
  process.stderr.write(`clean root: making Debian ${RELEASE} in ${cacheDir} (once per machine)\n`);
  const made = await buildOnce({ cacheDir, name, marker: MARKER }, async (making) => {
    const dir = path.join(making, 'root');
    await runOrThrow('debootstrap', ['--variant=minbase', RELEASE, dir]);
    const [program = '', ...rest] = inRoot(dir);
    const apt = (...args: string[]) =>
      runOrThrow(program, [...rest, 'apt-get', ...args], { env: SYSTEM_ENV });
    await apt('update', '-q');
    await apt('install', '-y', '-q', '--download-only', ...fetched);
    await writeFile(path.join(making, MARKER), `${JSON.stringify({ RELEASE, fetched }, null, 2)}\n`);
  });
  return path.join(made, 'root');
}
