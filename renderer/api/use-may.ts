import type { CallRule } from '../../contract/callers.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import { useSession } from './use-session.ts';

/** Tells whether the person at the screen may make calls of a rule, so that nothing else is offered. Main decides. */
export function mayCall(
  { person, readOnly }: Pick<SessionView, 'person' | 'readOnly'>,
  { by, vault }: CallRule,
): boolean {
  return by.includes(person?.role ?? 'nobody') && !(vault === 'writable' && readOnly);
}

/** The same for the person of the session. */
export function useMay(rule: CallRule): boolean {
  return mayCall(useSession(), rule);
}
