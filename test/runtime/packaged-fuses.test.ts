// @module-tag may-run-again
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { describe, expect, it } from 'vitest';
import { fuseFaults, readFuses } from '../../scripts/fuses.ts';

// Made by `npm run dist:dir`. A missing folder fails the test: the packed app must never go unlooked at.
const appDir =
  process.env['KLYUCHNIK_PACKAGED_DIR'] ?? path.resolve(import.meta.dirname, '../../dist/linux-unpacked');

describe('the packaged app', () => {
  it('has every fuse as decided', async () => {
    const states = await readFuses(path.join(appDir, 'klyuchnik'));

    expect(states.length).toBeGreaterThanOrEqual(8);
    expect(fuseFaults(states)).toEqual([]);
  });

  it('has no development entry beside its archive', () => {
    const resources = path.join(appDir, 'resources');

    expect(existsSync(path.join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(path.join(resources, 'default_app.asar'))).toBe(false);
    expect(existsSync(path.join(resources, 'app'))).toBe(false);
  });

  it('keeps nothing outside the archive but the keychain addon', async () => {
    const unpacked = path.join(appDir, 'resources', 'app.asar.unpacked');

    const files = (await readdir(unpacked, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)));

    expect(files).toEqual(['node_modules/keytar/prebuilds/linux-x64/keytar.node']);
  });

  it('carries the bundles and the four runtime packages, and no other', () => {
    const packed = listPackage(path.join(appDir, 'resources', 'app.asar'), { isPack: false });

    const topLevel = new Set(packed.map((name) => name.split('/')[1]));
    const packages = new Set(packed.map((name) => /^\/node_modules\/([^/]+)/.exec(name)?.[1]));
    packages.delete(undefined);

    expect([...topLevel].sort()).toEqual(['node_modules', 'out', 'package.json']);
    expect([...packages].sort()).toEqual(['@expo-google-fonts', 'keytar', 'node-sqlite3-wasm', 'zxing-wasm']);
    // Of the decoder of QR codes its reading half.
    expect(packed.filter((name) => /zxing.*\.(wasm|js)$/.test(name)).sort()).toEqual([
      '/node_modules/zxing-wasm/dist/es/reader/index.js',
      '/node_modules/zxing-wasm/dist/es/share.js',
      '/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm',
    ]);
    const fonts = packed.filter((name) => name.startsWith('/node_modules/@expo-google-fonts/pt-sans/'));
    expect(fonts.filter((name) => /\.ttf$|LICENSE/.test(name)).sort()).toEqual([
      '/node_modules/@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf',
      '/node_modules/@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf',
      '/node_modules/@expo-google-fonts/pt-sans/LICENSE',
      '/node_modules/@expo-google-fonts/pt-sans/LICENSE_FONT',
    ]);
    expect(packed).toContain('/out/main/main.js');
  });
});
