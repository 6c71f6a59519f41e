import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isMain } from '../is-main.ts';
import { runOrThrow } from '../run-command.ts';
import { ensureSystemPackages, type Need } from '../session/system-packages.ts';

/** Draws SVG as PNG, and puts PNG into one file for Windows and one for macOS. */
export const iconNeeds: readonly Need[] = [['librsvg2-bin'], ['icoutils'], ['icnsutils']];

/**
 * Sizes of the icon for Linux desktops. Units: pixels. Source: Icon Theme Specification 0.13 (48 is required), and the
 * sizes that hicolor has.
 */
export const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** Source: learn.microsoft.com «Construct your Windows app's icon», the sizes of an .ico. Units: pixels. */
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 256] as const;

/** Source: png2icns(1), the sizes that it knows. Units: pixels. */
const MAC_SIZES = [16, 32, 128, 256, 512, 1024] as const;

/**
 * Draws `icon.svg` of the folder anew: `icons/` for Linux, `icon.ico` for Windows, `icon.icns` for macOS. They lie in
 * the repository, so that whoever builds a package needs no program that draws.
 */
export async function drawIcons(folder: string): Promise<void> {
  const work = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-icons-'));
  try {
    const sizes = [...new Set([...LINUX_SIZES, ...WINDOWS_SIZES, ...MAC_SIZES])];
    const drawn = (size: number): string => path.join(work, `${String(size)}.png`);
    for (const size of sizes) {
      const pixels = String(size);
      const source = path.join(folder, 'icon.svg');
      await runOrThrow('rsvg-convert', ['-w', pixels, '-h', pixels, source, '-o', drawn(size)]);
    }
    for (const size of LINUX_SIZES) {
      const name = `${String(size)}x${String(size)}.png`;
      await writeFile(path.join(folder, 'icons', name), await readFile(drawn(size)));
    }
    // A whole PNG inside for the largest one, as Windows has taken it since Vista; the others as bitmaps.
    const inIcon = WINDOWS_SIZES.map((size) => (size === 256 ? `--raw=${drawn(size)}` : drawn(size)));
    await runOrThrow('icotool', ['-c', '-o', path.join(folder, 'icon.ico'), ...inIcon]);
    await runOrThrow('png2icns', [path.join(folder, 'icon.icns'), ...MAC_SIZES.map(drawn)]);
  } finally {
    await rm(work, { recursive: true });
  }
}

if (isMain(import.meta.url)) {
  await ensureSystemPackages(iconNeeds);
  await drawIcons(path.resolve(import.meta.dirname, '../../packaging'));
}
