import type { AfterPackContext } from 'electron-builder';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setFuses } from './fuses.ts';

/**
 * Called by electron-builder when the app's files are in place and before it is signed.
 *
 * Effects: removes the development entry `default_app.asar`; sets the fuses and reads them back.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  await setFuses(path.join(appOutDir, executableName(electronPlatformName, packager)));
}

function executableName(platform: string, { appInfo, config }: AfterPackContext['packager']): string {
  if (platform === 'linux') return config.linux?.executableName ?? appInfo.productFilename;
  return `${appInfo.productFilename}${platform === 'win32' ? '.exe' : '.app'}`;
}
