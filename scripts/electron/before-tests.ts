import { resolveElectron } from './electron-runtime.ts';

/**
 * What Vitest and Playwright do once before tests that open windows: which Electron runs is told here, and not again by
 * each process of tests. Effects: those of `resolveElectron`.
 */
export default async function beforeTests(): Promise<void> {
  await resolveElectron();
}
