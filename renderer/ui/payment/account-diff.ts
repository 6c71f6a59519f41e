export interface DiffGroup {
  readonly text: string;
  /** Runs of characters inside the group, each either the same in both accounts or not. */
  readonly runs: readonly { readonly text: string; readonly isDifferent: boolean }[];
}

/**
 * Cuts an account into groups of four and marks the characters that differ from the other account at the same place.
 */
export function diffGroups(account: string, other: string): readonly DiffGroup[] {
  const marked = [...account].map((character, index) => ({
    text: character,
    isDifferent: character !== other[index],
  }));
  const groups: DiffGroup[] = [];
  for (let start = 0; start < marked.length; start += 4) {
    const part = marked.slice(start, start + 4);
    groups.push({ text: part.map((one) => one.text).join(''), runs: joinRuns(part) });
  }
  return groups;
}

function joinRuns(characters: DiffGroup['runs']): DiffGroup['runs'] {
  const runs: { text: string; isDifferent: boolean }[] = [];
  for (const character of characters) {
    const last = runs.at(-1);
    if (last?.isDifferent === character.isDifferent) last.text += character.text;
    else runs.push({ ...character });
  }
  return runs;
}
