import type { SessionView } from '../../contract/areas/session.ts';

interface ScreenBadge {
  readonly path: string;
  readonly attention: keyof SessionView['attention'] | null;
}

/**
 * How much waits for this person on one screen: its badge. Plans are reached from the tokens and templates from the
 * payments, so they count there.
 */
export function waitingOn(attention: SessionView['attention'], screen: ScreenBadge): number {
  const plans = screen.path === '/tokens' ? attention.plans : 0;
  const templates = screen.path === '/payments' ? attention.templates : 0;
  return screen.attention === null ? 0 : attention[screen.attention] + plans + templates;
}

/** How much waits for this person in all: the sum of the badges, the number of the bell. */
export function waitingFor(attention: SessionView['attention']): number {
  return Object.values(attention).reduce((sum, count) => sum + count, 0);
}
