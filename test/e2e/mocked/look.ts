import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import path from 'node:path';

/** Pictures of another browser lie beside those of Electron. */
const SHOTS = process.env['KLYUCHNIK_CHROMIUM'] === undefined ? 'mocked' : 'mocked-chromium';
const SHOTS_DIR = path.join(import.meta.dirname, '..', '..', '..', 'test-results', SHOTS);

/** Takes a picture for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(SHOTS_DIR, `${name}.png`) });
}

/** Waits until the screen has stopped loading and moving. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1:visible, [role="status"]:visible').first().waitFor();
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
  // A spinner turns for ever; only what ends is waited for. In closed details the promise of an animation never
  // settles, its state does.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
  );
}

/**
 * Fails when axe finds a violation that keeps people out. `only`: looks at the colours alone, for a page that differs
 * in nothing else from one that was looked at. Source: issue 2, Screens.
 */
export async function expectAccessible(page: Page, name: string, only?: 'colours'): Promise<void> {
  // Axe's frame messenger wants a page of its own, which Electron does not give; there are no frames here. What passed
  // is not written out: that alone was a sixth of the time.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: false });
  const result = await (only === 'colours' ? axe.withRules('color-contrast') : axe).analyze();
  const serious = result.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  expect.soft(serious, name).toEqual([]);
}

/**
 * Fails when something is wider than its place, cut without an ellipsis and a title, or a text key instead of a text.
 */
export async function expectTidy(page: Page, name: string): Promise<void> {
  expect.soft(await page.evaluate(findUntidy), name).toEqual([]);
}

/** Runs in the page. */
function findUntidy(): string[] {
  const found: string[] = [];
  const wide = (element: Element) => element.scrollWidth > element.clientWidth + 1;
  for (const element of [document.documentElement, document.getElementById('content')]) {
    if (element !== null && wide(element)) found.push(`scrolls sideways: ${element.id || element.tagName}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>(
    'button, h1, h2, a, label, th, [role="tab"] span, button span',
  )) {
    const style = getComputedStyle(element);
    if (element.clientWidth === 0 || style.overflowX === 'visible' || !wide(element)) continue;
    if (element.closest('[title]') === null) found.push(`cut: ${element.textContent.slice(0, 60)}`);
  }
  const key =
    /\b(common|errors|session|overview|tokens|certificates|accounts|payments|approvals|journal|settings|organization|firstRun|secret|approval)\.[a-z][\w-]*\.[\w.-]+/;
  const missing = key.exec(document.body.innerText);
  if (missing !== null) found.push(`text key: ${missing[0]}`);
  if (/\{\{\w+\}\}/.test(document.body.innerText)) found.push('placeholder without a value');
  return found;
}
