import { Arch, type AfterPackContext } from 'electron-builder';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { nativeFaults, nativeFilesIn, type PackageTarget } from './packages/native-files.ts';
import { setFuses } from './fuses.ts';

/**
 * Called by electron-builder when the app's files are in place and before it is signed.
 *
 * Effects: removes the development entry `default_app.asar`; sets the fuses and reads them back.
 * Errors: rejects when a file with machine code is made for another platform or machine than the package.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  await setFuses(path.join(appOutDir, executableName(electronPlatformName, packager)));
  const faults = nativeFaults(await nativeFilesIn(appOutDir), targetOf(context));
  if (faults.length > 0) throw new Error(`${appOutDir}: ${faults.join('; ')}`);
}

function executableName(platform: string, { appInfo, config }: AfterPackContext['packager']): string {
  if (platform === 'linux') return config.linux?.executableName ?? appInfo.productFilename;
  return `${appInfo.productFilename}${platform === 'win32' ? '.exe' : '.app'}`;
}

function targetOf({ electronPlatformName, arch }: AfterPackContext): PackageTarget {
  const machine = Arch[arch];
  switch (electronPlatformName) {
    case 'linux':
    case 'win32':
    case 'darwin':
      if (machine === 'x64' || machine === 'arm64' || machine === 'universal')
        return { platform: electronPlatformName, machine };
  }
  throw new Error(`no package is made for ${electronPlatformName} on the machine ${String(machine)}`);
}
