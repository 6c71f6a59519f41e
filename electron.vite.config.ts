import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { noteBundledPackages } from './scripts/packages/bundled-packages.ts';

const root = import.meta.dirname;

/**
 * One configuration for the three processes; what stays outside the bundles is in `dependencies`, Electron and Node
 * itself. The mode `release` is for what is packed.
 */
export default defineConfig(({ mode }) => {
  const isRelease = mode === 'release';
  const out = isRelease ? 'out/release' : 'out';
  // For the licences and the bill of materials.
  const notes = isRelease ? [noteBundledPackages(root)] : [];
  return {
    main: {
      plugins: notes,
      // Its build for Node declares a `require` of its own, which is there already; this one is the same code without
      // worker threads.
      // The D-Bus library parses XML only to describe foreign objects, which we never ask for: half of its code.
      resolve: {
        alias: { fflate: 'fflate/browser', xml2js: resolve(root, 'main/edges/dbus/no-xml.ts') },
      },
      define: { __DEVELOPMENT__: JSON.stringify(!isRelease) },
      build: {
        target: 'node20.18',
        outDir: `${out}/main`,
        rollupOptions: {
          input: {
            main: resolve(root, 'main/main.ts'),
            'vault-process': resolve(root, 'main/vault-process.ts'),
            'keychain-process': resolve(root, 'main/edges/keychain/keychain-process.ts'),
          },
          external: ['electron', 'keytar', 'node-sqlite3-wasm', 'zxing-wasm/reader', /^node:/],
          // Without blanks and comments a third less is read at the start; names stay for the log.
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            minify: { mangle: false, compress: false },
          },
        },
      },
    },
    preload: {
      plugins: notes,
      build: {
        target: 'node20.18',
        outDir: `${out}/preload`,
        // A sandboxed preload can load nothing but `electron`: each entry is one CommonJS file.
        isolatedEntries: true,
        externalizeDeps: false,
        rollupOptions: {
          input: {
            preload: resolve(root, 'preload/preload.ts'),
            'secret-preload': resolve(root, 'preload/secret-preload.ts'),
            'approval-preload': resolve(root, 'preload/approval-preload.ts'),
          },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: resolve(root, 'renderer'),
      plugins: [react(), ...notes],
      build: {
        // Chromium of the oldest Electron that we run in (33).
        target: 'chrome130',
        cssTarget: 'chrome130',
        outDir: resolve(root, `${out}/renderer`),
        // CSP: fonts come from 'self' only, never from data:.
        assetsInlineLimit: 0,
        // Half the text to read and parse before the first frame.
        minify: true,
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: {
            index: resolve(root, 'renderer/index.html'),
            secret: resolve(root, 'renderer/secret/index.html'),
            approval: resolve(root, 'renderer/approval/index.html'),
          },
        },
      },
    },
  };
});
