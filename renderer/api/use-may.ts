import type { CallRule } from '../../contract/callers.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import { useSession } from './use-session.ts';

/**
 * Tells whether calls of a rule are open to the role of the person at the screen, so that nothing else is offered. Main
 * decides. A vault that can only be read says so when something is tried.
 */
export function mayCall({ person }: Pick<SessionView, 'person'>, { by }: CallRule): boolean {
  return by.includes(person?.role ?? 'nobody');
}

/** The same for the person of the session. */
export function useMay(rule: CallRule): boolean {
  return mayCall(useSession(), rule);
}
