import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
const manifest = Manifest.parse(read('package.json'));
const locked = Object.entries(Lock.parse(read('package-lock.json')).packages).filter(
  ([place]) => place !== '',
);

describe('the lock file', () => {
  it('has a SHA-512 of every package, and none from elsewhere than the registry', () => {
    const strange = locked.filter(
      ([, { integrity, link, resolved }]) =>
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '') ||
        link === true ||
        (resolved !== undefined && !resolved.startsWith('https://')),
    );

    expect(locked.length).toBeGreaterThan(500);
    expect(strange.map(([place]) => place)).toEqual([]);
  });

  it('lets no package run a script at the installation, but those that package.json decides about', () => {
    const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    // The name of keytar's fork is that of its package, not that of its folder.
    const names = withScript.map(([place]) =>
      place.replace(/^.*node_modules\//, '').replace(/^keytar$/, '@github/keytar'),
    );

    expect(names.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    // esbuild checks its own program there; all others are refused.
    expect(Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([
      ['esbuild', true],
    ]);
  });
});

describe('package.json', () => {
  it('names one version of every package, and no range', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(wanted.filter(([, version]) => !/^(?:npm:@[\w/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
