import { app, dialog } from 'electron';
import type { Language } from '../../../contract/areas/session.ts';
import { cannotStartTexts, keepsEndingTexts } from './window-texts.ts';

/**
 * Says in a message of the system why the app cannot start, and ends the process when it is closed: it must not stay
 * without a window and keep later starts from beginning. Source: https://github.com/piec/elecwhat/issues/15,
 * https://github.com/Foundry376/Mailspring/issues/1993.
 */
export function stopWithMessage(error: unknown, language: Language): void {
  const texts = cannotStartTexts(language);
  dialog.showErrorBox(texts.title, reasonOf(error, texts));
  app.exit(1);
}

/** Says that the vault process keeps ending, and ends the app. Money on its way is asked about after the next start. */
export function stopAfterEnds(language: Language): void {
  const { title, text } = keepsEndingTexts(language);
  dialog.showErrorBox(title, text);
  app.exit(1);
}

function reasonOf(error: unknown, texts: ReturnType<typeof cannotStartTexts>): string {
  if (!(error instanceof Error)) return texts.other('?');
  // A damaged file of the profile is named by its path (`DamagedProfileError`).
  if ('file' in error && typeof error.file === 'string') return texts.damaged(error.file);
  return texts.other('code' in error && typeof error.code === 'string' ? error.code : error.name);
}
