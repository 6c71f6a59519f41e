import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { isMain } from '../is-main.ts';
import { runOrThrow } from '../run-command.ts';
import { readRecipe, type PackageRecipe } from './fpm.ts';

/**
 * Makes a `.deb` or an `.rpm` with Debian's own tools, in place of `fpm`, which electron-builder would download: its
 * hook `CUSTOM_FPM_PATH` runs this file.
 */
async function makePackage(recipe: PackageRecipe): Promise<void> {
  const work = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-package-'));
  try {
    const root = path.join(work, 'root');
    for (const { from, to } of recipe.content) await place(from, path.join(root, to));
    await (recipe.kind === 'deb' ? makeDeb(recipe, root) : makeRpm(recipe, root, work));
  } finally {
    await rm(work, { recursive: true });
  }
}

/** A folder that ends with a slash gives what is in it. */
async function place(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

async function makeDeb(recipe: PackageRecipe, root: string): Promise<void> {
  await writeCopyright(recipe, root);
  await setModes(root);
  const files = await filesIn(root);
  const control = path.join(root, 'DEBIAN');
  await mkdir(control, { mode: 0o755 });
  await writeFile(path.join(control, 'control'), controlFile(recipe, await kibibytes(root, files)));
  await writeFile(path.join(control, 'md5sums'), await md5Sums(root, files));
  // dpkg calls the script at an upgrade too, when the new files are there already.
  const scripts = {
    postinst: onlyWhen(await readFile(recipe.afterInstall, 'utf8'), '[ "$1" = configure ]'),
    postrm: onlyWhen(await readFile(recipe.afterRemove, 'utf8'), '[ "$1" = remove ] || [ "$1" = purge ]'),
  };
  for (const [name, script] of Object.entries(scripts))
    await writeFile(path.join(control, name), script, { mode: 0o755 });
  const compression = recipe.compression === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz'];
  await runOrThrow('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, recipe.file]);
}

/** Source: Debian Policy 4.6 §5.3. */
function controlFile(recipe: PackageRecipe, installedSize: number): string {
  const list = (field: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${field}: ${names.join(', ')}`];
  return `${[
    `Package: ${recipe.name}`,
    `Version: ${recipe.version}`,
    `Architecture: ${recipe.architecture}`,
    `Maintainer: ${recipe.maintainer}`,
    `Installed-Size: ${String(installedSize)}`,
    ...list('Depends', recipe.depends),
    ...list('Recommends', recipe.recommends),
    `Section: ${recipe.section}`,
    'Priority: optional',
    `Homepage: ${recipe.homepage}`,
    `Description: ${recipe.summary}`,
    ...recipe.description.split('\n').map((line) => ` ${line.trim() === '' ? '.' : line.trim()}`),
  ].join('\n')}\n`;
}

/** Source: Debian Policy 4.6 §12.5: the licence lies there, whatever else the package carries. */
async function writeCopyright({ name, licence }: PackageRecipe, root: string): Promise<void> {
  const folder = path.join(root, 'usr/share/doc', name);
  await mkdir(folder, { recursive: true });
  const own = await readFile(path.resolve(import.meta.dirname, '../../LICENSE'), 'utf8');
  const text = `${name} (${licence})\n\n${own}\nThe licences of Electron, of Chromium and of the packages inside lie beside the program.\n`;
  await writeFile(path.join(folder, 'copyright'), text);
}

/** Nobody but root writes, everybody reads, whatever the builder's umask was. */
async function setModes(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const isExecutable = entry.isDirectory() || ((await lstat(file)).mode & 0o100) !== 0;
    await chmod(file, isExecutable ? 0o755 : 0o644);
  }
}

async function filesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
}

/** Source: deb-substvars(5), Installed-Size: each file rounded up. Units: KiB. */
async function kibibytes(root: string, files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await lstat(path.join(root, file))).size));
  return sizes.reduce((sum, bytes) => sum + Math.ceil(bytes / 1024), 0);
}

/** What `dpkg --verify` compares with. Source: deb-md5sums(5). */
async function md5Sums(root: string, files: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files) {
    const digest = createHash('md5').update(await readFile(path.join(root, file)));
    lines.push(`${digest.digest('hex')}  ${file}\n`);
  }
  return lines.join('');
}

/** Puts a script into a condition; its own first line names the shell. */
function onlyWhen(script: string, condition: string): string {
  const [shell = '', ...lines] = script.split('\n');
  return `${shell}\nset -e\nif ${condition}; then\n${lines.join('\n')}\nfi\n`;
}

async function makeRpm(recipe: PackageRecipe, root: string, work: string): Promise<void> {
  await setModes(root);
  const spec = path.join(work, 'package.spec');
  await writeFile(spec, await specFile(recipe, root));
  await runOrThrow('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${work}/build`, spec]);
  const made = path.join(work, 'build/RPMS', recipe.architecture);
  const [file = ''] = await readdir(made);
  await cp(path.join(made, file), recipe.file);
}

/** Source: rpm-spec(5), rpm 4.18. A version may hold no hyphen; electron-builder has replaced it. */
async function specFile(recipe: PackageRecipe, root: string): Promise<string> {
  const script = async (file: string): Promise<string> =>
    (await readFile(file, 'utf8')).split('\n').slice(1).join('\n').replaceAll('%', '%%');
  return `
%global debug_package %{nil}
%global __os_install_post %{nil}
%define _build_id_links none
%define _binary_payload ${recipe.compression === 'gzip' ? 'w1.gzdio' : 'w6T0.xzdio'}
Name: ${recipe.name}
Version: ${recipe.version}
Release: 1
Summary: ${recipe.summary}
License: ${recipe.licence}
URL: ${recipe.homepage}
Packager: ${recipe.maintainer}
AutoReqProv: no
${recipe.depends.map((name) => `Requires: ${name}`).join('\n')}
%description
${recipe.description}
%install
mkdir -p %{buildroot}
cp -a ${root}/. %{buildroot}/
%post -p /bin/bash
${await script(recipe.afterInstall)}
# Of an upgrade the old version goes after the new one has come.
%postun -p /bin/bash
if [ "$1" = 0 ]; then
${await script(recipe.afterRemove)}
fi
%files
%defattr(-,root,root,-)
${(await ownedBy(root)).map((file) => `"${file}"`).join('\n')}
`;
}

/** Folders that are ours go whole; of those that everybody uses, each file. */
async function ownedBy(root: string): Promise<readonly string[]> {
  const shared = (await filesIn(path.join(root, 'usr'))).map((file) => `/usr/${file}`);
  const own = (await readdir(path.join(root, 'opt'))).map((name) => `/opt/${name}`);
  return [...own, ...shared];
}

if (isMain(import.meta.url)) {
  try {
    await makePackage(readRecipe(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`package: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
