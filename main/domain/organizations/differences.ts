import type { PeopleDifference } from '../../../contract/areas/organization.ts';
import { validMembers, type People } from '../envelopes/documents.ts';

/** Says in plain lines what a change of the people comes to. */
export function peopleDifferences(before: People, after: People): PeopleDifference[] {
  const [old, now] = [validMembers(before.members), validMembers(after.members)];
  const added = now.filter(({ key }) => !old.some((one) => one.key === key));
  const gone = old.filter(({ key }) => !now.some((one) => one.key === key));
  const isReplaced = (name: string) =>
    added.some((one) => one.name === name) && gone.some((one) => one.name === name);
  const line = (kind: 'member-added' | 'member-ended' | 'key-replaced', one: People['members'][number]) => ({
    kind,
    name: one.name,
    role: one.role,
  });
  return [
    ...added.map((one) => line(isReplaced(one.name) ? 'key-replaced' : 'member-added', one)),
    ...gone.filter(({ name }) => !isReplaced(name)).map((one) => line('member-ended', one)),
    ...(before.changesNeed === after.changesNeed
      ? []
      : [{ kind: 'changes-need' as const, before: before.changesNeed, after: after.changesNeed }]),
    ...(before.recoveryKey === after.recoveryKey
      ? []
      : [{ kind: 'recovery' as const, has: after.recoveryKey !== null }]),
    ...(before.name === after.name
      ? []
      : [{ kind: 'name' as const, before: before.name, after: after.name }]),
  ];
}
