import { createContext, useContext, useEffect, useRef } from 'react';
import { matchesCombo, worksWhileTyping, type KeyCombo } from './key-combo.ts';

export interface Shortcut {
  readonly keys: KeyCombo;
  /** What it does, for the list under `?`; a shortcut without a label is not listed. */
  readonly label?: string;
  readonly run: () => void;
  /** Works inside an open dialog; others rest while one is open. */
  readonly inDialog?: boolean;
  readonly isEnabled?: boolean;
}

/** The shortcuts of all mounted components; the one mounted last wins. */
export interface ShortcutRegistry {
  readonly add: (read: () => Shortcut) => () => void;
  readonly list: () => readonly Shortcut[];
  readonly handle: (event: KeyboardEvent) => void;
}

/** Makes an empty registry; `app/providers.tsx` connects it to the window. */
export function createShortcutRegistry(): ShortcutRegistry {
  const readers = new Set<() => Shortcut>();
  const list = () => [...readers].map((read) => read()).filter((one) => one.isEnabled !== false);
  return {
    list,
    add: (read) => {
      readers.add(read);
      return () => readers.delete(read);
    },
    handle: (event) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const found = list().findLast((one) => matchesCombo(one.keys, event) && mayRun(one, event.target));
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    },
  };
}

function mayRun(shortcut: Shortcut, target: EventTarget | null): boolean {
  if (shortcut.inDialog !== true && isDialogOpen()) return false;
  if (isInMenu(target)) return false;
  return worksWhileTyping(shortcut.keys) || !isTyping(target);
}

/** A dialog that is kept mounted while it is closed, so that nothing typed is lost, does not count. */
function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.checkVisibility());
}

/** An open menu has its own keys: Esc closes it and nothing behind it. It may be gone from the page by now. */
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"]') !== null;
}

/** A field that was hidden a moment ago, by Esc, keeps the focus until the next frame: nobody types in it. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.checkVisibility()) return false;
  return target.matches('input, textarea, select, [contenteditable="true"]');
}

export const ShortcutContext = createContext<ShortcutRegistry | null>(null);

/**
 * Binds a key while the component is mounted: `useShortcut({ keys: 'Insert', label: t('payments.list.new'), run })`.
 * Keys in use: ui.md, Keys. Letters work in the Russian layout too.
 */
export function useShortcut(shortcut: Shortcut): void {
  const registry = useContext(ShortcutContext);
  const latest = useRef(shortcut);
  useEffect(() => {
    latest.current = shortcut;
  });
  useEffect(() => registry?.add(() => latest.current), [registry]);
}
