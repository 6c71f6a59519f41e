import { describe, expect, it } from 'vitest';
import { packageOf } from '../../scripts/packages/bundled-packages.ts';

describe('the package of a module', () => {
  it.each([
    ['/p/node_modules/zod/v4/core.js', 'zod'],
    ['/p/node_modules/@noble/hashes/sha2.js?used', '@noble/hashes'],
    ['\0/p/node_modules/papaparse/papaparse.js?commonjs-module', 'papaparse'],
    ['/p/node_modules/a/node_modules/@b/c/index.js', 'a/node_modules/@b/c'],
    ['/p/main/main.ts', null],
    ['\0vite/preload-helper', null],
  ])('is the innermost folder of packages: %j', (id, name) => {
    expect(packageOf(id)).toBe(name);
  });
});
