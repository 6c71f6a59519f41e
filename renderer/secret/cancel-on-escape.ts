/** Escape closes the window, as the button does; one that ends the composing of a letter does not. */
export function cancelOnEscape({ isComposing }: KeyboardEvent): void {
  if (!isComposing) window.secretPrompt.cancel();
}
