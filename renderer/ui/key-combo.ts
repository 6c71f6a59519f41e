/**
 * A key with its modifiers: `Ctrl+K`, `Ctrl+Enter`, `Insert`, `F3`, `Alt+П`. Letters and digits mean the place of the
 * key, so that they work in both layouts.
 */
export type KeyCombo = string;

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Tells whether a key press is the combination. `Ctrl` is also the command key of a Mac. */
export function matchesCombo(combo: KeyCombo, press: KeyPress): boolean {
  if (combo === '?') return press.key === '?' && !press.ctrlKey && !press.metaKey && !press.altKey;
  const parts = combo.split('+');
  const key = parts.at(-1) ?? '';
  return (
    parts.includes('Ctrl') === (press.ctrlKey || press.metaKey) &&
    parts.includes('Alt') === press.altKey &&
    parts.includes('Shift') === press.shiftKey &&
    isKey(key, press)
  );
}

function isKey(key: string, press: KeyPress): boolean {
  if (/^[A-Z]$/.test(key)) return press.code === `Key${key}`;
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`;
  if (key === 'Esc') return press.key === 'Escape';
  return press.key === key || (key === 'Insert' && press.code === 'Insert');
}

/** Tells whether the combination may work while a person types: only those that type nothing. */
export function worksWhileTyping(combo: KeyCombo): boolean {
  return /^(Ctrl|Alt)\+|^F\d+$/.test(combo);
}
