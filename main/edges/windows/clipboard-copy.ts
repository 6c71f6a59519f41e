import { createHash } from 'node:crypto';
import * as electron from 'electron';
import type { Timers } from '../../ports/ports.ts';
import { CLIPBOARD_SECONDS } from '../link/calls.ts';
import { writeSecret, type ItemMaker } from './secret-marks.ts';

const { clipboard } = electron;

/** Runtimes before Electron 44 have none. */
const { ClipboardItem: Item }: { readonly ClipboardItem?: ItemMaker } = electron;

/**
 * Puts a secret into the clipboard for a while, marked as one where that can be. Only a digest of it is kept, to know
 * it again.
 */
export class ClipboardCopy {
  readonly #timers: Timers;
  #digest: string | null = null;
  #cancel: () => void = () => undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Effects: the clipboard; it is emptied after `CLIPBOARD_SECONDS` unless something else is in it by then. */
  async put(text: string): Promise<void> {
    this.#cancel();
    await writeSecret({ clipboard, Item }, text, process.platform);
    this.#digest = digestOf(text);
    this.#cancel = this.#timers.after(CLIPBOARD_SECONDS * 1_000, () => void this.clear());
  }

  /** Effects: the clipboard is emptied now if our copy is still in it. Safe to call at any time. */
  async clear(): Promise<void> {
    const digest = this.#digest;
    this.#cancel();
    this.#digest = null;
    if (digest !== null && digestOf(await clipboard.readText()) === digest) clipboard.clear();
  }
}

/** Effects: the clipboard is emptied if its text, without white space around it, has this SHA-256. */
export async function clearClipboardOf(digest: string): Promise<void> {
  // Reading is asynchronous from Electron 44 on, and a plain text before.
  if (digestOf((await clipboard.readText()).trim()) === digest) clipboard.clear();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
