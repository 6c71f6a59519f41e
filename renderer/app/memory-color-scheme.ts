import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

/** Keeps the colour scheme for this window only: the session says which one, and local storage is not ours to fill. */
export function memoryColorScheme(): MantineColorSchemeManager {
  let current: MantineColorScheme | null = null;
  return {
    get: (fallback) => current ?? fallback,
    set: (value) => {
      current = value;
    },
    clear: () => {
      current = null;
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
  };
}
