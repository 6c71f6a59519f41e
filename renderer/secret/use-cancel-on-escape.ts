import { useEffect } from 'react';

/** Escape closes the window, as the button does. */
export function useCancelOnEscape(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) window.secretPrompt.cancel();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
