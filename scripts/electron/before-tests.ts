import { resolveElectron } from './electron-runtime.ts';

/**
 * What Vitest and Playwright do once before tests that open windows. Effects: those of `resolveElectron`; which Electron
 * runs is told here, and not again by each process of tests.
 */
export default async function beforeTests(): Promise<void> {
  await resolveElectron();
}
