import { expect, type Page } from '@playwright/test';
import type { z } from 'zod';
import type { CallName } from '../../../../contract/channel-names.ts';
import type { SessionView } from '../../../../contract/areas/session.ts';
import { calls } from '../../../../contract/contract.ts';
import type { ErrorInfo, Result } from '../../../../contract/result.ts';
import { PATIENCE_MS } from '../../screens/app-window.ts';

type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/**
 * Makes a call as the page makes it, through the real preload, and gives the envelope. The input goes as it is, right
 * or wrong.
 */
export async function send(page: Page, name: CallName, input: unknown): Promise<Result<unknown>> {
  const [area = '', method = ''] = name.split('.');
  return page.evaluate(
    async ({ area, method, input }) => {
      // The names come from the contract's own list; their types cannot be followed through a text.
      const app = window.app as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<Result<unknown>>>
      >;
      const call = app[area]?.[method];
      if (call === undefined) throw new Error(`no call ${area}.${method}`);
      return call(input);
    },
    { area, method, input },
  );
}

/** Makes a call and gives its value. Errors: rejects with the code when the call failed. */
export async function call<N extends CallName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const result = await send(page, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${JSON.stringify(result.error.details)}`);
  // Parsed again, so that the type is true.
  return calls[name].output.parse(result.value) as Output<N>;
}

/** Makes a call that must fail, and gives its error. */
export async function failure(page: Page, name: CallName, input: unknown): Promise<ErrorInfo> {
  const result = await send(page, name, input);
  if (result.ok) throw new Error(`${name} was carried out`);
  return result.error;
}

/** Waits until the vault stands so. */
export async function reaches(page: Page, phase: SessionView['phase']): Promise<void> {
  const now = async () => (await call(page, 'session.snapshot', {})).phase;
  await expect.poll(now, { timeout: PATIENCE_MS }).toBe(phase);
}

/**
 * Waits until the training company is prepared to its end and its balances were asked for: its people come first, then
 * its tokens, then the balances. From then on the app calls the bank only when it is told to.
 */
export async function demoIsReady(page: Page): Promise<void> {
  await reaches(page, 'ready');
  const prepared = async () => {
    const { person } = await call(page, 'session.snapshot', {});
    return { tokens: (await call(page, 'tokens.list', {})).length, role: person?.role };
  };
  await expect.poll(prepared, { timeout: PATIENCE_MS }).toEqual({ tokens: 2, role: 'accountant' });
  await knowsBalances(page);
}

/**
 * Waits until the vault is open and the balances are younger than `since`: after each opening the app asks the bank for
 * them by itself, with whatever token fits, which would come between a test and a token or a bank that it changes.
 */
export async function knowsBalances(page: Page, since = ''): Promise<void> {
  await reaches(page, 'ready');
  const areKnown = async () => {
    const { companies } = await call(page, 'session.snapshot', {});
    const all = companies.map(({ companyId }) => call(page, 'accounts.list', { companyId }));
    return (await Promise.all(all)).every(({ asOf }) => asOf !== null && asOf > since);
  };
  await expect.poll(areKnown, { timeout: PATIENCE_MS }).toBe(true);
}
