/**
 * Copies a text at a click and says whether it did. The page has no permission to write the clipboard by itself; the
 * command of the editor needs none, and takes what its event is given. Never for secrets. Source: HTML, «beforecopy»
 * and «copy»; tried in Electron 33.
 */
export function copyPlain(text: string): boolean {
  // Without a selection the command is enabled only by a page that handles it.
  const enable = (event: Event) => event.preventDefault();
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('beforecopy', enable);
  document.addEventListener('copy', write);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('beforecopy', enable);
    document.removeEventListener('copy', write);
  }
}
