import type { Member } from '../envelopes/documents.ts';
import type { Fork } from './fork.ts';
import type { Stand } from './stands.ts';

/** How far an organization is beyond doubt. */
interface Doubt {
  readonly head: Stand;
  readonly fork: Fork | null;
}

/**
 * Returns the members as all branches agree on them: a key is valid where it is valid, in one role, at every end of
 * every branch. Without a fork those of the newest people.
 */
export function agreedMembers(doubt: Doubt): readonly Member[] {
  return membersBy(doubt, (all) =>
    all.every((one) => one?.validThrough === null && one.role === all[0]?.role),
  );
}

/**
 * Returns the members as any branch knows them: a key is valid where one branch holds it so. What they say is heard, so
 * that nothing that became of a payment is forgotten while it is open which branch holds; it frees nothing.
 */
export function heardMembers(doubt: Doubt): readonly Member[] {
  return membersBy(doubt, (all) => all.some((one) => one?.validThrough === null));
}

function membersBy(
  { head, fork }: Doubt,
  isValid: (atEnds: readonly (Member | undefined)[]) => boolean,
): readonly Member[] {
  if (fork === null) return head.people.document.members;
  const ends = fork.branches.flatMap((branch) => branch.ends);
  const lists = [head, ...ends].map(({ people }) => people.document.members);
  const keys = new Set(lists.flatMap((list) => list.map(({ key }) => key)));
  return [...keys].flatMap((key) => {
    const all = lists.map((list) => list.find((one) => one.key === key));
    const [known] = all.filter((one) => one !== undefined);
    if (known === undefined) return [];
    const ended = Math.max(0, ...all.map((one) => one?.validThrough ?? 0));
    return { ...known, validThrough: isValid(all.slice(1)) ? null : ended };
  });
}
