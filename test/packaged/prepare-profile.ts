import { launchApp } from '../../scripts/electron/launch-app.ts';
import { PATIENCE_MS } from '../../scripts/patience.ts';

/** Rows of the table of tokens in the app's window. */
const TOKEN_ROWS = '[role=grid] tbody tr[aria-rowindex]';
/** The way to that table. */
const TOKENS_LINK = 'nav a[href$="/tokens"]';

/**
 * Makes a profile with the training company in it: the app itself, unpackaged, prepares it and is closed again.
 * Errors: rejects when the company does not appear. Effects: the folder; items in the keyring of the session that `env`
 * describes.
 */
export async function prepareDemoProfile(env: NodeJS.ProcessEnv, profileDir: string): Promise<void> {
  const { electron, page } = await launchApp({ env, profileDir, isDemo: true });
  try {
    await page.locator(TOKENS_LINK).click({ timeout: PATIENCE_MS });
    await page.locator(TOKEN_ROWS).nth(1).waitFor({ timeout: PATIENCE_MS });
  } finally {
    await electron.close();
  }
}
