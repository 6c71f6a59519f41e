/** What a runtime's clipboard can do. Since Electron 44 it takes items of several formats, written at once. */
export interface MarkableClipboard {
  writeText(text: string): Promise<void> | void;
  write(items: never): Promise<void> | void;
}

/** Makes an item of several formats; absent where the runtime knows none. */
export type ItemMaker = new (formats: Record<string, string | Blob>) => unknown;

/** A number of 32 bits that says no. */
const NO = new Uint8Array(4);

/**
 * Formats by which managers of the clipboard, its history and its cloud know what they must not keep.
 * Source: https://github.com/bitwarden/clients/issues/15776 (KDE's Klipper and its kin),
 * https://github.com/bitwarden/desktop/issues/557 (Windows), https://github.com/keeweb/keeweb/issues/1203 (macOS);
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats; http://nspasteboard.org.
 */
export function secretMarks(platform: NodeJS.Platform): Readonly<Record<string, string | Uint8Array>> {
  switch (platform) {
    case 'linux':
      return { 'x-kde-passwordManagerHint': 'secret' };
    case 'win32':
      return {
        ExcludeClipboardContentFromMonitorProcessing: NO,
        CanIncludeInClipboardHistory: NO,
        CanUploadToCloudClipboard: NO,
      };
    case 'darwin':
      return { 'org.nspasteboard.ConcealedType': '' };
    default:
      return {};
  }
}

/**
 * Writes a text that is not to be kept: with the marks of the platform where the runtime can write both at once, else
 * alone, for a mark that comes after the text comes too late.
 * Effects: the clipboard. Source: electronjs.org/docs/latest/api/clipboard, «custom formats».
 */
export async function writeSecret(
  { clipboard, Item }: { readonly clipboard: MarkableClipboard; readonly Item: ItemMaker | undefined },
  text: string,
  platform: NodeJS.Platform,
): Promise<void> {
  if (Item === undefined) return clipboard.writeText(text);
  const marks = Object.entries(secretMarks(platform)).map(
    ([format, value]) =>
      [
        `electron application/osclipboard;format="${format}"`,
        typeof value === 'string' ? value : new Blob([Uint8Array.from(value)]),
      ] as const,
  );
  try {
    const item = new Item({ 'text/plain': text, ...Object.fromEntries(marks) });
    await clipboard.write([item] as never);
  } catch {
    // A format that this system does not take: the text is wanted all the same, and the window says what may keep it.
    await clipboard.writeText(text);
  }
}
