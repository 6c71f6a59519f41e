import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the page that puts the fake under the real renderer; returns its folder, the caller's to remove. */
export async function buildMockedPage(): Promise<string> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-mocked-'));
  const root = path.join(import.meta.dirname, 'page');
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      cssTarget: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      rollupOptions: {
        input: {
          index: path.join(root, 'index.html'),
          secret: path.join(root, 'secret.html'),
          approval: path.join(root, 'approval.html'),
        },
      },
    },
  });
  return outDir;
}
